"""A room is called in a thread of its own, one call after the other: no screen waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.session.room.port import RoomDoorPort, RoomPort
    from chasm_game.session.room.views import RoomLine, RoomView, TimerView

__all__ = ["RoomAnswer", "RoomCalls", "RoomSeen", "Ticked", "asked", "left_rooms", "seen_of", "ticked"]

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class RoomSeen:
    """What was seen of a room when it was last called: all that screens know of it."""

    view: RoomView
    timer: TimerView
    notice: str
    """What has to be said of the room's files; empty mostly."""


@dataclass(frozen=True, slots=True)
class RoomAnswer(Generic[_Found]):
    """What came of a call."""

    found: _Found | None
    fault: ChasmError | None
    """Why it could not be done, and then nothing has changed; None where it was done."""
    seen: RoomSeen
    """The room afterwards."""


def asked(room: RoomPort, act: Callable[[RoomPort], _Found]) -> RoomAnswer[_Found]:
    """Do something to a room, and look at it; takes as long as the room takes."""
    found, fault = None, None
    try:
        found = act(room)
    except ChasmError as error:
        fault = error
    return RoomAnswer(found, fault, seen_of(room))


def seen_of(room: RoomPort) -> RoomSeen:
    """All that is to be seen of a room now."""
    return RoomSeen(room.view(), room.timer, room.notice)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What came of a look at the time."""

    timer: TimerView
    notice: str
    """As `RoomSeen.notice`."""
    fault: ChasmError | None
    """Why the time could not be written down; None where it was, or was not due."""


def ticked(room: RoomPort) -> Ticked:
    """Look at the time that is left, and at nothing else: to make the whole view every second would be much work."""
    try:
        room.tick()
    except ChasmError as error:
        return Ticked(room.timer, room.notice, error)
    return Ticked(room.timer, room.notice, None)


def left_rooms(door: RoomDoorPort) -> Sequence[RoomLine] | ChasmError:
    """The rooms that can be gone on with; or why they cannot be listed."""
    try:
        return door.left()
    except ChasmError as error:
        return error


class RoomCalls:
    """A thread that does one thing after the other, in the order in which they were handed in.

    `tell` has something done by the thread of the screens; it may be called from any thread.
    """

    def __init__(self, tell: Callable[[Callable[[], None]], object]) -> None:
        self._tell = tell
        # One thread alone: a room is no more than its files, and two calls at once would write between each other.
        self._lane = ThreadPoolExecutor(1, "room")
        self._closed = False

    def call(self, work: Callable[[], _Found], then: Callable[[_Found], None]) -> None:
        """Work in the thread; `then` hears of it in the thread of the screens, where a fault of it is raised too."""
        if self._closed:
            return

        def run() -> None:
            try:
                found = work()
            except BaseException as fault:  # noqa: BLE001  (raised again where the app can end by it)
                self._tell(lambda fault=fault: _throw(fault))  # type: ignore[misc]
            else:
                self._tell(lambda: then(found))

        self._lane.submit(run)

    def close(self) -> None:
        """Come to an end; what was handed in is still done before this returns."""
        self._closed = True
        self._lane.shutdown(wait=True)


def _throw(fault: BaseException) -> None:
    raise fault
