"""The time that a room gives for an answer, as a terminal shows it and as it is heard: seldom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import plural

if TYPE_CHECKING:
    from chasm_game.session.seat import SeatState

__all__ = ["LastMinute", "time_told", "time_words"]

MINUTE = 60.0
"""Seconds that are left when it is said once more."""


def time_words(state: SeatState) -> str:
    """The time as it stands in a line, `2:05`; empty where there is none."""
    if state.time_left is None:
        return ""
    if state.time_left <= 0:
        return "time is up"
    minutes, seconds = divmod(round(state.time_left), 60)
    return f"{minutes}:{seconds:02d}{'' if state.time_runs else ' paused'}"


def time_told(state: SeatState) -> str:
    """The time as a sentence for whoever listens; empty where none runs, and once it is up, which is said elsewhere."""
    if state.time_left is None or not state.time_runs or state.time_left <= 0:
        return ""
    minutes, seconds = divmod(max(round(state.time_left), 1), 60)
    parts = [plural(minutes, "minute")] * (minutes > 0) + [plural(seconds, "second")] * (seconds > 0)
    return f"Time left: {' '.join(parts)}."


class LastMinute:
    """Whether it is to be said that a minute is left: once each time that a running time comes down to it."""

    SENTENCE = "One minute is left."

    def __init__(self) -> None:
        self._was_more = False

    def is_due(self, state: SeatState) -> bool:
        """Whether the time that ran with more than a minute left at an earlier look has come down to one."""
        left = state.time_left if state.time_runs else None
        if left is not None and left > MINUTE:
            self._was_more = True
        return self._was_more and left is not None and 0 < left <= MINUTE

    def said(self) -> None:
        """It was said: not again, unless the time is made longer."""
        self._was_more = False
