"""A room is put right by keys, each step behind a question that Enter alone answers with no."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats
from session.rooms import hand_in, opened, played
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input
from tui.scripted import on, painted, wait_until

from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.screens.base import Dialog
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.screens.room.end import RoomEndScreen
from chasm_game.tui.screens.room.reveal import RoomRevealScreen
from chasm_game.tui.screens.room.round import RoomRoundScreen
from chasm_game.tui.screens.room.sheets import RoomSheetsScreen
from chasm_game.tui.screens.room.teams import RoomTeamsScreen

NEIGHBOURS: tuple[tuple[type[RoomPage], type[RoomPage]], ...] = (
    (RoomTeamsScreen, RoomSheetsScreen),
    (RoomSheetsScreen, RoomRoundScreen),
    (RoomRoundScreen, RoomRevealScreen),
    (RoomRevealScreen, RoomSheetsScreen),
    (RoomSheetsScreen, RoomEndScreen),
    (RoomRevealScreen, RoomEndScreen),
)
"""Pages that follow one another; what was typed for the one may reach the other."""
MOVES = {"up", "down", "left", "right", "pageup", "pagedown", "space", "tab"}
"""Keys that mark or scroll, on every page what there is, and decide nothing."""


def _meanings(page: type[RoomPage]) -> dict[str, str]:
    """What each key of a page is called, from its own key map."""
    bound = [each for each in page.BINDINGS if isinstance(each, Binding)]
    letters = dict.fromkeys("abcdefghi", "Letter") if page is RoomRoundScreen else {}
    named = {key: each.description for each in bound for key in each.key.split(",")}
    return {key: name for key, name in (named | letters).items() if key not in MOVES}


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_no_key_means_two_things_on_neighbouring_pages(one: type[RoomPage], other: type[RoomPage]) -> None:
    """What a key is called on a page it is called on the next one too, or it does nothing there."""
    first, second = _meanings(one), _meanings(other)
    assert {key: (first[key], second[key]) for key in first.keys() & second.keys() if first[key] != second[key]} == {}
    assert first  # there is something to compare
    assert second


async def _press(pilot: Pilot[None], *keys: str) -> None:
    app = pilot.app
    assert isinstance(app, RoomApp)
    for key in keys:
        await pilot.press(key)
        await wait_until(pilot, lambda: not app.waiting)


async def _asked(pilot: Pilot[None], question: str, *answer: str) -> None:
    """A question stands there, with the safe answer marked; then it is answered."""
    app = pilot.app
    await wait_until(pilot, lambda: isinstance(app.screen, SureScreen) and question in painted(app))
    focused = app.screen.focused
    assert focused is not None
    assert focused.id == "no"
    await _press(pilot, *answer)
    await wait_until(pilot, lambda: not isinstance(app.screen, SureScreen))


def _app(folder: Path, room: Room) -> RoomApp:
    return RoomApp(RoomDoor(folder, seats.small()), room)


async def test_a_revealed_letter_is_corrected_by_keys_and_notices_end_with_their_page(tmp_path: Path) -> None:
    """z, the team, the letter, the question; Enter alone changes nothing; what was said before the reveal is gone."""
    room = opened(tmp_path)
    app = _app(tmp_path, room)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, "RoomRoundScreen")
        await _press(pilot, "z")
        await wait_until(pilot, lambda: "No letter is revealed" in painted(app))
        await _press(pilot, "tab", "tab", "tab", "a", "b", "c", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Dialog))
        await _press(pilot, "enter")
        await on(pilot, "RoomRevealScreen")
        assert not app._notifications
        for answer in (["enter"], ["left", "enter"]):
            await _press(pilot, "Z", "down", "enter")
            await wait_until(pilot, lambda: "What had it really shown?" in painted(app))
            await _press(pilot, "down", "enter")
            await _asked(pilot, "Red: B → C?", *answer)
            taken = room.view().teams[1].letter
            assert taken == ("C" if len(answer) == 2 else "B")
        await wait_until(pilot, lambda: "Red †" in painted(app))
        assert "† was corrected after the reveal" in painted(app)
        await _press(pilot, "n")
        await _asked(pilot, "What followed for 3 of 3 teams was not opened", "enter")
        await on(pilot, "RoomRevealScreen")
        await _press(pilot, "w", "v", "n")  # opened once, all of it may be left
        await on(pilot, "RoomRoundScreen")
        await _press(pilot, "n")
        assert any("A late team joins with m" in each.message for each in app._notifications)
    app.let_go()


@pytest.mark.long
async def test_teams_are_renamed_taken_out_and_taken_back_by_keys(tmp_path: Path) -> None:
    """M leads to everybody; each step asks, and on the page of the letters one stays on it."""
    room = opened(tmp_path)
    hand_in(room, "A..")
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRoundScreen")
        await _press(pilot, "m", "enter", "enter")  # Red is marked, for it is the next without a letter
        await wait_until(pilot, lambda: "Another name for Red" in painted(app))
        await _press(pilot, *"Blue", "enter")
        await wait_until(pilot, lambda: "already" in painted(app))
        await _press(pilot, *"ish", "enter")
        await on(pilot, "RoomRoundScreen")
        assert [team.name for team in room.view().teams] == ["Blue", "Blueish", "Green"]
        await _press(pilot, "m", "enter", "down", "enter")
        await _asked(pilot, "Take Blueish out?", "left", "enter")
        await on(pilot, "RoomRoundScreen")
        assert app.screen.has_class("-letters")
        assert [team.name for team in room.view().teams] == ["Blue", "Green"]
        await _press(pilot, "m", "end", "enter")
        await _asked(pilot, "Take Blueish back?", "enter")
        assert len(room.view().teams) == 2
        await _press(pilot, "m", "end", "enter")
        await _asked(pilot, "Take Blueish back?", "left", "enter")
        await wait_until(pilot, lambda: len(room.view().teams) == 3)
    app.let_go()


@pytest.mark.long
async def test_sheets_are_seen_corrected_and_asked_about_by_keys(tmp_path: Path) -> None:
    """F3 shows numbers, a minus takes them back, F2 asks while any is missing; m leads back until the first reveal."""
    room = Room.new(seats.small(), tmp_path)
    for name in ("Blue", "Red"):
        room.add_team(name)
    room.begin()
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoomSheetsScreen")
        app.screen.query_one(Input).value = "50 50 0 0 0 0"
        await _press(pilot, "enter", "f3")
        await wait_until(pilot, lambda: "50 50 0 0 0 0" in painted(app))
        assert "› Red" in painted(app)  # the marked team is marked among the numbers too
        app.screen.query_one(Input).value = "10 20 30 20 10 10 / 1 9 5 5"
        await _press(pilot, "enter", "up")
        await wait_until(pilot, lambda: "10 20 30 20 10 10 / 1 9 5 5" in painted(app))
        app.screen.query_one(Input).value = "-"
        await _press(pilot, "enter")
        await wait_until(pilot, lambda: [team.sheets[0] for team in room.view().teams] == [False, True])
        await _press(pilot, "f2")
        await _asked(pilot, "No sheet from: Blue", "enter")
        assert room.stage is RoomStage.SHEETS_BEFORE
        await _press(pilot, "f2")
        await _asked(pilot, "Go on without these sheets?", "left", "enter")
        await on(pilot, "RoomRoundScreen")
        await _press(pilot, "m", "home", "down", "enter")
        await on(pilot, "RoomSheetsScreen")
        app.screen.query_one(Input).value = "60 40 0 0 0 0"
        await _press(pilot, "enter", "f2")
        await on(pilot, "RoomRoundScreen")
        assert all(team.sheets[0] for team in room.view().teams)
    app.let_go()


@pytest.mark.long
async def test_the_end_is_asked_about_even_with_every_sheet_in(tmp_path: Path) -> None:
    """It is the last step that cannot be taken back, so Enter alone stays."""
    room = played(opened(tmp_path, "Blue", scenario=seats.led()), "A", "A")
    app = RoomApp(RoomDoor(tmp_path, seats.led()), room)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoomSheetsScreen")
        assert "All sheets are in" not in painted(app)
        room.believe(1, {"customers": 1})
        await _press(pilot, "f3")  # hears of it with the numbers
        said = "All sheets are in: F2 goes on.  Blue: other numbers; - takes them back"
        await wait_until(pilot, lambda: said in painted(app))
        await _press(pilot, "f2")
        await _asked(pilot, "On to the questions?", "enter")
        assert room.stage is RoomStage.SHEETS_AFTER
        await _press(pilot, "f2")
        await _asked(pilot, "On to the questions?", "left", "enter")
        await on(pilot, "RoomEndScreen")
    app.let_go()
