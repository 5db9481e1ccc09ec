"""A room whose every call takes a while: its screens stay alive, and nothing is decided twice."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from session import seats
from session.rooms import opened
from textual.pilot import Pilot
from textual.widgets import Input
from tui.scripted import on, painted, wait_until, words_of

from chasm_game.errors import ChasmError
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.screens.base import Dialog


class SlowRoom:
    """A `RoomPort` before another: what is called waits while the gate is shut, and is kept in `calls`."""

    LOOKS = frozenset({"view", "timer", "notice", "torn", "stage", "lost", "tick"})

    def __init__(self, room: Room) -> None:
        self.room = room
        self.open = threading.Event()
        self.open.set()
        self.calls: list[tuple[Any, ...]] = []
        self.threads: set[int] = set()
        self.refusing = ""

    def __getattr__(self, name: str) -> Any:
        self.threads.add(threading.get_ident())
        assert self.open.wait(200)
        found = getattr(self.room, name)
        if name in self.LOOKS or not callable(found):
            return found

        def call(*given: Any, **named: Any) -> Any:
            self.calls.append((name, *given, *named.values()))
            if self.refusing == name:
                raise ChasmError(f"no {name} now")
            return found(*given, **named)

        return call

    def made(self, name: str) -> list[tuple[Any, ...]]:
        """The calls of this name."""
        return [call for call in self.calls if call[0] == name]


def app_over(folder: Path, slow: SlowRoom, monkeypatch: pytest.MonkeyPatch) -> RoomApp:
    """The app of a slow room; that something is waited for is said at once."""
    monkeypatch.setattr(RoomApp, "PATIENCE", 0.001)
    return RoomApp(RoomDoor(folder, seats.small()), slow)


async def at_the_letters(pilot: Pilot[None]) -> None:
    """The page of the letters, and nothing on its way."""
    await on(pilot, "RoomRoundScreen")
    app = pilot.app
    assert isinstance(app, RoomApp)
    for _ in range(3):
        await pilot.press("tab")
    await wait_until(pilot, lambda: app.screen.has_class("-letters") and not app.waiting)


async def test_letters_typed_while_the_room_is_slow_go_to_the_teams_that_were_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next team is marked at once, pages still turn, and each letter is handed in once, for its own team."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_letters(pilot)
        slow.open.clear()
        try:
            await pilot.press("a", "b")
            await wait_until(pilot, lambda: "› Green" in painted(app))
            await wait_until(pilot, lambda: "Handed in. Waiting for the room." in painted(app))
            assert [team.letter for team in slow.room.view().teams] == ["", "", ""]
            await pilot.press("tab")
            await wait_until(pilot, lambda: not app.screen.has_class("-letters"))
            await pilot.press("tab", "tab", "tab")
        finally:
            slow.open.set()
        await wait_until(pilot, lambda: not app.waiting)
        assert slow.made("choose") == [("choose", 1, "a"), ("choose", 2, "b")]
        assert [team.letter for team in slow.room.view().teams] == ["A", "B", ""]
        await wait_until(pilot, lambda: "Handed in. Waiting" not in painted(app))
        await wait_until(pilot, lambda: "› Green" in painted(app))
    assert threading.get_ident() not in slow.threads
    app.let_go()


async def test_keys_typed_during_a_slow_reveal_decide_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter, letters and n while the reveal is on its way reveal nothing twice, change no letter and open no team."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_letters(pilot)
        await pilot.press("a", "a", "a", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Dialog))
        slow.open.clear()
        try:
            await pilot.press("enter")
            await on(pilot, "RoomRoundScreen")
            await pilot.press("enter", "b", "backspace", "x", "enter", "t")
        finally:
            slow.open.set()
        await on(pilot, "RoomRevealScreen")
        await wait_until(pilot, lambda: not app.waiting)
        assert slow.made("reveal") == [("reveal",)]
        assert {call[0] for call in slow.calls} == {"choose", "reveal"}
        assert slow.room.stage is RoomStage.CHOICES
        assert {team.letter for team in slow.room.view().teams} == {"A"}
    assert threading.get_ident() not in slow.threads
    app.let_go()


async def test_a_team_is_opened_once_however_often_enter_is_pressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says at once that it waits, and shows the team when it is there; the next round is begun once."""
    room = opened(tmp_path)
    for team in (1, 2, 3):
        room.choose(team, "A")
    room.reveal()
    slow = SlowRoom(room)
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRevealScreen")
        await wait_until(pilot, lambda: not app.waiting)
        slow.open.clear()
        try:
            await pilot.press("enter", "enter")
            await wait_until(pilot, lambda: "Handed in. Waiting for the room." in painted(app))
        finally:
            slow.open.set()
        await wait_until(pilot, lambda: "1 of 3" in words_of(app.screen.query_one("#body-text")))
        await wait_until(pilot, lambda: not app.waiting)
        assert {call[1] for call in slow.made("open_team")} == {1}
        await pilot.press("w")
        await wait_until(pilot, lambda: slow.made("open_all") and not app.waiting)
        slow.open.clear()
        try:
            await pilot.press("n", "n", "enter", "w")
        finally:
            slow.open.set()
        await on(pilot, "RoomRoundScreen")
        await wait_until(pilot, lambda: not app.waiting)
        assert slow.made("go_on") == [("go_on",)]
        assert slow.made("open_all") == [("open_all",)]
    assert threading.get_ident() not in slow.threads
    app.let_go()


