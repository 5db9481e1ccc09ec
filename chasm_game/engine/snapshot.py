"""One lane at one moment, and one round as it was played: what views and reports are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.engine.state import Floats, State, chasm, reported, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.plan import Plan
    from chasm_game.gauges import Gauge
    from chasm_game.scenario.scenario import Round

__all__ = ["Snapshot", "Turn", "snapshot", "snapshots"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state at one moment, in full precision; weights and trust by stakeholder id."""

    round: str
    stage: str
    """`start`, `shock`, `asked`, `end` or `coast`."""
    trust: dict[str, float]
    reported: dict[str, float]
    belief: dict[str, float]
    people: dict[str, float]
    gauges: dict[str, float]
    """By the id of a gauge, in the order of the table."""
    chasm: float
    value: float
    asks: int
    alive: bool
    moment: State = field(repr=False, compare=False)
    """The lane itself, so that conditions of texts can be judged later."""

    def __getitem__(self, gauge: Gauge) -> float:
        """Where a gauge stood."""
        return self.gauges[gauge.id]


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
    kept = state.copy()

    def by_id(ids: Iterable[str], numbers: Floats) -> list[dict[str, float]]:
        return [dict(zip(ids, lane, strict=True)) for lane in numbers.T.tolist()]

    trust, heard = by_id(plan.stakeholders, kept.trust), by_id(plan.stakeholders, reported(plan, kept))
    belief, people = by_id(plan.stakeholders, kept.belief), by_id(plan.stakeholders, kept.people)
    gauges = by_id(plan.rows, kept.gauges)
    chasms, values = chasm(kept).tolist(), value(plan, kept).tolist()
    return [
        Snapshot(
            round=round_id,
            stage=stage,
            trust=trust[lane],
            reported=heard[lane],
            belief=belief[lane],
            people=people[lane],
            gauges=gauges[lane],
            chasm=chasms[lane],
            value=values[lane],
            asks=int(kept.asks[lane]),
            alive=bool(kept.alive[lane]),
            moment=kept if kept.lanes == 1 else kept.lane(lane),
        )
        for lane in range(kept.lanes)
    ]
