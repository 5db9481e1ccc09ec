"""Charts on cells: what is drawn, in braille and without it, and that nothing leaves its place."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from tui.scripted import app_with, wait_until

from chasm_game.charts.figures import Bar, Bars, Distribution, Fall, Line, Lines, Point, Waterfall
from chasm_game.charts.words import Figure, in_words
from chasm_game.tui.glyphs import ASCII, Glyphs
from chasm_game.tui.widgets.cells import Sheet, strip_of
from chasm_game.tui.widgets.charts import bars, distribution, lines, waterfall
from chasm_game.tui.widgets.charts.chart import Chart


def _points(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(value) for value in values)


LINES = Lines(
    "Course",
    ("start", "1", "2", "3"),
    (Line("value", _points(50, 55, 48, 61)), Line("chasm", _points(56, 52, 50, 60), "dotted")),
)
BARS = Bars("Trust", (Bar("Guests", 55, 3.2), Bar("Bakers", 40, -6), Bar("The street", 20, 0)))
SCORES = Distribution("Scores", (0, 0, 3, 9, 4, 1, 0), 0, 700, 4)
POINTS = Waterfall("Guests", 56, (Fall("No bread", -3.5, "shock"), Fall("Said so", 1.25)))
DRAWN: list[tuple[ModuleType, Figure]] = [(lines, LINES), (bars, BARS), (distribution, SCORES), (waterfall, POINTS)]


@pytest.fixture(params=[Glyphs(), ASCII], ids=["braille", "ascii"])
def marks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Glyphs:
    """Each set of symbols, in every painter."""
    found: Glyphs = request.param
    for painter, _ in DRAWN:
        monkeypatch.setattr(painter, "glyphs", lambda: found)
    return found


def test_lines_are_told_apart_and_named_at_their_ends_without_overlap(marks: Glyphs) -> None:
    """Two lines that end beside each other have their names in rows of their own, the higher above."""
    told = lines.draw(LINES, 60, 12).plain.splitlines()
    value, chasm = (next(n for n, row in enumerate(told) if row.endswith(name)) for name in ("value 61", "chasm 60"))
    assert value < chasm
    drawn = "".join(told)
    assert ("*" in drawn and "o" in drawn) if marks is ASCII else any("\u2800" < c < "\u28ff" for c in drawn)
    assert told[-1].split() == ["start", "1", "2", "3"]


@pytest.mark.parametrize("value", [59, 60, 61])
def test_a_value_lies_on_its_side_of_a_line_of_the_axis(value: int) -> None:
    """A value just under a round number is not drawn above its line, one just over it not below."""
    figure = Lines("Course", ("1", "2"), (Line("value", _points(value, value)),), 20, 80)
    rows = lines.draw(figure, 60, 14).plain.splitlines()
    line = next(n for n, row in enumerate(rows) if row.startswith("60"))
    drawn = next(n for n, row in enumerate(rows) if any("\u2800" < c < "\u28ff" for c in row))
    assert (drawn - line) * (60 - value) >= 0
    assert abs(drawn - line) <= 1


def test_a_chart_says_what_it_shows_where_there_is_room() -> None:
    """The title stands above the lines and bars; of two rows more or fewer the lines have the first claim."""
    for painter, figure, least in ((lines, LINES, 8), (distribution, SCORES, 6)):
        for height in (least - 1, least, least + 1):
            assert (figure.title in painter.draw(figure, 60, height).plain) is (height >= least)


def test_bars_show_value_and_change_with_a_sign(marks: Glyphs) -> None:
    """Each bar has its number, and what was won or lost as a sign, a number and a part of the bar."""
    guests, bakers, street = bars.draw(BARS, 60, 3).plain.splitlines()
    assert f"55   {marks.up}3.2" in guests
    assert marks.won in guests
    assert f"40   {marks.down}6.0" in bakers
    assert marks.lost in bakers
    assert f"20   {marks.same}" in street


def test_a_histogram_says_where_one_is(marks: Glyphs) -> None:
    """The mark stands under the bin of the player, and bins beyond the others are left out."""
    rows = distribution.draw(SCORES, 40, 6).plain.splitlines()
    assert rows[0].strip() == "Scores"
    assert rows[1].startswith("9 ")
    assert rows[-1].index(marks.up) == 2 + 2 * 9
    assert rows[-1].endswith("you are here")
    assert rows[-2].strip().startswith("200")
    assert rows[-2].rstrip("-─ ").endswith("600")


def test_a_waterfall_goes_from_before_to_after(marks: Glyphs) -> None:
    """Each step has its amount, its part of the way and its reason; the ends have their values."""
    rows = waterfall.draw(POINTS, 70, 0).plain.splitlines()
    assert rows[0].split()[0] == "56.0"
    assert "−3.50" in rows[1]
    assert marks.loss in rows[1]
    assert "No bread (shock)" in rows[1]
    assert marks.gain in rows[2]
    assert rows[3].split()[0] == "53.8"


@given(st.text(max_size=40), st.integers(1, 120), st.integers(1, 20))
def test_a_row_is_as_wide_as_its_sheet(foreign: str, width: int, x: int) -> None:
    """Whatever is written on a sheet, no row gets longer or shorter."""
    sheet = Sheet(width, 1, "a")
    sheet.write(x, 0, foreign, "b")
    assert strip_of(sheet.rows[0], lambda _: None).cell_length == width  # type: ignore[arg-type, return-value]


@given(st.sampled_from(DRAWN), st.integers(1, 130), st.integers(1, 30))
def test_every_figure_is_drawn_at_every_size(drawn: tuple[ModuleType, Figure], width: int, height: int) -> None:
    """No size breaks a painter, and each fills its sheet."""
    painter, figure = drawn
    sheet = painter.draw(figure, width, height)
    assert all(len(row) == width for row in sheet.rows)


@pytest.mark.parametrize("figure", [figure for _, figure in DRAWN], ids=lambda f: type(f).__name__)
async def test_words_stand_where_a_chart_has_no_room_or_is_not_wanted(figure: Figure) -> None:
    """A narrow chart tells its words; a wide one does when it is asked to."""

    class Shown(App[None]):
        CSS = "Chart { max-width: 100; }"

        def compose(self) -> ComposeResult:
            yield Chart(figure)

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return app_with().get_theme_variable_defaults()

    first = in_words(figure)[0].split()[0]
    app = Shown()
    async with app.run_test(size=(24, 30)) as pilot:
        chart = app.query_one(Chart)
        await wait_until(pilot, lambda: chart.plain.startswith(first))
        assert not chart.drawn_at(chart.size.width)
        await pilot.resize_terminal(90, 30)
        await wait_until(pilot, lambda: chart.drawn_at(chart.size.width))
        drawn = chart.plain
        chart.worded = True
        await wait_until(pilot, lambda: chart.plain != drawn and first in chart.plain)
