"""What model 2 brings to the screen: arrows for now and later, halves, leaders, promises, rescues, silent rounds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from session import seats
from textual.pilot import Pilot
from textual.widgets import Static
from tui.scripted import ScriptedBackstage, on, painted, wait_until, words_of

from chasm_game.debrief.happenings import people_moved
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.settings import Keeper
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.screens.silent import SilentScreen
from chasm_game.tui.widgets.board import Board
from chasm_game.tui.widgets.landing import Landing

SIZES = [(60, 20), (80, 24), (120, 40)]
VALUES = re.compile(r"[1-4] [\d.]+ [▲▼=]")
"""A silent round that was seen: its number, and the value at its end with its change."""
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
        await pilot.press("1", "1")
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
        await pilot.press("2", "2")
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
    """Behind the last decision all that happens is told as what it is, the silent rounds on a screen of their own."""
    play = seats.begin(tmp_path, seats.eventful(), quick=True)
    app = app_on(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert "The storm went by to the north." in everything(pilot)
        await pilot.press("1", "1")
        await on(pilot, "ConsequencesScreen")
        assert "There was no strike." in everything(pilot)
        assert "Promised in round 1, “Promise them a boat on every hour”: Passengers much" in everything(pilot)
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await pilot.press("3", "3")
        await on(pilot, "ConsequencesScreen")
        words = everything(pilot)
        assert "was due, and it was not kept: Passengers much, nothing to speak of came" in words
        assert "The owners stepped in, and put $4M in the till." in words
        assert "Silent round 1" not in words
        await pilot.press("enter")
        await on(pilot, "SilentScreen")
        assert "Silent round 1" in everything(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "The company cannot pay" in everything(pilot))
        words = everything(pilot)
        assert "“Say that all is well” (Crews some), was still open: it is broken." in words
    play.close()


async def test_silent_rounds_are_played_one_after_another(tmp_path: Path) -> None:
    """Any key shows the next, left the one before; Esc the last at once; only there Enter goes on, and the values of
    those that were seen stand above.
    """
    play = seats.begin(tmp_path, seats.eventful(RICH), quick=True)
    app = app_on(play)
    async with app.run_test(size=(80, 24)) as pilot:
        for answer in ("2", "3"):
            await on(pilot, "RoundScreen")
            await pilot.press(answer, answer)
            await on(pilot, "ConsequencesScreen")
            await pilot.press("enter")
        await on(pilot, "SilentScreen")

        async def shows(number: int) -> None:
            await wait_until(pilot, lambda: f"Silent round {number}" in everything(pilot))

        await shows(1)
        assert len(VALUES.findall(painted(app))) == 1
        for key, number in (("x", 2), ("space", 3), ("left", 2)):
            await pilot.press(key)
            await shows(number)
        assert len(VALUES.findall(painted(app))) == 3
        await pilot.press("escape")
        await shows(4)
        assert "That was all of it." in everything(pilot)
        await pilot.press("enter")
        await on(pilot, "DebriefScreen")
    play.close()


async def test_with_motion_a_silent_round_lands_bit_by_bit_and_two_enters_skip_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing waits for it: the first Enter goes to the next while changes land, the second to the last, all landed."""
    monkeypatch.setattr(SilentScreen, "BEAT", 3600.0)
    monkeypatch.setattr(ChasmApp, "motion", "full")
    play = seats.begin(tmp_path, seats.eventful(RICH), quick=True)
    for answer in ("fix", "nothing"):
        play.decide(answer)
    app = app_on(play)
    async with app.run_test(size=(100, 30)) as pilot:
        assert app.seat is not None
        app.show_silent(play.consequences()[-1])
        await on(pilot, "SilentScreen")
        landing = app.screen.query_one(Landing)
        assert not landing.done
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Silent round 2" in everything(pilot))
        await wait_until(pilot, lambda: app.screen.landing)  # type: ignore[attr-defined]  # it is a silent screen
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Silent round 4" in everything(pilot))
        assert app.screen.query_one(Landing).done
    play.close()


async def test_quarters_in_which_nothing_lands_are_one(tmp_path: Path) -> None:
    """A line for all of them together, and one value; what lands after them has its own."""
    play = seats.begin(tmp_path, seats.eventful(RICH), quick=True)
    for answer in ("promise", "nothing"):
        play.decide(answer)
    app = app_on(play)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show_silent(play.consequences()[-1])
        await on(pilot, "SilentScreen")
        words = everything(pilot)
        assert "Silent rounds 1 to 3" in words
        assert "From the first to the third quarter nothing landed." in words
        assert re.search(r"Value [\d.]+  1–3 [\d.]+ [▲▼=]", painted(app))
        assert len(VALUES.findall(painted(app))) == 1
        await pilot.press("space")
        await wait_until(pilot, lambda: "Silent round 4" in everything(pilot))
        assert "nothing landed" not in everything(pilot)
        assert "That was all of it." in everything(pilot)
    play.close()


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((100, 45), True)])
async def test_the_screen_says_why_the_chasm_moved_between_rounds(
    tmp_path: Path, size: tuple[int, int], beside: bool
) -> None:
    """Below the picture where there is room, and behind the key that opens the chasm at every size."""
    other = ("shock: {text: The bridge is open.,", "shock: {text: The bridge is open., people: {customers: 90},")
    play = seats.begin(tmp_path, seats.eventful(RICH, other), quick=True)
    play.ask()
    play.decide("fix")
    why = people_moved(play.round().chasm)
    assert why
    app = app_on(play)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        seen = [each for each in app.screen.query("#chasm-why") if each.display]
        assert bool(seen) is beside
        assert (why.split()[-1] in painted(app)) is beside
        await pilot.press("c")
        await on(pilot, "ChasmScreen")
        assert why in everything(pilot)
    play.close()
