"""Somebody in a room is forgotten: name and reasons go out of its journal, its saves and all else in its folder.

Letters, predictions and belief sheets stay, under a name that says nothing: the others were compared with them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest
from chasm_game.files import reason_of
from chasm_game.journal.damage import DamagedSave, whole_file
from chasm_game.journal.exchange import WAITING, alone_with, exchange, finish_exchange
from chasm_game.journal.files import SUFFIX, save_names
from chasm_game.journal.forgotten_lines import Forgotten, journal_actions
from chasm_game.journal.forgotten_words import ForgottenWords
from chasm_game.journal.journal import Record, parse_save
from chasm_game.journal.room_actions import Renamed, RoomHeader, Seated, Slip, TeamJoined
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.session.room.listing import rooms
from chasm_game.text import looks, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chasm_game.journal.room_actions import RoomAction

__all__ = ["Forgetting", "forget", "plan_forgetting"]


@dataclass(frozen=True)
class Forgetting:
    """What is to be done, before anything is."""

    folder: Path
    name: str
    """As it was asked for."""
    teams: tuple[tuple[str, str], ...]
    """The newest name of each team that is forgotten, and what it is called from then on."""
    reasons: int
    """Reasons and dissents that they gave and that go."""
    mentions: int
    """Reasons and dissents of others in which the name is, and a gap then."""
    contents: Mapping[str, bytes]
    """Journal and saves anew, by the names of their files."""
    gone: tuple[str, ...]
    """Files that are removed, by their paths in the folder: saves under the old name, and what names somebody."""
    others: tuple[str, ...]
    """Those of them that are no saves and are not written anew: pages, tables, copies."""
    pages: tuple[str, ...]
    """Those of them that are pages of the room, and can be written again."""
    in_the_story: bool
    """Whether the story's own text has the word: it says nothing of anybody in the room."""
    elsewhere: tuple[str, ...]
    """What is known to hold the name and is not in the folder itself: other copies of the room, files behind links."""


def plan_forgetting(folder: Path, name: str) -> Forgetting:
    """What forgetting somebody in a room would do; nothing is changed but what was begun before.

    `name` is a team's, newest or earlier, or a word in names and reasons, such as a person's. Raises `ChasmError`.
    """
    finish_exchange(folder, folder / ROOM_FILE)
    return _planned(folder, name)


def _planned(folder: Path, name: str) -> Forgetting:
    actions = journal_actions(folder / ROOM_FILE)
    names = _names(actions)
    teams = _meant(name, names)
    words = ForgottenWords(tuple(dict.fromkeys([name, *(each for team in teams for each in names[team])])))
    if not teams and not any(isinstance(a, Slip) and words.are_in(f"{a.reason} {a.dissent}") for a in actions):
        known = {looks(each): each for of_team in names.values() for each in of_team}
        near = nearest(looks(name)[:80], known)
        hint = f"; did you mean {one_line(known[near], 40)}?" if near else ""
        raise ChasmError(f"{one_line(name, 40)} is no team of this room, and in no reason of it{hint}")
    taken = {looks(each) for of_team in names.values() for each in of_team}
    called = {team: _placeholder(team, taken) for team in teams}
    return _plan(folder, name, Forgotten(words, called), actions, names)


def forget(found: Forgetting) -> None:
    """Do it, all or nothing. Raises `ChasmError`, also where the room is open elsewhere or was played on meanwhile."""
    # Held while the new contents are written: what a facilitator types meanwhile must not be lost.
    with alone_with(found.folder / ROOM_FILE):
        # Planned once more under the lock: the question was answered minutes ago, perhaps.
        if _planned(found.folder, found.name) != found:
            raise ChasmError(f"{found.folder} was changed since you were asked, so nothing is forgotten: ask once more")
        exchange(found.folder, found.contents, found.gone)


def _names(actions: Sequence[RoomHeader | RoomAction]) -> dict[int, list[str]]:
    """Every name that each team ever had, the newest last."""
    names: dict[int, list[str]] = {}
    for action in actions:
        if isinstance(action, TeamJoined | Renamed):
            names.setdefault(action.team, []).append(action.name)
    return names


def _meant(name: str, names: Mapping[int, Sequence[str]]) -> list[int]:
    """The team of this name; else every team in whose name it is a word, as a person's is."""
    if not looks(name):
        raise ChasmError("say who is to be forgotten: a team's name, or a word in names and reasons")
    # A team's whole name goes before words: whoever forgets `Blue` does not mean `Blue Two` as well.
    exact = [team for team, each in names.items() if looks(name) in map(looks, each)]
    word = ForgottenWords((name,))
    return exact or [team for team, each in names.items() if any(map(word.are_in, each))]


