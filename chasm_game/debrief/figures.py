"""The charts of a debrief as data: their ranges, and all ways through a story by their score."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution, Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.charts.figures import Line
    from chasm_game.views.debrief import TrajectoryPoint
    from chasm_game.views.review import ReviewView

__all__ = ["all_ways", "by_round"]


def by_round(title: str, lines: tuple[Line, ...], courses: Iterable[Sequence[TrajectoryPoint]]) -> Lines:
    """Lines over the longest of the courses, in a range of round tens within 0..100.

    The range leaves 5 points above and below where there are so many, and is not under 40 wide.
    """
    labels = tuple(p.label for p in max(courses, key=len))
    values = [p.value for line in lines for p in line.points if p.value is not None]
    # Kept within 0..100 before it is widened: what lies outside and is cut off later would leave it too narrow.
    low = max(math.floor((min(values) - 5) / 10) * 10, 0)
    high = min(math.ceil((max(values) + 5) / 10) * 10, 100)
    # Towards the side that has more room, so that the course stays near the middle of the scale.
    while high - low < 40:
        low, high = (low - 10, high) if low > 0 and (high >= 100 or low >= 100 - high) else (low, high + 10)
    return Lines(title, labels, lines, float(low), float(high))


def all_ways(review: ReviewView) -> Distribution:
    """Every way through the story by its score, and where this game stands."""
    return Distribution("All ways through this story, by score", review.histogram, here=review.own_bin)
