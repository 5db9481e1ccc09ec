"""Random playthroughs: each open response equally likely, luck as likely as it is, and asking as a coin falls.

Every figure that is estimated has a 95 per cent interval: for means the normal one, for shares that of Wilson, which is
right for rare things too.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.proving import Judge
from chasm_game.engine.batch import BLOCK, play_many
from chasm_game.engine.round import NOT_ASKING
from chasm_game.engine.start import start
from chasm_game.engine.state import FAILS, HAPPENS
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.observations import Observations
    from chasm_game.analysis.progress import Progress
    from chasm_game.analysis.proving import Proof
    from chasm_game.engine.batch import Asker, Chooser, Watcher
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Asking, Lanes
    from chasm_game.engine.state import State

__all__ = [
    "Interval",
    "Looking",
    "affordable_samples",
    "drawn_from",
    "mean_interval",
    "random_games",
    "sample_asking",
    "share_interval",
]

SAMPLES = 100_000
FEWEST = 10_000
"""Of a very long scenario: a playthrough takes longer there."""
_Z = 1.959964
"""Of the normal distribution, for 95 per cent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true figure lies, in 95 of 100 samples."""

    low: float
    high: float


def mean_interval(total: float, squares: float, count: int) -> Interval:
    """Of a mean, from the sum and the sum of squares of `count` draws."""
    mean = total / count
    # The difference of two nearly equal numbers may come out a little under nothing.
    spread = sqrt(max(squares / count - mean * mean, 0.0) / max(count - 1, 1))
    return Interval(mean - _Z * spread, mean + _Z * spread)


def share_interval(hits: float, count: float) -> Interval:
    """Wilson's, of the share `hits` of `count` draws."""
    share, z2 = hits / count, _Z * _Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    # Not the normal interval: of an event that was never seen it would say that it cannot happen.
    half = _Z / (1 + z2 / count) * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def affordable_samples(plan: Plan) -> int:
    """`SAMPLES`, or fewer where a scenario has many rounds."""
    return max(FEWEST, min(SAMPLES, 2_000_000 // max(len(plan.rounds), 1)))


def drawn_from(is_open: NDArray[np.bool_], luck: np.random.Generator) -> NDArray[np.int64]:
    """One of the open responses of each lane."""
    # The largest of a random number for each open response: all lanes at once, and every one as likely.
    drawn: NDArray[np.int64] = np.where(is_open, luck.random(is_open.shape), -1.0).argmax(axis=0)
    return drawn


def random_games(
    plan: Plan,
    lanes: int,
    luck: np.random.Generator,
    watch: Watcher | None = None,
    *,
    choose: Chooser | None = None,
    asking: bool = False,
) -> State:
    """Finished games in which each open response is equally likely; `watch` sees every moment of them.

    With `asking`, the people are asked in half of the rounds while an ask is left, with anybody or nobody alike.
    """

    def any_open(_: int, __: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
        return drawn_from(is_open, luck)

    def any_way(_: int, which: Lanes) -> Asking:
        kinds = luck.integers(0, len(plan.leaders) + 1, which.size)
        return np.where(luck.random(which.size) < 0.5, kinds, NOT_ASKING).astype(np.int8)

    ask: Asker | None = any_way if asking else None
    return play_many(plan, _start(plan, lanes, luck), choose or any_open, ask, watch, ledger=SummingLedger)


def _start(plan: Plan, lanes: int, luck: np.random.Generator) -> State:
    """The beginning of some games, each with luck of its own."""
    state = start(plan, lanes)
    likely = np.array(plan.odds)[:, None]
    state.fates[:] = np.where(luck.random(state.fates.shape) < likely, HAPPENS, FAILS)
    return state


@dataclass(frozen=True, slots=True)
class Looking:
    """Watches random games, and judges conditions, texts and promises wherever a round has come so far."""

    plan: Plan
    seen: Observations
    judge: Judge

    def shocked(self, index: int, state: State, _: Lanes) -> None:
        """What is read before a decision."""
        self.seen.asked(self.plan, state, index)

    def ended(self, index: int, state: State, _: Lanes) -> None:
        """What is read after it; and promises."""
        taken = state.chosen[index]
        for response, lanes in zip(*(found.tolist() for found in np.unique(taken, return_counts=True)), strict=True):
            self.seen.took(index, response, lanes)
            # Copying lanes out is most of the work, and soon there is nothing left to be learned.
            if self.seen.watch.curious(self.plan, index, response):
                self.seen.watch.outcome(self.plan, state.take(taken == response), index, response)
        self.judge.on_the_way(self.plan, state)

    def coasted(self, number: int, state: State, order: Lanes) -> None:
        """Nothing is read in silent rounds, and nothing promised of them."""


def sample_asking(
    plan: Plan, seen: Observations, proofs: Sequence[Proof], progress: Progress, samples: int | None = None
) -> int:
    """Draw games in which the people are asked, and judge promises in them; returns how many games these are.

    The same plan gives the same sample.
    """
    watched, judge = seen.watch.over(plan), Judge(proofs)
    samples = affordable_samples(plan) if samples is None else samples
    # A seed of its own: who balances a story twice must not get two answers.
    luck = np.random.default_rng([samples, len(plan.rounds)])
    for first in range(0, samples, BLOCK):
        # In blocks, so that memory stays bounded and Ctrl+C is heard.
        lanes = min(BLOCK, samples - first)
        state = random_games(watched, lanes, luck, Looking(watched, seen, judge), asking=True)
        seen.ended(watched, state, np.ones(lanes))
        judge.at_the_end(watched, state, np.ones(lanes))
        progress.within((first + lanes) / samples)
    for proof in proofs:
        if proof.promise.kind == "share":
            interval = share_interval(proof.held, proof.judged)
            proof.interval, proof.drawn = (interval.low, interval.high), samples
    progress.step()
    return samples
