"""The range of a chart of a game's course: round tens within 0..100, 5 points of air, never under 40 wide."""

from __future__ import annotations

import pytest

from chasm_game.charts.figures import Line, Point
from chasm_game.charts.words import in_words
from chasm_game.debrief.figures import by_round, labels_of, on_labels
from chasm_game.views.outputs import TrajectoryPoint


def span(*values: float) -> tuple[float, float]:
    """The ends of the chart of a course with these values."""
    chart = by_round("Value", (Line("value", tuple(Point(value) for value in values)),), [str(n) for n in range(9)])
    return chart.low, chart.high


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        (0.0, (0, 40)),
        (4.9, (0, 40)),
        (5.0, (0, 40)),
        (5.1, (0, 40)),
        (14.9, (0, 40)),
        (15.0, (10, 50)),
        (15.1, (10, 50)),
        (84.9, (50, 90)),
        (85.0, (50, 90)),
        (85.1, (60, 100)),
        (94.9, (60, 100)),
        (95.0, (60, 100)),
        (95.1, (60, 100)),
        (100.0, (60, 100)),
    ],
)
def test_a_flat_course_has_forty_points_around_it(value: float, ends: tuple[int, int]) -> None:
    """Near either end of the scale too, where nothing lies beyond it."""
    assert span(value, value) == ends


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (25.0, 54.9, (20, 60)),
        (25.0, 55.0, (20, 60)),
        (25.0, 55.1, (20, 70)),
        (24.9, 55.0, (10, 60)),
        (35.0, 55.0, (30, 70)),
        (4.0, 35.1, (0, 50)),
        (2.0, 98.0, (0, 100)),
    ],
)
def test_a_range_is_widened_only_where_it_is_under_forty(low: float, high: float, ends: tuple[int, int]) -> None:
    """Just under forty, at forty and over it: the lines never touch its ends but where the scale has its own."""
    assert span(low, high) == ends


def course(played: int, silent: int) -> list[TrajectoryPoint]:
    """A course of so many rounds and silent rounds; each value says where it stands: 10, 11, 12 and 90, 91."""
    rounds = [TrajectoryPoint(str(n) if n else "start", 10.0 + n, 0.0, 0.0, coast=False) for n in range(played)]
    return rounds + [TrajectoryPoint(f"+{n + 1}", 90.0 + n, 0.0, 0.0, coast=True) for n in range(silent)]


TWO = "10 at the start, 11 after round 1"
SILENT = "90 after silent round 1, 91 after silent round 2"
"""As they are heard: a number and a number beside it would be one."""


@pytest.mark.parametrize(
    ("mine", "other", "said"),
    [
        ((2, 2), (2, 2), [f"mine: {TWO}, {SILENT}", f"other: {TWO}, {SILENT}"]),
        ((2, 2), (3, 2), [f"mine: {TWO}, {SILENT}", f"other: {TWO}, 12 after round 2, {SILENT}"]),
        (
            (4, 1),
            (2, 2),
            [
                f"mine: {TWO}, 12 after round 2, 13 after round 3, 90 after silent round 1",
                f"other: {TWO}, {SILENT}",
            ],
        ),
        ((1, 0), (2, 2), ["mine: 10 at the start", f"other: {TWO}, {SILENT}"]),
    ],
)
def test_courses_of_different_length_stand_under_their_own_rounds(
    mine: tuple[int, int], other: tuple[int, int], said: list[str]
) -> None:
    """A road with a round more or less, or one that fell, says of each value which round it is of, silent ones too."""
    courses = {"mine": course(*mine), "other": course(*other)}
    labels = labels_of(*courses.values())
    lines = tuple(Line(name, on_labels(labels, points, lambda p: Point(p.value))) for name, points in courses.items())
    assert in_words(by_round("Value", lines, labels)) == said
