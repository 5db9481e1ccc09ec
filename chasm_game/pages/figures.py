"""What a page draws, from views: courses by round, the other road, beliefs, and all playthroughs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chasm_game.charts.figures import DotRow, Dots, Line, Lines, Point
from chasm_game.charts.layout import occupied
from chasm_game.debrief.figures import all_ways, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chasm_game.views.debrief import BeliefLine, DebriefView
    from chasm_game.views.outputs import TrajectoryPoint
    from chasm_game.views.review import ReviewView

__all__ = ["KINDS", "above", "beliefs", "bins", "course", "nearby", "road", "sheet"]

KINDS = ("said before", "said after", "shown by deeds", "the people")
"""The kinds of values in the figure of beliefs, by their signs."""

LEAST_RANGE = 20
"""Points of value that a figure spans at least: a ripple is not drawn as a storm."""


def course(view: DebriefView) -> Lines:
    """Value and chasm, round by round, with what was decided."""
    points = view.trajectory
    notes = _notes(view)
    return Lines(
        "Value and chasm after each round",
        tuple(p.label for p in points),
        (
            Line("Value", tuple(Point(p.value, notes.get(p.label, _silent(p))) for p in points)),
            Line("Chasm", tuple(Point(p.chasm, notes.get(p.label, _silent(p))) for p in points), "dotted"),
        ),
        *nearby(v for p in points for v in (p.value, p.chasm)),
    )


def road(view: DebriefView, review: ReviewView) -> Lines | None:
    """The value as it was, and on the other road; None where nothing was lost."""
    if not review.road:
        return None
    labels = labels_of(view.trajectory, review.road)
    low, high = nearby(p.value for p in (*view.trajectory, *review.road))
    lines = (
        Line("As played", _along(labels, view.trajectory, _notes(view))),
        Line("Other road", _along(labels, review.road, {}), "dotted"),
    )
    return Lines("Value as played, and on the other road", labels, lines, low, high)


def _along(labels: Sequence[str], course: Sequence[TrajectoryPoint], notes: Mapping[str, str]) -> tuple[Point, ...]:
    """A course at those places: where a story has a round less, value stays; after a fall there is none."""
    at = {p.label: n for n, p in enumerate(course)}
    points: list[Point] = []
    last = -1
    for label in labels:
        here = at.get(label)
        if here is not None:
            last = here
            points.append(Point(course[here].value, notes.get(label, _silent(course[here]))))
        else:
            # Behind its last point a course is over, and nothing is claimed of it.
            stays = 0 <= last < len(course) - 1
            points.append(Point(course[last].value if stays else None, "no such round on this road" if stays else ""))
    return tuple(points)


def beliefs(rows: Iterable[tuple[str, float | None, float | None, float | None, float]], title: str) -> Dots:
    """What creates the most value, in shares of 100: names with what was said before and after, shown, believed."""
    made = tuple(DotRow(name, tuple(None if v is None else 100 * v for v in values)) for name, *values in rows)
    most = max((v for row in made for v in row.values if v is not None), default=0.0)
    return Dots(title, KINDS, made, 0.0, above(most))


def sheet(lines: Iterable[BeliefLine]) -> Dots:
    """One team's beliefs beside its deeds and the people."""
    rows = ((b.name, b.before, b.after, b.revealed, b.people) for b in lines)
    return beliefs(rows, "What creates the most value: said before and after, shown by deeds, and the people")


def bins(review: ReviewView) -> Iterator[tuple[int, int, int, bool]]:
    """The distribution as rows: from, to, how many, and whether this game is there."""
    figure = all_ways(review)
    for n in occupied(figure.counts):
        low = figure.low + n * figure.width
        yield round(low), round(low + figure.width), figure.counts[n], n == figure.here


def nearby(values: Iterable[float]) -> tuple[float, float]:
    """Round ends around some values of 0..100, `LEAST_RANGE` apart at least."""
    known = list(values) or [50.0]
    low, high = 10 * math.floor(min(known) / 10), 10 * math.ceil(max(known) / 10)
    # Both ends by turns: near 0 or 100 only the other one can still move.
    while high - low < LEAST_RANGE:
        low, high = max(low - 10, 0), min(high + 10, 100)
    return float(low), float(high)


def above(value: float) -> float:
    """The next round number over a share of 0..100: 20 at least, 100 at most."""
    return float(min(max(10 * math.ceil(value / 10), 20), 100))


def _notes(view: DebriefView) -> dict[str, str]:
    """What was decided in each round, and why, by the round's label."""
    notes = {}
    for each in view.decisions:
        reason = f" — “{each.reason}”" if each.reason else ""
        notes[str(each.number)] = f"{each.round_title}: {each.response}{reason}"
    return notes


def _silent(point: TrajectoryPoint) -> str:
    return "a silent round: what was begun lands" if point.coast else "the start"
