"""The other road: the best way on from the costliest decision, and what was luck in it and what was choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.figures import by_round, labels_of, on_labels
from chasm_game.debrief.headings import ROAD
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.turning_point import cost
from chasm_game.debrief.pages.turning_point import labels as ways
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import best_answer, chosen_answer, costliest, turning_point
from chasm_game.grammar import quoted, whole
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.charts.figures import Lines
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["road"]

MOSTLY, PARTLY = 1 / 3, 2 / 3
"""Which part of what the better answer brought is left on average luck: under a third it was mostly luck."""


def road(view: DebriefView, review: ReviewView | None) -> PageView | None:
    """The best way on from the costliest decision, its course beside the player's, and what was luck in it.

    None where no other way scores higher.
    """
    if review is None:
        return None
    worst = costliest(review)
    if worst is None or not review.road or review.road_score is None:
        return None
    # Where it was the turning point it is told there what it cost, and which way was right.
    small = turning_point(review) is None
    led = [Words.of(cost(view, worst, is_turning=False))] if small else []
    return PageView(
        "road",
        ROAD,
        (*led, Words.of(_parted(worst), _ends(view, worst, review.road_score))),
        _beside(view, review),
        after=(Words.of(_luck(worst)), *(ways(view, review) if small else ())),
    )


def _parted(worst: DecisionWorth) -> Sentence:
    steps = ", then ".join(quoted(answer.name) for answer in worst.best_line)
    fact = Fact(Kind.PARTED, worst.best.id, worst.number)
    return Sentence(f"It parts from yours in {round_named(worst.number, worst.round_title)}: {steps}.", (fact,))


def _ends(view: DebriefView, worst: DecisionWorth, score: int) -> Sentence:
    fact = Fact(Kind.ROAD, round=worst.number, amount=score, start=view.outputs.score)
    near = ", a point or less apart" if score == view.outputs.score else ""
    return Sentence(f"It ends at a score of {score}, yours at {view.outputs.score}{near}.", (fact,))


def _beside(view: DebriefView, review: ReviewView) -> Lines:
    labels = labels_of(view.trajectory, review.road)
    mine = Line("yours", on_labels(labels, view.trajectory, lambda p: Point(p.value)))
    other = Line("road", on_labels(labels, review.road, lambda p: Point(p.value)), "sparse")
    return by_round("Value by round, yours and on the road not taken", (mine, other), labels)


def _luck(worst: DecisionWorth) -> Sentence:
    """Whether the better answer was better only because of the luck that fell."""
    best, mine = best_answer(worst), chosen_answer(worst)
    assert best is not None
    assert mine is not None
    if best.on_average is None or mine.on_average is None:
        unknown = "Whether this was luck or choice was not measured: with all luck to come, too many ways lead on."
        return Sentence(unknown, (Fact(Kind.LUCK_NOT_MEASURED, round=worst.number),))
    fell, average = best.under_the_luck - mine.under_the_luck, best.on_average - mine.on_average
    if not any(a.on_average is None or felt(a.under_the_luck - a.on_average) for a in worst.answers):
        same = "Luck has no part in this: on average luck each answer is worth as much."
        return Sentence(same, (Fact(Kind.NO_LUCK, round=worst.number),))
    more = f"{whole(fell)} more" if felt(fell) else "hardly more"
    under = f"under the luck that fell the better answer could bring {more}"
    could = Fact(Kind.UNDER_THE_LUCK, best.id, worst.number, amount=whole(fell) if felt(fell) else None)
    luck = Fact(Kind.LUCK, round=worst.number, sign=-1)
    if not felt(average):
        text = f"This was luck: {under}, on average luck the two are worth the same."
        return Sentence(text, (luck, could, Fact(Kind.ON_AVERAGE, best.id, worst.number)))
    would = Fact(Kind.ON_AVERAGE, best.id, worst.number, amount=whole(abs(average)), sign=1 if average > 0 else -1)
    if average < 0:
        text = f"This was luck: {under}, on average luck yours is the better one, by {whole(-average)}."
        return Sentence(text, (luck, could, would))
    # Nothing under the luck that fell and something on average is all choice.
    part = average / fell if fell else 1.0
    sign, kind = (
        (-1, "mostly luck") if part < MOSTLY else (0, "part luck") if part < PARTLY else (1, "the choice, not luck")
    )
    made = Fact(Kind.LUCK, round=worst.number, sign=sign)
    return Sentence(f"This was {kind}: {under}, on average luck {whole(average)}.", (made, could, would))
