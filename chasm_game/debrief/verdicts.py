"""The two verdicts on a game, each named for what it judges: value against what was possible here, and the chasm.

They may differ: the best of all ways can leave a company on its own side, and a poor one can cross.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.grammar import ended, whole
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["MARKS", "chasm_verdict", "place", "possible", "value_verdict"]

MARKS = (
    "the worst there is",
    "in the lower third of all ways",
    "in the middle third of all ways",
    "in the upper third of all ways",
    "in the best tenth of all ways",
    "the best there is",
)
"""Where a score lies among those of all ways, in words."""
_ENDS = (100 / 3, 200 / 3, 90.0)
"""Per cent of all ways: where the lower third, the middle one, and the upper third short of the best tenth end."""


def place(score: int, worst: int, best: int, beaten: int) -> int:
    """Which of `MARKS` a score gets that beats so many per cent of all ways, by the numbers that are shown.

    By ways and not by points: where most ways lie close together, and a few that fell far below, a score in the upper
    third of the points may be worse than four ways of five. Where all ways score alike it is the best.
    """
    if score >= best:
        return len(MARKS) - 1
    if score <= worst:
        return 0
    return 1 + bisect_right(_ENDS, beaten)


def value_verdict(view: DebriefView, review: ReviewView | None) -> Sentence:
    """The score against what was possible here: worst, you, best; the score alone where that is not known."""
    score = view.outputs.score
    if review is None:
        return Sentence(f"Value: {score} of 1000.", (Fact(Kind.SCORE, amount=score),))
    if review.paths == 1:
        return Sentence(f"Value: {score}, by the only way there is.", (Fact(Kind.SCORE, amount=score),))
    worst, best = whole(review.worst_score), whole(review.best_score)
    at = place(score, worst, best, int(review.percentile))
    return Sentence(
        f"Value: {MARKS[at]}. Worst {worst}, you {score}, best {best}.",
        (
            Fact(Kind.MARK, amount=score, count=at),
            Fact(Kind.WORST_WAY, amount=worst),
            Fact(Kind.BEST_WAY, amount=best),
        ),
    )


def chasm_verdict(view: DebriefView) -> Sentence:
    """The ending's own title, as what became of the chasm; of a company that fell, as what became of it."""
    whose = "The company" if view.ending.id == "fallen" else "The chasm"
    start, end = whole(view.outputs.chasm_start), whole(view.outputs.chasm_end)
    stayed = f"It stayed {end} wide" if start == end else f"It went from {start} to {end}"
    width = f"{stayed}." if whose == "The chasm" else f"The chasm {stayed.removeprefix('It ')}."
    fact = Fact(Kind.CHASM, start=start, amount=end, sign=(end > start) - (end < start))
    return Sentence(f"{whose}: {ended(one_line(view.ending.title))} {width}", (fact,))


def possible(review: ReviewView | None) -> str:
    """What stands beside a score in large digits: the range that was possible, or of how much it is."""
    if review is None:
        return "of 1000"
    return f"worst {whole(review.worst_score)}, best {whole(review.best_score)}"
