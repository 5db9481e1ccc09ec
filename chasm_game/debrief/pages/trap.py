"""For who did not lose much: the worst answer that was open, and what it would have cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.turning_point import REACH, answers
from chasm_game.debrief.phrases import round_named, the_way
from chasm_game.debrief.selection import chosen_answer, costliest, single, turning_point
from chasm_game.grammar import quoted, whole
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["TRAP", "trap"]

TRAP = 5.0
"""Per cent of all that lies between the worst and the best way from which on an answer is told as a trap: what would
have been the turning point of a game."""


def trap(review: ReviewView | None) -> PageView | None:
    """The answer that would have cost most; None for who found their own turning point, or where none cost much.

    Of a single decision that lost nothing the rival's page has every answer with its score already.
    """
    if review is None or turning_point(review) is not None:
        return None
    if single(review) and costliest(review) is None:
        return None
    span = review.best_score - review.worst_score
    found = [each for each in _traps(review) if shows(span) and 100 * each[0] / span >= TRAP]
    if not found:
        return None
    _, worth, answer = max(found, key=lambda each: each[0])
    words = (Words.of(_would_have_cost(worth, answer)),)
    return PageView("trap", "The trap that you avoided", words, table=answers(worth), after=(Words(REACH, "note"),))


def _traps(review: ReviewView) -> Iterator[tuple[float, DecisionWorth, AnswerWorth]]:
    """Every answer that was not given, with how much less could be reached after it than after the player's own."""
    for worth in review.decisions:
        mine = chosen_answer(worth)
        for answer in worth.answers:
            if mine is not None and not answer.chosen:
                yield mine.under_the_luck - answer.under_the_luck, worth, answer


def _would_have_cost(worth: DecisionWorth, answer: AnswerWorth) -> Sentence:
    """By the numbers that are shown: whoever subtracts them finds what is said."""
    mine = chosen_answer(worth)
    assert mine is not None
    reach, left = whole(mine.under_the_luck), whole(answer.under_the_luck)
    where = round_named(worth.number, worth.round_title)
    return Sentence(
        f"In {where}, {quoted(answer.title)}{the_way(answer.label)} was open too. "
        f"Whatever had followed, it would have led to a score of {left} at most; after {quoted(mine.title)} you could "
        f"still reach {reach}. It would have cost at least {reach - left}.",
        (Fact(Kind.TRAP, answer.id, worth.number, amount=left, start=reach),),
    )
