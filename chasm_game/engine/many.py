"""Many games at once, each with its own decisions: the same rules, on lanes that are taken apart and put together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chasm_game.engine import rules
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.plan import WAITED

if TYPE_CHECKING:
    from chasm_game.engine.lanes import State
    from chasm_game.engine.plan import Plan

__all__ = ["Asker", "Chooser", "play_many"]

Chooser = Callable[[int, NDArray[np.int64], NDArray[np.bool_]], NDArray[np.int64]]
"""Given a round's index, the lanes that play it and which responses are open in each (response x lane), the index of
the response that each lane takes. Lanes where nothing is open wait and are not asked about."""
Asker = Callable[[int, NDArray[np.int64]], NDArray[np.bool_]]
"""Given a round's index and lanes that may ask, which of them do."""


def play_many(plan: Plan, state: State, choose: Chooser, ask: Asker | None = None) -> State:
    """Play every lane to its end, in place; returns the same state."""
    for index in range(len(plan.rounds)):
        lanes = np.flatnonzero(state.alive)
        part = state.take(lanes)
        happening = rules.happens(plan, part, index)
        _some(part, ~happening, rules.skip)
        _some(part, happening, partial(_round, plan, index, choose, ask), lanes)
        state.put(lanes, part)
    for number in range(1, plan.coast + 1):
        _some(state, state.alive, lambda s, n=number: rules.coast(Ledger(plan, s), n))
    return state


def _some(state: State, where: NDArray[np.bool_], rule: Callable[..., None], numbers: Any = None) -> None:
    """Apply a rule to some lanes of a state; with `numbers`, tell it which lanes of the whole these are."""
    if not where.any():
        return
    where = where.copy()  # it may be a part of the state itself
    part = state.take(where)
    if numbers is None:
        rule(part)
    else:
        rule(part, numbers[where])
    state.put(where, part)


def _round(plan: Plan, index: int, choose: Chooser, ask: Asker | None, state: State, lanes: NDArray[np.int64]) -> None:
    rules.shock(Ledger(plan, state), index)
    if ask is not None:
        wanted = (state.asks > 0) & ask(index, lanes)
        _some(state, wanted, lambda s: rules.ask(Ledger(plan, s), index))
    responses = plan.rounds[index].responses
    is_open = np.stack([rules.is_open(plan, state, r) for r in responses])
    taken = np.where(is_open.any(axis=0), choose(index, lanes, is_open), WAITED)
    for response in (*responses, plan.rounds[index].wait):
        _some(state, taken == response.index, lambda s, r=response: rules.respond(Ledger(plan, s), index, r))
