"""Foreign text shows as itself, on every screen."""

from __future__ import annotations

from functools import partial

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content
from tui.scripted import (
    SAVES,
    ScriptedBackstage,
    ScriptedPlay,
    app_with,
    last_round,
    on,
    opened,
    painted,
    told_page,
    wait_until,
    words_of,
)

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.text import Para, columns, flow, line, paragraphs, text
from chasm_game.tui.widgets.menu import Menu

HOSTILE = [
    " [Acme Corp] raises [/x [bold] [@click=app.quit]x[/]",
    " \x1b[31mred\x1b[0m \x07 \x00 \r end",
    " 😀👩‍👩‍👧 漢字かな שלום \u202egnirts",
    " \\[x] $error {x} %s [link=file:///etc]x[/link] [[]] " + "Donaudampfschifffahrtsgesellschaft" * 12,
]


def _sized(number: int, noise: str) -> ParameterSet:
    # All four are many screens; letters of any width and words without an end push most.
    return pytest.param(noise, (130, 40) if number % 2 else (80, 24), marks=[] if number > 1 else [pytest.mark.long])


@pytest.mark.parametrize(("noise", "size"), [_sized(*each) for each in enumerate(HOSTILE)])
async def test_hostile_text_shows_as_itself_on_every_screen(noise: str, size: tuple[int, int]) -> None:
    """Brackets, control characters, emoji and endless words neither crash a screen nor push its layout."""
    play = last_round(ScriptedPlay(noise=noise))
    app = ChasmApp(backstage=ScriptedBackstage(noise=noise, play=play, saves=SAVES))
    mark = "[Acme Corp] raises [/x"

    def sane() -> None:
        shown = painted(app)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert app.screen.size.width == size[0]
        assert not app.screen.show_horizontal_scrollbar

    async with app.run_test(size=size) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("n")
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        sane()
        await pilot.press("enter")
        await on(pilot, "BeginScreen")
        sane()
        await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
        sane()
        await pilot.press("s")
        await on(pilot, "RoundScreen")
        sane()
        if mark in noise:
            assert mark in words_of(app.screen.query_one("#body-text"))
        await pilot.press("a", "enter")
        await on(pilot, "RoundScreen")
        sane()
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        sane()
        await pilot.press("down", "f2")
        await on(pilot, "ConsequencesScreen")
        sane()
        await pilot.press("pagedown")
        sane()
        await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "DebriefScreen")
        for page in range(10):
            await pilot.press(str((page + 1) % 10), "w")
            await wait_until(pilot, partial(told_page, app, page))
            sane()
        await pilot.press("a")
        await on(pilot, "DetailsScreen")
        for key in "1234567":
            await pilot.press(key)
            await wait_until(pilot, partial(opened, app, key))
            sane()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.integers(4, 60))
def test_lines_are_never_wider_than_asked(foreign: str, width: int) -> None:
    """Whatever the text, a paragraph and a cell keep to their width."""
    for each in flow([Para(text(foreign), Content("- "), indent=1)])._paint(width):
        assert each.cell_length <= max(width, 7)
    assert columns([(line(foreign), width)]).cell_length == width


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="[]/\\@=*_x$ #\n-", max_size=60))
def test_nothing_is_read_as_markup(foreign: str) -> None:
    """A text keeps every bracket."""
    assert text(foreign).plain == foreign
    told = "".join(para.body.plain for para in paragraphs([foreign]))
    assert told.count("[") <= foreign.count("[")


async def test_a_notice_shows_brackets() -> None:
    """An error with brackets in it is shown as it is."""
    app = app_with()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, "TitleScreen")
        app.say("[/x] and [bold]")
        await wait_until(pilot, lambda: "[/x] and [bold]" in painted(app))
