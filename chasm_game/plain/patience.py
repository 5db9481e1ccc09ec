"""Plain mode at a seat that takes its time: it waits, says for whom, and Ctrl+C leaves."""

from __future__ import annotations

import threading
from concurrent.futures import wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from chasm_game.errors import ChasmError
from chasm_game.session.seat import waiting_sentence
from chasm_game.session.seat_time import LastMinute, time_told
from chasm_game.text import one_line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from chasm_game.session.seat import Request, Seat, SeatState
    from chasm_game.views.seat import SeatView

__all__ = ["Patience", "SeatOver", "found", "may_type", "told"]

_BEAT = 0.5
"""Seconds after which it is looked again, so that Ctrl+C is heard on every system."""
_Found = TypeVar("_Found")


class SeatOver(ChasmError):
    """Nothing more comes to this seat; the message is a sentence."""


def found(answer: Future[_Found]) -> _Found:
    """What a seat finds elsewhere, when it is there; whoever waits can be interrupted."""
    while not answer.done():
        # Without an end Windows would hear Ctrl+C only when the answer comes.
        wait([answer], _BEAT)
    return answer.result()


@dataclass
class Patience:
    """Waits for a seat in the thread that reads and tells."""

    seat: Seat
    say: Callable[[str], None]
    before: float = 0.5
    """Seconds in which an answer may come before it is said that it is waited for."""
    news: Callable[[SeatView], bool] = lambda _: False
    """Whether there is something to be told already, though there is nothing to do yet."""
    meanwhile: Callable[[Callable[[], bool]], str | None] | None = None
    """Gives a line that is typed while nothing is asked for, None as soon as what it is given is true.

    None where nobody types, or where the system cannot wait for two things at once.
    """
    typed: Callable[[str], None] = lambda _: None
    """What is done with such a line."""

    def __post_init__(self) -> None:
        self.minute = LastMinute()
        """What is said of the time while one waits or is asked."""
        self._changed = threading.Event()
        self.seat.watch(self._changed.set)

    def hand_in(self, request: Request) -> SeatView:
        """Hand something in, and wait until it was taken and there is something to do again; what is seen then.

        Raises `Passed` where it came too late, or another `ChasmError` where it cannot be done.
        """
        self.send(request)
        return self.here()

    def send(self, request: Request) -> None:
        """Hand something in, and wait until it was taken. Raises as `hand_in` does."""
        answer = self.seat.hand_in(request)
        answer.add_done_callback(lambda _: self._changed.set())
        self._until(answer.done)
        answer.result()

    def here(self) -> SeatView:
        """What is seen, as soon as the phase is another than waiting, or there is news. Raises `SeatOver`."""

        def over() -> bool:
            view = self.seat.state.view
            return view.phase is not Phase.WAITING or self.news(view)

        while not over():
            if line := self._until(over, listens=True):
                self.typed(line)
        return self.seat.state.view

    def _until(self, over: Callable[[], bool], *, listens: bool = False) -> str:
        """Until it is over; or, where somebody `listens`, until a line is typed: it is given, else nothing."""
        said, lost, beat = "", False, self.before
        while not over():
            if listens and said and self.meanwhile is not None and may_type(self.seat.state):
                if line := self.meanwhile(self._is_news):
                    return line
            else:
                self._changed.wait(beat)
            # Before looking: what changes after this wakes the next wait.
            self._changed.clear()
            state, beat = self.seat.state, _BEAT
            if state.over and not over():
                raise SeatOver(state.over)
            if lost and not state.lost:
                self.say("The connection is back.")
            lost = bool(state.lost)
            if self.minute.is_due(state) and not over():
                self.minute.said()
                self.say(LastMinute.SENTENCE)
            sentence = waiting_sentence(state)
            if sentence and sentence != said and not over():
                words = may_type(state) if listens and self.meanwhile is not None else ""
                self.say(f"{told(state, one_line(sentence, 400))} {words}Ctrl+C leaves.")
                said = sentence
        return ""

    def _is_news(self) -> bool:
        return self._changed.is_set() or self.minute.is_due(self.seat.state)


def told(state: SeatState, words: str) -> str:
    """Words of a seat with the time that is left behind them."""
    return " ".join(each for each in (words, time_told(state)) if each)


def may_type(state: SeatState) -> str:
    """What may be typed while one waits, in sentences; empty mostly."""
    words = "Type change to choose again. " if state.can_change else ""
    return f"{words}Type pen to take the pen. " if state.can_take_pen and state.pending is None else words
