"""One account of every file that was found: what counted, what did not, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chasm_game.compare.found_files import CountedAs, FileLine
from chasm_game.compare.team_lines import NAMELESS
from chasm_game.grammar import joined, plural
from chasm_game.journal.old_model import NOT_SCORED
from chasm_game.journal.vouching import is_vouched
from chasm_game.views.thresholds import is_absent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.compare.gathering import Gathered
    from chasm_game.journal.journal import Record
    from chasm_game.journal.played import Played
    from chasm_game.journal.replay_many import Replayed

__all__ = ["MOST", "Files", "account", "apart", "copy_of", "kind_of_game", "twin_of"]

MOST = 40
"""Files of one kind that are named; of more, how many."""

_COUNTED = {
    CountedAs.RANKED: ("ranked", "ranked"),
    CountedAs.UNFINISHED: ("not over", "not over"),
    CountedAs.PRACTICE: ("practice", "practice"),
    CountedAs.REMOVED: ("taken out of its room", "taken out of their room"),
    CountedAs.COPY: ("copy", "copies"),
    CountedAs.SAME_DECISIONS: ("the same game under another name", "the same game under another name"),
    CountedAs.OTHER_SCENARIO: ("on another scenario", "on another scenario"),
    CountedAs.REJECTED: ("rejected", "rejected"),
    CountedAs.NOT_LOOKED_AT: ("not looked at", "not looked at"),
}
"""Words behind the count, in the order in which they are told."""
_HEADINGS = {
    CountedAs.REJECTED: "Rejected",
    CountedAs.SAME_DECISIONS: "The same game under another name, counted once",
    CountedAs.COPY: "Copies, counted once",
    CountedAs.OTHER_SCENARIO: "On another scenario",
    CountedAs.NOT_LOOKED_AT: "Not looked at",
}
"""What is named file by file, the gravest first. What is not over or practice stands beside its ranking."""


class Files:
    """What becomes of each file; files by their names, and by their paths where several have the same name."""

    def __init__(self, gathered: Gathered) -> None:
        """Names for everything that was gathered, before it is replayed."""
        self._gathered = gathered
        found = [record.path for record in (*gathered.records, *gathered.old)]
        others = [each.path for kind in (gathered.refused, gathered.copies, gathered.not_read) for each in kind]
        counts = Counter(self._short(path) for path in (*found, *others))
        # Worked out beforehand: a name must not change when a second file of that name turns up later.
        self._twice = {name for name, count in counts.items() if count > 1}
        self._lines: list[FileLine] = []

    def name(self, path: Path) -> str:
        """The name that is shown for a path; of what was packed with the name of the packed file before it."""
        short = self._short(path)
        return str(path) if short in self._twice else short

    def _short(self, path: Path) -> str:
        packed = self._gathered.packed.get(path)
        return path.name if packed is None else f"{packed.name}/{path.relative_to(packed).as_posix()}"

    def add(self, path: Path, counted_as: CountedAs, reason: str = "", team: str = "", of: str = "") -> None:
        """A file that holds a game of its own; `of` is the name of another that says the same."""
        self._lines.append(FileLine(self.name(path), counted_as, reason, team.strip(), of))

    def lines(self) -> tuple[FileLine, ...]:
        """Every file, by name: those that were added, and what was found and is no game of its own.

        To be asked once, after everything was replayed: only then is it known what was rejected.
        """
        gathered = self._gathered
        for refused in gathered.refused:
            self.add(refused.path, CountedAs.REJECTED, refused.reason)
        for copy in gathered.copies:
            of = self.name(copy.of)
            self.add(copy.path, CountedAs.COPY, copy_of(of, shorter=copy.shorter), of=of)
        for twin in gathered.twins:
            of = self.name(twin.of.path)
            same = twin_of(of, twin.of.team.strip() or NAMELESS)
            self.add(twin.record.path, CountedAs.SAME_DECISIONS, same, twin.record.team, of)
        for old in gathered.old:
            self.add(old.path, CountedAs.NOT_LOOKED_AT, NOT_SCORED, old.team)
        for each in gathered.not_read:
            kind = CountedAs.HIDDEN if each.is_hidden else CountedAs.NOT_LOOKED_AT
            self.add(each.path, kind, each.reason)
        return tuple(sorted(self._lines, key=lambda line: (line.file.casefold(), line.file)))


def copy_of(file: str, *, shorter: bool) -> str:
    """Why a copy does not count. A player may have sent a file twice, once before the end: then it is shorter."""
    return f"{'the beginning of' if shorter else 'the same game as'} {file}"


def twin_of(file: str, team: str) -> str:
    """Why a game that was sent under two names counts once."""
    return f"the same decisions, reasons and seconds as {file} ({team})"


def kind_of_game(played: Replayed | Played, record: Record, gathered: Gathered | None = None) -> tuple[CountedAs, str]:
    """What a game counts as, and why it is not ranked; `record` is the file that it was played in.

    Where it was packed, the journal that vouches for it may be among what was `gathered` with it.
    """
    if played.practice:
        return CountedAs.PRACTICE, "practice: decisions could be taken back"
    rooms = () if gathered is None else gathered.rooms.get(record.path.parent, ())
    if not is_vouched(record, rooms):
        return CountedAs.PRACTICE, "practice: decisions were corrected, and no journal of a room beside it says so"
    if record.removed:
        return CountedAs.REMOVED, "taken out of its room"
    if played.game.outcome is None:
        done, of = len(played.choices), len(played.game.scenario.rounds)
        return CountedAs.UNFINISHED, f"not over: {done} of at most {of} rounds were played"
    defaulted = sum(choice.defaulted for choice in played.choices)
    if is_absent(defaulted, len(played.choices)):
        return CountedAs.RANKED, f"below the line: {defaulted} of {len(played.choices)} rounds by default"
    return CountedAs.RANKED, ""


def account(files: Sequence[FileLine], over: str = "ranked") -> str:
    """All files in one sentence: `24 files: 18 ranked, 2 copies, 2 rejected and 2 not looked at.`

    `over` is the word for assessed games that are over, where nothing is ranked.
    """
    counts = Counter(each.counted_as for each in files)
    words = _COUNTED | {CountedAs.RANKED: (over, over)}
    parts = [f"{counts[kind]:,} {word[counts[kind] != 1]}" for kind, word in words.items() if counts[kind]]
    hidden = counts[CountedAs.HIDDEN]  # nobody sees them who counts what is in the folder
    besides = f" Besides, {plural(hidden, 'hidden file')}." if hidden else ""
    seen = len(files) - hidden
    return f"{plural(seen, 'file')}: {joined(parts)}.{besides}" if parts else f"No file was found.{besides}"


def apart(files: Sequence[FileLine], most: int = MOST) -> Iterator[tuple[str, tuple[FileLine, ...], int]]:
    """What did not count, kind by kind: a heading, at most so many files, and how many more there are."""
    for kind, heading in _HEADINGS.items():
        found = tuple(each for each in files if each.counted_as is kind)
        if found:
            yield heading, found[:most], max(len(found) - most, 0)