async def test_a_letter_that_is_refused_late_leads_back_to_its_team(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark had gone on; it comes back to the team whose letter was not taken, and the reason is said."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await at_the_letters(pilot)
        slow.refusing = "choose"
        slow.open.clear()
        try:
            await pilot.press("a")
            await wait_until(pilot, lambda: "› Red" in painted(app))
        finally:
            slow.open.set()
        await wait_until(pilot, lambda: "› Blue" in painted(app) and "no choose now" in painted(app).lower())
        assert not any(team.letter for team in slow.room.view().teams)
    app.let_go()


async def test_names_typed_while_the_room_is_slow_all_join_and_a_refused_one_can_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is free for the next name at once; a name that is taken comes back to the line with the reason."""
    slow = SlowRoom(Room.new(seats.small(), tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomTeamsScreen")
        await wait_until(pilot, lambda: not app.waiting)
        slow.open.clear()
        try:
            await pilot.press(*"Blue", "enter", *"Red", "enter", *"Blue", "enter", "enter")
            assert app.screen.query_one(Input).value == ""
        finally:
            slow.open.set()
        await wait_until(pilot, lambda: isinstance(app.screen, Dialog) and "Begin with 2 teams?" in painted(app))
        await pilot.press("escape")
        await on(pilot, "RoomTeamsScreen")
        assert [team.name for team in slow.room.view().teams] == ["Blue", "Red"]
        assert "already" in words_of(app.screen.query_one("#wrong"))
        assert app.screen.query_one(Input).value == "Blue"
    app.let_go()


async def test_a_line_is_handed_in_once_and_its_late_refusal_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter twice explains once; a dialog that was left before the answer has its refusal said as a notice."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await at_the_letters(pilot)
        await pilot.press("r", *"So it was.")
        slow.open.clear()
        try:
            await pilot.press("enter", "enter")
        finally:
            slow.open.set()
        await on(pilot, "RoomRoundScreen")
        await wait_until(pilot, lambda: not app.waiting)
        assert slow.made("explain") == [("explain", 1, "So it was.")]
        slow.refusing = "explain"
        await pilot.press("r", *"Or not.")
        slow.open.clear()
        try:
            await pilot.press("enter", "escape")
            await on(pilot, "RoomRoundScreen")
        finally:
            slow.open.set()
        await wait_until(pilot, lambda: "no explain now" in painted(app).lower())
    app.let_go()


async def test_what_was_handed_in_is_written_before_the_room_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving at once loses no letter: letting go waits for what is on its way."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await at_the_letters(pilot)
            slow.open.clear()
            await pilot.press("a", "escape")
            await wait_until(pilot, lambda: isinstance(app.screen, Dialog))
            await pilot.press("enter")
            await wait_until(pilot, lambda: app._exit)
    finally:
        slow.open.set()
    app.let_go()
    again = Room.resume(slow.room.folder)
    assert [team.letter for team in again.view().teams] == ["A", "", ""]
    again.close()
