"""The end of a round's time on the projector: heard once, written until it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from session.rooms import Clock, opened, played
from tui.scripted import on, painted, wait_until
from tui.test_room_screens import app_for, press, to_letters

from chasm_game.settings import Keeper


@pytest.mark.parametrize("bell", [True, False])
async def test_the_end_of_the_time_is_heard_once_and_stays_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bell: bool
) -> None:
    """Not a second before; the bell is silent where the settings say so; a minute more takes the line away."""
    clock = Clock()
    app = app_for(tmp_path, opened(tmp_path, minutes=1, clock=clock))
    keeper = Keeper()
    keeper.change(bell=bell)
    app.adopt(keeper)
    rings: list[float] = []
    monkeypatch.setattr(app, "bell", lambda: rings.append(clock.now))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoomRoundScreen")
        await press(pilot, "t")
        clock.now += 59
        await wait_until(pilot, lambda: app.seen.timer.left == 1)
        assert "Time is up." not in painted(app)
        assert rings == []
        clock.now += 1
        await wait_until(pilot, lambda: "Time is up." in painted(app))
        await to_letters(pilot)
        await press(pilot, "a")
        clock.now += 60
        await press(pilot, "b")
        assert "Time is up." in painted(app)
        assert rings == [160.0] * bell
        await press(pilot, "plus")
        await wait_until(pilot, lambda: "Time is up." not in painted(app))
    app.let_go()


@pytest.mark.parametrize("bell", [True, False])
async def test_a_letter_that_is_refused_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bell: bool) -> None:
    """Whoever reads cards and types hears one that is not there or locked, and none that is taken."""
    app = app_for(tmp_path, played(opened(tmp_path), "aaa"))
    keeper = Keeper()
    keeper.change(bell=bell)
    app.adopt(keeper)
    rings: list[int] = []
    monkeypatch.setattr(app, "bell", lambda: rings.append(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoomRoundScreen")
        await to_letters(pilot)
        waits = app.seen.view.round
        assert waits is not None
        locked = next(answer.letter for answer in waits.answers if answer.locked_for)
        free = next(answer.letter for answer in waits.answers if not answer.locked_for)
        await press(pilot, free.lower())
        assert rings == []
        await press(pilot, "i")
        assert len(rings) == bell
        await press(pilot, locked.lower())
        assert len(rings) == 2 * bell
    app.let_go()
