"""A walk that keeps what a balance asks for beyond scores: rivals, what is at stake, endings, conditions.

`Walk` itself pays nothing for it. One `Observations` gathers over any number of walks of one scenario, under any seeds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.coverage import Watch
from chasm_game.analysis.endings import FALLEN, ending_ids, endings_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.tree import NOBODY_ASKS, Walk
from chasm_game.engine.round import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats, Odds, Reached, Tally
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Lanes, Round
    from chasm_game.engine.state import State

__all__ = ["Observations", "ObservingWalk", "Rivals", "Situation", "Stake"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A decision: the seed, and the record of the rounds before it."""

    seed: int
    chosen: tuple[int, ...]


@dataclass(slots=True)
class Rivals:
    """Two responses over all situations in which both were open, by the best score still reachable after each."""

    both: int = 0
    better: int = 0
    """Situations in which the first is better."""
    worse: int = 0
    margin: float = 0.0
    """The most by which the first is better."""
    where: Situation | None = None
    """Where it is that much better."""


@dataclass(slots=True)
class Stake:
    """How much a round's decision matters."""

    situations: int = 0
    contested: int = 0
    """Situations in which at least two responses were open."""
    spread: float = 0.0
    """The largest distance between the best and the worst of the open responses."""
    where: Situation | None = None
    """Where it is that large, or any situation of the round."""
    wins: dict[int, int] = field(default_factory=dict)
    """By response: contested situations in which it alone is best."""
    won: dict[int, Situation] = field(default_factory=dict)
    """By response: the first of them."""
    open: dict[int, int] = field(default_factory=dict)
    """By response: situations in which it was open."""


@dataclass
class Observations:
    """What was seen over all walks."""

    rivals: dict[tuple[int, int, int], Rivals] = field(default_factory=dict)
    """By round, first and second response."""
    stakes: dict[int, Stake] = field(default_factory=dict)
    endings: dict[str, float] = field(default_factory=dict)
    """Ways by ending."""
    fallen: tuple[int, tuple[int, ...]] | None = None
    """A playthrough in which the company fell, with its seed."""
    watch: Watch = field(default_factory=Watch)


class ObservingWalk(Walk):
    """A walk that fills `Observations`. `done` is called with the share of the tree that is done, 0..1."""

    def __init__(
        self,
        plan: Plan,
        found: Observations,
        *,
        asks: Mapping[int, int] = NOBODY_ASKS,
        done: Callable[[float], None] | None = None,
        at_end: Callable[[State, Floats], None] | None = None,
        decisions: bool = True,
    ) -> None:
        super().__init__(found.watch.over(plan), asks=asks, at_end=at_end)
        self.found, self.done, self.decisions = found, done, decisions
        self.share = 0.0
        self._ids = ending_ids(plan.scenario)
        self._before: list[NDArray[np.int8]] = []

    def seen(self, round_: Round, step: Step) -> None:
        """Before the decision the texts of the shock are judged, and the records of the lanes are kept."""
        if step is Step.ASK:
            self.found.watch.shock(self.plan, round_.state, round_.index)
            # A stack: walks go down into a round and come back out of it, and lanes are taken apart on the way.
            self._before.append(round_.state.chosen[: round_.index].copy())

    def answered(self, round_: Round, lanes: int, odds: Odds) -> Reached:
        """As ever; the texts that follow a response are judged first."""
        for branch in round_.branches:
            self.found.watch.outcome(self.plan, branch.state, round_.index, branch.response.index)
        reached = super().answered(round_, lanes, odds)
        self._before.pop()
        return reached

    def back(self, lanes: int, index: int, parts: list[tuple[ResponsePlan, Lanes, Reached]], odds: Odds) -> Reached:
        """As ever; and responses are held against each other."""
        if self.decisions:
            self._compare(lanes, index, parts)
        return super().back(lanes, index, parts, odds)

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """As ever; and the endings are counted."""
        super().count(tally, state, scores, odds)
        counts = np.bincount(endings_of(self.plan, state), minlength=len(self._ids))
        for name, number in zip(self._ids, counts, strict=True):
            tally.endings[name] = tally.endings.get(name, 0) + int(number)
            self.found.endings[name] = self.found.endings.get(name, 0) + int(number)
        if self.found.fallen is None and counts[self._ids.index(FALLEN)]:
            lane = int(np.argmin(state.alive))
            self.found.fallen = self.plan.seed, tuple(state.chosen[:, lane].tolist())
        self.share += float(odds.random.sum())
        if self.done is not None:
            self.done(min(self.share, 1.0))

    def _situation(self, lane: int) -> Situation:
        return Situation(self.plan.seed, tuple(self._before[-1][:, lane].tolist()))

    def _compare(self, lanes: int, index: int, parts: list[tuple[ResponsePlan, Lanes, Reached]]) -> None:
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
            self._stakes(stake, table, responses)
            self._rivals(index, table, responses)

    def _stakes(self, stake: Stake, table: Floats, responses: list[int]) -> None:
        contested = (~np.isnan(table)).sum(axis=0) > 1
        if not contested.any():
            return
        low, high = np.where(np.isnan(table), np.inf, table), np.where(np.isnan(table), -np.inf, table)
        top = high.max(axis=0)
        spread = np.where(contested, top - low.min(axis=0), -1.0)
        stake.contested += int(contested.sum())
        widest = int(spread.argmax())
        if spread[widest] > stake.spread:
            stake.spread, stake.where = float(spread[widest]), self._situation(widest)
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
