"""A ledger of many games at once that keeps reasons too: each point as a row of amounts, taken apart by game at last.

The amounts are those of a game alone, to the last bit. What moved one gauge stands in the order in which it landed;
of different gauges that one step moves, another may stand first than in a game alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.contributions import CLIP
from chasm_game.engine.ledger import Entry, Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.effects import Cause, Target
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes
    from chasm_game.engine.state import Floats, State

__all__ = ["LaneLedger", "LaneNote", "entries_by_lane"]


@dataclass(frozen=True, slots=True)
class LaneNote:
    """A line of the ledger in many lanes: 0 where nothing was moved."""

    round: str
    stage: str
    cause: Cause
    gauge: str
    amount: Floats
    worded_by: Floats
    """The amount by whose sign the reason is worded: of a wound, that of the loss."""
    lanes: Lanes
    """Which lanes of the whole these are."""


class LaneLedger(Ledger):
    """Changes many lanes, and notes every change."""

    __slots__ = ("lanes", "notes")

    def __init__(self, plan: Plan, state: State, lanes: Lanes, notes: list[LaneNote]) -> None:
        """`lanes` are the numbers that the lanes of the state have in the whole; what moves them goes to `notes`."""
        super().__init__(plan, state)
        self.lanes, self.notes = lanes, notes

    @property
    def keeps(self) -> bool:
        """Always."""
        return True

    def on(self, state: State, where: Lanes | None = None) -> LaneLedger:
        """The same ledger for some of its lanes."""
        if state is self.state:
            return self
        made = LaneLedger(self.plan, state, self.lanes if where is None else self.lanes[where], self.notes)
        made.round, made.stage = self.round, self.stage
        return made

    def _scale(self, total: Any, old: Floats, ends: tuple[float, float]) -> Any:
        """By lane, as `scale_of_points` has it of one."""
        low, high = ends
        if high == np.inf:
            return 1.0
        headroom = np.where(total > 0, high - old, old - low)
        size = np.abs(total)
        beyond = size > CLIP
        scale: Floats = headroom / 100.0
        if np.any(beyond):
            # The inner choice keeps a size of 0 from being divided by; the order of operations is `scale_of_points`',
            # to the bit.
            scale = np.where(beyond, CLIP / np.where(beyond, size, 1.0) / 100.0 * headroom, scale)
        return scale

    def _note(self, cause: Cause, target: Target, amount: Any) -> None:
        # A copy: what landed is changed in place later on.
        amounts = np.array(np.broadcast_to(amount, self.lanes.shape), dtype=np.float64)
        # In no lane moved: it would be an entry in nobody's ledger.
        if amounts.any():
            gauge = self.plan.names[target]
            self.notes.append(LaneNote(self.round, self.stage, cause, gauge, amounts, amounts, self.lanes))

    @property
    def _noted(self) -> int:
        return len(self.notes)

    def _note_wound(self, gauge: str, first: int) -> None:
        self.notes += [replace(note, gauge=gauge, amount=-note.amount) for note in self.notes[first:]]


def entries_by_lane(notes: Sequence[LaneNote], lanes: int) -> list[list[Entry]]:
    """The ledger of each lane of the whole."""
    found: list[list[Entry]] = [[] for _ in range(lanes)]
    for note in notes:
        moved = np.flatnonzero(note.amount)
        for lane, amount, worded_by in zip(
            note.lanes[moved].tolist(), note.amount[moved].tolist(), note.worded_by[moved].tolist(), strict=True
        ):
            because = note.cause.because.of(worded_by)
            found[lane].append(Entry(note.round, note.stage, note.cause.source, note.gauge, amount, because))
    return found
