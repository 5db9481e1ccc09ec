"""Luck that a player does not know: what has fallen so far, and how many ways are open to what has not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.state import FAILS, HAPPENS, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.plan import Echo, NowPlan, Plan, ResponsePlan, RoundPlan
    from chasm_game.engine.state import State

__all__ = ["fates_of", "luck_left", "open_state", "ways_on"]


def open_state(plan: Plan, seeded: Plan, state: State, index: int) -> State:
    """The lane of a game under a seed, as it is decided on in the round `index`, under a plan whose luck is open.

    What has fallen stands in it as the seed let it fall. It matters where a thing comes in halves, of which one has
    landed and the other has not: they share their luck.
    """
    fates = np.full((len(plan.odds), 1), UNDECIDED, dtype=np.int8)
    for echo, under_seed, left in _sent(plan, seeded, state, index):
        # Only what has landed: a player who decides now does not know what is still to fall.
        if echo.fate is not None and left < 0:
            fates[echo.fate] = HAPPENS if under_seed.lands else FAILS
    return replace(state, fates=fates)


def fates_of(plan: Plan, seeded: Plan) -> NDArray[np.int8]:
    """How each open chance of a plan falls under a seed."""
    fates = np.zeros(len(plan.odds), dtype=np.int8)
    for fate, happens in _things(plan, seeded):
        if fate is not None:
            fates[fate] = HAPPENS if happens else FAILS
    return fates


def _things(plan: Plan, seeded: Plan) -> Iterator[tuple[int | None, bool]]:
    """Everything that luck may decide: its row where it is open, and whether it happens under a seed."""
    for round_, under_seed in zip(plan.rounds, seeded.rounds, strict=True):
        yield round_.fate, under_seed.lucky
        yield from _pairs(round_.nows, under_seed.nows)
        for response, same in zip(round_.responses, under_seed.responses, strict=True):
            yield from _pairs(response.nows, same.nows)
            yield from _pairs(response.echoes, same.echoes)


def _pairs(mine: Sequence[NowPlan | Echo], seeded: Sequence[NowPlan | Echo]) -> Iterator[tuple[int | None, bool]]:
    return ((each.fate, same.lands) for each, same in zip(mine, seeded, strict=True))


def ways_on(plan: Plan, state: State, index: int) -> int:
    """No more playthroughs lead on from a lane that decides on the round `index`, with both sides of its luck."""
    # Each chance that is still to fall doubles what may follow.
    ways = _answers(plan.rounds[index]) << len(_pending(plan, state, index))
    for round_ in plan.rounds[index + 1 :]:
        if round_.lucky:
            ways *= _ways_through(round_)
    return ways


def luck_left(plan: Plan, state: State, index: int) -> bool:
    """Whether anything can still fall from where a lane decides on the round `index`."""
    if _pending(plan, state, index):
        return True
    later = plan.rounds[index + 1 :]
    if any(round_.fate is not None or _open(round_.nows) for round_ in later):
        return True
    return any(_open(r.nows) + _sends(r) for round_ in plan.rounds[index:] for r in round_.responses)


def _pending(plan: Plan, state: State, index: int) -> set[int]:
    """The chances that earlier responses have sent on their way, and that have not fallen."""
    # A set: both halves of a delayed effect are sent, and fall once.
    sent = {echo.fate for echo, _, left in _sent(plan, plan, state, index) if left >= 0}
    return {fate for fate in sent if fate is not None and state.fates[fate, 0] == UNDECIDED}


def _sent(plan: Plan, other: Plan, state: State, index: int) -> Iterator[tuple[Echo, Echo, int]]:
    """What earlier responses have sent, as two plans of one scenario have it, and in how many rounds it is due.

    0 is this round, after its response; what has landed is due in less.
    """
    for n in range(index):
        chosen = int(state.chosen[n, 0])
        if 0 <= chosen < len(plan.rounds[n].responses):
            age = int(state.clock[0] - state.when[n, 0])
            pair = (each.rounds[n].responses[chosen].echoes for each in (plan, other))
            yield from ((echo, same, echo.after - age) for echo, same in zip(*pair, strict=True))


def _ways_through(round_: RoundPlan) -> int:
    """Ways through a round that may happen: not at all, if luck may have it so, or with every response and luck."""
    return (round_.fate is not None) + (_answers(round_) << _open(round_.nows))


def _answers(round_: RoundPlan) -> int:
    """Ways to answer a round: every response, with both sides of all that it leaves to luck."""
    return sum(1 << (_open(response.nows) + _sends(response)) for response in round_.responses)


def _open(nows: tuple[NowPlan, ...]) -> int:
    return sum(now.fate is not None for now in nows)


def _sends(response: ResponsePlan) -> int:
    """How many chances hang on what comes back; halves of a thing share one."""
    return len({echo.fate for echo in response.echoes} - {None})
