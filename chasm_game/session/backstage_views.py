"""The lines of the library and of the shelf of saves, as a screen shows them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LibraryLine", "SaveLine"]


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A scenario that may be played, or a file with a fault."""

    id: str
    title: str
    summary: str
    level: str
    minutes: int
    origin: str
    """The place it was found in, as a person calls it."""
    best: int | None
    """The best score so far, 0..1000; None where it was never finished."""
    error: str
    """The first fault; not empty means shown but not playable."""


@dataclass(frozen=True, slots=True)
class SaveLine:
    """A game that was begun."""

    path: str
    scenario: str
    title: str
    team: str
    started: str
    where: str
    """How far it is, for example `round 3 of 6` or `finished: 643`."""
    finished: bool
    error: str
    """Why it cannot be opened; empty where it can."""
