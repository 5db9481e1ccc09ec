"""Games of the small story, looked back on, and reviews whose numbers a test chooses."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from session import seats

from chasm_game.debrief.page import PageView, WalkView
from chasm_game.views.debrief import DebriefView
from chasm_game.views.named import Named
from chasm_game.views.outputs import TrajectoryPoint
from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView


def played(
    folder: Path, *responses: str, quick: bool = True, ask_first: bool = False
) -> tuple[DebriefView, ReviewView]:
    """A game of the small story, looked back on."""
    play = seats.begin(folder, quick=quick)
    if not quick:
        play.submit_beliefs({"customers": 60, "investors": 40})
    for response in responses:
        prediction = None if quick else ("customers", 70)
        play.decide(response, prediction=prediction, reason="" if quick else "It was time.")
    if not quick:
        play.submit_beliefs({"customers": 50, "employees": 50})
    view, review = play.debrief(), play.review()
    play.close()
    return view, review


def page(told: WalkView, name: str) -> PageView:
    """One page."""
    return next(p for p in told.pages if p.id == name)


def words(of: PageView) -> str:
    """All that it says."""
    return " ".join(w.text for w in (*of.words, *of.after))


MINE = Named("mine", "Mine")


def worth(
    number: int, loss: float, *, fell: float = 0.0, average: float | None = 0.0, label: str = "new"
) -> DecisionWorth:
    """A decision in which `fell` and `average` points of score lay between the best answer and the chosen one.

    Without an average none was measured.
    """
    mine, other = (None, None) if average is None else (500.0, 500.0 + average)
    answers = (
        AnswerWorth("mine", "Mine", True, 500.0, mine, "new"),
        AnswerWorth("other", "Other", False, 500.0 + fell, other, label),
    )
    best = Named("other", "Other") if loss else MINE
    return DecisionWorth(
        number, f"r{number}", f"Round {number}", MINE, best, answers, loss, "costly", (best, Named("later", "Later"))
    )


def reviewed(review: ReviewView, *decisions: DecisionWorth) -> ReviewView:
    """A review with other worths."""
    worst = max(decisions, key=lambda d: d.loss)
    turning = worst.number if worst.loss >= 5 else None
    road = tuple(TrajectoryPoint(str(n), 50.0 + n, 40.0, 10.0, coast=False) for n in range(4))
    return dataclasses.replace(review, decisions=decisions, turning_point=turning, road=road, road_score=600)
