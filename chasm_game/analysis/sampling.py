"""A sample in place of a survey, where there are too many playthroughs to walk every one.

What is said of a sample is said of random play: each open response equally likely, luck as likely as it is. Figures are
of play that never asks; what never happens is looked for in games that ask too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.drawing import (
    Interval,
    Looking,
    affordable_samples,
    drawn_from,
    mean_interval,
    random_games,
    sample_asking,
    share_interval,
)
from chasm_game.analysis.endings import ending_ids
from chasm_game.analysis.observations import Found, Observations
from chasm_game.analysis.playthrough import recorded
from chasm_game.analysis.policies import PolicyResult, every_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.proving import Judge
from chasm_game.analysis.survey import Survey, Walked
from chasm_game.analysis.tally import BINS_PER_POINT, EQUAL, ResponseTally, Tally
from chasm_game.analysis.tree import scores_of
from chasm_game.engine.batch import BLOCK, play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.start import start
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.proving import Proof
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["Sample", "sample"]

CLIMBED = 1_000_000
"""Rounds in lanes that are played to improve the best line. That takes about as long as the sample of a long scenario.

Each pass betters one decision. Made stories of 14 to 20 rounds could not be bettered after 4 to 9 passes, of 40 after
some 25, of 100 after 50: this allows the first all they need, the last more than half of it.
"""


def passes(rounds: int, others: int) -> int:
    """How often the best line of so many rounds may be improved, where so many other answers can be taken."""
    return max(3, CLIMBED // max(rounds * others, 1))


@dataclass
class Sample:
    """A survey over random playthroughs, with intervals by what they are about."""

    survey: Survey
    intervals: dict[str, Interval] = field(default_factory=dict)


def sample(
    plan: Plan,
    *,
    seed: int | None = None,
    samples: int | None = None,
    proofs: Sequence[Proof] = (),
    asking: bool = False,
    progress: Progress | None = None,
) -> Sample:
    """Draw random playthroughs of a plan, with `asking` others in which the people are asked. The same plan gives the
    same sample; `seed` is that of the best playthrough and of policies, where the plan has open luck.
    """
    progress = progress or Progress()
    samples = affordable_samples(plan) if samples is None else samples
    asking = asking and plan.scenario.company.asks > 0
    progress.steps = 1 + asking
    drawing = _Drawing(plan, plan.seed if seed is None else seed, samples)
    progress.tally = drawing.tally
    mine = [p for p in proofs if not asking or not p.promise.askers]
    judge = Judge(mine)
    while drawing.tally.paths < samples:
        # In blocks, so that memory stays bounded and Ctrl+C is heard.
        drawing.block(min(BLOCK, samples - drawing.tally.paths), judge)
        progress.within(drawing.tally.paths / samples)
    for proof in mine:
        if proof.promise.kind == "share":
            interval = share_interval(proof.held, proof.judged)
            proof.interval, proof.drawn = (interval.low, interval.high), samples
    policies = every_policy(drawing.seeded)
    drawing.climb()
    progress.step()
    drawn = samples
    if asking:
        theirs = [p for p in proofs if p.wants_asking]
        drawn += sample_asking(plan, drawing.seen, theirs, progress, samples)
    return drawing.result(policies, samples, drawn)


class _Drawing:
    """Blocks of random lanes, added up as a walk would."""

    def __init__(self, plan: Plan, seed: int, samples: int) -> None:
        self.seen = Observations()
        self.plan = self.seen.watch.over(plan)
        self.seeded = compile_plan(plan.scenario, seed) if plan.odds else plan
        self.under = Found(-1.0, ())
        """The best that was found under the seed."""
        self.tally = Tally()
        self.luck = np.random.default_rng([seed, samples])
        self.squares = 0.0
        self.alive = 0
        self.response_squares: dict[tuple[int, int], float] = {}

    def block(self, lanes: int, judge: Judge) -> None:
        """Play some more."""
        chosen_among: dict[int, tuple[NDArray[np.int64], NDArray[np.bool_]]] = {}

        def choose(index: int, which: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
            chosen_among[index] = which, is_open.copy()
            return drawn_from(is_open, self.luck)

        looking = Looking(self.plan, self.seen, judge)
        state = random_games(self.plan, lanes, self.luck, looking, choose=choose)
        judge.at_the_end(self.plan, state, np.ones(lanes))
        scores = self.count(state)
        for index, (which, is_open) in chosen_among.items():
            self.responses(index, is_open, state.chosen[index][which], scores[which])

    def count(self, state: State) -> NDArray[np.float64]:
        """Add finished lanes."""
        lanes = scores_of(self.plan, state)
        tally = self.tally
        tally.paths += state.lanes
        tally.ways += state.lanes
        tally.total += float(lanes.sum())
        self.squares += float((lanes * lanes).sum())
        self.alive += int(state.alive.sum())
        self.extremes(state, lanes)
        bins = np.clip(np.rint(lanes * BINS_PER_POINT), 0, 1_000 * BINS_PER_POINT).astype(np.int64)
        np.add.at(tally.histogram, bins, 1)
        counts = self.seen.ended(self.plan, state, np.ones(state.lanes))
        for name, number in zip(ending_ids(self.plan.scenario), counts, strict=True):
            tally.endings[name] = tally.endings.get(name, 0.0) + float(number)
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
        """Improve the best line under the seed: take every other response in every round, keep the best, and again."""
        self.under = Found(-1.0, self.tally.best_line)
        self.variants(np.array(self.tally.best_line, dtype=np.int64), [(0, self.tally.best_line[0])])
        for _ in range(passes(len(self.plan.rounds), sum(len(p.responses) - 1 for p in self.plan.rounds))):
            before = self.under.score
            line = np.array(self.under.chosen, dtype=np.int64)
            others = [(n, r.index) for n, p in enumerate(self.plan.rounds) for r in p.responses if r.index != line[n]]
            for first in range(0, len(others), BLOCK):
                self.variants(line, others[first : first + BLOCK])
            if self.under.score <= before + EQUAL:
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

        state = play_many(self.seeded, start(self.seeded, len(others)), choose, ledger=SummingLedger)
        scores = scores_of(self.seeded, state)
        self.extremes(state, scores)
        high = int(scores.argmax())
        if scores[high] > self.under.score + EQUAL:
            self.under = Found(float(scores[high]), tuple(state.chosen[:, high].tolist()))

    def result(self, policies: dict[str, PolicyResult], samples: int, drawn: int) -> Sample:
        """Everything as a survey, with its intervals."""
        tally, count = self.tally, self.tally.paths
        tally.random_total, tally.random_alive = tally.mean, self.alive / count
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
        for policy in policies.values():  # what is known to be reachable is not worse than the best
            if policy.score > self.under.score:
                self.under = Found(policy.score, recorded(self.seeded, policy.line))
        if self.under.score > tally.best:
            tally.best, tally.best_line = self.under
        walked = Walked("sampled", "sampled", "sampled", 0, drawn=drawn)
        seed = self.seeded.seed
        survey = Survey(self.plan.scenario, self.plan, seed, tally, self.under, self.seen, policies, walked, samples)
        return Sample(survey, intervals)
