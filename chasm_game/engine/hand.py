"""What a game holds of its player: what was decided of the open round, and the way back of each decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from chasm_game.engine.decisions import Ask, Decision
    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.round import Lanes, Round, Step
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.engine.state import State

__all__ = ["Hand", "Mark"]


@dataclass(slots=True)
class Hand:
    """What the player of one game has decided of the round that stands open; None is not yet."""

    asking: int | None = None
    response: ResponsePlan | None = None

    def asks(self, _: Round) -> int | None:
        """Whether to ask the people, and with whom."""
        return self.asking

    def answers(self, _: Round) -> list[tuple[ResponsePlan, Lanes]] | None:
        """The response, in the only lane."""
        return None if self.response is None else [(self.response, np.zeros(1, dtype=np.int64))]

    def seen(self, _: Round, __: Step) -> None:
        """A game looks for itself whenever its round stands."""


@dataclass(slots=True)
class Mark:
    """Where to go back to when a decision is taken back."""

    decision: Decision
    state: State
    entries: int
    snapshots: int
    turns: int
    next_round: int
    moment: tuple[str, str]
    """Round and stage of the ledger."""
    step: int
    turn: tuple[Ask | None, str | None, tuple[str, ...], Snapshot, Snapshot | None]
