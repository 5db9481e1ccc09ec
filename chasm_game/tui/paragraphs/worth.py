"""What each decision was worth, as paragraphs: where this game stands among all, and what else was open.

Between the two stands the chart of all ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief.pages.turning_point import turning_point
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Para, line

if TYPE_CHECKING:
    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["WAITING", "standing", "worth"]

WAITING = "Every other way through this story is being played. It takes a moment; read on."


def standing(view: ReviewView) -> list[Para]:
    """Where this game stands among all: above their chart."""
    told = (
        f"{view.paths:,} ways lead through this story, under the luck that fell. Yours scores better than "
        f"{int(view.percentile)} % of them; the best scores {view.best_score:.0f}, the worst {view.worst_score:.0f}."
    )
    return [Para(Content(told))]


def worth(view: ReviewView) -> list[Para]:
    """The turning point, and every decision beside what else was open: under the chart."""
    return [*_turning(view), *[para for each in view.decisions for para in _decision(each)], *_explained(view)]


def _turning(view: ReviewView) -> list[Para]:
    paras: list[Para] = []
    if (turning := turning_point(view)) is not None:
        paras.append(Para(Content.assemble(("The turning point: ", "bold"), line(turning.round_title), _cost(turning))))
    if view.road_score is not None:
        paras.append(Para(Content(f"The road not taken from your costliest decision ends at {view.road_score}.")))
    return paras


def _cost(each: DecisionWorth) -> str:
    return f", {each.loss:.0f} % of all that was to be won."


def _decision(each: DecisionWorth) -> list[Para]:
    """A decision: its verdict, and the best score that each open answer still allowed."""
    style = UP if each.loss < 5 else DOWN
    lost = "" if each.loss < 0.05 else f", {each.loss:.1f} % lost"
    mark = Content.styled(f"{each.number}  ", f"bold {ACCENT}")
    paras = [Para(Content.assemble(line(each.round_title, "bold"), "  ", (each.verdict + lost, style)), mark, gap=1)]
    paras += [_answer(answer, best=answer.id == each.best.id) for answer in each.answers]
    if each.loss >= 0.05 and len(each.best_line) > 1:
        way = Content(", then ").join([line(answer.name) for answer in each.best_line])
        paras.append(Para(Content.assemble(("Best from here: ", MUTED), way), indent=3))
    return paras


def _answer(answer: AnswerWorth, *, best: bool) -> Para:
    scores = f"{answer.under_the_luck:4.0f}  {answer.on_average:4.0f}  "
    mark = Content.styled(scores, "bold" if best else MUTED)
    aside = " (yours)" if answer.chosen else ""
    return Para(Content.assemble(line(answer.title), (aside, ACCENT)), mark, indent=3)


def _explained(view: ReviewView) -> list[Para]:
    told = (
        "The two numbers are the best score still reachable after an answer: under the luck that fell, and on average "
        f"luck (the mean of {view.seeds} other draws of what was still to come). Asking is held as you did it."
    )
    return [Para(Content.styled(told, MUTED), gap=1)]
