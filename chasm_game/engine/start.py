"""The state before the first round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.measures import value
from chasm_game.engine.rows import everywhere
from chasm_game.engine.state import NOT_PLAYED, UNDECIDED, State
from chasm_game.gauges import CASH, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import Floats

__all__ = ["start"]


def start(plan: Plan, lanes: int = 1) -> State:
    """The state before the first round."""
    scenario, company = plan.scenario, plan.scenario.company
    rounds = len(plan.rounds)

    def column(numbers: Sequence[float]) -> Floats:
        return np.repeat(np.array(numbers, dtype=np.float64)[:, None], lanes, axis=1)

    trust = column([s.trust for s in scenario.stakeholders])
    gauges = column([company.start.get(gauge.id, gauge.default) for gauge in plan.gauges])
    state = State(
        trust=trust,
        # Kept once for all lanes, as all that begins alike and that most rounds leave alone; `own` copies it when one
        # does not.
        people=everywhere(scenario.people, lanes),
        belief=column(scenario.belief),
        people_way=everywhere(scenario.people_ways, lanes),
        way=column(company.ways),
        hurt=np.zeros_like(trust),
        gauges=gauges,
        fates=np.full((len(plan.odds), lanes), UNDECIDED, dtype=np.int8),
        asks=everywhere(company.asks, lanes, np.int16),
        rescues=everywhere(0, lanes, np.int16),
        alive=np.ones(lanes, dtype=np.bool_),
        clock=everywhere(0, lanes, np.int16),
        happened=everywhere(0, lanes, np.int16),
        chosen=np.full((rounds, lanes), NOT_PLAYED, dtype=np.int8),
        when=everywhere([0] * rounds, lanes, np.int16),
        asked=everywhere([0] * rounds, lanes, np.int8),
        came=everywhere(np.zeros((_rows(plan.claiming), len(trust))), lanes),
        promised_on=everywhere(np.zeros(_rows(plan.claiming)), lanes),
        carry=everywhere(np.ones(_rows(plan.carrying)), lanes),
        watched=np.zeros((len(plan.leaders), lanes), dtype=np.float64),
        employees_before=trust[plan.employees].copy(),
        cash_before=gauges[row(CASH)].copy(),
        employees_change=everywhere(0.0, lanes),
        recorded=everywhere(0.0, lanes),
        last=everywhere(0.0, lanes),
        lowest=everywhere(100.0, lanes),
        claimed=everywhere(0.0, lanes),
        kept=everywhere(0.0, lanes),
    )
    # A first round that does not happen records the value of the beginning.
    state.last = value(plan, state)
    return state


def _rows(by_round: Mapping[int, int]) -> int:
    """How many rows the rounds have that need one; several may share one."""
    return max(by_round.values(), default=-1) + 1
