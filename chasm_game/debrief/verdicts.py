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

__all__ = ["MARKS", "chasm_verdict", "mark_of_score", "possible", "value_verdict"]

MARKS = (
    "the worst there is",
    "in the lower third of what was possible",
    "in the middle third of what was possible",
    "in the upper third of what was possible",
    "close to the best there is",
    "the best there is",
)
"""Where a score lies between the worst and the best that was possible, in words."""
_ENDS = (1 / 3, 2 / 3, 0.9)
"""Where the lower third, the middle one, and the upper third short of the best end; each edge belongs above."""


def mark_of_score(score: int, worst: int, best: int) -> int:
    """Which of `MARKS` a score gets, by the numbers that are shown; where all ways score alike it is the best."""
    if score >= best:
        return len(MARKS) - 1
    if score <= worst:
        return 0
    return 1 + bisect_right(_ENDS, (score - worst) / (best - worst))


def value_verdict(view: DebriefView, review: ReviewView | None) -> Sentence:
    """The score against what was possible here: worst, you, best; the score alone where that is not known."""
    score = view.outputs.score
    if review is None:
        return Sentence(f"Value: {score} of 1000.", (Fact(Kind.SCORE, amount=score),))
    if review.paths == 1:
        return Sentence(f"Value: {score}, by the only way there is.", (Fact(Kind.SCORE, amount=score),))
    worst, best = whole(review.worst_score), whole(review.best_score)
    at = mark_of_score(score, worst, best)
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
