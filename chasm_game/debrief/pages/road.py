"""The other road: the best way on from the costliest decision, beside the player's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.figures import by_round, labels_of, on_labels
from chasm_game.debrief.headings import ROAD
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.luck_or_choice import luck_or_choice
from chasm_game.debrief.pages.turning_point import cost, together
from chasm_game.debrief.pages.turning_point import labels as ways
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import costliest, single, turning_point
from chasm_game.grammar import quoted

if TYPE_CHECKING:
    from chasm_game.charts.figures import Lines
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["road"]


def road(view: DebriefView, review: ReviewView | None) -> PageView | None:
    """The best way on from the costliest decision, its course beside the player's, and what was luck in it.

    None where no other way scores higher, or where the turning point has told all of it.
    """
    if review is None:
        return None
    worst = costliest(review)
    if worst is None or not review.road or review.road_score is None:
        return None
    # Where it was the turning point it is told there what it cost, and which way was right.
    small = turning_point(review) is None
    if single(review) and not small:
        return None  # the score after every answer stands there, and the course has the other road beside it
    led = [Words.of(cost(view, worst, is_turning=False), *together(view, review))] if small else []
    return PageView(
        "road",
        ROAD,
        (*led, Words.of(_parted(worst), _ends(view, worst, review.road_score))),
        _beside(view, review),
        after=(Words.of(luck_or_choice(worst)), *(ways(view, review) if small else ())),
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
