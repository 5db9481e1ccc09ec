"""What each decision was worth, as paragraphs: where this game stands among all, and what else was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Para, line

if TYPE_CHECKING:
    from chasm_game.session.review_views import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["WAITING", "worth"]

WAITING = "Every other way through this story is being played. It takes a moment; read on."
_BLOCKS = " ▁▂▃▄▅▆▇█"
_SIGNS = " .:-=+*#@"
_ROWS = 3
_POINTS = 20
"""Points in a bin: fifty of them over 0..1000."""


def worth(view: ReviewView) -> list[Para]:
    """Where you are, the turning point, and every decision beside what else was open."""
    return [*_standing(view), *[para for each in view.decisions for para in _decision(each)], *_explained(view)]


def _standing(view: ReviewView) -> list[Para]:
    """The distribution of all playthroughs, with a mark under this one."""
    told = (
        f"{view.paths:,} ways lead through this story, under the luck that fell. Yours scores better than "
        f"{int(view.percentile)} % of them; the best scores {view.best_score:.0f}, the worst {view.worst_score:.0f}."
    )
    paras = [Para(Content(told)), *_histogram(view)]
    if view.turning_point is not None:
        turning = view.decisions[view.turning_point - 1]
        paras.append(
            Para(Content.assemble(("The turning point: ", "bold"), line(turning.round_title), _cost(turning)), gap=1)
        )
    if view.road_score is not None:
        paras.append(Para(Content(f"The road not taken from your costliest decision ends at {view.road_score}.")))
    return paras


def _histogram(view: ReviewView) -> list[Para]:
    """Bars over the scores that occur, two cells each and three rows high."""
    first = next((n for n, count in enumerate(view.histogram) if count), 0)
    last = max((n for n, count in enumerate(view.histogram) if count), default=first)
    shown = view.histogram[first : last + 1]
    most = max(shown, default=1)
    blocks = _BLOCKS if glyphs().unicode else _SIGNS
    full = len(blocks) - 1
    heights = [0 if not count else max(1, round(count / most * full * _ROWS)) for count in shown]
    paras: list[Para] = []
    for row in reversed(range(_ROWS)):
        bars = "".join(blocks[min(max(height - row * full, 0), full)] * 2 for height in heights)
        mark = Content.styled(bars, ACCENT)  # a mark keeps its spaces where a text would lose them
        paras.append(Para(Content(""), mark, gap=0 if paras else 1))
    pointer = "▲" if glyphs().unicode else "^"
    paras.append(Para(Content(f"{pointer} you are here"), indent=2 * (view.own_bin - first)))
    ends = f"{first * _POINTS}".ljust(len(shown) * 2) + f" {(last + 1) * _POINTS}"
    paras.append(Para(Content(""), Content.styled(ends, MUTED)))
    return paras


def _cost(each: DecisionWorth) -> str:
    return f", {each.loss:.0f} % of all that was to be won."


def _decision(each: DecisionWorth) -> list[Para]:
    """A decision: its verdict, and the best score that each open answer still allowed."""
    style = UP if each.loss < 5 else DOWN
    lost = "" if each.loss < 0.05 else f", {each.loss:.1f} % lost"
    mark = Content.styled(f"{each.number}  ", f"bold {ACCENT}")
    paras = [Para(Content.assemble(line(each.round_title, "bold"), "  ", (each.verdict + lost, style)), mark, gap=1)]
    paras += [_answer(answer, best=answer.title == each.best) for answer in each.answers]
    if each.loss >= 0.05 and len(each.best_line) > 1:
        way = Content(", then ").join([line(title) for title in each.best_line])
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
