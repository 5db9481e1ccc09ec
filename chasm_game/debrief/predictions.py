"""What was expected, and what came: the words of a prediction, wherever one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.grammar import listed
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.consequences import PredictionView

__all__ = [
    "NOBODY",
    "NOBODY_FELL",
    "came",
    "count_facts",
    "expectation",
    "expectation_of_a_team",
    "expected",
    "expected_who",
    "foreseen_by_a_team",
    "prediction_facts",
    "said",
    "verdict",
    "who_lost",
]

NOBODY = "nobody"
"""What stands in a cell where a name would stand; a stakeholder may be called Nobody, with a capital."""
NOBODY_FELL = "from the decision to the end of the round nobody's trust fell to speak of"
"""From when to when: arrows compare with doing nothing, and what a decision took may have been made up for."""


def expected_who(made: PredictionView) -> str:
    """The name that was predicted, for a cell; `nobody` where it was nobody."""
    return NOBODY if made.who is None else one_line(made.who.name)


def who_lost(made: PredictionView) -> str:
    """The names of those who lost most, for a cell; `nobody` where nobody lost anything to speak of."""
    return listed(each.name for each in made.actual) or NOBODY


def expected(made: PredictionView) -> str:
    """`Guests would lose most`, `nobody would lose anything`."""
    return "nobody would lose anything" if made.who is None else f"{expected_who(made)} would lose most"


def came(made: PredictionView) -> str:
    """Who did lose most, as a sentence."""
    return f"It was {who_lost(made)}." if made.actual else f"{NOBODY_FELL[:1].upper()}{NOBODY_FELL[1:]}."


def verdict(made: PredictionView) -> str:
    """Whether it came so, as a sentence; those who lost equally are named too."""
    # A hit among several who lost alike is a hit, and the others are named.
    if not made.hit:
        return f"Not so: it was {who_lost(made)}." if made.actual else f"Not so: {NOBODY_FELL}."
    return f"Right: {who_lost(made)} lost alike." if len(made.actual) > 1 else "Right."


def said(made: PredictionView) -> str:
    """`You were 80 % sure that Guests would lose most.`"""
    return f"You were {made.confidence} % sure that {expected(made)}."


def expectation(made: PredictionView) -> str:
    """What was said, and whether it came so."""
    return f"{said(made)} {verdict(made)}"


def expectation_of_a_team(made: PredictionView) -> str:
    """The same of somebody who is named before it."""
    return f"{foreseen_by_a_team(made)} {verdict(made)}"


def foreseen_by_a_team(made: PredictionView) -> str:
    """What was said alone, of somebody who is named before it: `80 % sure that Guests would lose most.`"""
    return f"{made.confidence} % sure that {expected(made)}."


def prediction_facts(made: PredictionView, number: int) -> tuple[Fact, ...]:
    """What a telling of a prediction states."""
    who = "" if made.who is None else made.who.id
    guess = Fact(Kind.PREDICTION, who, number, share=made.confidence, sign=1 if made.hit else -1)
    return (guess, *(() if made.hit else [Fact(Kind.LOST_MOST, each.id, number) for each in made.actual]))


def count_facts(made: Sequence[PredictionView]) -> tuple[Fact, Fact]:
    """How many predictions were made, and how many came true."""
    return Fact(Kind.PREDICTIONS, count=len(made)), Fact(Kind.HITS, count=sum(p.hit for p in made))
