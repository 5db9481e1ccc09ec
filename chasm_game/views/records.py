"""What somebody's games of one story come to together."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BestGame", "EndingFound", "Foresight", "RecordsView", "RoundRecord"]


@dataclass(frozen=True, slots=True)
class BestGame:
    """The best game at one difficulty."""

    difficulty: str
    score: int
    """0..1000."""
    ending: str
    """Its title."""


@dataclass(frozen=True, slots=True)
class EndingFound:
    """An ending that was reached, and how often."""

    title: str
    times: int


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round that was met in some game."""

    title: str
    given: tuple[str, ...]
    """The titles of the answers that were given in some game, in the order of the story."""
    never: tuple[str, ...]
    """Those that never were."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """Predictions of a range of confidence."""

    least: int
    """Per cent, the lower end."""
    most: int
    made: int
    right: int
    sure: float
    """The mean confidence in per cent; 0 where none was made."""


@dataclass(frozen=True, slots=True)
class RecordsView:
    """The games of one story, as it is now, that are over; and how many others there are."""

    scenario: str
    title: str
    games: int
    """Assessed games that are over, on this text and these rules: all that follows is of them."""
    practice: int
    unfinished: int
    other: int
    """Games on another version of the story or of the rules."""
    damaged: int
    best: tuple[BestGame, ...]
    """One for every difficulty that was played, the easiest first."""
    endings: tuple[EndingFound, ...]
    """Those found, the commonest first."""
    endings_in_all: int
    rounds: tuple[RoundRecord, ...]
    """Those met, in the order of the story."""
    unmet: int
    """Rounds that no game has met."""
    asked: int
    """In how many rounds the people were asked."""
    played: int
    """Of so many."""
    foresight: tuple[Foresight, ...]
    """By confidence, the least sure first; empty where nothing was ever predicted."""
