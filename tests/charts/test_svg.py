"""Figures as SVG: whole, escaped, and every point says what it is."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chasm_game.charts.figures import Distribution, DotRow, Dots, Line, Lines, Point
from chasm_game.charts.svg import bar, gap, key, svg
from chasm_game.charts.svg_lines import behind, small

TEXT = st.text(max_size=40)
VALUES = st.one_of(st.none(), st.floats(-20, 120, allow_nan=False))


@st.composite
def lines(draw: st.DrawFn) -> Lines:
    """Lines of any shape, by any name."""
    x = draw(st.lists(TEXT, min_size=1, max_size=6))
    made = tuple(
        Line(
            draw(TEXT),
            tuple(Point(draw(VALUES), draw(TEXT)) for _ in range(draw(st.integers(0, len(x))))),
            draw(st.sampled_from(["solid", "dotted", "sparse"])),
            draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 5)))
    )
    return Lines(draw(TEXT), tuple(x), made, 0, 100)


def tree(text: str) -> ET.Element:
    """The drawing, read as strictly as XML is."""
    return ET.fromstring(text)


@settings(max_examples=60)
@given(lines(), st.sampled_from([360, 860]))
def test_any_lines_are_a_whole_drawing(figure: Lines, width: int) -> None:
    """Whatever the names, notes and gaps, the drawing is well-formed and nothing lies outside it."""
    drawn = tree(svg(figure, width))
    _, _, wide, high = map(float, drawn.attrib["viewBox"].split())
    assert wide == width
    for dot in drawn.iter("circle"):
        assert 0 <= float(dot.attrib["cx"]) <= wide
        assert 0 <= float(dot.attrib["cy"]) <= high
    for each in figure.lines:
        assert tree(small(figure, each, "all"))
    assert tree(behind(figure, "all")) is not None


@settings(max_examples=60)
@given(lines())
def test_every_point_says_what_it_is(figure: Lines) -> None:
    """At each place as many points are told as there are; where many meet, the rest are counted."""
    told = [e.text or "" for e in tree(svg(figure)).iter("title")]
    points = sum(p.value is not None for line in figure.lines for p in line.points)
    counted = sum(int(m.group(1)) - 1 for t in told if (m := re.search(r"and (\d+) more$", t)))
    assert sum(len(t.split("\n")) for t in told) + counted == points


@pytest.mark.parametrize(("teams", "width"), [(2, 860), (6, 860), (8, 860), (8, 360)])
def test_names_at_the_ends_never_touch(teams: int, width: int) -> None:
    """Even of lines that end in the same point, names stand a line apart, inside the drawing."""
    figure = Lines("t", ("1", "2"), tuple(Line(f"Team {n}", (Point(50), Point(50 + n / 10))) for n in range(teams)))
    drawn = tree(svg(figure, width))
    names = [e for e in drawn.iter("text") if "name" in e.attrib["class"]]
    places = sorted(float(e.attrib["y"]) for e in names)
    assert len(places) == teams
    assert all(later - former >= 18.9 for former, later in pairwise(places))
    assert all(float(e.attrib["x"]) + 7.4 * len(e.text or "") <= width + 1 for e in names)


def test_quiet_lines_have_no_name_and_no_colour() -> None:
    """Forty teams behind one are grey and unnamed, and still say what they are."""
    quiet = tuple(Line(f"Team {n}", (Point(n), Point(n)), quiet=True) for n in range(40))
    drawn = tree(svg(Lines("t", ("1", "2"), (*quiet, Line("Ours", (Point(3), Point(4)))))))
    assert [e.text for e in drawn.iter("text") if "name" in e.attrib["class"]] == ["Ours 4"]
    assert sum(e.attrib["class"] == "line quiet" for e in drawn.iter("path")) == 40
    assert any("Team 7" in (e.text or "") for e in drawn.iter("title"))


@pytest.mark.parametrize("count", range(1, 18))
def test_labels_of_the_axis_never_touch(count: int) -> None:
    """However many rounds, on a telephone too, a label that finds no room is left out."""
    figure = Lines("t", ("start", *(str(n) for n in range(1, count + 1)), "+1", "+2"), ())
    drawn = tree(svg(figure, 360))
    labels = [e for e in drawn.iter("text") if e.attrib["text-anchor"] == "middle"]
    ends = [(float(e.attrib["x"]), 7.0 * len(e.text or "") / 2) for e in labels]
    assert all(later[0] - later[1] >= former[0] + former[1] for former, later in pairwise(ends))


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXT, st.lists(VALUES, min_size=4, max_size=4)), max_size=6), st.sampled_from([360, 860]))
def test_any_dots_are_a_whole_drawing(rows: list[tuple[str, list[float | None]]], width: int) -> None:
    """Every value there is has a sign, and says what it is."""
    figure = Dots("t", ("a", "b", "c", "<d>"), tuple(DotRow(name, tuple(values)) for name, values in rows))
    drawn = tree(svg(figure, width))
    values = sum(v is not None for _, row in rows for v in row)
    assert len(list(drawn.iter("title"))) == values


def test_the_own_bin_is_the_one_that_is_marked() -> None:
    """In a distribution one bin says *you are here*, and all together hold everything."""
    drawn = tree(svg(Distribution("t", (0, 3, 5, 0, 2, 0), 0, 600, 2)))
    bins = [e for e in drawn.iter("g") if "bin" in e.attrib["class"]]
    assert [next(e.iter("title")).text for e in bins if "here" in e.attrib["class"]] == ["200 to 300: 5 ways, 50.0%"]
    assert len(bins) == 4


@given(st.floats(-50, 50, allow_nan=False))
def test_a_bar_begins_at_zero(value: float) -> None:
    """A bar reaches from zero to its value, to either side."""
    drawn = next(tree(bar(value, -50, 50)).iter("rect"))
    x, width = float(drawn.attrib["x"]), float(drawn.attrib["width"])
    assert min(abs(x - 50), abs(x + width - 50)) <= 0.11
    assert width == pytest.approx(abs(value), abs=0.11)


@given(st.floats(0, 100, allow_nan=False))
def test_the_gap_is_as_wide_as_the_chasm(width: float) -> None:
    """The cliffs stand as far apart as the chasm is wide, in hundredths of the picture but for the last ledge."""
    left, right = (float(re.findall(r"L([\d.]+) 3", e.attrib["d"])[0]) for e in tree(gap(width)).iter("path"))
    assert right - left == pytest.approx(0.94 * width, abs=0.11)


def test_each_kind_has_a_sign_of_its_own() -> None:
    """Four kinds are four shapes, told apart without colour: two circles of which one is open, a square, a diamond."""
    shapes = [re.sub(r'"[^"]*"', "", key(kind)) for kind in range(4)]
    assert shapes[0] == shapes[1]
    assert len(set(shapes)) == 3
