"""Keys on the screens of a room: any case and width, and none that is refused in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats
from session.rooms import hand_in, opened
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from tui.scripted import on, painted, wait_until

from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.screens.room.base import SureScreen
from chasm_game.tui.screens.room.keys import plain_key


def _app(folder: Path, room: Room) -> RoomApp:
    return RoomApp(RoomDoor(folder, seats.small()), room)


async def _press(pilot: Pilot[None], *keys: str) -> None:
    app = pilot.app
    assert isinstance(app, RoomApp)
    for key in keys:
        await pilot.press(key)
        await wait_until(pilot, lambda: not app.waiting)


async def _type(pilot: Pilot[None], key: str, character: str) -> None:
    """A key as a terminal tells it."""
    app = pilot.app
    assert isinstance(app, RoomApp)
    app.post_message(events.Key(key, character))
    await pilot.pause()
    await wait_until(pilot, lambda: not app.waiting)


def _notices(app: RoomApp) -> list[str]:
    # That a room goes on is said once, at its beginning.
    return [each.message for each in app._notifications if not each.message.startswith("This room goes on")]


async def _letters(pilot: Pilot[None]) -> None:
    await on(pilot, "RoomRoundScreen")
    for _ in range(4):
        if pilot.app.screen.has_class("-letters"):
            return
        await _press(pilot, "tab")


@pytest.mark.parametrize(
    ("key", "character", "meant"),
    [
        ("a", "a", "a"), ("A", "A", "a"), ("shift+a", "A", "a"), ("Ａ", "Ａ", "a"), ("ｂ", "ｂ", "b"),
        ("Ｚ", "Ｚ", "z"),
        ("fullwidth_plus_sign", "＋", "plus"), ("fullwidth_question_mark", "？", "question_mark"),
        ("１", "１", "1"), ("ß", "ß", "ß"), ("é", "é", "é"), ("f2", None, "f2"), ("ctrl+a", None, "ctrl+a"),
        ("shift+tab", None, "shift+tab"), ("enter", "\r", "enter"), ("plus", "+", "plus"), ("Σ", "Σ", "σ"),
    ],
)  # fmt: skip
def test_a_key_is_what_it_means(key: str, character: str | None, meant: str) -> None:
    """Case and width make no other key; keys with a name, and those with Ctrl held, stay what they are."""
    assert plain_key(key, character) == meant


async def test_letters_count_in_any_case_and_width(tmp_path: Path) -> None:
    """With Caps Lock or a full-width keyboard each letter is the marked team's answer, and every command works."""
    room = opened(tmp_path)
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await _letters(pilot)
        await _type(pilot, "B", "B")
        await _type(pilot, "Ａ", "Ａ")
        await _type(pilot, "c", "c")
        assert [team.letter for team in room.view().teams] == ["B", "A", "C"]
        running = [app.seen.timer.running]
        await _type(pilot, "T", "T")
        assert [*running, app.seen.timer.running] == [False, True]
        left = app.seen.timer.left
        await _type(pilot, "fullwidth_plus_sign", "＋")
        assert app.seen.timer.left > left + 30
        assert not _notices(app)
    app.let_go()


@pytest.mark.parametrize(
    ("key", "character"), [("d", "d"), ("u", "u"), ("U", "U"), ("ｄ", "ｄ"), ("i", "i"), ("7", "7")]
)
async def test_a_letter_that_is_no_answer_is_told(tmp_path: Path, key: str, character: str) -> None:
    """It says which answers there are, hands nothing in, and marks the same team still."""
    room = opened(tmp_path)
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await _letters(pilot)
        await _type(pilot, key, character)
        letter = plain_key(key, character).upper()
        assert _notices(app) == [f"There is no {letter} in this round: its answers are A, B and C."]
        assert [team.letter for team in room.view().teams] == ["", "", ""]
        await _press(pilot, "a")
        assert [team.letter for team in room.view().teams] == ["A", "", ""]
    app.let_go()


async def test_the_last_answer_counts_and_the_one_behind_it_does_not(tmp_path: Path) -> None:
    """C is an answer of three, D is none: the bound is where the answers end."""
    room = opened(tmp_path)
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await _letters(pilot)
        await _press(pilot, "c")
        assert not _notices(app)
        await _press(pilot, "d")
        assert len(_notices(app)) == 1
    app.let_go()


async def test_no_key_of_any_screen_is_refused_in_silence(tmp_path: Path) -> None:
    """On the story, the letters and a question each key does something that is seen, or says why it does not."""
    room = opened(tmp_path)
    app = _app(tmp_path, room)
    silent: list[tuple[str, str]] = []
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRoundScreen")
        await _try_all(pilot, silent, leave_out="tkxoprvqmz")
        await _letters(pilot)
        await _try_all(pilot, silent, leave_out="abctkxoprvqm")
        await _press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SureScreen))
        await _try_all(pilot, silent, leave_out=("q", "up", "left"))  # arrows mark the other button
    app.let_go()
    assert silent == []


async def test_after_a_reveal_letters_are_said_to_be_too_late(tmp_path: Path) -> None:
    """A letter on the reveal, a page back before the first, and a key without a meaning are answered each in words."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.reveal()
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRevealScreen")
        for key, said in (
            ("a", "revealed: z corrects one"), ("backspace", "revealed: z corrects one"),
            ("left", "before it there is"),
            ("f7", "F7 does nothing here"), ("pageup", "All of it is on the screen"),
        ):  # fmt: skip
            app.clear_notifications()
            app._said.clear()
            await _press(pilot, key)
            assert [said in each for each in _notices(app)] == [True], key
    app.let_go()


async def test_at_the_end_l_tells_old_and_new_and_scores_stay_hidden(tmp_path: Path) -> None:
    """`l` shows which answers were which, round by round, and no score; Tab turns; s twice says that it was done."""
    room = opened(tmp_path)
    while room.stage is not RoomStage.END:
        if room.stage is RoomStage.LETTERS:
            room.reveal()
        room.go_on()
    app = _app(tmp_path, room)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoomEndScreen")
        assert "Be kind" not in painted(app)
        await _press(pilot, "L")
        assert "new  Be kind" in painted(app)
        assert "old  Be hard" in painted(app)
        assert "The first one" in painted(app)
        assert "Score" not in painted(app).replace("Scores", "")
        await _press(pilot, "tab")
        assert "The scores are hidden" in painted(app)
        await _press(pilot, "s")
        await wait_until(pilot, lambda: isinstance(app.screen, SureScreen))
        await _press(pilot, "left", "enter")
        await wait_until(pilot, lambda: "Ending" in painted(app))
        await _press(pilot, "s")
        assert _notices(app) == ["The scores are revealed. Tab turns to them."]
    app.let_go()


async def _try_all(pilot: Pilot[None], silent: list[tuple[str, str]], leave_out: str | tuple[str, ...]) -> None:
    """Keys that change nothing on the screen and say nothing are noted."""
    app = pilot.app
    assert isinstance(app, RoomApp)
    screen: Screen[object] = app.screen
    for key in (*"abcdefghijklmnopqrstuvwxyz", *"0159", "f3", "f7", "delete", "home", "up", "left", "exclamation_mark"):
        if key in leave_out:
            continue
        app.clear_notifications()
        app._said.clear()
        before = painted(app)
        await _press(pilot, key)
        if app.screen is not screen:
            await _press(pilot, "escape")
        elif not _notices(app) and painted(app) == before:
            silent.append((type(screen).__name__, key))
    app.clear_notifications()
    app._said.clear()
