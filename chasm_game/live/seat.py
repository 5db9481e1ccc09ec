"""A seat of a live room, as the screens and plain mode play it: the host holds the game, this holds the line to it."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from chasm_game.errors import ChasmError
from chasm_game.grammar import capital
from chasm_game.live.device import Device
from chasm_game.live.device_thread import DeviceThread
from chasm_game.live.host_messages import Lost, State
from chasm_game.live.person_seat import PersonSeat, person_seat
from chasm_game.live.seat_requests import sent_as
from chasm_game.live.views import LiveStage, PersonView
from chasm_game.session.seat import (
    ChangeRequest,
    ChoiceRequest,
    Passed,
    SeatState,
    SheetRequest,
)
from chasm_game.session.wire import NotUnderstood, from_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.live.address import Address
    from chasm_game.live.device import Rhythm
    from chasm_game.live.host_messages import Heard
    from chasm_game.session.seat import Request
    from chasm_game.views.review import ReviewView

__all__ = ["LiveSeat"]

_ON_ITS_WAY = "something that was handed in is still on its way"


class LiveSeat:
    """A `Seat` over the network. One thread of its own talks to the host; no call waits for it."""

    def __init__(
        self,
        address: Address,
        token: str,
        first: PersonView,
        rhythm: Rhythm | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address, self._clock = address, clock
        self._lock = threading.RLock()
        self._heard: Callable[[], None] | None = None
        self.person = first
        """What was heard last, as the host tells it."""
        self._passed_over: frozenset[str] = frozenset()
        self._changes = ""
        """The id of the round in which this seat wants to choose anew."""
        self._seat = self._made(first)
        self._seen_at = clock()
        """When this device's own clock was last set by the host's."""
        self._version = first.version
        """Of what is seen; 0 once the host was lost, for one that is started again may count anew."""
        self._pending: Request | None = None
        self._lost = self._over = ""
        self.is_taken = False
        """Whether it is over because another device has it."""
        self._answers: set[Future[Any]] = set()
        self._closed = False
        self._line = DeviceThread(lambda: Device(address, token=token, rhythm=rhythm), self._take)

    @classmethod
    def open(
        cls,
        address: Address,
        token: str,
        rhythm: Rhythm | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> Self:
        """Sit down where this token belongs; waits for the first view.

        Raises `Unreachable` where no host answers, `Refused` where it does not know the token.
        """

        async def first() -> PersonView:
            device = Device(address, token=token, rhythm=rhythm)
            try:
                return _person((await device.state()).said)
            finally:
                device.close()

        return cls(address, token, asyncio.run(first()), rhythm, clock)

    # ------------------------------------------------------------- the seat

    @property
    def state(self) -> SeatState:
        """How it stands now."""
        with self._lock:
            seat = self._seat
            return SeatState(
                seat.view,
                self._pending,
                self._lost,
                seat.words,
                seat.votes,
                seat.can_take_pen and not self._over,
                seat.can_change and self._pending is None and not self._over,
                self._over,
                self._time_left(),
                self.person.time_runs and not self._over,
            )

    def _time_left(self) -> float | None:
        """The host says it whenever it is started, stopped or changed; between that it goes on here."""
        left = self.person.time_left
        gone = self._clock() - self._seen_at if self.person.time_runs else 0.0
        return None if left is None or self._over else max(left - gone, 0.0)

    def watch(self, heard: Callable[[], None] | None) -> None:
        """Call this after every change; None: nobody any more."""
        self._heard = heard

    def hand_in(self, request: Request) -> Future[None]:
        """Send it, again after every loss of the line, until it is answered."""
        answer: Future[None] = Future()
        with self._lock:
            if self._closed or self._over or self._pending is not None:
                answer.set_exception(ChasmError(self._over or _ON_ITS_WAY))
                return answer
            if isinstance(request, ChangeRequest):
                return self._choose_anew(request, answer)
            try:
                sent = sent_as(request, self.person.round, votes=self._seat.votes)
            except ChasmError as error:
                answer.set_exception(error)
                return answer
            self._pending = request
            self._answers.add(answer)
        self._line.start(self._hand_in(request, *sent, answer))
        self._tell()
        return answer

    def _choose_anew(self, request: ChangeRequest, answer: Future[None]) -> Future[None]:
        """Nothing is sent: at the host the last answer of a round is the one that counts."""
        now = self.person.round
        if now is None or now.round != request.round:
            answer.set_exception(Passed("this round is closed: what was handed in stands"))
        elif not self._seat.can_change:
            answer.set_exception(ChasmError("nothing was handed in from here that could be changed"))
        else:
            self._changes = request.round
            self._seat = self._made(self.person)
            answer.set_result(None)
            self._tell()
        return answer

    def review(self) -> Future[ReviewView]:
        """Not from afar: every other way through the story is played where the story is."""
        return _failed(ChasmError("what each decision was worth stands on your team's own page, once it is written"))

    def export(self, folder: str) -> Future[tuple[str, ...]]:  # noqa: ARG002  (nothing is written)
        """Not from afar."""
        page = self.person.page
        where = f"it is {self._address.root}{page}" if page else "whoever leads the room writes it at the end"
        return _failed(ChasmError(f"a seat in a live room writes no files; your team has a page of its own: {where}"))

    def try_again(self) -> None:
        """Look for the host now."""
        self._line.soon(self._line.device.try_again)

    def close(self) -> None:
        """Leave. The seat is kept: whoever has its token comes back to it."""
        with self._lock:
            if self._closed:
                return
            self._closed, self._heard = True, None
            waiting = list(self._answers)
        self._line.end()
        for answer in waiting:
            answer.cancel()

    # ------------------------------------------------------------- in the thread of the line

    def _take(self, heard: Heard) -> None:
        """What was heard, as it stands from now on."""
        with self._lock:
            if isinstance(heard, State):
                try:
                    person = _person(heard.said)
                except NotUnderstood as error:
                    # An older terminal at a newer host: it is said, and what comes next may be understood again.
                    self._lost = f"{error}; this Chasm and the host's may be of different versions"
                else:
                    self._lost = ""
                    self._show(person)
            elif isinstance(heard, Lost):
                self._lost, self._version = heard.why, 0
            elif self.person.stage is not LiveStage.CLOSED:  # that ends every seat, and was told
                self.is_taken = heard.taken
                self._over = f"{capital(heard.why)}.{self._way_back() if heard.taken else ''}"
        self._tell()

    def _way_back(self) -> str:
        return f" The same command, then back, your team and PIN {self.person.pin}, brings it here again."

    def _show(self, person: PersonView) -> None:
        # What was asked for beside an answer may be ahead of the stream.
        if person.version < self._version:
            return
        self.person, self._version, self._seen_at = person, person.version, self._clock()
        self._seat = self._made(person)
        if person.stage is LiveStage.CLOSED and self._seat.view.debrief is None:
            self._over = self._seat.words

    def _made(self, person: PersonView) -> PersonSeat:
        return person_seat(person, self._address.root, self._passed_over, self._changes)

    async def _hand_in(self, request: Request, verb: str, fields: Mapping[str, Any], answer: Future[None]) -> None:
        device, fault = self._line.device, None
        try:
            if verb != "sheet" or len(fields) > 1:  # a sheet that is passed over is nothing to be sent
                await device.hand_in(verb, fields)
        except ChasmError as error:
            fault = error
        # What came of it is seen before it is answered: whoever hears the answer looks at once.
        person: PersonView | None = None
        with suppress(ChasmError):
            person = _person((await device.state()).said)
        with self._lock:
            if isinstance(request, SheetRequest) and request.points is None and fault is None:
                self._passed_over |= {request.when}
            if isinstance(request, ChoiceRequest) and fault is None:
                self._changes = ""
            if person is not None:
                self._show(person)
            else:
                self._seat = self._made(self.person)  # and not shown anew: its time was told a while ago
            self._pending = None
            self._answers.discard(answer)
        if not answer.cancelled():
            if fault is None:
                answer.set_result(None)
            else:
                answer.set_exception(fault)
        self._tell()

    def _tell(self) -> None:
        heard = self._heard
        if heard is not None:
            heard()


def _person(said: Mapping[str, Any]) -> PersonView:
    return from_wire(PersonView, json.dumps(said.get("view")).encode())


def _failed(error: ChasmError) -> Future[Any]:
    answer: Future[Any] = Future()
    answer.set_exception(error)
    return answer
