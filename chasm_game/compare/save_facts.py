"""What is remembered of a save for the records of its story: read and replayed once, until its file changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from chasm_game.compare.account import kind_of_game
from chasm_game.compare.found_files import CountedAs
from chasm_game.debrief.debrief_builder import ending_view
from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.listing import names_story, shelf
from chasm_game.journal.old_model import OldModel
from chasm_game.journal.played import hit
from chasm_game.journal.replay_many import replay_many

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.journal import Record
    from chasm_game.journal.replay_many import Replayed

__all__ = ["Kept", "SaveFacts", "SaveKind", "facts_in"]


class SaveKind(Enum):
    """What a save is for the records of its story."""

    OVER = "over"
    PRACTICE = "practice"
    UNFINISHED = "unfinished"
    OLD = "old"
    """Of model 1."""
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class SaveFacts:
    """One save. All but the kind and what it was played on is of a game that is over."""

    kind: SaveKind
    scenario_sha256: str = ""
    rulebook_sha256: str = ""
    difficulty: str = ""
    score: int = 0
    ending: tuple[str, str] = ("", "")
    """Its id and title."""
    answers: tuple[tuple[str, str], ...] = ()
    """Round and response, by id, in order."""
    asked: int = 0
    """In how many rounds."""
    predictions: tuple[tuple[int, bool], ...] = ()
    """How sure in per cent, and whether it came so."""


Kept = dict["Path", tuple[tuple[int, int], SaveFacts]]
"""Facts by file, each with the time and the size that the file had."""


def facts_in(folder: Path, scenario: str, kept: Kept) -> list[SaveFacts]:
    """The facts of every save of a story in a folder, not in the folders below it. Nothing there raises an error.

    A thousand saves take seconds the first time; afterwards only those are read whose file has changed since.
    """
    stamps: dict[Path, tuple[int, int]] = {}
    for path in shelf(folder).saves:
        try:
            status = path.stat()
        except OSError:  # gone meanwhile
            continue
        # By its head alone: what is of another story need not be read.
        if names_story(path, scenario):
            stamps[path] = (status.st_mtime_ns, status.st_size)
    new = [path for path, stamp in stamps.items() if path not in kept or kept[path][0] != stamp]
    for path, facts in _read(new):
        kept[path] = stamps[path], facts
    return [kept[path][1] for path in stamps]


def _read(paths: Iterable[Path]) -> Iterable[tuple[Path, SaveFacts]]:
    records: list[Record] = []
    for path in paths:
        try:
            records.append(read_save(path))
        except DamagedSave:
            yield path, SaveFacts(SaveKind.DAMAGED)
    # Next to each other those on the same texts: they are replayed together.
    records.sort(key=lambda record: record.header.played_on)
    for record, found in zip(records, replay_many(records), strict=True):
        yield record.path, _facts(record, found)


def _facts(record: Record, found: Replayed | DamagedSave) -> SaveFacts:
    if isinstance(found, OldModel):
        return _only(SaveKind.OLD, record.header)
    if isinstance(found, DamagedSave):
        return _only(SaveKind.DAMAGED, record.header)
    counted = kind_of_game(found, record)[0]
    if counted is not CountedAs.RANKED:
        practice = counted is CountedAs.PRACTICE
        return _only(SaveKind.PRACTICE if practice else SaveKind.UNFINISHED, record.header)
    game, header = found.game, found.header
    assert game.outcome is not None, "what would be ranked is over"
    ending = ending_view(game)
    turns = [turn for turn in game.turns if turn.after is not None]
    foreseen = ((choice.confidence, hit(turn, choice)) for turn, choice in zip(turns, found.choices, strict=True))
    return SaveFacts(
        SaveKind.OVER,
        header.scenario_sha256,
        header.rulebook_sha256,
        header.difficulty,
        game.outcome.score,
        (ending.id, ending.title),
        tuple((choice.round, choice.response) for choice in found.choices),
        sum(turn.asked for turn in turns),
        tuple((sure, right) for sure, right in foreseen if sure is not None and right is not None),
    )


def _only(kind: SaveKind, header: Header) -> SaveFacts:
    return SaveFacts(kind, header.scenario_sha256, header.rulebook_sha256, header.difficulty)
