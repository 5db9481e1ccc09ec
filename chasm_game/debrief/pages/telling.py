"""What several pages share: the range of their charts, and what stands where the review is not there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Lines
from chasm_game.debrief.pages.page import PageView, Words
from chasm_game.grammar import capital, ended

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.charts.figures import Line
    from chasm_game.views.debrief import TrajectoryPoint

__all__ = ["WAITING", "by_round", "unreviewed"]

WAITING = "Every other way through this story is being played. It takes a moment; go on, this page fills itself."


def by_round(title: str, lines: tuple[Line, ...], courses: Iterable[Sequence[TrajectoryPoint]]) -> Lines:
    """Lines over the longest of the courses, in a range of round tens that fits them and is not under 40 wide."""
    labels = tuple(p.label for p in max(courses, key=len))
    values = [p.value for line in lines for p in line.points if p.value is not None]
    low, high = math.floor((min(values) - 5) / 10) * 10, math.ceil((max(values) + 5) / 10) * 10
    while high - low < 40:
        low, high = (low - 10, high) if low > 0 and (high >= 100 or low >= 100 - high) else (low, high + 10)
    return Lines(title, labels, lines, float(max(low, 0)), float(min(high, 100)))


def unreviewed(page: str, heading: str, reason: str, *instead: Words) -> PageView:
    """A page that needs the review: it waits, or says why there will be none and what can be said without."""
    if not reason:
        return PageView(page, heading, (Words(WAITING, "note"),), waiting=True)
    return PageView(page, heading, (Words(ended(capital(reason))), *instead))
