"""The saves of a folder, as a listing needs them: cheap facts first, the score only by replay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.journal.actions import Asked, Chose, Header, Over, Rewound
from chasm_game.journal.files import save_files
from chasm_game.journal.journal import DamagedSave, Record, read_save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ShelvedSave", "best_scores", "shelved"]


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
        found = re.search(r"^title: *(.+?) *$", self.header.scenario_text, re.MULTILINE)
        return found.group(1).strip("'\"") if found else self.header.scenario


def shelved(folder: Path) -> Iterator[ShelvedSave]:
    """Every save of a folder, the latest first; a damaged one is named and stops nothing."""
    for path in save_files(folder):
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
        elif isinstance(action, Rewound) and done:
            done.pop()
            over = False
        elif isinstance(action, Over):
            over = True
    return sum(isinstance(a, Chose) for a in done), over


def best_scores(folder: Path) -> dict[str, int]:
    """The best score of every scenario, by hash of its text, from the assessed games that are over; replayed."""
    from chasm_game.journal.replay import replay  # brings the engine: a listing without scores does without

    best: dict[str, int] = {}
    for save in shelved(folder):
        if save.record is None or not save.over or save.record.header.mode != "assessed":
            continue
        try:
            outcome = replay(save.record).game.outcome
        except DamagedSave:
            continue
        if outcome is not None:
            text = save.record.header.scenario_sha256
            best[text] = max(best.get(text, 0), outcome.score)
    return best
