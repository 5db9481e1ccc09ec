"""How often a screen of a round is laid out: once when it comes up, and then only where something on it changes."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import pytest
from textual.geometry import Region
from textual.widget import Widget
from tui.scripted import ScriptedPlay, app_with, on, painted, wait_until

from chasm_game.tui.paragraphs import dashboard
from chasm_game.tui.paragraphs.answer import Depth
from chasm_game.tui.screens.round import RoundScreen
from chasm_game.tui.widgets.choices import Choices
from chasm_game.tui.widgets.menu import Menu


def watched(screen: RoundScreen) -> list[str]:
    """A list that gets an entry whenever the screen is laid out."""
    seen: list[str] = []
    screen.screen_layout_refresh_signal.subscribe(screen, lambda _: seen.append("laid out"))
    return seen


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)])
async def test_what_changes_nothing_lays_nothing_out(size: tuple[int, int]) -> None:
    """What is heard from the seat, where it is nothing new; and taking up a size that one has."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RoundScreen)
        seen = watched(screen)
        app.follow()
        screen.hear()
        await pilot.pause()
        assert seen == []
        await pilot.press("o")  # what is folded opens
        await pilot.pause()
        assert seen


@pytest.mark.parametrize(
    ("size", "depth"), [((80, 22), Depth.TITLE), ((90, 45), Depth.IMPACTS), ((100, 45), Depth.ALL)]
)
async def test_an_arrow_key_lays_nothing_out(size: tuple[int, int], depth: Depth) -> None:
    """Looking from answer to answer moves nothing on the screen, however much of each answer stands there."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RoundScreen)
        assert screen.query_one(Choices).depth is depth
        before, seen = painted(app), watched(screen)
        await pilot.press("down", "up", "down")
        await wait_until(pilot, lambda: screen.query_one(Menu).highlighted == 1)
        await pilot.pause()
        assert seen == []
        assert depth is Depth.ALL or painted(app) != before


async def test_an_answer_that_takes_more_than_its_room_gets_it() -> None:
    """Where the kept rows do not do for what is marked, it still stands there in full; and the room is given back."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 22)) as pilot:
        await on(pilot, "RoundScreen")
        choices, detail = app.screen.query_one(Choices), app.screen.query_one("#detail")
        choices._keep(1)
        await pilot.press("1")
        await pilot.pause()
        rows = len(choices._detail(choices._responses[0]).lines(detail.content_size.width))
        assert rows > 1
        assert detail.size.height == rows
        choices._tell(None)
        await pilot.pause()
        assert detail.size.height == 1


@pytest.mark.parametrize("widths", [(140, 110, 79), (79, 140, 100), (119, 120, 119), (124, 121, 80)])
async def test_a_size_looks_the_same_however_it_was_come_by(widths: tuple[int, ...]) -> None:
    """The side of the company is as wide as on a screen that began in this size."""

    def has(part: Widget, width: int) -> bool:
        return part.size.width == width

    async def side_at(*sizes: int) -> Region:
        app = app_with(ScriptedPlay(quick=True))
        async with app.run_test(size=(sizes[0], 40)) as pilot:
            await on(pilot, "RoundScreen")
            for width in sizes[1:]:
                await pilot.resize_terminal(width, 40)
                await wait_until(pilot, partial(has, app.screen.query_one("#upper"), width))
            await pilot.pause()
            return app.screen.query_one("#side").region

    assert await side_at(*widths) == await side_at(widths[-1])


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (60, "o  more: learning, credibility and know-how"),
        (43, "o  more: learning, credibility and know-how"),
        (42, "o  learning, credibility and know-how"),
        (37, "o  learning, credibility and know-how"),
        (36, "o  the other numbers"),
        (4, "o  the other numbers"),
    ],
)
def test_the_line_of_what_is_folded_cuts_no_name(monkeypatch: pytest.MonkeyPatch, width: int, told: str) -> None:
    """With less room it says less: the names alone, and at last none of them."""
    monkeypatch.setattr(dashboard, "fold_names", lambda *_: ["learning", "credibility", "know-how"])
    (line,) = dashboard.fold_line(cast("Any", None), ("a",), width, opened=False)
    assert line.plain == told
