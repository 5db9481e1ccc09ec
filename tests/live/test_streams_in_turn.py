"""Streams of a live room take turns with what is asked: nothing is lost by that, and nobody waits for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from chasm_game.live.refusals import NoSeat
from chasm_game.live.streams import Listeners, Stream, events

NEVER = 3600.0
"""Seconds: no beat comes in a test."""


@dataclass
class Room:
    """A number that changes, and who listens."""

    listeners: Listeners
    number: int = 0

    def change(self) -> None:
        """Another one."""
        self.number += 1
        self.listeners.wake()


@dataclass
class Seen:
    """A sight of it."""

    version: int
    who: str = "one"
    team: int = 1
    pause: float = 0.0

    @property
    def stamp(self) -> object:
        """Each is another."""
        return self.version

    def json(self) -> bytes:
        """The number."""
        return b"%d" % self.version

    def main(self) -> str:
        """The same."""
        return str(self.version)


async def listened(room: Room, heard: list[bytes], look: Callable[[], Any], until: int) -> None:
    """Listen until this number is heard, or the seat is gone."""
    stream = Stream(f"seat-{id(heard)}", 8, look, as_html=False, seen=None, counted=lambda _: None)
    async for each in events(stream, room.listeners, beat=NEVER):
        heard.append(each)
        if b'"version":%d,' % until in each:
            return


async def reached(state: Callable[[], bool]) -> None:
    """Give the others their turns until it is so."""
    for _ in range(10_000):
        if state():
            return
        await asyncio.sleep(0)
    raise AssertionError


def test_every_device_at_last_has_the_newest_state() -> None:
    """The room changes while states are being made, by who looks and in between: each of forty ends with the newest."""

    async def played() -> list[list[bytes]]:
        room = Room(Listeners())
        heard: list[list[bytes]] = [[] for _ in range(40)]
        looks = [0]

        def look() -> Seen:
            seen = Seen(room.number)
            looks[0] += 1
            if looks[0] % 7 == 0 and room.number < 20:
                room.change()  # after this one was made, before the others are
            return seen

        tasks = [asyncio.create_task(listened(room, each, look, 25)) for each in heard]
        while room.number < 25:
            await asyncio.sleep(0)
            room.change()
        await asyncio.gather(*tasks)
        return heard

    for each in asyncio.run(played()):
        states = [line for line in each if b"event: state" in line]
        numbers = [int(line.split(b"id: ")[1].split(b"\n")[0]) for line in states]
        assert numbers == sorted(set(numbers))
        assert numbers[-1] == 25


def test_what_is_asked_comes_between_two_states() -> None:
    """Thirty devices hear of a change: whoever asks something meanwhile is not the last."""

    async def played() -> list[str]:
        room = Room(Listeners())
        done: list[str] = []

        def look() -> Seen:
            done.append("state")
            return Seen(room.number)

        async def ask() -> None:
            while True:
                await asyncio.sleep(0)
                done.append("asked")

        heard: list[list[bytes]] = [[] for _ in range(30)]
        tasks = [asyncio.create_task(listened(room, each, look, 1)) for each in heard]
        await reached(lambda: all(any(b"event: state" in line for line in each) for each in heard))
        done.clear()
        asking = asyncio.create_task(ask())
        room.change()
        await asyncio.gather(*tasks)
        asking.cancel()
        return done

    done = asyncio.run(played())
    at = [place for place, what in enumerate(done) if what == "state"]
    assert len(at) == 30
    assert all(later - sooner > 1 for sooner, later in pairwise(at))


@pytest.mark.parametrize("ends", [NoSeat("gone"), RuntimeError("a fault")])
def test_a_state_that_cannot_be_made_holds_up_nobody(ends: Exception) -> None:
    """One seat is gone, or its state breaks: the others hear what they hear."""

    async def played() -> tuple[list[bytes], object]:
        room, heard, broken = Room(Listeners()), list[bytes](), list[bytes]()

        def breaks() -> Seen:
            raise ends

        first = asyncio.create_task(listened(room, broken, breaks, 1))
        second = asyncio.create_task(listened(room, heard, lambda: Seen(room.number), 1))
        await reached(lambda: any(b"event: state" in line for line in heard))
        room.change()
        await second
        return broken, (await asyncio.gather(first, return_exceptions=True))[0]

    broken, error = asyncio.run(played())
    assert broken[1:] == ([b"event: taken\ndata: -\n\n"] if isinstance(ends, NoSeat) else [])
    assert error is (None if isinstance(ends, NoSeat) else ends)
