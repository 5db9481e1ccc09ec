"""Walks that fill `Observations` on their way. `Walk` itself pays nothing for it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.ask_ways import NEVER, Asks
from chasm_game.analysis.asking_walk import AskingWalk
from chasm_game.analysis.endings import ending_ids
from chasm_game.analysis.observations import Found, Rivals, Stake
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.witness import Kept, record
from chasm_game.engine.luck import luck
from chasm_game.engine.round import Step
from chasm_game.engine.state import FAILS, HAPPENS, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from chasm_game.analysis.observations import Observations
    from chasm_game.analysis.proving import Judge
    from chasm_game.analysis.tally import Floats, Odds, Reached, Tally
    from chasm_game.analysis.witness import Record
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Lanes, Part, Round
    from chasm_game.engine.state import State

__all__ = ["FiguresWalk", "ObservingWalk"]


class FiguresWalk(AskingWalk):
    """A walk for what a scenario comes to: endings by how likely they are, the best under a seed, promises of shares.

    `done` is called with the number of playthroughs that are finished.
    """

    def __init__(
        self,
        plan: Plan,
        found: Observations,
        *,
        asks: Asks = NEVER,
        seed: int = 1,
        judge: Judge | None = None,
        done: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(plan, asks.kinds)
        self.found, self.judge, self.done, self.askings = found, judge, done, asks
        self.under_seed = Found(-1.0, ())
        """The best playthrough without asking under the seed."""
        fell = [HAPPENS if luck(seed, p) < c else FAILS for p, c in zip(plan.chances, plan.odds, strict=True)]
        self._fell = np.array(fell, dtype=np.int8)[:, None]

    def who_asks(self, state: State, asking: int) -> Lanes:
        """As far as asking is walked."""
        return self.askings.lanes(state, asking)

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """As ever; and the endings are counted, and promises judged."""
        super().count(tally, state, scores, odds)
        ids = ending_ids(self.plan.scenario)
        for name, number in zip(ids, self.found.ended(self.plan, state, odds.luck), strict=True):
            tally.endings[name] = tally.endings.get(name, 0.0) + float(number)
        if tally is self.tally:
            self._best_under_seed(state, scores)
        if self.judge is not None:
            self.judge.at_the_end(self.plan, state, odds.luck)
        if self.done is not None:
            self.done(self.tally.paths + self.asked.paths)

    def _best_under_seed(self, state: State, scores: Floats) -> None:
        """Among finished lanes those whose luck is that of the seed."""
        mine = ((state.fates == UNDECIDED) | (state.fates == self._fell)).all(axis=0)
        if mine.any():
            high = int(np.where(mine, scores, -1.0).argmax())
            if scores[high] > self.under_seed.score + EQUAL:
                self.under_seed = Found(float(scores[high]), tuple(state.chosen[:, high].tolist()))


class ObservingWalk(FiguresWalk):
    """A walk that fills `Observations`."""

    def __init__(
        self,
        plan: Plan,
        found: Observations,
        *,
        asks: Asks = NEVER,
        seed: int = 1,
        judge: Judge | None = None,
        done: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(found.watch.over(plan), found, asks=asks, seed=seed, judge=judge, done=done)
        self._before: list[Kept] = []

    def arrived(self, part: Part, odds: Odds, index: int) -> Reached:
        """As ever; it is remembered that a round did not happen."""
        if not part.plays:
            self.found.passed.add(index)
        return super().arrived(part, odds, index)

    def seen(self, round_: Round, step: Step) -> None:
        """Before the decision the texts of the shock are judged, and the records of the lanes are kept."""
        if step is Step.ASK:
            self.found.asked(self.plan, round_.state, round_.index)
            # A stack: walks go down into a round and come back out of it, and lanes are taken apart on the way.
            self._before.append(Kept.of(round_.state))

    def answered(self, round_: Round, lanes: int, odds: Odds) -> Reached:
        """As ever; the texts that follow a response are judged first, and promises."""
        for branch in round_.branches:
            self.found.answered(self.plan, branch.state, round_.index, branch.response.index)
            if self.judge is not None:
                self.judge.on_the_way(self.plan, branch.state)
        reached = super().answered(round_, lanes, odds)
        self._before.pop()
        return reached

    def back(self, lanes: int, index: int, parts: list[tuple[ResponsePlan, Lanes, Reached]], odds: Odds) -> Reached:
        """As ever; and responses are held against each other."""
        self._compare(lanes, index, parts, odds)
        return super().back(lanes, index, parts, odds)

    def _situation(self, lane: int) -> Record:
        return record(self.plan, self._before[-1], lane)

    def _compare(self, lanes: int, index: int, parts: list[tuple[ResponsePlan, Lanes, Reached]], odds: Odds) -> None:
        stake = self.found.stakes.setdefault(index, Stake())
        stake.situations += lanes
        if stake.where is None:
            stake.where = self._situation(0)
        # Not a number where a response is locked: every comparison with it is false, and none is counted.
        table = np.full((len(parts), lanes), np.nan)
        for row, (response, where, part) in zip(table, parts, strict=True):
            row[where] = part.best
            stake.open[response.index] = stake.open.get(response.index, 0) + where.size
        # One open response has neither a rival nor anything at stake.
        if len(parts) > 1:
            responses = [response.index for response, _, _ in parts]
            self._stakes(stake, table, responses, odds)
            self._rivals(index, table, responses)

    def _stakes(self, stake: Stake, table: Floats, responses: list[int], odds: Odds) -> None:
        contested = (~np.isnan(table)).sum(axis=0) > 1
        if not contested.any():
            return
        low, high = np.where(np.isnan(table), np.inf, table), np.where(np.isnan(table), -np.inf, table)
        top = high.max(axis=0)
        spread = np.where(contested, top - low.min(axis=0), -1.0)
        stake.contested += int(contested.sum())
        # Random play never asks, so a lane in which somebody asked has no chance in it.
        stake.met += float(odds.luck[contested & (odds.random > 0)].sum())
        widest = int(spread.argmax())
        if spread[widest] > stake.spread:
            stake.spread, stake.where = float(spread[widest]), self._situation(widest)
        # Best *alone*: where two answers lead equally far, the round is a decision of taste, and neither wins it.
        near = high >= top - EQUAL
        alone = contested & (near.sum(axis=0) == 1)
        for response, row in zip(responses, near, strict=True):
            wins = row & alone
            stake.wins[response] = stake.wins.get(response, 0) + int(wins.sum())
            if response not in stake.won and wins.any():
                stake.won[response] = self._situation(int(wins.argmax()))

    def _rivals(self, index: int, table: Floats, responses: list[int]) -> None:
        for one, other in combinations(range(len(responses)), 2):
            difference = table[one] - table[other]
            both = ~np.isnan(difference)
            if not both.any():
                continue
            difference = np.where(both, difference, 0.0)
            self._rival(index, responses[one], responses[other], both, difference)
            # Both ways round: domination looks from the better one to the worse, whichever stands first in the file.
            self._rival(index, responses[other], responses[one], both, -difference)

    def _rival(self, index: int, one: int, other: int, both: NDArray[np.bool_], difference: Floats) -> None:
        rivals = self.found.rivals.setdefault((index, one, other), Rivals())
        rivals.both += int(both.sum())
        rivals.better += int((difference > EQUAL).sum())
        rivals.worse += int((difference < -EQUAL).sum())
        widest = int(difference.argmax())
        if difference[widest] > max(rivals.margin, EQUAL):
            rivals.margin, rivals.where = float(difference[widest]), self._situation(widest)
