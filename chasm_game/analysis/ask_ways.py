"""How far asking is walked: in every way, or, where those are too many, in some of them.

With leaders who may come along there are soon more ways to ask than can be walked. Then every way to ask alone is
walked, and every way with one accompanied ask and no other; of a long story less than that. What is left is sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.round import ALONE
from chasm_game.engine.state import ASKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.plan import Plan, RoundPlan
    from chasm_game.engine.state import State

__all__ = ["NEVER", "WAYS", "Asks", "affordable", "most_ways"]

WAYS = 3_000_000
"""Ways with asking that are walked at most."""
ROUNDS = 10_000
"""Rounds times ways to spread asks over them, at most: of a very long story all of them would be walked for minutes."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Some ways to ask: those of `kinds` that are `freely` used come together as often as asks are left.

    The others are tried as the only ask of a game.
    """

    kinds: tuple[int, ...]
    freely: frozenset[int]
    said: str
    """Which these are, in words."""

    def all_of(self, plan: Plan) -> bool:
        """Whether there are no other ways."""
        return len(self.freely) == len(plan.leaders) + 1

    @property
    def all_alone(self) -> bool:
        """Whether every way to ask alone is among them."""
        return ALONE in self.freely

    def lanes(self, state: State, asking: int) -> NDArray[np.int64]:
        """The lanes that try one of them."""
        may = state.asks > 0
        if len(self.freely) == len(self.kinds):
            return np.flatnonzero(may)
        if asking not in self.freely:
            return np.flatnonzero(may & ~state.asked.any(axis=0))
        for kind in self.kinds:
            if kind not in self.freely:  # nothing comes after an ask that is the only one
                may &= ~(state.asked == ASKED + kind).any(axis=0)
        return np.flatnonzero(may)


NEVER = Asks((), frozenset(), "without asking")


def affordable(plan: Plan, most: int) -> Asks:
    """The most ways to ask of which there are at most so many; without any, `NEVER`."""
    return next(
        asks
        for asks in _choices(plan)
        if not asks.kinds or (most_ways(plan, asks) <= most and _patterns(plan, asks) * len(plan.rounds) <= ROUNDS)
    )


def _choices(plan: Plan) -> Iterator[Asks]:
    """From all ways to none."""
    alone, everyone = (ALONE,), tuple(range(len(plan.leaders) + 1))
    yield Asks(everyone, frozenset(everyone), "with every way to ask")
    # Without leaders these two are what stands above, or below, and would only be counted once more.
    if plan.leaders:
        yield Asks(everyone, frozenset(alone), "with every way to ask alone, or once and in company")
        yield Asks(alone, frozenset(alone), "with every way to ask alone")
    yield Asks(alone, frozenset(), "with one ask at most")
    yield NEVER


def most_ways(plan: Plan, asks: Asks = NEVER) -> int:
    """No scenario has more ways than this, both sides of luck among them; locks and conditions are not looked at."""
    rounds = [r for r in plan.rounds if r.fate is not None or r.lucky]
    return _counted(plan, asks, [(_sides(r), int(r.fate is not None)) for r in rounds])


def _patterns(plan: Plan, asks: Asks) -> int:
    """In how many ways asks can be spread over the rounds, whatever is answered."""
    return _counted(plan, asks, [(1, 0)] * len(plan.rounds))


def _counted(plan: Plan, asks: Asks, rounds: Sequence[tuple[int, int]]) -> int:
    """Ways through rounds that go on in so many ways if they are played, and in so many if they are not."""
    left = plan.scenario.company.asks if asks.kinds else 0
    free, single = len(asks.freely), len(asks.kinds) - len(asks.freely)
    # By asks that are left: ways that asked freely or not at all, and ways whose only ask is over.
    fresh, over = {left: 1}, 0
    for played, skipped in rounds:
        alone = fresh.get(left, 0)
        over = over * (played + skipped) + alone * played * (single if left else 0)
        fresh = {n: fresh.get(n, 0) * (played + skipped) + fresh.get(n + 1, 0) * played * free for n in range(left + 1)}
    return sum(fresh.values()) + over


def _sides(round_: RoundPlan) -> int:
    """The answers of a round, each with both sides of all luck that it can meet."""
    shock = 2 ** sum(now.fate is not None for now in round_.nows)
    lucks = [
        [*(now.fate for now in answer.nows), *(echo.fate for echo in answer.echoes)] for answer in round_.responses
    ]
    # A set: both halves of a delayed effect hang on one chance, which splits lanes once.
    sides: int = shock * sum(2 ** len({fate for fate in fates if fate is not None}) for fates in lucks)
    return sides
