"""What asking the people is worth: in one round only, alone or with each leader; and with whom all of it is best."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.asking_walk import AskingWalk
from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.engine.round import ALONE
from chasm_game.engine.state import ASKED

if TYPE_CHECKING:
    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.tally import Floats, Odds, Tally
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes
    from chasm_game.engine.state import State

__all__ = ["Asked", "Companions", "asking_once", "companions", "ways_with_companions"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The best way that asks in one round only."""

    index: int
    """Of the round."""
    companion: int
    """0: alone; else the number of the leader, counted from 1."""
    score: float
    line: Line


@dataclass(frozen=True, slots=True)
class Companions:
    """The best of all ways, asking wherever and with whomever one likes, and the best with one leader only."""

    score: float
    asks: int
    """How often the best way asks; of equally good ones, how often any of them does at most."""
    alike: dict[int, float]
    """By leader, counted from 1: the best score of ways that ask at least twice, each time with this leader."""


class _AskingOnce(AskingWalk):
    """A walk over never asking, and over asking in one round only, in one way."""

    def __init__(self, plan: Plan, companion: int) -> None:
        super().__init__(plan, (companion,))
        self.companion = companion
        self.found: dict[int, Asked] = {}

    def who_asks(self, state: State, asking: int) -> Lanes:
        """Whoever has not asked yet."""
        before = np.logical_or.reduce(state.asked, axis=0)
        can = super().who_asks(state, asking)
        fresh: Lanes = can[~before[can]]
        return fresh

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes."""
        super().count(tally, state, scores, odds)
        if tally is not self.asked:
            return
        for index in np.flatnonzero(state.asked.any(axis=1)).tolist():
            # No score is below 0, so whoever did not ask here is never the best.
            mine = np.where(state.asked[index], scores, -1.0)
            lane = int(mine.argmax())
            if index not in self.found or mine[lane] > self.found[index].score + EQUAL:
                line = line_of(self.plan, state.chosen[:, lane].tolist(), state.asked[:, lane].tolist())
                self.found[index] = Asked(index, self.companion, float(mine[lane]), line)


class _AskingOften(AskingWalk):
    """A walk over every asking that keeps the best score by how often was asked, and of ways with one leader only."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan, range(ALONE, len(plan.leaders) + 1))
        self.by_asks: dict[int, float] = {}
        self.alike: dict[int, float] = {}

    def finished(self, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes."""
        super().finished(state, scores, odds)
        asked = state.asked > 0
        times = asked.sum(axis=0)
        for number in np.unique(times).tolist():
            _keep(self.by_asks, number, scores[times == number])
        for leader in range(1, len(self.plan.leaders) + 1):
            # A single ask is always with one leader only, and says nothing about whom to prefer.
            alike = (times > 1) & (~asked | (state.asked == ASKED + leader)).all(axis=0)
            _keep(self.alike, leader, scores[alike])


def _keep(best: dict[int, float], key: int, scores: Floats) -> None:
    """The best of these scores and those before."""
    if scores.size:
        best[key] = max(float(scores.max()), best.get(key, -1.0))


def asking_once(plan: Plan) -> dict[int, Asked]:
    """By round in which the people can be asked: the best way that asks there only, with the best companion."""
    best: dict[int, Asked] = {}
    for companion in range(ALONE, len(plan.leaders) + 1):
        walk = _AskingOnce(plan, companion)
        walk.run()
        for index, asked in walk.found.items():
            if index not in best or asked.score > best[index].score + EQUAL:
                best[index] = asked
    return dict(sorted(best.items()))


def companions(plan: Plan) -> Companions:
    """With whom all asks of the best way are taken."""
    walk = _AskingOften(plan)
    walk.run()
    best = max(walk.by_asks.values())
    return Companions(best, max(n for n, score in walk.by_asks.items() if score >= best - EQUAL), walk.alike)


def ways_with_companions(plan: Plan, ways: int) -> int:
    """About how many ways there are with all asks, if each of `ways` can be played with every asking."""
    rounds, kinds = len(plan.rounds), 1 + len(plan.leaders)
    asks = min(plan.scenario.company.asks, rounds)
    return ways * sum(comb(rounds, n) * int(kinds**n) for n in range(asks + 1))
