"""The debrief as a guided walk: every page by keys and by mouse, with and without a review."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Tabs
from tui.scripted import ScriptedPlay, app_with, finished, on, painted, wait_until

from chasm_game.debrief.page import PageView
from chasm_game.errors import ChasmError
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.debrief import DebriefScreen
from chasm_game.tui.screens.details import DetailsScreen
from chasm_game.tui.screens.export import ExportScreen
from chasm_game.tui.widgets.hints import Hints
from chasm_game.tui.widgets.opened_pages import OpenedPages
from chasm_game.tui.widgets.progress import Contents, Progress
from chasm_game.views.review import ReviewView

HEADINGS = [
    "What really happened, 1911", "Where you ended", "The course", "The turning point", "What luck gave you",
    "Where you were surest, and wrong", "What asking would have told", "Who paid for your best decision",
    "The road not taken", "What creates the most value", "To talk about", "On Monday",
]  # fmt: skip


class SlowPlay(ScriptedPlay):
    """Its review takes until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def review(self) -> ReviewView:
        """Wait."""
        self.go.wait(200)
        return super().review()


class EndlessPlay(ScriptedPlay):
    """A story with too many ways."""

    def review(self) -> ReviewView:
        """Never."""
        raise ChasmError("more than 50,000,000 playthroughs [/x]: this game is not reviewed exactly")


def debrief_of(app: ChasmApp) -> DebriefScreen:
    """The screen of the walk."""
    screen = next(s for s in app.screen_stack if isinstance(s, DebriefScreen))
    assert isinstance(screen, DebriefScreen)
    return screen


