"""What may be known of an answer before it is given: whom it moves, when and which way, and who carries it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CARRIED", "DIRECTIONS", "STRANGE", "STRENGTHS", "ArrowView", "CarryView", "FallForecast", "ImpactView"]

DIRECTIONS = {1: "up", -1: "down", 0: "up or down, as luck will have it"}
"""Which way an arrow points, in the order in which they are said."""
STRENGTHS = {1: "a little", 2: "some", 3: "much"}
"""How strongly somebody is moved, in words: under 5 points of trust, under 12, more."""

STRANGE = {0: "as always", 1: "a little unlike you", 2: "unlike you", 3: "very unlike you"}
"""How strange an answer is to what the company's deeds have shown: under 0.15 of 1, under 0.3, under 0.45, more."""

CARRIED = {3: "in full", 2: "for the most part", 1: "in part", 0: "by halves"}
"""How far the leaders carry an answer: 0.95 of 1 and more, 0.8 and more, 0.65 and more, less."""


@dataclass(frozen=True, slots=True)
class ArrowView:
    """What an answer does to somebody's true trust by one moment, against waiting."""

    direction: int
    """-1 or 1; 0 where luck decides which way."""
    strength: int
    """1 to 3, see `STRENGTHS`."""
    points: float | None = None
    """The expected difference; None where points are not shown."""


@dataclass(frozen=True, slots=True)
class ImpactView:
    """Whom an answer moves, and how strongly; when and which way where the people were asked.

    Without arrows nothing is known but the strength.
    """

    id: str
    name: str
    strength: int
    """1 to 3: the stronger of what it does by the end of the round and later."""
    now: ArrowView | None = None
    """By the end of this round; None where that is nothing, or may not be known."""
    later: ArrowView | None = None
    """When the last of what the answer sends has landed; None where that is nothing, or may not be known."""

    @property
    def known(self) -> bool:
        """Whether it is known which way."""
        return self.now is not None or self.later is not None

    @property
    def direction(self) -> int | None:
        """Which way it goes in the end, else now: -1 or 1, 0 where luck decides; None where that is not known."""
        last = self.later or self.now
        return None if last is None else last.direction


@dataclass(frozen=True, slots=True)
class FallForecast:
    """How likely the company falls by an answer, 0..1, and whether waiting in its place leads to a fall."""

    now: float
    """By the end of this round."""
    later: float
    """When the last of what the answer sends has landed."""
    waiting_now: bool
    waiting_later: bool


@dataclass(frozen=True, slots=True)
class CarryView:
    """How strange an answer is to this house, and how far its leaders would carry it."""

    strangeness: int
    """0 to 3, see `STRANGE`."""
    carried: int
    """0 to 3, see `CARRIED`."""
    strange: float | None
    """0..1; None where numbers are not shown."""
    carry: float | None
    """The share of its gains that is carried, 0..1; None where numbers are not shown."""
