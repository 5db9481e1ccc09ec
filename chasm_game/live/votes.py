"""What the people of a team would take, counted; and what that comes to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chasm_game.live.lead_views import Doing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["counted", "doing", "majority", "pen_in_turn"]


def counted(letters: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each letter and how many voted for it, in the order of the alphabet: not the most first."""
    return tuple(sorted(Counter(letters).items()))


def majority(votes: Iterable[tuple[str, int]]) -> str:
    """The letter that most voted for; empty where nobody voted, or where two have as many."""
    ranked = sorted(votes, key=lambda vote: -vote[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def doing(people: int, votes: Sequence[tuple[str, int]], *, decided: bool) -> Doing:
    """What a team is doing that is in the round, while answers are open."""
    voted = sum(count for _, count in votes)
    if decided:
        return Doing.DECIDED
    if not people:
        return Doing.EMPTY
    if not voted:
        return Doing.READING
    if voted < people:
        return Doing.VOTING
    return Doing.AGREED if max(count for _, count in votes) * 2 > voted else Doing.SPLIT


def pen_in_turn(members: Sequence[str], revealed: int) -> str:
    """Who has the pen of a team, by the order of coming and the rounds that were revealed; empty where nobody sits."""
    return members[revealed % len(members)] if members else ""
