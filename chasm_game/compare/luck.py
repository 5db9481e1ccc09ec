"""Luck against choice in a room: which answers were good ones, as it fell and on average."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.debrief.selection import costliest
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.views import TeamLine, TeamPack
    from chasm_game.views.review import DecisionWorth

__all__ = ["ORDINARY", "Luck", "luck", "luck_of_all", "luck_sentence", "roads"]

ORDINARY = 5.0
"""Points of score, of 1000, by which the best way may reach more or less than is expected; less is no luck."""


_EXPECTS = "best play expects that does not know its luck"


@dataclass(frozen=True, slots=True)
class Luck:
    """What a team's answers did under the luck that fell, and what they would have done on average."""

    line: TeamLine
    decided: int
    best: int
    """Answers than which none was better under the luck that fell."""
    measured: int
    """Of how many it is known what their answers were worth on average."""
    best_on_average: int
    """Answers than which none was better on average, for somebody who does not know the luck to come."""
    lost: float
    """Points of score between the best that was to be had and what the team has."""
    unlucky: tuple[str, ...]
    """Titles of rounds whose answer was best on average, and was not under the luck that fell."""
    lucky: tuple[str, ...]
    """Titles of rounds whose answer was not best on average, and was under the luck that fell."""


def luck(pack: TeamPack) -> Luck | None:
    """None where it is not known what the decisions were worth."""
    if pack.review is None:
        return None
    judged = [(d.round_title, *_judged(d)) for d in pack.review.decisions]
    return Luck(
        pack.line,
        len(judged),
        sum(fell for _, fell, _ in judged),
        sum(mean is not None for _, _, mean in judged),
        sum(bool(mean) for _, _, mean in judged),
        # The best play is found by another way of adding up: it may be short of the game by the last bit.
        max(pack.review.best_score - pack.debrief.outputs.score_exact, 0.0),
        tuple(title for title, fell, mean in judged if mean and not fell),
        tuple(title for title, fell, mean in judged if fell and mean is False),
    )


def luck_of_all(packs: Sequence[TeamPack]) -> float | None:
    """How much more the best way reaches under the luck that fell than best play expects; None if not known."""
    gains = []
    for pack in packs:
        if pack.review is None or not pack.review.decisions:
            continue
        answers = pack.review.decisions[0].answers
        expected = [a.on_average for a in answers if a.on_average is not None]
        if expected:
            gains.append(max(a.under_the_luck for a in answers) - max(expected))
    return sum(gains) / len(gains) if gains else None


def luck_sentence(gain: float | None) -> str:
    """What the luck of all was; empty where it is not known."""
    if gain is None:
        return ""
    if abs(gain) < ORDINARY:
        return f"It was ordinary: the best way under it reaches about what {_EXPECTS}."
    if gain > 0:
        return f"It was kind to whoever used it: the best way under it reaches {gain:.0f} points more than {_EXPECTS}."
    return f"It was unkind: even the best way under it reaches {-gain:.0f} points less than {_EXPECTS}."


def roads(packs: Sequence[TeamPack]) -> Iterator[tuple[TeamPack, DecisionWorth, int]]:
    """Each team that lost something: its costliest decision, and how much more the road from there had brought."""
    for pack in packs:
        review = pack.review
        worst = None if review is None else costliest(review)
        if review is not None and worst is not None and review.road_score is not None:
            yield pack, worst, review.road_score - pack.debrief.outputs.score


def _judged(decision: DecisionWorth) -> tuple[bool, bool | None]:
    """Whether the answer was best under the luck that fell, and on average; None where that was not measured."""
    chosen = next((a for a in decision.answers if a.chosen), None)
    # Waiting is no answer that one could have bettered: it is taken where nothing is open.
    if chosen is None:
        return True, True
    expected = [a.on_average for a in decision.answers if a.on_average is not None]
    mean = None if chosen.on_average is None else _leads(chosen.on_average, expected)
    return _leads(chosen.under_the_luck, [a.under_the_luck for a in decision.answers]), mean


def _leads(score: float, scores: Sequence[float]) -> bool:
    return not felt(max(scores) - score)
