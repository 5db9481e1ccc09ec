"""Random playthroughs, where there are too many to walk every one: each open response equally likely.

What is said of a sample is said of random play. Every figure that is estimated has a 95 per cent interval: for means
the normal one, for shares that of Wilson, which is right for rare things too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.endings import FALLEN, ending_ids, endings_of
from chasm_game.analysis.observing_walk import Observations
from chasm_game.analysis.playthrough import recorded
from chasm_game.analysis.policies import PolicyResult, every_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.survey import Survey
from chasm_game.analysis.tally import BINS_PER_POINT, EQUAL, ResponseTally, Tally
from chasm_game.analysis.tree import scores_of
from chasm_game.engine.batch import play_many
from chasm_game.engine.state import start

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from chasm_game.engine.batch import Watcher
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["Interval", "Sample", "affordable_samples", "mean_interval", "random_games", "sample", "share_interval"]

SAMPLES = 100_000
FEWEST = 10_000
"""Of a very long scenario: a playthrough takes longer there."""
BLOCK = 4_096
CLIMBS = 3
"""How often the best line is improved, decision by decision."""
_Z = 1.959964
"""Of the normal distribution, for 95 per cent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true figure lies, in 95 of 100 samples."""

    low: float
    high: float


@dataclass
class Sample:
    """A survey over random playthroughs, with intervals by what they are about."""

    survey: Survey
    intervals: dict[str, Interval] = field(default_factory=dict)


def mean_interval(total: float, squares: float, count: int) -> Interval:
    """Of a mean, from the sum and the sum of squares of `count` draws."""
    mean = total / count
    # The difference of two nearly equal numbers may come out a little under nothing.
    spread = sqrt(max(squares / count - mean * mean, 0.0) / max(count - 1, 1))
    return Interval(mean - _Z * spread, mean + _Z * spread)


def share_interval(hits: float, count: int) -> Interval:
    """Wilson's, of the share `hits` of `count` draws."""
    share, z2 = hits / count, _Z * _Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    # Not the normal interval: of an event that was never seen it would say that it cannot happen.
    half = _Z / (1 + z2 / count) * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def affordable_samples(plan: Plan) -> int:
    """`SAMPLES`, or fewer where a scenario has many rounds."""
    return max(FEWEST, min(SAMPLES, 2_000_000 // max(len(plan.rounds), 1)))


def sample(plan: Plan, *, samples: int | None = None, progress: Progress | None = None) -> Sample:
    """Draw random playthroughs of a plan. The same plan gives the same sample."""
    progress = progress or Progress()
    samples = affordable_samples(plan) if samples is None else samples
    drawing = _Drawing(plan, samples)
    progress.tally = drawing.tally
    while drawing.tally.paths < samples:
        # In blocks, so that memory stays bounded and Ctrl+C is heard.
        drawing.block(min(BLOCK, samples - drawing.tally.paths))
        progress.within(drawing.tally.paths / samples)
    policies = every_policy(plan)
    drawing.climb()
    progress.step()
    return drawing.result(policies, samples)


def random_games(plan: Plan, lanes: int, luck: np.random.Generator, watch: Watcher | None = None) -> State:
    """Finished games in which each open response is equally likely; `watch` sees every moment of them."""

    def choose(_: int, __: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
        return _drawn(is_open, luck)

    return play_many(plan, start(plan, lanes), choose, watch=watch)


def _drawn(is_open: NDArray[np.bool_], luck: np.random.Generator) -> NDArray[np.int64]:
    """One of the open responses of each lane."""
    # The largest of a random number for each open response: all lanes at once, and every one as likely.
    drawn: NDArray[np.int64] = np.where(is_open, luck.random(is_open.shape), -1.0).argmax(axis=0)
    return drawn


class _Drawing:
    """Blocks of random lanes, added up as a walk would."""

    def __init__(self, plan: Plan, samples: int) -> None:
        self.seen = Observations()
        self.plan = self.seen.watch.over(plan)
        self.tally = Tally()
        self.luck = np.random.default_rng([plan.seed, samples])
        self.squares = 0.0
        self.alive = 0
        self.response_squares: dict[tuple[int, int], float] = {}

    def block(self, lanes: int) -> None:
        """Play some more."""
        chosen_among: dict[int, tuple[NDArray[np.int64], NDArray[np.bool_]]] = {}

        def choose(index: int, which: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
            chosen_among[index] = which, is_open.copy()
            return _drawn(is_open, self.luck)

        state = play_many(self.plan, start(self.plan, lanes), choose)
        scores = self.count(state)
        for index, (which, is_open) in chosen_among.items():
            self.responses(index, is_open, state.chosen[index][which], scores[which])

    def count(self, state: State) -> NDArray[np.float64]:
        """Add finished lanes."""
        lanes = scores_of(self.plan, state)
        tally, ids = self.tally, ending_ids(self.plan.scenario)
        tally.paths += state.lanes
        tally.ways += state.lanes
        tally.total += float(lanes.sum())
        self.squares += float((lanes * lanes).sum())
        self.alive += int(state.alive.sum())
        self.extremes(state, lanes)
        bins = np.clip(np.rint(lanes * BINS_PER_POINT), 0, 1_000 * BINS_PER_POINT).astype(np.int64)
        np.add.at(tally.histogram, bins, 1)
        for name, number in zip(ids, np.bincount(endings_of(self.plan, state), minlength=len(ids)), strict=True):
            tally.endings[name] = tally.endings.get(name, 0) + int(number)
        if self.seen.fallen is None and tally.endings[FALLEN]:
            lane = int(np.argmin(state.alive))
            self.seen.fallen = self.plan.seed, tuple(state.chosen[:, lane].tolist())
        return lanes

    def extremes(self, state: State, scores: NDArray[np.float64]) -> None:
        """The best and the worst so far."""
        tally, high = self.tally, int(scores.argmax())
        if scores[high] > tally.best + EQUAL:
            tally.best, tally.best_line = float(scores[high]), tuple(state.chosen[:, high].tolist())
        tally.worst = min(tally.worst, float(scores.min()))

    def responses(
        self, index: int, is_open: NDArray[np.bool_], taken: NDArray[np.int8], scores: NDArray[np.float64]
    ) -> None:
        """Where a round's responses were open, and what came of those that were taken."""
        self.tally.situations[index] = self.tally.situations.get(index, 0) + len(taken)
        for response in [*range(len(is_open)), self.plan.rounds[index].wait.index]:
            through = scores[taken == response]
            # Waiting is open exactly where it was taken: where nothing else was.
            opened = int(is_open[response].sum()) if response < len(is_open) else len(through)
            if not opened:
                continue
            key = index, response
            tally = self.tally.responses.setdefault(key, ResponseTally())
            tally.open += opened
            tally.playthroughs += len(through)
            tally.total += float(through.sum())
            self.response_squares[key] = self.response_squares.get(key, 0.0) + float((through * through).sum())

    def climb(self) -> None:
        """Improve the best line: take every other response in every round, keep the best, and again."""
        for _ in range(CLIMBS):
            before = self.tally.best
            line = np.array(self.tally.best_line, dtype=np.int64)
            others = [(n, r.index) for n, p in enumerate(self.plan.rounds) for r in p.responses if r.index != line[n]]
            for first in range(0, len(others), BLOCK):
                self.variants(line, others[first : first + BLOCK])
            if self.tally.best <= before + EQUAL:
                return

    def variants(self, line: NDArray[np.int64], others: list[tuple[int, int]]) -> None:
        """Play a line with one decision changed in each lane; what is locked there gives way to the first open one."""
        wanted = np.repeat(line[:, None], len(others), axis=1)
        for lane, (index, response) in enumerate(others):
            wanted[index, lane] = response

        def choose(index: int, which: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
            # A round that the line skipped holds -1 there; if it happens now, its first open response is taken.
            taken = np.clip(wanted[index][which], 0, len(is_open) - 1)
            can = np.take_along_axis(is_open, taken[None], axis=0)[0]
            first: NDArray[np.int64] = is_open.argmax(axis=0)
            return np.where(can, taken, first)

        state = play_many(self.plan, start(self.plan, len(others)), choose)
        self.extremes(state, scores_of(self.plan, state))

    def result(self, policies: dict[str, PolicyResult], samples: int) -> Sample:
        """Everything as a survey, with its intervals."""
        tally, count = self.tally, self.tally.paths
        tally.random_total, tally.random_alive = tally.mean, self.alive / count
        self.seen.endings = dict(tally.endings)
        intervals = {
            "score.mean": mean_interval(tally.total, self.squares, count),
            "policies.random.alive_share": share_interval(self.alive, count),
        }
        for name, hits in tally.endings.items():
            intervals[f"endings.{name}"] = share_interval(hits, count)
        for (n, m), found in tally.responses.items():
            responses = self.plan.rounds[n].responses
            if found.playthroughs > 1 and m < len(responses):
                interval = mean_interval(found.total, self.response_squares[n, m], int(found.playthroughs))
                intervals[f"responses.{self.plan.rounds[n].id}/{responses[m].id}.mean"] = interval
        survey = Survey(self.plan.scenario, self.plan, tally, self.seen, policies, tally.random_alive, samples=samples)
        for policy in policies.values():  # what is known to be reachable is not worse than the best
            if policy.score > tally.best:
                tally.best, tally.best_line = policy.score, recorded(self.plan, policy.line)
        return Sample(survey, intervals)
