"""Where labels, ticks and steps go, for any numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chasm_game.charts.figures import Bar, Bars, Distribution, Fall, Line, Lines, Point, Waterfall
from chasm_game.charts.layout import even_rows, occupied, scaled, spans, spread, ticks
from chasm_game.charts.words import in_words

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(st.floats(-20, 120, allow_nan=False), max_size=40), st.floats(0.1, 30))
def test_labels_keep_their_order_their_distance_and_their_range(wanted: list[float], gap: float) -> None:
    """Labels never overlap where there is room, never leave the range, and stand in the order of what they name."""
    places = spread(wanted, gap, 0, 100)
    assert len(places) == len(wanted)
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)
    apart = min(gap, 100 / max(len(wanted) - 1, 1))
    in_order = [place for _, place in sorted(zip(wanted, places, strict=True))]
    assert all(later - former >= apart - 1e-6 for former, later in pairwise(in_order))


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=8))
def test_labels_with_room_stand_where_they_are_wanted(wanted: list[float]) -> None:
    """A label that no other is near stands exactly beside its line."""
    places = spread(wanted, 0.0, 0, 100)
    assert places == [min(max(w, 0.0), 100.0) for w in wanted]


@given(NUMBERS, st.floats(1e-3, 1e6), st.integers(2, 12))
def test_ticks_are_few_in_order_and_within_the_range(low: float, width: float, most: int) -> None:
    """Ticks lie within the range, evenly, and there are at least two and at most as many as asked for."""
    found = ticks(low, low + width, most)
    slack = 1e-6 * max(abs(low) + width, 1)
    assert 2 <= len(found) <= most
    assert all(low - slack <= tick <= low + width + slack for tick in found)
    steps = [b - a for a, b in pairwise(found)]
    assert all(step > 0 for step in steps)
    assert max(steps) - min(steps) <= slack


def test_ticks_are_round() -> None:
    """The ranges that Chasm draws get the ticks that a person would choose."""
    assert ticks(0, 100) == (0, 25, 50, 75, 100)
    assert ticks(0, 1000, 6) == (0, 200, 400, 600, 800, 1000)
    assert ticks(0, 100, 3) == (0, 50, 100)


def test_axes_of_every_course_are_even() -> None:
    """Whatever tens a course is drawn in, and on however few rows, its round numbers lie equally far apart."""
    for low, high in ((a, b) for a in range(0, 70, 10) for b in range(a + 40, 110, 10)):
        for rows in range(6, 40):
            used, marks = even_rows(low, high, rows, max(min(rows // 3 + 1, 6), 2))
            assert 2 * rows / 3 - 1 <= used <= rows
            places = [scaled(mark, low, high, used - 1) for mark in marks]
            assert all(abs(place - round(place)) < 1e-6 for place in places), (low, high, rows)
            assert len({round(b - a) for a, b in pairwise(places)}) == 1


@given(NUMBERS, st.floats(1e-3, 1e6), st.integers(1, 60), st.integers(2, 8))
def test_an_axis_of_any_range_keeps_to_its_rows(low: float, width: float, rows: int, most: int) -> None:
    """Where no even axis fits, all rows are taken with the usual numbers."""
    used, marks = even_rows(low, low + width, rows, most)
    assert 1 <= used <= rows
    assert len(marks) >= 2


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0, 1e3))
def test_every_value_lies_on_its_stretch(value: float, low: float, high: float, size: float) -> None:
    """Whatever the value and the range, its place lies on the stretch."""
    assert 0 <= scaled(value, low, high, size) <= size


@given(NUMBERS, st.lists(st.floats(-50, 50, allow_nan=False), max_size=20))
def test_the_steps_of_a_waterfall_join(start: float, amounts: list[float]) -> None:
    """Each step begins where the one before it ended, and the last arrives at the end."""
    figure = Waterfall("", start, tuple(Fall("", amount) for amount in amounts))
    found = spans(figure)
    assert len(found) == len(amounts)
    assert all(former[1] == later[0] for former, later in pairwise(found))
    assert not found or abs(found[-1][1] - figure.end) <= 1e-6 * max(1, abs(start))


@given(st.lists(st.integers(0, 3), max_size=30))
def test_a_distribution_is_drawn_from_its_first_to_its_last(counts: list[int]) -> None:
    """Empty bins at either end are not drawn, and no full one is left out."""
    shown = occupied(counts)
    assert all(n in shown for n, count in enumerate(counts) if count)
    assert len(shown) >= 1


def test_every_chart_has_words() -> None:
    """Each kind of chart can be read: names, values, changes, reasons and where one is."""
    lines = Lines("Value", ("start", "1"), (Line("Blue", (Point(50), Point(61.4, "Answer in public"))),))
    assert in_words(lines) == ["Blue: start 50, 1 61 (Answer in public)"]
    assert in_words(Bars("Trust", (Bar("Crews", 40, -3.2, "tired"),))) == ["Crews: 40, −3.2 (tired)"]
    told = in_words(Distribution("Scores", (0, 3, 1), 0, 30, here=1))
    assert told == ["10 to 20: 3 (75.0 %), you are here", "20 to 30: 1 (25.0 %)"]
    assert in_words(Waterfall("Crews", 50, (Fall("A song", -6.25), Fall("Sorry", 2.0)))) == [
        "From 50.0", "−6.25 A song", "+2.00 Sorry", "To 45.8",
    ]  # fmt: skip


def test_words_of_charts_show_hostile_names_as_text() -> None:
    """A name with control characters is shown, not obeyed."""
    assert "\x1b" not in in_words(Bars("", (Bar("\x1b[31mRed", 1),)))[0]
