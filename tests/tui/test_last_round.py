"""What followed from the last decision can be read once more from the round that waits."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from tui.scripted import ScriptedPlay, app_with, on, painted, wait_until, words_of

from chasm_game.tui.screens.last_round import LastRoundScreen
from chasm_game.tui.widgets.hints import Hints
from chasm_game.tui.widgets.landing import Landing


async def decided(pilot: Pilot[Any]) -> None:
    """The first round, with the first answer, and what followed."""
    await on(pilot, "RoundScreen")
    await pilot.press("1", "1", "f2")
    await on(pilot, "ConsequencesScreen")


@pytest.mark.parametrize("back", ["enter", "escape", "q"])
async def test_the_last_outcome_is_read_again_from_the_next_round(back: str) -> None:
    """Whoever went past it finds its key on the last line at 80 cells; it is all there at once, and leads back."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert "Last round" not in painted(app)
        await pilot.press("l")
        await decided(pilot)
        followed = words_of(app.screen.query_one("#outcome"))
        await pilot.press("enter", "enter")
        await on(pilot, "RoundScreen")
        assert "l Last round" in painted(app).splitlines()[-1]
        await pilot.press("l")
        await on(pilot, "LastRoundScreen")
        assert "You chose" in painted(app)
        assert all(landing.done for landing in app.screen.query(Landing))
        assert words_of(app.screen.query_one("#outcome")) == followed
        await pilot.press(back)
        await on(pilot, "RoundScreen")


async def test_a_game_that_was_left_on_the_outcome_has_it_in_the_next_round() -> None:
    """Esc on the outcome and back to the game lands in the next round: there it is a key away."""
    play = ScriptedPlay(quick=True)
    app = app_with(play)
    async with app.run_test(size=(100, 30)) as pilot:
        await decided(pilot)
        seat = app.seat
        assert seat is not None
        app.sit(seat)
        app.go_on()
        await on(pilot, "RoundScreen")
        assert app.screen.query_one(Hints).at("last")
        await pilot.press("l")
        await on(pilot, "LastRoundScreen")


async def test_a_round_that_was_decided_elsewhere_goes_on_over_the_last_outcome() -> None:
    """It is a look back: what happens in the game meanwhile comes up over it."""
    play = ScriptedPlay(quick=True)
    app = app_with(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await decided(pilot)
        await pilot.press("enter", "enter")
        await on(pilot, "RoundScreen")
        await pilot.press("l")
        await on(pilot, "LastRoundScreen")
        screen, seat = app.screen, app.seat
        assert isinstance(screen, LastRoundScreen)
        assert seat is not None
        assert screen.stands(seat.state.view, 0)
        assert not screen.stands(seat.state.view, 1)
        app.go_on()
        await wait_until(pilot, lambda: not isinstance(app.screen, LastRoundScreen))
