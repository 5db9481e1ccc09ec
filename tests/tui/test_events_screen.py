"""What model 2 brings to the screen: arrows for now and later, halves, leaders, promises, rescues, silent rounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from session import seats
from textual.pilot import Pilot
from textual.widgets import Static
from tui.scripted import ScriptedBackstage, on, painted, wait_until, words_of

from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.settings import Keeper
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.widgets.board import Board
from chasm_game.tui.widgets.landing import Landing

SIZES = [(60, 20), (80, 24), (120, 40)]
RICH = ("start: {cash: 6, asks: 2}", "start: {cash: 60, asks: 2}")


def app_on(play: LocalPlay) -> ChasmApp:
    """The game on a screen, without the confirm step."""
    keeper = Keeper()
    keeper.change(confirm=False)
    return ChasmApp(backstage=ScriptedBackstage(), seat=LocalSeat(play), keeper=keeper)


def everything(pilot: Pilot[Any]) -> str:
    """All words of the screen, also those to which one has to scroll, on one line."""
    parts = [words_of(each) for each in pilot.app.screen.query(Static)]
    parts += [each.plain for each in pilot.app.screen.query(Landing)]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_round_shows_leaders_and_promises_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """On the dashboard where there is room for them, else on top of the story; never in both, never in neither."""
    play = seats.begin(tmp_path, seats.eventful(), quick=True)
    app = app_on(play)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        assert painted(app).count("Ines Vall 45") == 1
        await pilot.press("1")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "Promised" in painted(app))
        assert painted(app).count("Promised") == 1
        assert painted(app).count("due now") == 1
        assert app.screen.query_one(Board).brief == (size == (60, 20))
    play.close()


async def test_asking_shows_now_and_later_and_both_halves(tmp_path: Path) -> None:
    """Two rows of arrows for the answer that is looked at, how far it is carried, and the halves beside the width."""
    play = seats.begin(tmp_path, seats.eventful(), quick=True)
    app = app_on(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("down")
        assert "To this house as always, carried in full" in painted(app)
        assert "Later" not in painted(app)
        play.ask("ines")
        assert isinstance(app.seat, LocalSeat)
        app.seat.refresh()
        await wait_until(pilot, lambda: "whom 45, how 50" in painted(app))
        assert "Now    Passengers ▲" in painted(app)
        assert "Later  Passengers ▼▼▼" in painted(app)
        assert "carried in full (100 %)" in painted(app)
        await pilot.press("c")
        await on(pilot, "ChasmScreen")
        assert isinstance(app.screen, ChasmScreen)
        words = everything(pilot)
        for title in ("Who decides", "What is told", "For when", "Who has the gain"):
            assert title in words
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
    play.close()


async def test_what_moves_every_round_is_folded_and_opens(tmp_path: Path) -> None:
    """One line with whom it moved; `o` opens it, cause by cause, and folds it again."""
    play = seats.begin(tmp_path, seats.eventful(RICH), quick=True)
    app = app_on(play)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("2")
        await on(pilot, "ConsequencesScreen")
        cause = "Wounds heal, if nobody opens them again."
        assert "As every round, business and time moved" in everything(pilot)
        assert cause not in everything(pilot)
        await pilot.press("o")
        assert cause in everything(pilot)
        await pilot.press("o")
        assert cause not in everything(pilot)
    play.close()


async def test_the_last_round_tells_promises_a_rescue_silent_rounds_and_a_fall(tmp_path: Path) -> None:
    """All that happens behind the last decision stands on its page, each as what it is."""
    play = seats.begin(tmp_path, seats.eventful(), quick=True)
    app = app_on(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert "The storm went by to the north." in everything(pilot)
        await pilot.press("1")
        await on(pilot, "ConsequencesScreen")
        assert "There was no strike." in everything(pilot)
        assert "Promised in round 1, “Promise them a boat on every hour”: Passengers much" in everything(pilot)
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await pilot.press("3")
        await on(pilot, "ConsequencesScreen")
        words = everything(pilot)
        assert "was due, and it was not kept: Passengers much, nothing of it came" in words
        assert "The owners stepped in, and put $4M in the till." in words
        assert "Silent round 1" in words
        assert "The company cannot pay" in words
        assert "“Say that all is well” (Crews some), was still open: it is broken." in words
    play.close()
