"""What a walk adds up: scores, responses, endings; and what each lane learns on the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.chances import Fork
    from chasm_game.engine.state import State

__all__ = ["BINS_PER_POINT", "EQUAL", "Floats", "Odds", "Reached", "ResponseTally", "Tally", "even"]

BINS_PER_POINT = 1_000
"""The distribution is kept to a thousandth of a point."""
# The model's own bound (model.md, Numbers): walks may sum points in another order than a game does.
EQUAL = 1e-9
"""Scores this close are equal."""

Floats = NDArray[np.float64]


@dataclass
class ResponseTally:
    """One response over all situations in which its round was played."""

    open: float = 0
    """Situations in which it was open; where luck is open, each as far as it is likely."""
    best: float = 0
    """Those of them in which the best score still reachable was reached through it."""
    playthroughs: float = 0
    """Through it; where luck is open, each as far as it is likely."""
    total: float = 0.0
    """Sum of their scores."""

    @property
    def mean(self) -> float | None:
        """Mean score of the playthroughs through it; None where there are none."""
        return self.total / self.playthroughs if self.playthroughs else None


@dataclass
class Tally:
    """What was found over all playthroughs."""

    paths: int = 0
    """Playthroughs that were walked; where luck is open, each side of a chance is one."""
    ways: float = 0.0
    """Playthroughs, each as far as its luck is likely: without open luck as many as `paths`."""
    total: float = 0.0
    """Sum of the scores of the ways."""
    expected: float = -1.0
    """The best that can be reached without knowing the luck to come; `best`, where no luck is open."""
    best: float = -1.0
    worst: float = 1e9
    best_line: tuple[int, ...] = ()
    """The index of the response taken in each round of the best playthrough (the first of equal ones)."""
    histogram: Floats = field(default_factory=lambda: np.zeros(1_000 * BINS_PER_POINT + 1))
    """Ways by score."""
    situations: dict[int, float] = field(default_factory=dict)
    """How many situations of each round a decision was taken in; where luck is open, each as far as it is likely."""
    responses: dict[tuple[int, int], ResponseTally] = field(default_factory=dict)
    """By round and response index."""
    endings: dict[str, float] = field(default_factory=dict)
    """Ways by ending."""
    chances: dict[str, float] = field(default_factory=dict)
    """Endings by how likely random play reaches them."""
    random_total: float = 0.0
    """Mean score of random play: each open response equally likely."""
    random_alive: float = 0.0

    def add(self, state: State, scores: Floats, odds: Odds) -> None:
        """Add finished lanes."""
        self.paths += state.lanes
        self.ways += float(odds.luck.sum())
        self.total += float((scores * odds.luck).sum())
        self.random_total += float((scores * odds.random).sum())
        self.random_alive += float(odds.random[state.alive].sum())
        high = int(scores.argmax())
        # Only what is better: of equal lines the one that was walked first is named.
        if scores[high] > self.best + EQUAL:
            self.best, self.best_line = float(scores[high]), tuple(state.chosen[:, high].tolist())
        self.worst = min(self.worst, float(scores.min()))
        bins = np.clip(np.rint(scores * BINS_PER_POINT), 0, 1_000 * BINS_PER_POINT).astype(np.int64)
        # Not `histogram[bins] += …`, which would count a bin once however often it is named.
        np.add.at(self.histogram, bins, odds.luck)

    def answer(self, index: int, response: int, luck: Floats, through: Reached, best: Floats) -> None:
        """Add situations of the round `index` in which a response was open: what was reached through it, and at best.

        `luck` is how likely each is by luck alone.
        """
        if not (likely := float(luck.sum())):
            return
        tally = self.responses.setdefault((index, response), ResponseTally())
        tally.open += likely
        tally.best += float(luck[through.best >= best - EQUAL].sum())
        tally.playthroughs += float((through.paths * luck).sum())
        tally.total += float((through.total * luck).sum())

    @property
    def mean(self) -> float:
        """Mean score of all playthroughs."""
        return self.total / self.ways

    def quantile(self, share: float) -> float:
        """The score that `share` (0..1) of the playthroughs do not exceed, to a thousandth of a point."""
        below = np.cumsum(self.histogram)
        # Whole ways are counted from the first to the last; parts of ways, where luck is open, by their sum.
        wanted = share * (below[-1] - 1) + 1 if self.ways == self.paths else share * below[-1]
        # A hair less: sums of parts of ways end some last bits beside the count that is wanted.
        return float(np.searchsorted(below, wanted * (1 - EQUAL))) / BINS_PER_POINT


class Odds(NamedTuple):
    """How likely each lane is, and where it comes from."""

    random: Floats
    """Under random play that never asks, luck included."""
    luck: Floats
    """By luck alone: 1 where none is open."""
    root: NDArray[np.int32]
    """Which of the lanes that the walk was given it comes from."""

    @classmethod
    def joined(cls, parts: Sequence[Odds]) -> Odds:
        """Several lists of lanes as one."""
        random, luck, root = zip(*parts, strict=True)
        return cls(np.concatenate(random), np.concatenate(luck), np.concatenate(root))

    def at(self, lanes: Any) -> Odds:
        """Of some lanes."""
        return Odds(self.random[lanes], self.luck[lanes], self.root[lanes])

    def forked(self, fork: Fork) -> Odds:
        """Of lanes that were split."""
        parts = self.at(fork.origin)
        return Odds(parts.random * fork.weight, parts.luck * fork.weight, parts.root)


def even(lanes: int) -> Odds:
    """Lanes that are all given."""
    return Odds(np.ones(lanes), np.ones(lanes), np.arange(lanes, dtype=np.int32))


@dataclass(slots=True)
class Reached:
    """For each lane: the best score expected from it, the sum of the scores of its ways, and how many these are."""

    best: Floats
    total: Floats
    paths: Floats
    """Ways: each playthrough as far as its luck is likely."""

    @classmethod
    def nothing(cls, lanes: int) -> Reached:
        """Lanes from which nothing was reached yet."""
        return cls(np.full(lanes, -1.0), np.zeros(lanes), np.zeros(lanes))

    @classmethod
    def joined(cls, parts: list[Reached]) -> Reached:
        """Several lists of lanes as one."""
        return cls(
            np.concatenate([p.best for p in parts]),
            np.concatenate([p.total for p in parts]),
            np.concatenate([p.paths for p in parts]),
        )

    def slice(self, first: int, last: int) -> Reached:
        """Some lanes that stand together."""
        return Reached(self.best[first:last], self.total[first:last], self.paths[first:last])

    def folded(self, fork: Fork | None, lanes: int) -> Reached:
        """The lanes before they were split: the mean of both sides of each chance."""
        if fork is None:
            return self

        def mean(part: Floats) -> Floats:
            return np.bincount(fork.origin, fork.weight * part, lanes).astype(np.float64)

        return Reached(mean(self.best), mean(self.total), mean(self.paths))

    def put(self, where: NDArray[np.int64] | NDArray[np.bool_], other: Reached) -> None:
        """Write other lanes over some of these."""
        self.best[where], self.total[where], self.paths[where] = other.best, other.total, other.paths
