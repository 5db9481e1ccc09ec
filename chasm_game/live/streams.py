"""Streams of events: the newest state whenever it is another one, and a beat so that silence means something."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from chasm_game.live.refusals import NoSeat
from chasm_game.live.sights import state

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from chasm_game.live.sights import Sight

__all__ = ["Listeners", "events"]

PADDING = b":" + b" " * 2048 + b"\n\n"
"""What is between here and the device may keep the first bytes until there are enough."""
BEAT = b"event: beat\ndata: -\n\n"
TAKEN = b"event: taken\ndata: -\n\n"
BYE = b"event: bye\ndata: -\n\n"


class Listeners:
    """Everybody who hears of changes, and when the host ends."""

    def __init__(self) -> None:
        self.over = False
        """Whether the host ends."""
        self._waiting: set[asyncio.Event] = set()

    def __len__(self) -> int:
        """Streams that are open."""
        return len(self._waiting)

    def wake(self) -> None:
        """Something is other than before."""
        for each in self._waiting:
            each.set()

    def end(self) -> None:
        """The host ends: every stream says so, and ends."""
        self.over = True
        self.wake()

    def enter(self) -> asyncio.Event:
        """One more who waits."""
        event = asyncio.Event()
        self._waiting.add(event)
        return event

    def leave(self, event: asyncio.Event) -> None:
        """One less."""
        self._waiting.discard(event)


async def events(
    look: Callable[[], Sight], listeners: Listeners, *, as_html: bool, seen: int | None, beat: float
) -> AsyncIterator[bytes]:
    """The states of a device, each a whole one, until it or the host goes.

    `look` makes the newest, and raises `NoSeat` where the device has no seat any more; `seen` is the version that it
    has already; a beat comes after so many seconds without anything.
    """
    event = listeners.enter()
    try:
        yield PADDING
        last: object = None
        while not listeners.over:
            try:
                sight = look()
            except NoSeat:
                yield TAKEN
                return
            if sight.stamp != last:
                last = sight.stamp
                # Whoever comes back with the newest state needs it no second time.
                if sight.version != seen:
                    data = state(sight, as_html=as_html)
                    yield b"id: %d\nevent: state\ndata: %b\n\n" % (sight.version, data)
                seen = None
            try:
                async with asyncio.timeout(beat):
                    await event.wait()
            except TimeoutError:
                yield BEAT
            event.clear()
        yield BYE
    finally:
        listeners.leave(event)
