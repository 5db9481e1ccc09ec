"""One lane at one moment, and one round as it was played: what views and reports are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.engine import lanes

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Round

__all__ = ["Snapshot", "Turn", "snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state at one moment, in full precision; weights and trust by stakeholder id."""

    round: str
    stage: str
    """`start`, `shock`, `asked`, `end` or `coast`."""
    trust: dict[str, float]
    reported: dict[str, float]
    belief: dict[str, float]
    people: dict[str, float]
    chasm: float
    learning: float
    strategy: float
    vision: float
    execution: float
    credibility: float
    cash: float
    value: float
    asks: int
    alive: bool
    moment: lanes.State = field(repr=False, compare=False)
    """The lane itself, so that conditions of texts can be judged later."""


@dataclass(slots=True)
class Turn:
    """One round as it was played."""

    index: int
    round: Round
    before: Snapshot
    """Before the shock."""
    shocked: Snapshot
    """After the shock, and after asking if the people were asked: what the player decides on."""
    asked: bool = False
    response: str | None = None
    open: tuple[str, ...] = ()
    """The responses that were open when one was chosen."""
    after: Snapshot | None = None
    """At the end of the round."""


def snapshot(plan: Plan, state: lanes.State, round_id: str, stage: str) -> Snapshot:
    """The only lane of a state, as plain numbers."""

    def by_id(numbers: lanes.Floats) -> dict[str, float]:
        return {name: float(number[0]) for name, number in zip(plan.stakeholders, numbers, strict=True)}

    return Snapshot(
        round_id,
        stage,
        by_id(state.trust),
        by_id(lanes.reported(plan, state)),
        by_id(state.belief),
        by_id(state.people),
        float(lanes.chasm(state)[0]),
        float(state.learning[0]),
        float(state.strategy[0]),
        float(state.vision[0]),
        float(state.execution[0]),
        float(state.credibility[0]),
        float(state.cash[0]),
        float(lanes.value(plan, state)[0]),
        int(state.asks[0]),
        bool(state.alive[0]),
        state.copy(),
    )
