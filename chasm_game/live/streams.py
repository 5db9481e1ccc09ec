"""Streams of events: the newest state whenever it is another one, and a beat so that silence means something."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.live.refusals import NoSeat
from chasm_game.live.sights import state

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from chasm_game.live.sights import Sight

__all__ = ["AT_ONCE", "MOST_OF_BOARD", "MOST_OF_ONE", "Listener", "Listeners", "Stream", "events"]

MOST_OF_ONE = 8
"""Streams of one seat: a phone, a laptop, and those of a moment ago that nobody has closed yet."""
MOST_OF_BOARD = 64
"""Streams of the board, which anybody may open."""
AT_ONCE = 2
"""States that are made between two looks at what was asked: an answer takes several looks, and waits at each."""
PADDING = b":" + b" " * 2048 + b"\n\n"
"""What is between here and the device may keep the first bytes until there are enough."""
BEAT = b"event: beat\ndata: -\n\n"
TAKEN = b"event: taken\ndata: -\n\n"
BYE = b"event: bye\ndata: -\n\n"


@dataclass(eq=False)
class Listener:
    """A stream that is open."""

    who: str
    """A seat's code, or what else is looked at."""
    team: int = 0
    """The team for whose changes it waits; 0: for those of anybody."""
    is_replaced: bool = False
    """Whether newer streams of the same took its place."""
    event: asyncio.Event = field(default_factory=asyncio.Event)


class Listeners:
    """Everybody who hears of changes, and when the host ends."""

    def __init__(self) -> None:
        self.over = False
        """Whether the host ends."""
        self.turn = asyncio.Semaphore(AT_ONCE)
        """Held while a state is made: a few, and before the next ones comes whatever was asked meanwhile."""
        self._open: dict[Listener, None] = {}

    def __len__(self) -> int:
        """Streams that are open."""
        return len(self._open)

    def wake(self, team: int = 0) -> None:
        """Something is other than before: for those who listen for this team and for all teams; 0: for everybody."""
        for each in self._open:
            if team in {0, each.team} or each.team == 0:
                each.event.set()

    def end(self) -> None:
        """The host ends: every stream says so, and ends."""
        self.over = True
        self.wake()

    def enter(self, who: str, most: int) -> Listener:
        """One more; where there are more than `most` of the same, the oldest goes."""
        same = [each for each in self._open if each.who == who and not each.is_replaced]
        if len(same) >= most:
            same[0].is_replaced = True
            same[0].event.set()
        made = Listener(who)
        self._open[made] = None
        return made

    def leave(self, listener: Listener) -> None:
        """One less."""
        self._open.pop(listener, None)


@dataclass(frozen=True, slots=True)
class Stream:
    """What a device wants to hear of."""

    who: str
    """A seat's code, or what else is looked at."""
    most: int
    """So many of the same may be open."""
    look: Callable[[], Sight]
    """Makes the newest; raises `NoSeat` where the device has no seat any more."""
    as_html: bool
    seen: int | None
    """The version that it has already."""
    counted: Callable[[int], None]
    """Hears 1 when the stream begins, and -1 when it ends."""


async def events(stream: Stream, listeners: Listeners, *, beat: float) -> AsyncIterator[bytes]:
    """The states of a device, each a whole one, until it or the host goes.

    A beat comes after so many seconds without anything.
    """
    me = listeners.enter(stream.who, stream.most)
    stream.counted(1)
    try:
        yield PADDING
        last, seen = None, stream.seen
        while not listeners.over and not me.is_replaced:
            data = b""
            try:
                # Nothing is sent in it: a device that reads slowly would hold up everybody.
                async with listeners.turn:
                    sight = stream.look()
                    stamp, version = sight.stamp, sight.version
                    # Whoever comes back with the newest state needs it no second time.
                    if stamp != last and version != seen:
                        data = state(sight, as_html=stream.as_html)
                    await asyncio.sleep(0)  # with the turn: here is where requests come in
            except NoSeat:
                yield TAKEN
                return
            me.team = sight.team
            if stamp != last:
                last, seen = stamp, None
            if data:
                yield b"id: %d\nevent: state\ndata: %b\n\n" % (version, data)
            try:
                async with asyncio.timeout(beat):
                    await me.event.wait()
            except TimeoutError:
                yield BEAT
            else:
                await asyncio.sleep(sight.pause)  # what comes one upon the other is sent once
            me.event.clear()
        if listeners.over:
            yield BYE
    finally:
        listeners.leave(me)
        stream.counted(-1)
