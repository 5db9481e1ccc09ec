"""A game is open, and another one is opened: no decision is lost between them, and neither has what the other's is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input
from tui.scripted import SAVES, ScriptedBackstage, ScriptedPlay, at_once, on, painted, play_of, wait_until
from tui.test_flow import decided
from tui.test_settled import app_of, kept

from chasm_game.tui.app import ChasmApp


@pytest.mark.parametrize("opening", ["damaged", "no-such-story", "/saves/../saves/one.chasm"])
async def test_a_game_stays_open_where_no_other_can_be_opened(tmp_path: Path, opening: str) -> None:
    """A save that is damaged, a story that is gone, the game's own save: the round is still played, and decides."""
    app = app_of(kept(tmp_path, confirm=False), ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        open_play = play_of(app)
        app.open_saves()
        await on(pilot, "SavesScreen")
        if opening == "no-such-story":
            app.begin(opening)
        else:
            app.resume(opening)
        await wait_until(pilot, lambda: not app.is_opening)
        if "one" not in opening:
            await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await pilot.press("2", "2")
        await on(pilot, "ConsequencesScreen")
        assert play_of(app) is open_play
        assert len(decided(open_play)) == 1


async def test_a_game_is_closed_when_another_is_opened(tmp_path: Path) -> None:
    """What one left for another game is let go of: its save can be opened again."""
    first = ScriptedPlay(quick=True)
    app = app_of(kept(tmp_path), first)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        app.resume("/saves/two.chasm")
        await wait_until(pilot, lambda: first.closed)
        assert play_of(app) is not first


async def test_a_screen_without_its_game_says_that_nothing_was_decided(tmp_path: Path) -> None:
    """However a round came to stand there without its game: a key that decides nothing says so."""
    play = ScriptedPlay(quick=True)
    app = app_of(kept(tmp_path, confirm=False), play)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        app.let_go()
        await pilot.press("2", "2")
        await wait_until(pilot, lambda: any("nothing was decided" in n.message for n in app._notifications))
    assert decided(play) == []


async def test_what_was_filled_in_is_not_filled_in_for_another_game() -> None:
    """A reason that was begun in one game stands there again on the way back, and in no other game of that story."""
    backstage = ScriptedBackstage(saves=SAVES)
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=(100, 30)) as pilot:
        for save, written in (("/saves/one.chasm", ""), ("/saves/two.chasm", ""), ("/saves/one.chasm", "bread")):
            app.resume(save)
            await on(pilot, "RoundScreen")
            await pilot.press("1", "1")
            await on(pilot, "ConfirmScreen")
            reason = app.screen.query_one("#reason", Input)
            assert reason.value == written
            reason.value = reason.value or ("bread" if "one" in save else "flour")
            await pilot.press("escape")
            await on(pilot, "RoundScreen")
            await pilot.press("escape")
            await on(pilot, "TitleScreen")


async def test_while_a_game_is_opened_the_screen_says_so_and_hears_nothing() -> None:
    """Rules may take seconds to be read: the title stays, a sentence comes, and keys begin no second game."""
    goes_on = threading.Event()

    class Slow(ScriptedBackstage):
        begun = 0

        def new(self, *of: Any, **how: Any) -> Any:
            self.begun += 1
            assert goes_on.wait(60)
            return super().new(*of, **how)

    backstage = Slow(saves=SAVES)
    app = ChasmApp(backstage=backstage)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await on(pilot, "TitleScreen")
            before = painted(app).splitlines()
            app.begin("bakery")
            app.begin("bakery")
            await wait_until(pilot, lambda: "The game is being opened." in painted(app), "the sentence")
            # It moves nothing: every row but its own is as it was.
            now = painted(app).splitlines()
            assert [row for row, (old, new) in enumerate(zip(before, now, strict=True)) if old != new] == [22]
            await pilot.press("n", "enter")
            assert type(app.screen).__name__ == "TitleScreen"
            goes_on.set()
            await on(pilot, "BeliefsScreen")
            assert backstage.begun == 1
            assert not app.is_opening
    finally:
        goes_on.set()


async def test_a_game_that_is_opened_when_nobody_is_there_any_more_is_closed(tmp_path: Path) -> None:
    """The program is left while rules are read: the save that is made then is let go of, and can be opened again."""
    goes_on, made = threading.Event(), ScriptedPlay(quick=True)

    class Slow(ScriptedBackstage):
        def new(self, *_of: Any, **_how: Any) -> Any:
            assert goes_on.wait(60)
            return at_once(made)

    app = ChasmApp(backstage=Slow(saves=SAVES))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await on(pilot, "TitleScreen")
            app.begin("bakery")
        app.let_go()
        assert not app.is_opening
    finally:
        goes_on.set()
    for thread in threading.enumerate():
        if thread.name == "opening":
            thread.join(60)
    assert made.closed
