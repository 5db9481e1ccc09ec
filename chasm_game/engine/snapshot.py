"""One lane at one moment, and one round as it was played: what views and reports are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.engine.state import Floats, State, chasm, reported, value

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Round

__all__ = ["Snapshot", "Turn", "snapshot", "snapshots"]


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
    moment: State = field(repr=False, compare=False)
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


def snapshot(plan: Plan, state: State, round_id: str, stage: str) -> Snapshot:
    """The only lane of a state, as plain numbers."""
    return snapshots(plan, state, round_id, stage)[0]


def snapshots(plan: Plan, state: State, round_id: str, stage: str) -> list[Snapshot]:
    """Every lane of a state, as plain numbers."""

    def by_id(numbers: Floats) -> list[dict[str, float]]:
        return [dict(zip(plan.stakeholders, lane, strict=True)) for lane in numbers.T.tolist()]

    kept = state.copy()
    columns = (
        by_id(kept.trust),
        by_id(reported(plan, kept)),
        by_id(kept.belief),
        by_id(kept.people),
        *(
            each.tolist()
            for each in (
                chasm(kept),
                kept.learning,
                kept.strategy,
                kept.vision,
                kept.execution,
                kept.credibility,
                kept.cash,
                value(plan, kept),
                kept.asks,
                kept.alive,
            )
        ),
    )
    moments = [kept] if kept.lanes == 1 else [kept.lane(n) for n in range(kept.lanes)]
    return [Snapshot(round_id, stage, *lane) for lane in zip(*columns, moments, strict=True)]
