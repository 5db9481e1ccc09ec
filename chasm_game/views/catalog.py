"""The lines of the library and of the shelf of saves, as a screen shows them."""

from __future__ import annotations

from dataclasses import dataclass

from chasm_game.limits import WRITTEN

__all__ = ["CASES", "DifficultyLine", "LibraryLine", "SaveLine"]

CASES = "Cases: what real companies had to decide"
"""What stands above the shelf of cases, on every face of the game."""


@dataclass(frozen=True, slots=True)
class DifficultyLine:
    """How hard a game may be."""

    id: str
    title: str
    because: str


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
    hides: tuple[str, ...] = ()
    """The places, farther away, that have a scenario of the same id."""
    is_case: bool = False
    """Whether it is what a real company had to decide, with what really happened; cases are a shelf of their own."""


@dataclass(frozen=True, slots=True)
class SaveLine:
    """A game that was begun."""

    path: str
    scenario: str
    title: str
    team: str
    started: str
    where: str
    """How far it is, for example `3 rounds played` or `finished`."""
    finished: bool
    error: str
    """Why it cannot be opened; empty where it can."""
    practice: bool = False
    seed: int = 1
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""
    score: int | None = None
    """0..1000; None until it was worked out (`Backstage.scored`), and where the game is not over."""
    ending: str = ""
    """The title of the ending, with the score."""
    name: str = ""
    """What the player calls this game; empty where it has no name of its own."""
    old: str = ""
    """Why it is neither scored nor gone on with, and its decisions can only be read; empty for games of today."""
