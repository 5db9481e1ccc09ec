"""For who lost nothing: the way that comes nearest, and what it would have taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.turning_point import REACH, answers, labels
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import costliest
from chasm_game.grammar import plural, quoted, whole

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["rival"]


def rival(view: DebriefView, review: ReviewView | None) -> PageView | None:
    """The best of all answers that were not given, with the way on from there; None where something was lost."""
    if review is None or costliest(review) is not None:
        return None
    found = _nearest(review)
    if found is None:
        return None
    worth, other = found
    return PageView(
        "rival",
        "The nearest rival",
        (Words.of(_nothing_lost(view)), Words.of(_near(view, worth, other))),
        table=answers(worth),
        after=(Words(REACH, "note"), *labels(view, review)),
    )


def _nearest(review: ReviewView) -> tuple[DecisionWorth, AnswerWorth] | None:
    """The answer that was not given and leads highest, the first of equal ones, with its decision."""
    found = [(worth, answer) for worth in review.decisions for answer in worth.answers if not answer.chosen]
    return max(found, key=lambda each: each[1].under_the_luck, default=None)


def _nothing_lost(view: DebriefView) -> Sentence:
    made = "each of your decisions" if len(view.decisions) > 1 else "your decision"
    text = f"Nothing was lost: {made} was as good as the best that was open, under the luck that fell."
    return Sentence(text, (Fact(Kind.NO_LOSS, count=len(view.decisions)),))


def _near(view: DebriefView, worth: DecisionWorth, other: AnswerWorth) -> Sentence:
    steps = ", then ".join(quoted(answer.name) for answer in other.line) or quoted(other.title)
    end, mine = whole(other.under_the_luck), view.outputs.score
    apart = mine - end
    ends = "as high as yours" if apart <= 0 else f"{plural(apart, 'point')} below yours"
    return Sentence(
        f"The way that comes nearest parts from yours in {round_named(worth.number, worth.round_title)}: {steps}. "
        f"It ends at a score of {end}, {ends}.",
        (Fact(Kind.RIVAL, other.id, worth.number, amount=end, start=mine),),
    )
