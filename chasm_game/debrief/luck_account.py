"""What luck gave a game: what it came to against what could be expected after each decision, and where it fell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.debrief.selection import chosen_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["Luck", "luck_of"]


@dataclass(frozen=True, slots=True)
class Luck:
    """Points of score that luck gave a game, or took (negative)."""

    given: float
    """In all."""
    most: DecisionWorth
    """After which decision most of them fell, the first of equal ones."""
    there: float
    """How many fell there."""


def luck_of(review: ReviewView, score: float) -> Luck | None:
    """What luck gave a game that came to an exact `score`; None where no decision was taken, or where expectations
    were not measured.

    After every decision something can be expected of best play that does not know the luck to come. What can be
    expected before the next one (after the last: what the game came to) is more than that by luck alone.
    """
    expected = [_expected(worth) for worth in review.decisions]
    known = [both for both in expected if both is not None]
    # The gifts of a game add up to a whole; with one of them unknown, the sum would be about something else.
    if not known or len(known) < len(expected):
        return None
    reached = [*(best for best, _ in known[1:]), score]
    gifts: Sequence[float] = [later - own for (_, own), later in zip(known, reached, strict=True)]
    # By size and not by sign: what luck took is as much its doing as what it gave.
    most = max(range(len(gifts)), key=lambda n: abs(gifts[n]))
    return Luck(sum(gifts), review.decisions[most], gifts[most])


def _expected(worth: DecisionWorth) -> tuple[float, float] | None:
    """What could be expected on average luck before a decision, and after it."""
    mine = chosen_answer(worth)
    measured = [a.on_average for a in worth.answers if a.on_average is not None]
    if mine is None or mine.on_average is None or len(measured) < len(worth.answers):
        return None
    return max(measured), mine.on_average
