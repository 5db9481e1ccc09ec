"""The saves of a folder, as a listing needs them: cheap facts first, the score only by replay."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.file_facts import head_of, is_hidden
from chasm_game.journal.actions import Asked, Chose, Corrected, Header, Over, Rewound
from chasm_game.journal.file_contents import NotRead
from chasm_game.journal.file_kinds import HEAD, Kind, kind_of, named_like_a_save, what_it_is
from chasm_game.journal.files import MAX_FILES, SUFFIX
from chasm_game.journal.journal import DamagedSave, Record, read_save
from chasm_game.journal.old_model import is_old
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.journal.vouching import is_vouched
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Shelf", "ShelvedSave", "best_scores", "finished_stories", "names_story", "notes", "shelf", "shelved"]


@dataclass(frozen=True, slots=True)
class ShelvedSave:
    """A save without replay: `choices` rounds were decided; `fault` tells why it cannot be used."""

    path: Path
    header: Header | None
    choices: int
    over: bool
    record: Record | None
    fault: str

    @property
    def title(self) -> str:
        """The scenario's title, read from the kept text without parsing it."""
        if self.header is None:
            return self.path.name
        # Parsing the scenario of every save would make a list of a hundred games take seconds.
        found = re.search(r"^title: *(.+?) *$", self.header.scenario_text, re.MULTILINE)
        return found.group(1).strip("'\"") if found else self.header.scenario

    @property
    def old(self) -> bool:
        """Whether it is of model 1: its decisions can be read, and that is all."""
        return self.header is not None and is_old(self.header.rulebook_text)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in a folder of saves; its subfolders are not searched."""

    saves: tuple[Path, ...]
    """What begins like a save or is named like one, the latest first."""
    others: tuple[NotRead, ...]
    """Everything else, by name, with what it is."""
    more: bool
    """Whether there is more than was looked at."""


def shelf(folder: Path) -> Shelf:
    """The saves of a folder under any name, and what else is in it. One that is not there has none."""
    saves: list[tuple[int, str]] = []
    others: list[NotRead] = []
    seen = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            seen += 1
            if seen > MAX_FILES:
                break
            with contextlib.suppress(OSError):  # one that vanishes meanwhile does not hide the others
                if (why := _why_no_save(entry)) is None:
                    saves.append((entry.stat().st_mtime_ns, entry.name))
                else:
                    others.append(NotRead(Path(entry.path), why, is_hidden=is_hidden(entry.name)))
    latest = tuple(folder / name for _, name in sorted(saves, reverse=True))
    return Shelf(latest, tuple(sorted(others, key=lambda each: each.path)), seen > MAX_FILES)


def _why_no_save(entry: os.DirEntry[str]) -> str | None:
    """What something is that is no save; None for a save."""
    if is_hidden(entry.name):
        return "its name is hidden"
    if entry.is_dir():
        room = (Path(entry.path) / ROOM_FILE).is_file()
        return "a room: chasm room --resume goes on with it" if room else "a folder, which is not searched"
    if not entry.is_file():
        return "no ordinary file"
    if entry.name.endswith(SUFFIX):  # the game's own: a long shelf is not opened twice
        return None
    head = head_of(Path(entry.path), HEAD)
    kind = kind_of(head)
    if kind is Kind.SAVE or (kind is Kind.OTHER and named_like_a_save(entry.name)):
        return None
    return what_it_is(head) if kind is Kind.OTHER else "packed: chasm compare looks into it"


def names_story(path: Path, scenario: str) -> bool:
    """Whether the head of a file names this story, by id. Parsing every save of a long shelf would take seconds."""
    return re.search(rb'"scenario"\s*:\s*"' + re.escape(scenario.encode()) + rb'"', head_of(path, HEAD)) is not None


def shelved(folder: Path) -> Iterator[ShelvedSave]:
    """Every save of a folder, the latest first; a damaged one is named and stops nothing."""
    for path in shelf(folder).saves:
        try:
            record = read_save(path)
        except DamagedSave as damage:
            where = f"line {damage.line}: " if damage.line else ""
            yield ShelvedSave(path, None, 0, False, None, where + damage.reason)
            continue
        choices, over = _progress(record)
        yield ShelvedSave(path, record.header, choices, over, record, "")


def _progress(record: Record) -> tuple[int, bool]:
    done: list[object] = []
    over = False
    for action in record.actions:
        if isinstance(action, Asked | Chose):
            done.append(action)
        # As the game does: an ask and a choice are taken back one by one.
        elif isinstance(action, Rewound) and done:
            done.pop()
            over = False
        elif isinstance(action, Corrected):
            over = False  # where it is over all the same, that is noted behind it
        elif isinstance(action, Over):
            over = True
    return sum(isinstance(a, Chose) for a in done), over


def notes(record: Record) -> Iterator[str]:
    """What every list says of a save besides how far it is: that it was corrected, or its team taken out."""
    if record.corrected:
        yield f"{record.corrected} corrected"
    if record.removed:
        yield "taken out of its room"


def finished_stories(folder: Path) -> set[str]:
    """Ids of the stories of which a game is over, at any difficulty and as practice too."""
    return {save.header.scenario for save in shelved(folder) if save.over and save.header is not None}


def best_scores(folder: Path) -> dict[str, int]:
    """The best score of every scenario, by hash of its text, from assessed games as written that are over; replayed."""
    best: dict[str, int] = {}
    for save in shelved(folder):
        # All that is seen without playing goes first: a replay costs more than the rest of the list.
        if save.record is None or not save.over or save.old or save.record.header.mode != "assessed":
            continue
        if save.record.header.difficulty != WRITTEN:  # another scale: the records of a story have it
            continue
        if not is_vouched(save.record):  # it counts as practice
            continue
        from chasm_game.journal.replay import replay  # brings the engine: a shelf without scores does without

        try:
            outcome = replay(save.record).game.outcome
        except DamagedSave:
            continue
        if outcome is not None:
            text = save.record.header.scenario_sha256
            best[text] = max(best.get(text, 0), outcome.score)
    return best
