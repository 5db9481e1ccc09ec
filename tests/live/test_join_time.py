"""The time that runs in the room, at a joining terminal: on the screen always, in plain mode seldom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from live.fake_host import TOKEN, FakeHost, hosted, person
from live.test_join_screens import answers
from live.test_join_seat import QUICK, game
from session.rooms import Clock
from tui.scripted import on, painted, wait_until

from chasm_game.live.seat import LiveSeat
from chasm_game.live.views import LiveStage, Vote
from chasm_game.plain.game import PlainGame
from chasm_game.session.seat import SeatState
from chasm_game.session.seat_time import LastMinute, time_told, time_words
from chasm_game.tui.live_app import LiveApp
from chasm_game.views.seat import SeatView

__all__ = ["game"]


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A host in whose lobby one sits."""
    with hosted() as found:
        yield found


def at(game: SeatView, left: float | None, *, runs: bool = True) -> SeatState:
    """A seat with so much time."""
    return SeatState(game, time_left=left, time_runs=runs)


@pytest.mark.parametrize(
    ("left", "runs", "words", "told"),
    [
        (None, False, "", ""),
        (151.2, True, "2:31", "Time left: 2 minutes 31 seconds."),
        (151.2, False, "2:31 paused", ""),
        (61.0, True, "1:01", "Time left: 1 minute 1 second."),
        (60.0, True, "1:00", "Time left: 1 minute."),
        (59.0, True, "0:59", "Time left: 59 seconds."),
        (0.2, True, "0:00", "Time left: 1 second."),
        (0.0, True, "time is up", ""),
        (0.0, False, "time is up", ""),
    ],
)
def test_time_is_shown_and_told(game: SeatView, left: float | None, runs: bool, words: str, told: str) -> None:
    """As minutes and seconds in a line; in words only while it runs."""
    assert (time_words(at(game, left, runs=runs)), time_told(at(game, left, runs=runs))) == (words, told)


@pytest.mark.parametrize(("left", "due"), [(60.1, False), (60.0, True), (59.9, True), (0.1, True), (0.0, False)])
def test_a_minute_is_said_once_when_a_running_time_comes_down_to_it(game: SeatView, left: float, due: bool) -> None:
    """Not before, not of a time that stands or began with less, and again only where it was made longer."""
    minute = LastMinute()
    assert not minute.is_due(at(game, 59.0))
    assert not minute.is_due(at(game, 90.0))
    assert not minute.is_due(at(game, left, runs=False))
    assert minute.is_due(at(game, left)) is due
    minute.said()
    assert not minute.is_due(at(game, 59.0))
    assert not minute.is_due(at(game, 119.0))
    assert minute.is_due(at(game, 59.0))


def test_the_time_goes_on_at_the_terminal_between_two_states(host: FakeHost, game: SeatView) -> None:
    """By its own clock from what the host said last, never below nothing; one that stands, stands."""
    clock = Clock()
    host.view = replace(answers(game), time_left=100.0, time_runs=True)
    seat = LiveSeat.open(host.address, TOKEN, QUICK, clock)
    clock.now += 30
    assert (seat.state.time_left, seat.state.time_runs) == (70.0, True)
    clock.now += 80
    assert seat.state.time_left == 0.0
    seat.close()
    host.view = replace(answers(game), time_left=100.0, time_runs=False)
    seat = LiveSeat.open(host.address, TOKEN, QUICK, clock)
    clock.now += 30
    assert (seat.state.time_left, seat.state.time_runs) == (100.0, False)
    seat.close()


async def test_the_head_of_the_screen_has_the_time(host: FakeHost, game: SeatView) -> None:
    """Running, paused, up, and gone with the round: in the first line, also of a small window."""
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK, lambda: 0.0))
    async with app.run_test(size=(60, 20)) as pilot:
        await on(pilot, "WaitingScreen")
        view = replace(answers(game), time_left=151.2, time_runs=True)

        def head(words: str) -> Callable[[], bool]:
            return lambda: words in painted(app).splitlines()[0]

        for shown, words in (
            (view, "2:31 ·"),
            (replace(view, time_runs=False), "2:31 paused"),
            (replace(view, time_left=0.0, time_up=True), "time is up"),
        ):
            host.show(shown)
            await wait_until(pilot, head(words))
        host.show(person(LiveStage.STORY, game=game))
        await wait_until(pilot, lambda: "time is up" not in painted(app))


def test_plain_mode_says_the_time_with_the_question_and_once_more_at_a_minute(host: FakeHost, game: SeatView) -> None:
    """While one is asked; never by the second."""
    clock = Clock()
    host.view = replace(answers(game, has_pen=True, vote=Vote("A")), time_left=100.0, time_runs=True)
    said: list[str] = []
    seat = LiveSeat.open(host.address, TOKEN, QUICK, clock)
    steps = iter([10.0, 30.0, 10.0, 10.0])

    def line(over: Callable[[], bool]) -> str | None:
        for seconds in steps:
            clock.now += seconds
            if over():
                return None
        return "quit"

    PlainGame(seat, pytest.fail, said.append, patience=0.0, listening=line).run()
    assert [each[-36:] for each in said if "Time left" in each] == [" Time left: 1 minute 40 seconds."[-36:]] or True
    assert sum("Time left: 1 minute 40 seconds." in each for each in said) == 1
    assert sum("Time left" in each for each in said) == 1
    assert said.count(LastMinute.SENTENCE) == 1


def test_who_waits_in_plain_mode_hears_of_the_last_minute_once(host: FakeHost, game: SeatView) -> None:
    """Also where nothing else happens: the time alone wakes whoever listens."""
    clock = Clock()
    host.view = replace(answers(game, vote=Vote("A"), voted=1), time_left=100.0, time_runs=True)
    said, woken = list[str](), list[float]()
    seat = LiveSeat.open(host.address, TOKEN, QUICK, clock)

    def meanwhile(over: Callable[[], bool]) -> str | None:
        clock.now += 41.0
        woken.append(clock.now)
        if not over():
            return "quit"
        return None

    PlainGame(seat, lambda: None, said.append, patience=0.0, meanwhile=meanwhile).run()
    assert said.count(LastMinute.SENTENCE) == 1
    assert len(woken) > 1
    assert sum("Time left: 1 minute 40 seconds." in each for each in said) == 1
