"""Keys in one packet: each is heard when what the one before it did is done, on the screen that it was typed on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input
from tui.scripted import ScriptedPlay, on, wait_until
from tui.test_settled import app_of, choices, kept

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.from_thread import tell_screen
from chasm_game.tui.screens.glossary import GlossaryScreen
from chasm_game.tui.screens.text_line import TextLineScreen


def packet(app: ChasmApp, *keys: str) -> None:
    """Keys that were read together."""
    now = time.monotonic()
    assert app._driver is not None
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = now
        app._driver.process_message(event)


def still(app: ChasmApp) -> bool:
    """Whether every key was heard."""
    return not app._typed and app._calming is None and app._there is app.screen


async def rest(pilot: Pilot[Any]) -> None:
    """Until every key was heard and all that it did is done."""
    await wait_until(pilot, lambda: still(pilot.app), "stillness")  # type: ignore[arg-type]  # the pilot's app is ours
    await pilot.pause()


@pytest.mark.parametrize("more", [("g",), ("1", "enter", "1"), ("escape",), ("question_mark", "escape"), ("q", "r")])
async def test_keys_after_a_decision_do_nothing_more(tmp_path: Path, more: tuple[str, ...]) -> None:
    """With the confirm step off one packet decides once, and its consequences are what one sees then."""
    app = app_of(kept(tmp_path, confirm=False), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await rest(pilot)
        packet(app, "1", "1", *more)
        await on(pilot, "ConsequencesScreen")
        await rest(pilot)
        assert type(app.screen).__name__ == "ConsequencesScreen"
        assert choices(app) == [("decide", "wait-it-out", None, "")]


async def test_keys_before_a_question_do_not_answer_it(tmp_path: Path) -> None:
    """The key that opens the last question and the key that answers it cannot come in one packet."""
    app = app_of(kept(tmp_path), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await rest(pilot)
        packet(app, "1", "1", "f2", "enter", "enter")
        await on(pilot, "ConfirmScreen")
        await rest(pilot)
        assert choices(app) == []
        packet(app, "f2")
        await on(pilot, "ConsequencesScreen")
        assert len(choices(app)) == 1


async def test_letters_typed_ahead_reach_the_line_that_waits_for_them(tmp_path: Path) -> None:
    """A dialog that opens with a line of text has what was typed while it opened, but no Enter."""
    app = app_of(kept(tmp_path), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await rest(pilot)
        app.push_screen(TextLineScreen("Who?", "", ""))
        packet(app, "A", "b", "enter")
        await wait_until(pilot, lambda: still(app) and isinstance(app.focused, Input))
        assert app.screen.query_one(Input).value == "Ab"


async def test_the_keys_that_leave_are_never_kept_waiting(tmp_path: Path) -> None:
    """Ctrl+C counts while another screen is still on its way."""
    app = app_of(kept(tmp_path), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        app._there = None  # as while a screen never comes up
        packet(app, "g", "ctrl+c")
        await wait_until(pilot, lambda: app._exit)


async def test_a_screen_that_is_gone_is_asked_for_nothing(tmp_path: Path) -> None:
    """What a thread found for a screen that was left, or for an app that ended, is told to nobody."""
    told: list[str] = []
    app = app_of(kept(tmp_path), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        left = GlossaryScreen()
        app.push_screen(left)
        await on(pilot, "GlossaryScreen")
        tell_screen(left, lambda: told.append("there"))
        await wait_until(pilot, lambda: told == ["there"])
        app.pop_screen()
        await on(pilot, "RoundScreen")
        tell_screen(left, lambda: told.append("gone"))
        await rest(pilot)
    tell_screen(left, lambda: told.append("over"))
    assert told == ["there"]