async def page(pilot: Pilot[Any], number: int) -> str:
    """Wait for a page, from 1; what is painted."""
    app = pilot.app
    assert isinstance(app, ChasmApp)
    await wait_until(pilot, lambda: f"◂ {number} " in painted(app) and debrief_of(app)._page == number - 1)
    await pilot.pause()
    return painted(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_keys_lead_through_every_page_and_back(size: tuple[int, int]) -> None:
    """Arrows, Enter and digits open each page under its heading; the ends of the walk are ends, and no key is Next."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        for number, heading in enumerate(HEADINGS, start=1):
            assert heading in await page(pilot, number)
            assert ("→ Next" in painted(app)) is (number < len(HEADINGS))
            await pilot.press("right" if number % 2 else "enter")
        assert HEADINGS[-1] in await page(pilot, 12)
        await pilot.press("left")
        await page(pilot, 11)
        await pilot.press("1", "left")
        await page(pilot, 1)
        await pilot.press("0")
        await page(pilot, 10)
        await pilot.press("escape")
        await on(pilot, "TitleScreen")


async def test_the_mouse_leads_through_every_page() -> None:
    """A click on an arrow, a dot, a heading of the contents or a hint does what its key does."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        for number in range(2, 13):
            told = len(app.screen.query_one(Progress)._position)
            await pilot.click(Progress, offset=(2 + told + 1, 0))
            await page(pilot, number)
        await pilot.click(Progress, offset=(2, 0))
        await page(pilot, 11)
        told = len(app.screen.query_one(Progress)._position)
        await pilot.click(Progress, offset=(2 + told + 4 + 3, 0))
        assert HEADINGS[3] in await page(pilot, 4)
        await pilot.click(Contents, offset=(8, 1 + 2 * 6))
        assert HEADINGS[6] in await page(pilot, 7)
        await pilot.click(Progress, offset=(2 + told + 4 + 12 + 4, 0))
        await on(pilot, "ContentsScreen")
        await pilot.press("escape")
        await on(pilot, "DebriefScreen")
        await pilot.click(Hints, offset=(app.screen.query_one(Hints).at("details"), 0))
        await on(pilot, "DetailsScreen")
        await pilot.press("escape")
        await page(pilot, 7)


@pytest.mark.parametrize(("moment", "waits"), [(200.0, True), (0.01, False)])
async def test_the_first_page_is_built_with_its_review_or_after_a_moment(
    monkeypatch: pytest.MonkeyPatch, moment: float, waits: bool
) -> None:
    """It waits as long for what changes its words, and no longer; then every page is of the walk with the review."""
    made: list[str] = []
    build = OpenedPages._built

    def noted(pages: OpenedPages, page: PageView) -> Iterable[Widget]:
        made.append(page.id)
        return build(pages, page)

    monkeypatch.setattr(OpenedPages, "_built", noted)
    monkeypatch.setattr(DebriefScreen, "MOMENT", moment)
    play = SlowPlay()
    app = app_with(finished(play))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_until(pilot, lambda: any(isinstance(screen, DebriefScreen) for screen in app.screen_stack))
        if waits:
            await pilot.pause()
            assert made == []
        else:
            await wait_until(pilot, lambda: made)
        play.go.set()
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        assert HEADINGS[0] in await page(pilot, 1)
        assert len(made) == 1
        await pilot.press("c")
        await on(pilot, "ContentsScreen")
        await pilot.press("end", "enter")
        assert "r plays again" in await page(pilot, len(HEADINGS))


async def test_pages_that_need_the_review_say_so_and_fill_themselves() -> None:
    """The walk never waits: a page says that every other way is being played, and whoever reads on keeps their page."""
    play = SlowPlay()
    app = app_with(finished(play))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("4")
        assert "Every other way through this story is being played" in await page(pilot, 4)
        await pilot.press("6", "a")
        await on(pilot, "DetailsScreen")
        await pilot.press("4", "escape")
        assert HEADINGS[7] in await page(pilot, 6)
        play.go.set()
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        assert HEADINGS[7] in await page(pilot, 8)
        await pilot.press("9")
        await wait_until(pilot, lambda: "It ends at a score of 702" in painted(app))
        await pilot.press("4")
        assert "12 %" in await page(pilot, 4)
        await pilot.press("a", "4")
        await wait_until(pilot, lambda: "you are here" in painted(app))


async def test_a_story_with_too_many_ways_says_why_pages_are_short() -> None:
    """Without a review the pages tell the reason as text, and what can be said without."""
    app = app_with(finished(EndlessPlay()))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        await pilot.press("4")
        assert "More than 50,000,000 playthroughs [/x]" in await page(pilot, 4)
        await pilot.press("6")
        assert HEADINGS[6] in await page(pilot, 6)


async def test_a_quick_game_has_no_page_about_predictions() -> None:
    """What was never asked for is no page, and a digit behind the last opens none."""
    app = app_with(finished(ScriptedPlay(quick=True)))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        assert " 1 of 11 " in painted(app)
        assert "Where you were surest, and wrong" not in [p.heading for p in debrief_of(app)._walk.pages]
        await pilot.press("0", "right")
        assert "On Monday" in await page(pilot, 11)


async def test_charts_are_told_in_words_and_back() -> None:
    """One key tells the chart in words, on every page that has one; a page without has no such key."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        assert "w In words" not in painted(app)
        await pilot.press("3")
        assert "w In words" in await page(pilot, 3)
        await pilot.press("w")
        await wait_until(pilot, lambda: "value: 50 at the start" in painted(app))
        await pilot.press("9")
        await page(pilot, 9)
        await wait_until(pilot, lambda: "yours: 50 at the start" in painted(app))
        await pilot.press("w")
        await wait_until(pilot, lambda: "yours: 50 at the start" not in painted(app))


async def test_contents_are_a_list_to_choose_from() -> None:
    """In a small window too, every heading is one key away; Esc chooses nothing."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(60, 20)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("c")
        await on(pilot, "ContentsScreen")
        await wait_until(pilot, lambda: all(h in painted(app) for h in (HEADINGS[0], HEADINGS[9])))
        await pilot.press("escape")
        await on(pilot, "DebriefScreen")
        await page(pilot, 1)
        await pilot.press("c")
        await on(pilot, "ContentsScreen")
        await pilot.press("down", "down", "down", "enter")
        await page(pilot, 4)
        await pilot.press("c")
        await on(pilot, "ContentsScreen")
        await pilot.press("8")
        await page(pilot, 8)


async def test_space_goes_down_a_long_page_before_it_turns() -> None:
    """Nothing is passed over in a small window."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(60, 20)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        await pilot.press("2")
        await page(pilot, 2)
        await pilot.press("space")
        await wait_until(pilot, lambda: app.screen.query_one("#page-ended").scroll_offset.y > 0)
        assert debrief_of(app)._page == 1
        while debrief_of(app)._page == 1:
            await pilot.press("space")
        await page(pilot, 3)


async def test_the_export_says_where_it_wrote_and_what_stands_in_its_way() -> None:
    """An error leaves the folder to be changed; Enter then writes once, and the files are named."""
    play = ScriptedPlay()
    app = app_with(finished(play))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("e")
        await on(pilot, "ExportScreen")
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.query_one(Input).value == "/saves/one-debrief"
        screen.query_one(Input).value = "/taken"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "is there already [/x]" in screen.said)
        screen.query_one(Input).value = "/free"
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: "/free/debrief.md" in screen.said)
        await pilot.press("escape")
        await on(pilot, "DebriefScreen")
    assert [call for call in play.calls if call[0] == "export"] == [("export", "/taken"), ("export", "/free")]


async def test_details_opened_in_haste_end_at_the_last_one() -> None:
    """Keys faster than the screen: the section that was asked for last is the one that stays."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("a")
        await on(pilot, "DetailsScreen")
        opened: list[str] = []
        screen = app.screen
        assert isinstance(screen, DetailsScreen)

        def seen(which: str) -> None:
            opened.append(which)

        for section in (2, 3, 5):
            screen.action_pick(section)
        screen.watch(screen.query_one(ContentSwitcher), "current", seen)
        await pilot.press("w", "question_mark")
        await on(pilot, "HelpScreen")
        assert screen.query_one(ContentSwitcher).current == "s5"
        assert screen.query_one(Tabs).active == "t5"
        assert opened == ["s5"]
