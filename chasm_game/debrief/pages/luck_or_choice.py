"""Whether the costliest decision lost by luck or by choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.selection import best_answer, chosen_answer
from chasm_game.grammar import whole
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.views.review import DecisionWorth

__all__ = ["luck_or_choice"]

MOSTLY, PARTLY = 1 / 3, 2 / 3
"""Which part of what the better answer brought is left on average luck: under a third it was mostly luck."""


def luck_or_choice(worst: DecisionWorth) -> Sentence:
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
    # By the numbers that stand in the table: whoever subtracts them finds what is said.
    brought = whole(best.under_the_luck) - whole(mine.under_the_luck) if felt(fell) else 0
    kept = whole(best.on_average) - whole(mine.on_average) or whole(average)
    more = f"{brought} more" if brought else "hardly more"
    under = f"under the luck that fell the better answer could bring {more}"
    could = Fact(Kind.UNDER_THE_LUCK, best.id, worst.number, amount=brought or None)
    luck = Fact(Kind.LUCK, round=worst.number, sign=-1)
    if not felt(average):
        text = f"This was luck: {under}, on average luck the two are worth the same."
        return Sentence(text, (luck, could, Fact(Kind.ON_AVERAGE, best.id, worst.number)))
    would = Fact(Kind.ON_AVERAGE, best.id, worst.number, amount=abs(kept), sign=1 if average > 0 else -1)
    if average < 0:
        text = f"This was luck: {under}, on average luck yours is the better one, by {-kept}."
        return Sentence(text, (luck, could, would))
    # Nothing under the luck that fell and something on average is all choice.
    part = average / fell if fell else 1.0
    sign, kind = (
        (-1, "mostly luck") if part < MOSTLY else (0, "part luck") if part < PARTLY else (1, "the choice, not luck")
    )
    made = Fact(Kind.LUCK, round=worst.number, sign=sign)
    return Sentence(f"This was {kind}: {under}, on average luck {kept}.", (made, could, would))
