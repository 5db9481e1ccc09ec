"""What a walk adds up: scores, responses, endings; and what each lane learns on the way back."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["BINS_PER_POINT", "EQUAL", "Floats", "Reached", "ResponseTally", "Tally"]

BINS_PER_POINT = 1_000
"""The distribution is kept to a thousandth of a point."""
EQUAL = 1e-9
"""Scores this close are equal."""

Floats = NDArray[np.float64]


@dataclass
class ResponseTally:
    """One response over all situations in which its round was played."""

    open: int = 0
    """Situations in which it was open."""
    best: int = 0
    """Situations in which the best score still reachable was reached through it."""
    playthroughs: int = 0
    total: float = 0.0
    """Sum of the scores of all playthroughs through it."""

    @property
    def mean(self) -> float | None:
        """Mean score of the playthroughs through it; None where there are none."""
        return self.total / self.playthroughs if self.playthroughs else None


@dataclass
class Tally:
    """What was found over all playthroughs."""

    paths: int = 0
    total: float = 0.0
    best: float = -1.0
    worst: float = 1e9
    best_line: tuple[int, ...] = ()
    """The index of the response taken in each round of the best playthrough (the first of equal ones)."""
    histogram: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1_000 * BINS_PER_POINT + 1, dtype=np.int64))
    situations: dict[int, int] = field(default_factory=dict)
    """How many situations of each round a decision was taken in."""
    responses: dict[tuple[int, int], ResponseTally] = field(default_factory=dict)
    """By round and response index."""
    endings: dict[str, int] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)
    """Endings by how likely random play reaches them."""
    random_total: float = 0.0
    """Mean score of random play: each open response equally likely."""
    random_alive: float = 0.0

    @property
    def mean(self) -> float:
        """Mean score of all playthroughs."""
        return self.total / self.paths

    def quantile(self, share: float) -> float:
        """The score that `share` (0..1) of the playthroughs do not exceed, to a thousandth of a point."""
        below = np.cumsum(self.histogram)
        return float(np.searchsorted(below, share * (below[-1] - 1) + 1)) / BINS_PER_POINT


@dataclass(slots=True)
class Reached:
    """For each lane: the best score reachable from it, the sum of the scores and the number of its playthroughs."""

    best: Floats
    total: Floats
    paths: NDArray[np.int64]

    @classmethod
    def nothing(cls, lanes: int) -> Reached:
        """Lanes from which nothing was reached yet."""
        return cls(np.full(lanes, -1.0), np.zeros(lanes), np.zeros(lanes, dtype=np.int64))

    @classmethod
    def joined(cls, parts: list[Reached]) -> Reached:
        """Several lists of lanes as one."""
        return cls(
            np.concatenate([p.best for p in parts]),
            np.concatenate([p.total for p in parts]),
            np.concatenate([p.paths for p in parts]),
        )

    def put(self, where: NDArray[np.int64] | NDArray[np.bool_], other: Reached) -> None:
        """Write other lanes over some of these."""
        self.best[where], self.total[where], self.paths[where] = other.best, other.total, other.paths
