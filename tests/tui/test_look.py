"""The look: contrast in every theme, the moments that move, and sizes that change while one plays."""

from __future__ import annotations

import re
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.color import Color
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option
from tui.scripted import ScriptedPlay, app_with, on, painted, wait_until, words_of

import chasm_game.tui
from chasm_game.tui import terminal_output
from chasm_game.tui.glyphs import ASCII
from chasm_game.tui.palette import GROUNDS, INKS, palette
from chasm_game.tui.screens.consequences import ConsequencesScreen
from chasm_game.tui.screens.lifting import LiftingScreen
from chasm_game.tui.terminal_output import encoded
from chasm_game.tui.themes import CONTRAST, OURS
from chasm_game.tui.widgets import chasm_scene
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.chasm_picture import ChasmPicture, caption
from chasm_game.tui.widgets.chasm_scene import Scene
from chasm_game.tui.widgets.landing import Block, Landing
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.chasm import ChasmView

PAINTED = [theme for theme in (*OURS, *BUILTIN_THEMES.values()) if not theme.ansi]
OF_TEXTUAL = ("text-success", "text-error", "text-accent", "text-warning", "text-muted", "footer-key-foreground")
"""Textual's own inks that a screen may use, which our themes set themselves."""
NOT_TEXT = {"chasm-faint", "chasm-mist", "chasm-company-deep", "chasm-people-deep"}
"""Rules, rock and haze."""


