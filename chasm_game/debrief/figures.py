"""The charts of a debrief as data: their ranges, and all ways through a story by their score."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution, Line, Lines, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.views.outputs import TrajectoryPoint
    from chasm_game.views.review import ReviewView

__all__ = ["all_ways", "by_round", "labels_of", "on_labels"]


def labels_of(*courses: Sequence[TrajectoryPoint]) -> tuple[str, ...]:
    """The places of the x axis on which courses of different length stand side by side, the silent rounds last."""
    # Apart, for roads of one story may differ in length: their silent rounds still stand below one another.
    played, silent = (
        max(([p.label for p in course if p.coast == coast] for course in courses), key=len) for coast in (False, True)
    )
    return (*played, *silent)


def on_labels(
    labels: Sequence[str], course: Sequence[TrajectoryPoint], of: Callable[[TrajectoryPoint], Point]
) -> tuple[Point, ...]:
    """A point for each of the places: none where the course has no such round, and none behind its end."""
    at = {p.label: p for p in course}
    return tuple(of(at[label]) if label in at else Point(None) for label in labels)


def by_round(title: str, lines: tuple[Line, ...], labels: Sequence[str]) -> Lines:
    """Lines over these places of the x axis, in a range of round tens within 0..100.

    The range leaves 5 points above and below where there are so many, and is not under 40 wide.
    """
    values = [p.value for line in lines for p in line.points if p.value is not None]
    # Kept within 0..100 before it is widened: what lies outside and is cut off later would leave it too narrow.
    low = max(math.floor((min(values) - 5) / 10) * 10, 0)
    high = min(math.ceil((max(values) + 5) / 10) * 10, 100)
    # Towards the side that has more room, so that the course stays near the middle of the scale.
    while high - low < 40:
        low, high = (low - 10, high) if low > 0 and (high >= 100 or low >= 100 - high) else (low, high + 10)
    return Lines(title, tuple(labels), lines, float(low), float(high), tuple(map(_told, labels)))


def _told(label: str) -> str:
    """A place of the x axis as it is said of a value: `after silent round 1` for `+1`."""
    if label == "start":
        return "at the start"
    return f"after silent round {label[1:]}" if label.startswith("+") else f"after round {label}"


def all_ways(review: ReviewView) -> Distribution:
    """Every way through the story by its score, and where this game stands."""
    return Distribution("All ways through this story, by score", review.histogram, here=review.own_bin)
