"""The time that a room has for a round. After a crash it stands where it was last written down, and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.session.room.views import TimerView

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MOST", "WRITTEN_EVERY", "EndOfTime", "RoomTimer"]

WRITTEN_EVERY = 10.0
"""Seconds after which a running timer is written down: so much a crash may cost."""
MOST = 60 * 60.0
"""Seconds that a timer may hold."""


class RoomTimer:
    """Counts down on a clock that it is given, in seconds; it never goes below 0 and decides nothing."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left, self._since = 0.0, 0.0
        self._written = 0.0
        self.running = False

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(self._left - (self._clock() - self._since), 0.0) if self.running else self._left

    @property
    def view(self) -> TimerView:
        """As a screen shows it."""
        return TimerView(self.left, self.running and self.left > 0)

    @property
    def is_due(self) -> bool:
        """Whether it is time to write it down again."""
        # Seldom: every note is an fsync. And once at the end, so that a crash does not give the last seconds back.
        return self.running and (self._written - self.left >= WRITTEN_EVERY or self.left <= 0)

    def set(self, left: float, *, running: bool) -> None:
        """Stand at `left` seconds, or run from there."""
        self._left = self._written = min(max(left, 0.0), MOST)
        self._since = self._clock()
        self.running = running and self._left > 0

    def wrote(self, left: float) -> None:
        """It was written down that so much is left: it runs on meanwhile, however long a disk takes; at 0 it stands."""
        self._written = left
        if left <= 0:
            self._left, self.running = 0.0, False


class EndOfTime:
    """Tells the moment at which a running timer comes to its end, once each time; one that stands has none."""

    def __init__(self) -> None:
        self._ran = False

    def has_come(self, timer: TimerView) -> bool:
        """Whether the time that ran at the last look is up now."""
        ran, self._ran = self._ran, timer.running
        return ran and timer.left <= 0
