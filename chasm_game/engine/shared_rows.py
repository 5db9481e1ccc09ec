"""Fewer rows for a walk over very many games: what is remembered of a promise is remembered until it is settled.

A game on its way keeps what came of every promise, to show it. A walk looks only forward, so a later round may use
the row of an earlier one whose promises are certainly settled, and whose echoes have certainly landed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.engine.start import start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from chasm_game.engine.plan import Plan, RoundPlan
    from chasm_game.engine.state import State

__all__ = ["on_shared_rows", "with_shared_rows"]


def with_shared_rows(plan: Plan) -> Plan:
    """The same plan with as few rows as a state needs that is played from the start and never looked back on."""
    return replace(
        plan,
        claiming=_shared(plan, plan.claiming, _promised_for),
        carrying=_shared(plan, plan.carrying, lambda round_: round_.reach),
    )


def on_shared_rows(plan: Plan, shared: Plan, state: State, index: int) -> State:
    """A state of a game that decides on the round `index`, with the rows of its plan `with_shared_rows`."""
    fewer = start(shared, state.lanes)
    for name in ("came", "promised_on", "carry"):
        fewer.own(name)
    for n, row in plan.claiming.items():
        if n < index:  # of rounds that share a row, the later one has it
            fewer.came[shared.claiming[n]] = state.came[row]
            fewer.promised_on[shared.claiming[n]] = state.promised_on[row]
    for n, row in plan.carrying.items():
        if n < index:
            fewer.carry[shared.carrying[n]] = state.carry[row]
    return replace(state, came=fewer.came, promised_on=fewer.promised_on, carry=fewer.carry)


def _promised_for(round_: RoundPlan) -> int:
    """After how many rounds the last promise of a round is settled."""
    return max((a.promise.due for a in round_.responses if a.promise is not None), default=0)


def _shared(plan: Plan, rounds: Iterable[int], needed: Callable[[RoundPlan], int]) -> Mapping[int, int]:
    """A row for each of some rounds: the first that is free by then."""
    free_after: list[int] = []  # by row: the last round that may still need it
    rows: dict[int, int] = {}
    for index in rounds:
        # Strictly before: in the round that settles a promise a new one is made first (step 3 before step 4).
        row = next((n for n, last in enumerate(free_after) if last < index), len(free_after))
        free_after[row : row + 1] = [_last_round(plan, index, needed(plan.rounds[index]))]
        rows[index] = row
    return rows


def _last_round(plan: Plan, index: int, after: int) -> int:
    """The round by which at least so many rounds have happened since the round `index`; the number of rounds, if none.

    A round with a condition may not happen, so it does not count, and neither does one whose luck is left open; one
    without luck never happens in this plan.
    """
    for later in range(index + 1, len(plan.rounds)):
        if after <= 0:
            return later - 1
        after -= plan.rounds[later].certain
    return len(plan.rounds)
