"""Who is there: which devices listen or asked a moment ago, and how long nothing came from a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Presence"]

HERE_FOR = 25.0
"""Seconds after which a device that asked for its state counts as gone."""


class Presence:
    """What is known of devices by the time at which they were heard of; nothing of it is written down."""

    def __init__(self, clock: Callable[[], float], teams: Iterable[int]) -> None:
        self.clock = clock
        """Seconds; only differences count."""
        self._active = dict.fromkeys(teams, clock())
        self._seen: dict[str, float] = {}
        self._listening: dict[str, int] = {}

    def is_there(self, seat: str) -> bool:
        """Whether a device of this seat listens, or asked a moment ago."""
        seen = self._seen.get(seat)
        return bool(self._listening.get(seat)) or (seen is not None and self.clock() - seen < HERE_FOR)

    def saw(self, seat: str) -> None:
        """A device of this seat asked for something."""
        self._seen[seat] = self.clock()

    def listens(self, seat: str, more: int) -> None:
        """One device of this seat more (1) or less (-1) listens."""
        self._listening[seat] = self._listening.get(seat, 0) + more
        self.saw(seat)

    def silent(self, team: int) -> float:
        """Seconds since anything came from a team."""
        return max(self.clock() - self._active.get(team, self.clock()), 0.0)