def _luminance(color: Color) -> float:
    """As WCAG 2.2 defines it, written here a second time."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def _contrast(one: Color, other: Color) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **palette(theme), **theme.variables}


def _is_size(app: App[None], size: tuple[int, int]) -> bool:
    return app.screen.size == size


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
def test_text_stands_out_from_every_ground(theme: Theme) -> None:
    """In each theme, ours and Textual's, every ink has 4.5 to 1 on every ground; 7 to 1 in the high-contrast one."""
    colours = _colours(theme)
    back = Color.parse(colours["background"])
    inks = (*INKS, *OF_TEXTUAL) if theme in OURS else INKS
    faint = {
        (ink, ground): round(found, 2)
        for ink in inks
        for ground in GROUNDS
        if (found := _contrast(Color.parse(colours[ink]), back + Color.parse(colours[ground])))
        < (7 if theme is CONTRAST else 4.5)
    }
    assert faint == {}


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_cursors_and_the_footer_can_be_read(theme: Theme) -> None:
    """The pairs that our themes name themselves have 4.5 to 1 too."""
    colours = _colours(theme)
    pairs = [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("footer-key-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
        ("foreground", "input-selection-background"),
    ]
    for ink, ground in pairs:
        assert _contrast(Color.parse(colours[ink]), Color.parse(colours[ground])) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
async def test_a_marked_row_is_seen_by_a_bar_of_three_to_one(theme: Theme) -> None:
    """In each look, with and without the focus: a bar in the first cell, or what stands there in reverse; no other row
    has one, and only the first cell changes.
    """
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.name
        menu = Menu(Option("  plain", id="a"), Option("1 number", id="b"), Option("年 wide", id="c"), markup=False)
        await app.screen.mount(menu, Input())
        ground = Color.parse(_colours(theme)["background"])
        for focused in (True, False):
            (menu if focused else app.screen.query_one(Input)).focus()
            for marked, first in enumerate(("▌", "1", "年")):
                menu.highlighted = marked
                await pilot.pause()
                rows = [menu.render_line(y) for y in range(3)]
                assert [row.text[1:].rstrip() for row in rows] == [" plain", " number", " wide"]
                assert [row.text[0] for row in rows] == ["▌" if marked == 0 else " ", "1", "年"]
                (text, style, _), *_ = rows[marked]
                assert text == first
                assert style is not None
                seen = style.color if first == "▌" else style.bgcolor
                assert seen is not None
                assert seen.triplet is not None
                assert _contrast(Color(*seen.triplet), ground) >= 3
                assert seen not in {segment.style.bgcolor for row in rows for segment in list(row)[1:] if segment.style}


def test_no_text_has_a_colour_that_is_not_checked() -> None:
    """Every colour in the widgets' styles is an ink, a ground, a rule, or Textual's own; no shade of the foreground."""
    checked = {*INKS, *GROUNDS, *NOT_TEXT, *OF_TEXTUAL, "footer-background", "footer-description-foreground"}
    ours: list[type[Widget]] = [ChasmPicture, Chart, Landing, Menu]
    names = {name for widget in ours for name in re.findall(r"(?<!-)color: \$([\w-]+)", widget.DEFAULT_CSS)}
    assert names
    assert names <= checked
    for module in walk_packages(chasm_game.tui.__path__, "chasm_game.tui."):
        for each in vars(import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, Widget) and each.__module__ == module.name:
                assert not re.search(r"(?<!-)color: \$foreground \d", vars(each).get("DEFAULT_CSS", "")), each


# ---------------------------------------------------------------- the picture


@given(
    st.integers(16, 160), st.integers(2, 14), st.none() | st.floats(0, 100), st.floats(0, 100), st.floats(0, 1),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_the_chasm_fills_its_place(
    width: int, rows: int, gap: float | None, bridge: float, mist: float, plain: bool
) -> None:
    """Whatever the size and the state, each row has its width, and both sides are seen where they are known."""
    with pytest.MonkeyPatch.context() as patch:
        if plain:
            patch.setattr(chasm_scene, "glyphs", lambda: ASCII)
        scene = Scene(width, rows, gap, bridge, mist)
        drawn = [scene.row(y) for y in range(rows)]
    assert all(len(row) == width for row in drawn)
    assert not plain or all(ord(mark) < 128 for row in drawn for mark, _ in row)
    styles = {style for row in drawn for _, style in row}
    assert "chasm--company" in styles
    assert ("chasm--people" in styles) == (gap is not None) or mist > 0


def test_a_wider_chasm_is_drawn_wider() -> None:
    """The far side begins the farther to the right the wider the chasm is, and the bridge reaches as words do."""

    def side(gap: float) -> int:
        return next(x for x, (_, style) in enumerate(Scene(80, 4, gap, 0, 0).row(1)) if style.startswith("chasm--peo"))

    edges = [side(gap) for gap in range(0, 101, 5)]
    assert edges == sorted(edges)
    assert edges[-1] - edges[0] > 40
    spans = [sum(style == "chasm--bridge" for _, style in Scene(80, 4, 80, b, 0).row(1)) for b in (0, 30, 60, 100)]
    assert spans == sorted(spans)
    assert spans[0] == 0 < spans[1]


def test_the_picture_has_words() -> None:
    """Width and change are told beside the picture; in mist nothing but the mist."""
    told = caption(ChasmView(in_mist=False, width=41.0, before=44.2, bridge=56.0), room=80)
    assert "Chasm 41 of 100 ▼3 narrower" in told
    assert "words reach" not in told
    assert caption(ChasmView(in_mist=True, width=None, before=None, bridge=56.0)) == "In mist until you ask"


# ---------------------------------------------------------------- moments


@pytest.fixture
def _moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Motion, and beats that a test waits for in moments."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    monkeypatch.setattr(LiftingScreen, "LIFTS", 0.01)
    monkeypatch.setattr(LiftingScreen, "STAYS", 3600.0)


async def _consequences(pilot: Pilot[Any]) -> ConsequencesScreen:
    await on(pilot, "RoundScreen")
    await pilot.press("1", "1")
    await on(pilot, "ConfirmScreen")
    await pilot.press("down", "f2")
    await on(pilot, "ConsequencesScreen")
    return cast("ConsequencesScreen", pilot.app.screen)


@pytest.mark.usefixtures("_moving")
async def test_changes_land_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """With motion nothing has landed at first; then each change does, and at the end the prediction is answered."""
    monkeypatch.setattr(ConsequencesScreen, "BEAT", 0.01)
    app = app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await _consequences(pilot)
        what = screen.query_one("#what", Landing)
        await wait_until(pilot, lambda: not screen.landing)
        assert what.done
        assert "▼▼" in what.plain
        assert "You were 60 % sure that" in words_of(screen.query_one("#expected"))
        await pilot.press("enter")
        await on(pilot, "RoundScreen")


@pytest.mark.usefixtures("_moving")
@pytest.mark.parametrize("key", ["enter", "z"])
async def test_a_key_lands_everything_and_a_second_enter_goes_on(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first beat no change is told; a key shows all of them, and only then Enter goes on."""
    monkeypatch.setattr(ConsequencesScreen, "BEAT", 3600.0)
    app = app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await _consequences(pilot)
        what = screen.query_one("#what", Landing)
        assert screen.landing
        assert "▼▼" not in what.plain
        assert "Not so" not in words_of(screen.query_one("#expected"))
        tall = what.size.height
        await pilot.press(key)
        await wait_until(pilot, lambda: "▼▼" in what.plain)
        assert what.size.height == tall
        assert type(app.screen).__name__ == "ConsequencesScreen"
        assert "Not so" in words_of(screen.query_one("#expected"))
        await pilot.press("enter")
        await on(pilot, "RoundScreen")


@pytest.mark.usefixtures("_moving")
async def test_what_is_below_the_fold_lands_when_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a small screen the changes that are not in view wait until one has scrolled to them."""
    monkeypatch.setattr(ConsequencesScreen, "BEAT", 0.01)
    app = app_with(ScriptedPlay(at=2, noise=" and so on, at length" * 12))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _consequences(pilot)
        what = screen.query_one("#what", Landing)
        await wait_until(pilot, lambda: what.region.y + what.next_row >= screen.query_one("#page").region.bottom)
        assert screen.landing

        def seen() -> bool:
            screen.action_turn(1)
            return not screen.landing

        await wait_until(pilot, seen)


LONG = pytest.mark.long


@pytest.mark.usefixtures("_moving")
@pytest.mark.parametrize(
    ("key", "rows", "turns"),
    [
        ("enter", 1, False),
        ("enter", 0, True),
        pytest.param("enter", -1, True, marks=LONG),
        pytest.param("space", 1, False, marks=LONG),
        pytest.param("space", 0, True, marks=LONG),
        pytest.param("z", 1, False, marks=LONG),
        pytest.param("z", 0, True, marks=LONG),
    ],
)
async def test_a_key_turns_the_page_where_what_it_lands_is_out_of_sight(
    key: str, rows: int, turns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change in the last row of the page lands where it is; one at or below the fold lands and the page turns."""
    monkeypatch.setattr(ConsequencesScreen, "BEAT", 3600.0)
    monkeypatch.setattr(ConsequencesScreen, "sees_expected", False)
    app = app_with(ScriptedPlay(at=2, noise=" and so on, at length" * 12))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _consequences(pilot)
        page, what = screen.query_one("#page"), screen.query_one("#what", Landing)
        # The first changes have landed, so that there is something to scroll back to.
        await wait_until(pilot, lambda: what.region.height > 30)
        what.land()
        what.land()
        await wait_until(pilot, lambda: 3 <= what.next_row < what.region.height - 1)
        # So many rows are between the change and the first row that cannot be seen.
        page.scroll_to(y=what.region.y + what.next_row + rows - page.region.bottom, animate=False)
        await wait_until(pilot, lambda: what.region.y + what.next_row == page.region.bottom - rows)
        assert screen.waits_below is turns
        before = page.scroll_y
        await pilot.press(key)
        await wait_until(pilot, lambda: what.done)
        await wait_until(pilot, lambda: (page.scroll_y > before) is turns)
        assert not screen.landing


@pytest.mark.usefixtures("_moving")
@pytest.mark.parametrize("cut", [0, 1])
async def test_what_became_of_a_prediction_is_read_before_the_page_turns(
    cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is in view as a whole: its answer is what the key shows. A row of it is below the fold: the page turns."""
    monkeypatch.setattr(ConsequencesScreen, "BEAT", 3600.0)
    app = app_with(ScriptedPlay(at=2, noise=" and so on, at length" * 16))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _consequences(pilot)
        page, expected = screen.query_one("#page"), screen.query_one("#expected")
        await wait_until(pilot, lambda: expected.region.bottom > page.region.bottom + 1)
        page.scroll_to(y=expected.region.bottom - cut - page.region.bottom, animate=False)
        await wait_until(pilot, lambda: expected.region.bottom == page.region.bottom + cut)
        assert screen.waits_below
        before = page.scroll_y
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Not so" in words_of(expected))
        await wait_until(pilot, lambda: (page.scroll_y > before) is bool(cut))
        assert type(app.screen).__name__ == "ConsequencesScreen"


async def test_without_motion_everything_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reduced motion shows every change and the lifted mist with the screen itself."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "basic")
    app = app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a", "enter")
        await on(pilot, "RoundScreen")
        assert "The mist has lifted." in words_of(app.screen.query_one("#body-text"))
        screen = await _consequences(pilot)
        assert not screen.landing
        assert "▼▼" in screen.query_one("#what", Landing).plain


@pytest.mark.usefixtures("_moving")
async def test_the_mist_lifts_before_ones_eyes_and_any_key_goes_on() -> None:
    """When the people are first asked the chasm is shown alone, with words; a key leads back to the round."""
    app = app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a", "enter")
        await on(pilot, "LiftingScreen")
        await wait_until(pilot, lambda: "50 of 100" in painted(app))
        await pilot.press("z")
        await on(pilot, "RoundScreen")
        assert "The mist has lifted." in words_of(app.screen.query_one("#body-text"))


def test_what_is_fixed_takes_no_beat() -> None:
    """A heading between two changes does not count as a change."""
    landing = Landing([Block(lambda _: ()), Block(lambda _: (), fixed=True), Block(lambda _: ())], landed=False)
    landing.land()
    assert landing.landed == 2
    landing.land()
    assert landing.done


# ---------------------------------------------------------------- sizes


async def test_a_storm_of_sizes_loses_nothing() -> None:
    """The highlighted answer, the typed reason, the prediction and the scrolled story outlast every resize."""
    app = app_with(ScriptedPlay(at=2, noise=" and so on, at length" * 12))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        story, menu = app.screen.query_one("#story"), app.screen.query_one("#responses", Menu)
        await pilot.press("down", "down", "pagedown")
        await wait_until(pilot, lambda: story.scroll_y > 0)
        for size in [(59, 19), (140, 45), (100, 30)]:
            await pilot.resize_terminal(*size)
            await wait_until(pilot, partial(_is_size, app, size))
            assert menu.highlighted == 1
        await wait_until(pilot, lambda: story.scroll_y > 0)
        await pilot.press("enter")
        await on(pilot, "ConfirmScreen")
        await pilot.press("down", "down", "enter", "right", "enter", *"so it is")
        for size in [(40, 10), (140, 45), (80, 24)]:
            await pilot.resize_terminal(*size)
            await wait_until(pilot, partial(_is_size, app, size))
        assert app.screen.query_one("#reason", Input).value == "so it is"
        assert app.screen.query_one("#who", Menu).highlighted == 2


@pytest.mark.parametrize(("size", "drawn"), [((60, 20), False), ((79, 40), False), ((80, 24), True), ((140, 45), True)])
async def test_the_picture_goes_first_and_the_dashboard_stays_whole(size: tuple[int, int], drawn: bool) -> None:
    """Where rows are few the picture is left out; every number of the dashboard and every answer is on the screen."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.pause()
        told = painted(app)
        assert app.screen.query_one(ChasmPicture).display == drawn
        assert all(name in told for name in ("Guests", "Owners", "Cash", "Learning", "Credibility", "Execution"))
        assert all(f"{n}  " in told for n in (1, 2, 3))


# ---------------------------------------------------------------- the ledger


async def test_the_ledger_shows_the_way_of_everybody_and_tells_it_in_words() -> None:
    """Each entry has its waterfall; `w` tells the same in words; the arrows choose, and Esc closes."""
    app = app_with(ScriptedPlay(at=2, practice=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a", "enter")
        await on(pilot, "RoundScreen")
        await _consequences(pilot)
        await pilot.press("l")
        await on(pilot, "LedgerScreen")
        chart = app.screen.query_one(Chart)
        await wait_until(pilot, lambda: "before" in chart.plain)
        await pilot.press("w")
        await wait_until(pilot, lambda: chart.plain.startswith("From"))
        await pilot.press("escape")
        await on(pilot, "ConsequencesScreen")


@pytest.mark.parametrize(
    ("drawn", "plain"),
    [
        ("\u201cHm\u2026\u201d \u2013 K\u00e4se \u2190\u2192 \u23ce", b'"Hm." - Kase <> >'),
        ("\u2502\u2586\u2500 \x1b[1m3 \u2212 1\x1b[0m", b"|#- \x1b[1m3 - 1\x1b[0m"),
        ("plain", b"plain"),
    ],
)
def test_a_terminal_without_utf_8_gets_plain_signs(drawn: str, plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ellipses, borders, scroll bars, quotes and keys as the nearest ASCII, each as wide as it was; UTF-8 elsewhere."""
    assert encoded(drawn) == drawn.encode()
    monkeypatch.setattr(terminal_output, "glyphs", lambda: ASCII)
    assert encoded(drawn) == plain


def _styled_as(cls: type[DOMNode]) -> list[type[DOMNode]]:
    """The classes whose styles a class has: Textual follows the first base that is a part of a screen, and no other."""
    found = []
    at: type[DOMNode] | None = cls
    while at is not None:
        found.append(at)
        at = next((base for base in at.__bases__ if issubclass(base, DOMNode)), None)
    return found


def _classes_below(cls: type[DOMNode]) -> set[type[DOMNode]]:
    return {cls, *(each for below in cls.__subclasses__() for each in _classes_below(below))}


def test_no_part_of_a_screen_loses_the_styles_of_a_class_that_it_is_made_of() -> None:
    """A mixin in front took the look from every page and question of a room: no box, and a blank screen behind it."""
    for module in walk_packages(chasm_game.tui.__path__, "chasm_game.tui."):
        import_module(module.name)
    ours = [each for each in _classes_below(DOMNode) if each.__module__.startswith("chasm_game.")]
    assert {"SureScreen", "RoomRevealScreen", "PickScreen"} <= {each.__name__ for each in ours}
    lost = {
        (each.__name__, base.__name__)
        for each in ours
        for base in each.__mro__
        if base.__module__.startswith("chasm_game.") and "DEFAULT_CSS" in vars(base) and base not in _styled_as(each)
    }
    assert lost == set()
