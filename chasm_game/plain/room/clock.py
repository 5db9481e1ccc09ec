"""The timer of a round, by words: how much is left, run, pause, a minute more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.room_sentences import time_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.plain.room.desk import Desk

__all__ = ["Clock"]


class Clock:
    """What can be done to the time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def orders(self) -> Sequence[Order]:
        """Four words."""
        return (
            Order("timer", "How much time is left. Its end is said by itself.", lambda _: self._tell()),
            Order("start", "The timer runs.", lambda _: self._run(running=True)),
            Order("pause", "The timer stands.", lambda _: self._run(running=False)),
            Order("minute", "One minute more.", lambda _: self._add()),
        )

    def _tell(self) -> None:
        self._desk.say(time_left(self._desk.room.timer))

    def _run(self, *, running: bool) -> None:
        timer = self._desk.room.timer
        if running and timer.left <= 0:
            self._desk.say("The time is up. minute adds a minute, and runs.")
            return
        self._desk.do(lambda room: room.run_timer(running))
        self._tell()

    def _add(self) -> None:
        self._desk.do(lambda room: room.add_minute())
        self._tell()