def _placeholder(team: int, taken: set[str]) -> str:
    called = f"Forgotten {team}"
    while looks(called) in taken:
        called += " again"
    return called


def _plan(
    folder: Path,
    name: str,
    forgotten: Forgotten,
    actions: Sequence[RoomHeader | RoomAction],
    names: Mapping[int, Sequence[str]],
) -> Forgetting:
    header = actions[0]
    assert isinstance(header, RoomHeader)
    files = _Sorted(folder, forgotten, actions, names)
    for path in _files(folder):
        files.sort(path)
    files.contents[ROOM_FILE] = forgotten.journal(actions, files.renamed)
    copies = (str(path) for path in _copies(folder, header))
    return Forgetting(
        folder,
        name,
        tuple((names[team][-1], called) for team, called in forgotten.teams.items()),
        forgotten.reasons,
        forgotten.mentions,
        files.contents,
        (*files.gone, *files.others),
        tuple(files.others),
        tuple(each for each in files.others if _is_page(folder / each)),
        forgotten.words.are_in(header.scenario_text) or forgotten.words.are_in(header.rulebook_text),
        (*files.elsewhere, *copies),
    )


class _Sorted:
    """The files of a room, by what is to become of each."""

    def __init__(
        self,
        folder: Path,
        forgotten: Forgotten,
        actions: Sequence[RoomHeader | RoomAction],
        names: Mapping[int, Sequence[str]],
    ) -> None:
        self._folder, self._forgotten = folder, forgotten
        self._by_name = {looks(each): forgotten.teams[team] for team in forgotten.teams for each in names[team]}
        # Another team may have a name by now that one had before: of a save in the journal, that says whose it is.
        self._seated = {a.save: forgotten.teams.get(a.team, "") for a in actions if isinstance(a, Seated)}
        self.contents: dict[str, bytes] = {}
        """What is written anew, by the names of the files."""
        self.renamed: dict[str, str] = {}
        """Saves that get another name, by the one that they have."""
        self.gone: list[str] = []
        """Saves under their old names."""
        self.others: list[str] = []
        """What names somebody and is no save."""
        self.elsewhere: list[str] = []
        """What is out of reach."""

    def sort(self, path: Path) -> None:
        """Put a file where it belongs; the room's journal is written when all the others are known."""
        inside = path.relative_to(self._folder).as_posix()
        if inside == ROOM_FILE:
            return
        # What a link leads to may be anybody's: it is told of, and left alone.
        if path.is_symlink():
            self.elsewhere.append(f"{path}, a link to a file elsewhere")
        elif path.parent == self._folder and (record := _save(path)) is not None:
            self._sort_save(inside, record)
        elif self._forgotten.words.are_in_file(_bytes(path)) or self._forgotten.words.are_in(path.stem):
            self.others.append(inside)

    def _sort_save(self, file: str, record: Record) -> None:
        """A save is always written anew: others may be named in its reasons too."""
        team = record.header.team
        called = self._seated.get(file, self._by_name.get(looks(team), ""))
        kept = file
        if called:
            free = (p.name for p in save_names(self._folder, replace(record.header, team=called)) if not p.exists())
            kept = next(each for each in free if each not in self.contents)
            self.gone.append(file)
            self.renamed[file] = kept
        self.contents[kept] = self._forgotten.save(record, called)


def _files(folder: Path) -> Iterator[Path]:
    """Every file of the folder and of those in it, hidden ones too; links to folders are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if each != WAITING)
        for name in sorted(files):
            yield Path(place) / name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ChasmError(f"{path} cannot be read, so nobody knows whom it names: {reason_of(error)}") from None


def _is_page(path: Path) -> bool:
    """Whether it is a page of a room that Chasm wrote."""
    head = _bytes(path)[:4_000]
    return b'<meta name="generator" content="Chasm' in head and b": debrief for the room</title>" in head


def _save(path: Path) -> Record | None:
    """A save that can be read; what cannot is looked at as any other file."""
    if path.suffix != SUFFIX:
        return None
    try:
        return parse_save(path, whole_file(path))
    except DamagedSave:
        return None


def _copies(folder: Path, header: RoomHeader) -> Iterator[Path]:
    """Other folders beside this one with the same room: written anew when something took its files away."""
    started = header.started.replace("T", " ")[:16]
    for line in rooms(folder.resolve().parent):
        other = Path(line.folder)
        if other.resolve() != folder.resolve() and (line.scenario, line.started) == (header.scenario, started):
            yield other
