"""A screen that is taken away while it still comes up, and one that nobody sees: no key ends the program there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.widgets import Static
from tui.scripted import SAVES, ScriptedPlay, app_with, on, wait_until
from tui.test_flow import decided
from tui.test_settled import app_of, kept
from tui.test_turns import packet, rest

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.textual_private import WithoutTraceback
from chasm_game.tui.widgets.menu import Menu

from budgets import long_run, long_too

OPENED: dict[str, Callable[[ChasmApp], object]] = {
    "a round": lambda app: app.resume("/saves/two.chasm"),
    "a sheet": lambda app: app.begin("bakery"),
    "a question": lambda app: [app.screen.query_one("Choices").pick(1) for _ in "12"],  # type: ignore[attr-defined]  # by its name
    "saves": lambda app: app.open_saves(),
    "stories": lambda app: app.open_library(),
    "settings": lambda app: app.open_settings(),
    "the glossary": lambda app: app.action_glossary(),
    "the palette": lambda app: app.action_command_palette(),
}


async def turns(count: int) -> None:
    """So many turns of the loop, in which a screen comes up a little further."""
    for _ in range(count):
        await asyncio.sleep(0)


@long_too
@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("left", ["the screen", "the program"])
async def test_what_is_left_while_it_comes_up_is_no_fault(opened: str, left: str) -> None:
    """Any screen closed, or the program ended, in any of the first turns of the loop after it was opened."""
    for count in range(4) if long_run() else (1,):
        app = app_with(ScriptedPlay(quick=True), saves=SAVES)
        async with app.run_test(size=(100, 30)) as pilot:
            await on(pilot, "RoundScreen")
            OPENED[opened](app)
            await turns(count)
            if left == "the program":
                app.exit()
            else:
                app.pop_screen()
                await pilot.pause()
                assert not app._exit
        assert app.fault is None


@pytest.mark.parametrize("key", ["g", "question_mark", "ctrl+p", "1", "a"])
async def test_a_key_that_opens_with_one_that_leaves_behind_it_ends_in_order(key: str) -> None:
    """Both in one packet: the program ends with exit code 0, as if the first had not been there."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await rest(pilot)
        packet(app, key, "ctrl+q")
        await wait_until(pilot, lambda: app._exit)
    assert (app.fault, app.return_code) == (None, 0)


class Lacking(WithoutTraceback):
    """Asks for a part that it never had."""

    def compose(self) -> list[Static]:
        """Something else."""
        return [Static("here")]

    def on_key(self) -> None:
        """Ask."""
        self.query_one("#nothing")


async def test_a_part_that_is_missing_where_nothing_is_left_is_a_fault() -> None:
    """A screen that stands and lacks a part of its own still ends the program, and the fault is kept."""
    app = Lacking()
    with pytest.raises(NoMatches):
        async with app.run_test() as pilot:
            await pilot.press("a")
    assert isinstance(app.fault, NoMatches)


PAGED = {
    "saves": lambda app: app.open_saves(),
    "stories": lambda app: app.open_library(),
    "settings": lambda app: app.open_settings(),
}


@pytest.mark.parametrize("opened", PAGED)
async def test_a_list_without_room_has_no_pages(opened: str) -> None:
    """PageDown and PageUp in a list that has not a single row change nothing; with a few rows they lead on."""
    app = app_with(saves=SAVES)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "TitleScreen")
        PAGED[opened](app)
        await wait_until(pilot, lambda: len(app.screen_stack) > 1)
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        menu = app.screen.query_one(Menu)
        menu.styles.height = 0
        await wait_until(pilot, lambda: not menu.scrollable_content_region)
        menu.highlighted = 0
        menu.action_page_down()
        menu.action_page_up()
        assert menu.highlighted == 0
        menu.styles.height = 4
        await wait_until(pilot, lambda: menu.scrollable_content_region)
        menu.action_page_down()
        assert menu.highlighted > 0


def test_before_the_first_screen_nothing_is_covered() -> None:
    """A key that is heard before any screen is there is no fault."""
    assert not app_with().covered


async def shrunk(pilot: Pilot[Any], width: int, height: int) -> None:
    """The terminal has another size, and the screen has heard so."""
    await pilot.resize_terminal(width, height)
    await wait_until(pilot, lambda: pilot.app.screen.size == (width, height))
    # It is laid out once more before it has the classes of that size.
    await wait_until(pilot, lambda: pilot.app.screen._fitted == (width, height))  # type: ignore[attr-defined]
    await rest(pilot)


@pytest.mark.parametrize(("size", "seen"), [((59, 20), False), ((60, 19), False), ((60, 20), True), ((61, 21), True)])
async def test_what_nobody_sees_decides_nothing(tmp_path: Path, size: tuple[int, int], seen: bool) -> None:
    """Under the notice that the terminal is too small no key decides, opens or takes back; Ctrl+Q still leaves."""
    play = ScriptedPlay(quick=True)
    app = app_of(kept(tmp_path, confirm=False), play)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await shrunk(pilot, *size)
        await pilot.press("1", "1")
        await rest(pilot)
        assert len(decided(play)) == seen
        if not seen:
            await pilot.press("g")
            await rest(pilot)
            await shrunk(pilot, 100, 30)
            assert type(app.screen).__name__ == "RoundScreen"
            await pilot.press("1", "1")
            await on(pilot, "ConsequencesScreen")
            assert len(decided(play)) == 1
        await shrunk(pilot, *size)
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: app._exit)
