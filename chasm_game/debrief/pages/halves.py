"""The two halves of the chasm, round by round: for whom value is created, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.figures import by_round
from chasm_game.debrief.page import Kind, PageView, Sentence, Words
from chasm_game.debrief.pages.course import after_last_decision, went

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["halves"]

MEAN = "The chasm is the mean of two distances: for whom value is created, and how."


def halves(view: DebriefView) -> PageView | None:
    """Both halves by round; None where the chasm is its first half alone."""
    first, last = view.trajectory[0], after_last_decision(view)
    if first.what is None or last.what is None or first.how is None or last.how is None:
        return None
    whom, how = went(Kind.WHOM_LED, first.what, last.what), went(Kind.HOW_LED, first.how, last.how)
    moved = Sentence(
        f"From the start to your last decision the distance in whom it is created for {whom.text}, in how {how.text}.",
        (*whom.facts, *how.facts),
    )
    lines = (
        Line("whom", tuple(Point(p.what) for p in view.trajectory)),
        Line("how", tuple(Point(p.how) for p in view.trajectory), "sparse"),
        Line("chasm", tuple(Point(p.chasm) for p in view.trajectory), "dotted"),
    )
    figure = by_round("The chasm and its halves by round", lines, (view.trajectory,))
    return PageView("halves", "The two halves of the chasm", (Words.of(Sentence(MEAN), moved, *_people(view)),), figure)


def _people(view: DebriefView) -> list[Sentence]:
    moved = "The people moved too: a part of it is theirs."
    return [Sentence(moved)] if view.outputs.people_moved else []
