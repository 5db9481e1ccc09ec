"""The second page of the belief sheet, and asking with a leader, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from session import seats
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static
from tui.scripted import on, painted, wait_until, words_of

from chasm_game.debrief.happenings import COMING_ALONG
from chasm_game.journal.actions import Asked, Believed
from chasm_game.journal.journal import read_save
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.ask import AskScreen
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.pane import Pane
from chasm_game.tui.widgets.way_sheet import WaySheet
from chasm_game.views.round import Phase

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def game(tmp_path: Path) -> Iterator[LocalPlay]:
    """A game of the story with leaders."""
    play = seats.begin(tmp_path, seats.led())
    yield play
    play.close()


def app_at(play: LocalPlay, folder: Path) -> ChasmApp:
    """The app over it."""
    return ChasmApp(backstage=LocalBackstage(seats.STORY, folder), seat=LocalSeat(play, at_once=True))


def sheets(play: LocalPlay) -> list[Believed]:
    """What its save has of sheets."""
    return [a for a in read_save(play.save).actions if isinstance(a, Believed)]


async def second(pilot: Pilot[Any]) -> WaySheet:
    """Fill in the first page, and turn."""
    await on(pilot, "BeliefsScreen")
    await pilot.press("enter", *"100", "enter")
    ways = pilot.app.screen.query_one(WaySheet)
    await wait_until(pilot, lambda: ways.has_focus, "the second page")
    return ways


@pytest.mark.parametrize("size", SIZES)
async def test_both_pages_are_filled_in_by_keys(game: LocalPlay, tmp_path: Path, size: tuple[int, int]) -> None:
    """Digits set a mark, arrows move it, and what is moved is seen on every size; Enter hands both pages in."""
    app = app_at(game, tmp_path)
    async with app.run_test(size=size) as pilot:
        ways = await second(pilot)
        assert game.phase is Phase.BELIEFS_BEFORE
        await pilot.press("9", "down", "left", "left", "right", "down", "1", "left", "down", "right")
        await pilot.pause()
        assert [*ways.marks.values()] == [9, 4, 1, 6]
        assert "6 of 9: a little more the second" in painted(app)
        await pilot.press("down")
        await wait_until(pilot, lambda: "9 of 9: the second alone" in painted(app), "the first question again")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
    said = sheets(game)[0]
    assert said.points is not None
    assert said.ways == {"voice": 1.0, "openness": -0.25, "horizon": -1.0, "sharing": 0.25}


async def test_a_mark_stays_between_the_statements(game: LocalPlay, tmp_path: Path) -> None:
    """It begins in the middle, and stops at either end."""
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        ways = await second(pilot)
        assert ways.marks["voice"] == 5
        await pilot.press(*["right"] * 5)
        assert ways.marks["voice"] == 9
        await pilot.press(*["left"] * 9)
        assert ways.marks["voice"] == 1
        await pilot.press("0", "x", "5")
        assert ways.marks["voice"] == 5


async def test_the_second_page_can_be_skipped_and_the_whole_sheet_too(game: LocalPlay, tmp_path: Path) -> None:
    """`s` on the second page keeps the first; on the first it passes over both."""
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await second(pilot)
        await pilot.press("s")
        await on(pilot, "RoundScreen")
    assert [(a.points is None, a.ways) for a in sheets(game)] == [(False, None)]
    other = seats.begin(tmp_path / "other", seats.led())
    app = app_at(other, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "RoundScreen")
    assert [(a.points, a.ways) for a in sheets(other)] == [(None, None)]
    other.close()


async def test_the_sheet_after_the_game_says_that_the_debrief_comes_next(game: LocalPlay, tmp_path: Path) -> None:
    """What came of the decisions has been seen by then, the silent rounds too."""
    game.submit_beliefs(None)
    game.decide("kind")
    game.decide("stay")
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await wait_until(pilot, lambda: "Before the debrief says" in painted(app), "why")


async def test_one_can_go_back_to_the_first_page_and_to_the_title_and_loses_nothing(
    game: LocalPlay, tmp_path: Path
) -> None:
    """The marks are there again on the second page; `b` is offered there alone."""
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        ways = await second(pilot)
        await pilot.press("8", "b")
        await wait_until(pilot, lambda: not ways.display, "the first page")
        assert not app.screen.check_action("first", ())
        await pilot.press("enter")
        await wait_until(pilot, lambda: ways.display, "the second page")
        assert ways.marks["voice"] == 8
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
    assert sheets(game)[0].ways == {"voice": 0.75, "openness": 0.0, "horizon": 0.0, "sharing": 0.0}


async def test_a_click_sets_a_mark(game: LocalPlay, tmp_path: Path) -> None:
    """On its slider; a click on a statement only chooses the question."""
    app = app_at(game, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        ways = await second(pilot)
        await pilot.pause()
        shown = painted(app).splitlines()
        y = next(n for n, row in enumerate(shown) if "What you know" in row or "Tell what is settled" in row)
        x = shown[y].index("●") - 4
        await pilot.click(offset=(x, y))
        assert (ways.row, ways.marks["openness"]) == (1, 3)
        await pilot.click(offset=(shown[y].index("Tell"), y))
        assert ways.marks["openness"] == 3


async def test_a_story_without_axes_has_one_page(tmp_path: Path) -> None:
    """Enter hands the sheet in from the first, as ever."""
    from tui.scripted import ScriptedPlay, app_with

    play = ScriptedPlay()
    app = app_with(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press(*"100", "enter")
        await on(pilot, "RoundScreen")
    assert play.calls[0][0] == "beliefs"
    assert len(play.calls[0]) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_asking_with_a_leader_by_keys(game: LocalPlay, tmp_path: Path, size: tuple[int, int]) -> None:
    """`a` says what that can buy, and names who may come along with what they do and watch; then who came."""
    game.submit_beliefs(None)
    app = app_at(game, tmp_path)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a")
        await on(pilot, "AskScreen")
        shown = painted(app)
        offer = ("With Ines Vall, keeps the books", "assent 45", "watches Cash", "With Tom [Ek]", "assent 50")
        for part in ("Alone", *offer):
            assert part in shown
        assert COMING_ALONG in " ".join(words_of(app.screen.query_one("#ask-words")).split())
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: game.round().ask.asked, "the people were asked")
        await wait_until(pilot, lambda: "with Tom [Ek]" in painted(app), "who came along")
    assert [a.leader for a in read_save(game.save).actions if isinstance(a, Asked)] == ["tom"]


async def test_what_the_people_say_is_read_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far down the story one had read: their voices stand on top of it once they were asked."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")  # with what moves: the mist lifts above the round meanwhile
    game = seats.begin(tmp_path, seats.library().find("broken-guitar"), quick=True)
    app = app_at(game, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        pane = app.screen.query_one("#story", Pane)
        await wait_until(pilot, lambda: pane.max_scroll_y > 0, "there is more below")
        await pilot.press("pagedown", "pagedown")
        await wait_until(pilot, lambda: pane.scroll_y > 0, "further down")
        await pilot.press("a")
        await on(pilot, "AskScreen")
        await pilot.press("enter")
        await on(pilot, "LiftingScreen")
        await pilot.press("enter", "enter")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "You asked the people" in painted(app), "what they said")
        assert pane.scroll_y == 0
    game.close()


async def test_that_the_chasm_will_be_seen_is_said_while_it_is_not(game: LocalPlay, tmp_path: Path) -> None:
    """Who has asked before sees it already, and is promised nothing."""
    game.submit_beliefs(None)
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        for in_mist in (True, False):
            await app.push_screen(AskScreen(game.round().ask, "$M", in_mist=in_mist))
            assert ("The chasm is seen from then on." in words_of(app.screen.query_one("#ask-words"))) is in_mist
            app.pop_screen()


@pytest.mark.parametrize("colours", [True, False])
async def test_what_is_asked_stays_in_view_in_a_small_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: bool
) -> None:
    """With two leaders of a shipped story, and in the frame that stands for colours and takes rows."""
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    play = seats.begin(tmp_path, seats.library().find("broken-guitar"), quick=True)
    app = app_at(play, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a")
        await on(pilot, "AskScreen")
        assert len(play.round().ask.leaders) == 2
        assert app.screen.query_one("#box").max_scroll_y == 0
        assert "Ask the people?" in painted(app)
    play.close()


async def test_alone_stands_first_and_esc_asks_nobody(game: LocalPlay, tmp_path: Path) -> None:
    """Enter at once asks alone; Esc leaves everything as it was, also from a leader's line."""
    game.submit_beliefs(None)
    app = app_at(game, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a")
        await on(pilot, "AskScreen")
        assert app.screen.query_one(Menu).highlighted == 0
        await pilot.press("down", "escape")
        await on(pilot, "RoundScreen")
        assert not game.round().ask.asked
        await pilot.press("a")
        await on(pilot, "AskScreen")
        await pilot.press("enter")
        await wait_until(pilot, lambda: game.round().ask.asked, "the people were asked")
    assert [a.leader for a in read_save(game.save).actions if isinstance(a, Asked)] == [None]


async def test_who_leads_nobody_is_asked_about_nobody(tmp_path: Path) -> None:
    """Where a story has no leaders there is one button, and Enter presses it."""
    play = seats.begin(tmp_path, quick=True)
    app = app_at(play, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a")
        await on(pilot, "AskScreen")
        assert not app.screen.query(Menu)
        await pilot.press("enter")
        await wait_until(pilot, lambda: play.round().ask.asked, "the people were asked")
    play.close()


async def test_what_was_decided_in_an_old_game_is_read_from_the_shelf(tmp_path: Path) -> None:
    """Games of model 1 stand among the others, without a score; Enter shows what was decided, Esc goes back."""
    import shutil

    for save in sorted((Path(__file__).parent.parent / "saves_of_model_1").glob("*.jsonl")):
        shutil.copy(save, tmp_path)
    app = ChasmApp(backstage=LocalBackstage(seats.STORY, tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "TitleScreen")
        assert "Resume" not in painted(app)
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: painted(app).count("finished, not scored") == 3, "three old games")
        await pilot.press("enter")
        await on(pilot, "OldGameScreen")
        told = words_of(app.screen.query_one("#words", Static))
        assert "not scored any more" in told
        assert "Round 6." in told
        before = app.screen.query_one("#page", VerticalScroll).scroll_y
        await pilot.press("down")
        await wait_until(pilot, lambda: app.screen.query_one("#page", VerticalScroll).scroll_y > before, "scrolled")
        await pilot.press("escape")
        await on(pilot, "SavesScreen")
