"""One lane at one moment, and one round as it was played: what views and reports are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.engine.measures import assent, chasm, how, reported, value, what

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.decisions import Ask
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import Floats, State
    from chasm_game.gauges import Gauge
    from chasm_game.scenario.rounds import Round

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
    hurt: dict[str, float]
    """Losses of trust that have not healed yet."""
    ways: dict[str, float]
    """By axis, -1..1: how the company creates value, as its deeds have shown."""
    people_ways: dict[str, float]
    """By axis, -1..1: how the people would have it created."""
    gauges: dict[str, float]
    """By the id of a gauge, in the order of the table; the leaders' assent behind the built-in ones."""
    chasm: float
    what: float
    """The first half of the chasm, 0..100: for whom value is created."""
    how: float
    """The second half, 0..100: how it is created."""
    value: float
    assent: float | None
    """How far the leaders carry what is decided, 0..100; None where nobody leads."""
    rescues: int
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
    ask: Ask | None = None
    """How the people were asked, if they were."""
    response: str | None = None
    open: tuple[str, ...] = ()
    """The responses that were open when one was chosen."""
    after: Snapshot | None = None
    """At the end of the round."""

    @property
    def asked(self) -> bool:
        """Whether the people were asked."""
        return self.ask is not None


def snapshot(plan: Plan, state: State, round_id: str, stage: str) -> Snapshot:
    """The only lane of a state, as plain numbers."""
    return snapshots(plan, state, round_id, stage)[0]


def snapshots(plan: Plan, state: State, round_id: str, stage: str) -> list[Snapshot]:
    """Every lane of a state, as plain numbers."""
    # The lane goes on, and conditions of texts are judged on this moment long afterwards.
    kept = state.copy()

    def by_id(ids: Iterable[str], numbers: Floats) -> list[dict[str, float]]:
        return [dict(zip(ids, lane, strict=True)) for lane in numbers.T.tolist()]

    trust, heard = by_id(plan.stakeholders, kept.trust), by_id(plan.stakeholders, reported(plan, kept))
    belief, people = by_id(plan.stakeholders, kept.belief), by_id(plan.stakeholders, kept.people)
    hurt = by_id(plan.stakeholders, kept.hurt)
    ways, people_ways = by_id(plan.axes, kept.way), by_id(plan.axes, kept.people_way)
    gauges = by_id(plan.rows, kept.gauges)
    chasms, values = chasm(kept).tolist(), value(plan, kept).tolist()
    whats, hows, assents = what(kept).tolist(), how(kept).tolist(), assent(plan, kept).tolist()
    return [
        Snapshot(
            round=round_id,
            stage=stage,
            trust=trust[lane],
            reported=heard[lane],
            belief=belief[lane],
            people=people[lane],
            hurt=hurt[lane],
            ways=ways[lane],
            people_ways=people_ways[lane],
            gauges=gauges[lane],
            chasm=chasms[lane],
            what=whats[lane],
            how=hows[lane],
            value=values[lane],
            assent=assents[lane] if plan.leaders else None,
            rescues=int(kept.rescues[lane]),
            asks=int(kept.asks[lane]),
            alive=bool(kept.alive[lane]),
            moment=kept if kept.lanes == 1 else kept.lane(lane),
        )
        for lane in range(kept.lanes)
    ]
