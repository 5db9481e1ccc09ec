"""The shelves: cases by themselves, games that are named and deleted. And notices, which cover nothing that counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.widgets._toast import Toast
from tui.scripted import SAVES, ScriptedPlay, app_with, on, painted, wait_until
from tui.test_flow import to_round

from chasm_game.tui.screens.library import _shelf
from chasm_game.views.catalog import CASES, LibraryLine


def calls(app: Any, name: str) -> list[tuple[Any, ...]]:
    """What the scripted library was asked of this kind."""
    return [call for call in app.backstage.calls if call[0] == name]


async def test_a_game_is_given_a_name_of_its_own_and_loses_it_again() -> None:
    """The name stands where the story's title stood, the title beside it; Esc and the same name write nothing."""
    app = app_with(saves=SAVES)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: "643" in painted(app))
        for keys in (("n", "escape"), ("n", "enter")):
            await pilot.press(keys[0])
            await on(pilot, "TextLineScreen")
            await pilot.press(keys[1])
            await on(pilot, "SavesScreen")
        assert calls(app, "name") == []
        await pilot.press("n")
        await on(pilot, "TextLineScreen")
        await pilot.press(*"Try", "enter")
        await on(pilot, "SavesScreen")
        assert calls(app, "name") == [("name", SAVES[0].path, "Try")]
        await wait_until(pilot, lambda: "Try" in painted(app) and "The Mill · 2026" in painted(app))
        assert "643" in painted(app)
        await pilot.press("n")
        await on(pilot, "TextLineScreen")
        await pilot.press(*["backspace"] * 3, "enter")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: "Try" not in painted(app))


async def test_a_game_is_deleted_only_on_purpose() -> None:
    """Enter and Esc keep it; an arrow and Enter delete it, and the next one is marked."""
    app = app_with(saves=SAVES)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        for key in ("enter", "escape"):
            await pilot.press("d")
            await on(pilot, "DeleteScreen")
            assert "The Mill" in painted(app)
            await pilot.press(key)
            await on(pilot, "SavesScreen")
        assert calls(app, "delete") == []
        await pilot.press("d")
        await on(pilot, "DeleteScreen")
        await pilot.press("right", "enter")
        await on(pilot, "SavesScreen")
        assert calls(app, "delete") == [("delete", SAVES[0].path)]
        await wait_until(pilot, lambda: "The Mill" not in painted(app) and "2 games, 0 over" in painted(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: calls(app, "resume") == [("resume", SAVES[1].path)])


async def test_a_game_that_is_open_elsewhere_stays_and_says_why() -> None:
    """The shelf is as it was, with the reason above it."""
    app = app_with(saves=(replace(SAVES[1], path="/saves/open.chasm"),))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await pilot.press("d")
        await on(pilot, "DeleteScreen")
        await pilot.press("right", "enter")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: "open in another window" in painted(app))
        assert "Five Bakeries" in painted(app)


async def test_the_last_game_leaves_an_empty_shelf_that_says_so() -> None:
    """Where nothing is left there is nothing to name or to delete, and no key breaks."""
    app = app_with(saves=SAVES[:1])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await pilot.press("delete")
        await on(pilot, "DeleteScreen")
        await pilot.press("right", "enter")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: "No game yet" in painted(app))
        await pilot.press("d", "n", "enter")
        await on(pilot, "SavesScreen")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (LibraryLine("a", "A", "", "introductory", 8, "Chasm", None, ""), "introductory"),
        (LibraryLine("b", "B", "", "introductory", 8, "Chasm", None, "", is_case=True), CASES),
        (LibraryLine("c", "C", "", "", 0, "Chasm", None, "line 3", is_case=True), "Faulty files"),
    ],
)
def test_cases_stand_by_themselves(line: LibraryLine, heading: str) -> None:
    """A case stands under the heading of cases whatever its level, and a faulty file under that of faulty ones."""
    assert _shelf(line) == heading


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 45)])
async def test_a_notice_lies_over_the_bar_on_top_and_ends_with_its_screen(size: tuple[int, int]) -> None:
    """It covers no answer and no hint, stands alone, and the next screen comes without it."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=size, notifications=True) as pilot:
        await to_round(pilot)
        await pilot.press("3", "3")
        await wait_until(pilot, lambda: len(app.screen.query(Toast)) > 0)
        await pilot.pause()
        assert all(toast.region.y == 0 and toast.region.bottom <= 2 for toast in app.screen.query(Toast))
        assert app.screen.query_one("#choices").region.y > 2
        await pilot.press("f1")
        await on(pilot, "HelpScreen")
        assert not app.screen.query(Toast)
        assert len(app._notifications) == 0


async def test_what_became_of_the_file_lasts_over_a_change_of_screens() -> None:
    """What a player must know of the save stands for its time, on whatever screen."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await to_round(pilot)
        app.say("The file moved.", severity="warning", lasting=True)
        app.say("Only here.")
        await wait_until(pilot, lambda: len(app._notifications) == 2)
        await pilot.press("f1")
        await on(pilot, "HelpScreen")
        await wait_until(pilot, lambda: [each.message for each in app._notifications] == ["The file moved."])


async def test_what_is_left_of_a_sheet_is_said_no_more_when_it_changes() -> None:
    """25 points are left stands until one moves."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("enter", "7", "5", "enter")
        await wait_until(pilot, lambda: any("25 points are left" in each.message for each in app._notifications))
        await pilot.press("down", "5")
        await wait_until(pilot, lambda: len(app._notifications) == 0)
        await pilot.press("enter")
        await wait_until(pilot, lambda: [each.message[:2] for each in app._notifications] == ["20"])
