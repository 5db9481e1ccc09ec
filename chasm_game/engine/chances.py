"""Open luck: which chances fall due in which lanes, and both sides of them played.

Where a plan has open luck (`compiling.compile_open`), somebody who plays every way splits lanes before a step in which
a chance falls due: when what it decides would be looked at, and not before. Who plays best does not know the luck to
come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.engine.lane_environment import lanes_where
from chasm_game.engine.state import FAILS, HAPPENS, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.plan import NowPlan, Plan, ResponsePlan
    from chasm_game.engine.state import Floats, State

    Due = tuple[int, NDArray[np.bool_]]

__all__ = ["Fork", "at_answer", "at_arrival", "at_shock", "in_silence"]


class Fork(NamedTuple):
    """Lanes of which some were split in two."""

    state: State
    origin: NDArray[np.int64]
    """The lane that each came from."""
    weight: Floats
    """How likely it is, given that lane: 1 where nothing was split."""


def at_arrival(plan: Plan, state: State, index: int) -> Fork | None:
    """Before step 0: whether the round happens, where its `if` holds. None where nothing falls due."""
    round_ = plan.rounds[index]
    if round_.fate is None:
        return None
    state.count("happened")
    due = lanes_where(round_.when, plan, state)
    state.count("happened", -1)
    return _split(plan, state, [(round_.fate, due)])


def at_shock(plan: Plan, state: State, index: int) -> Fork | None:
    """Before step 1: the now entries of the shock whose `if` holds. None where nothing falls due."""
    nows = plan.rounds[index].nows
    if all(now.fate is None for now in nows):
        return None
    state.count("happened")
    due = list(_nows(plan, state, nows))
    state.count("happened", -1)
    return _split(plan, state, due)


def at_answer(plan: Plan, state: State, index: int, response: ResponsePlan) -> Fork | None:
    """Before step 3, of lanes that take this response: its now entries, and what the diary has for this round."""
    # Of rounds before this one only: what an answer sends comes back a round later at the earliest (`after` is 1 or
    # more).
    due = list(_diary(plan, state, index, state.clock))
    if any(now.fate is not None for now in response.nows):
        chosen = state.chosen[index].copy()
        state.chosen[index] = response.index  # its own choice is taken when they are judged
        due += _nows(plan, state, response.nows)
        state.chosen[index] = chosen
    return _split(plan, state, due)


def in_silence(plan: Plan, state: State) -> Fork | None:
    """Before a silent round: what the diary has for it."""
    # One ahead: the silent round moves the clock when it begins, and the luck has to have fallen before.
    return _split(plan, state, _diary(plan, state, len(plan.rounds), state.clock + 1))


def _nows(plan: Plan, state: State, nows: Sequence[NowPlan]) -> Iterator[Due]:
    for now in nows:
        if now.fate is not None:
            yield now.fate, lanes_where(now.when, plan, state)


def _diary(plan: Plan, state: State, index: int, clock: NDArray[np.int16]) -> Iterator[Due]:
    """What falls due at a clock of what earlier rounds sent, whether its `if` will hold or not."""
    for n in range(index):
        waiting = [(a, echo) for a in plan.rounds[n].responses for echo in a.echoes if echo.fate is not None]
        if not waiting:
            continue
        age = clock - state.when[n]
        for response, echo in waiting:
            assert echo.fate is not None
            yield echo.fate, (state.chosen[n] == response.index) & (age == echo.after)


def _split(plan: Plan, state: State, due: Iterable[Due]) -> Fork | None:
    """Each lane in which something falls due becomes two: it happens in the first."""
    origin = np.arange(state.lanes)
    weight = np.ones(state.lanes)
    fates = state.fates
    for row, lanes in due:
        if not lanes.any():  # most of what is in a diary is not due now
            continue
        # Decided already where a delayed effect has two halves: the first that fell due has settled both.
        split = (lanes & state.alive)[origin] & (fates[row] == UNDECIDED)
        if not split.any():
            continue
        again, kept = np.flatnonzero(split), origin.size
        # Only what decides is copied chance by chance; the lanes themselves are copied once, when all have fallen.
        fates = np.concatenate([fates, fates[:, again]], axis=1)
        fates[row, :kept][split] = HAPPENS
        fates[row, kept:] = FAILS
        origin = np.concatenate([origin, origin[again]])
        likely = plan.odds[row]
        weight = np.concatenate([np.where(split, weight * likely, weight), weight[again] * (1.0 - likely)])
    if fates is state.fates:
        return None
    forked = state.take(origin)
    forked.fates = fates
    return Fork(forked, origin, weight)
