"""What must be true of a story: every property with its bound, in one table (model.md, What must be true of it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chasm_game.analysis.tally import EQUAL
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BOUNDS", "LEAST_SHARE", "LONG", "OFTEN", "SITUATIONS", "SURVIVES", "WORTH_ASKING", "Bound"]

# The bounds are shares of rounds and ranks of ways: of three rounds there are too few of either.
LONG = 6
"""A story of fewer rounds gets no verdict: its figures are printed."""
SITUATIONS = 10
"""A round that is met in fewer situations says nothing of its answers."""
OFTEN = 0.15
"""Two answers of a round are each best in more than this share of its situations, or it is hardly a decision."""
LEAST_SHARE = 0.02
"""An answer that is best in less than this share of the situations of its round is bait."""
WORTH_ASKING = 15.0
"""Points by which asking in a round beats never asking, if it is worth it."""
SURVIVES: Mapping[str, float] = {"introductory": 0.6, "intermediate": 0.5, "advanced": 0.35}
"""The share of random play that should survive, by level."""

Relation = Literal["at most", "at least", "below", "above"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on one figure of a story."""

    title: str
    """What is measured."""
    relation: Relation
    limit: float | None
    """None where the story itself sets it: its level, or its median game."""
    code: Code
    form: str = ".2f"
    """How the figure is written."""
    unit: str = ""

    def words(self, limit: float) -> str:
        """For example *at most 0.95*."""
        return f"{self.relation} {self.number(limit)}"

    def number(self, value: float) -> str:
        """A figure as it is written; a percentile or a share never looks as if it stood on the other side."""
        return f"{value:{self.form}}{self.unit}"

    def holds(self, value: float, limit: float) -> bool:
        """Whether a figure keeps to a limit; figures that are equal within rounding are equal."""
        if self.relation == "at most":
            return value <= limit + EQUAL
        if self.relation == "at least":
            return value >= limit - EQUAL
        return value < limit - EQUAL if self.relation == "below" else value > limit + EQUAL


_IDLE = "rank correlation of all scores "
_PERCENTILE = ".1f"

BOUNDS: Mapping[str, Bound] = {
    "score-chasm": Bound(
        "correlation of score and final chasm, survivors", "at most", -0.5, Code.SCORE_AND_CHASM, ".3f"
    ),
    "words-only": Bound("final chasm of words only, above the median's", "above", None, Code.WORDS_PAY, ".1f"),
    "beliefs-frozen": Bound(_IDLE + "with beliefs and ways frozen", "at most", 0.95, Code.BELIEFS_IDLE, ".3f"),
    "learning-inert": Bound(_IDLE + "with learning inert", "at most", 0.98, Code.LEARNING_IDLE, ".3f"),
    "drag-0": Bound(_IDLE + "with `drag: 0`", "at most", 0.98, Code.LEADERS_IDLE, ".3f"),
    "healing-0": Bound(_IDLE + "with `healing: 0`", "at most", 0.98, Code.HEALING_IDLE, ".3f"),
    "gloss-backlash-0": Bound(_IDLE + "with `gloss` and `backlash` 0", "at most", 0.98, Code.WORDS_IDLE, ".3f"),
    "without-now": Bound(_IDLE + "without `now` entries", "at most", 0.98, Code.NOW_IDLE, ".3f"),
    "best-new": Bound("best game of only new answers, percentile", "below", 85.0, Code.NEW_DOGMA, _PERCENTILE),
    "best-old": Bound("best game of only old answers, percentile", "below", 85.0, Code.OLD_DOGMA, _PERCENTILE),
    "most-dots": Bound("always most dots, percentile", "below", 85.0, Code.MOST_DOTS, _PERCENTILE),
    "affordable-dots": Bound(
        "always most dots that one can afford, percentile", "below", 85.0, Code.AFFORDABLE_DOTS, _PERCENTILE
    ),
    "dearest": Bound("always the dearest, percentile", "below", 85.0, Code.DEAREST, _PERCENTILE),
    "cheapest": Bound("always the cheapest, percentile", "below", 85.0, Code.CHEAPEST, _PERCENTILE),
    "careful-reader": Bound("a careful reader who asks, percentile", "below", 90.0, Code.CAREFUL_READER, _PERCENTILE),
    "contested-rounds": Bound(
        "rounds with two answers best in over 15 % of situations, share",
        "at least",
        2 / 3,
        Code.UNCONTESTED,
    ),
    "rarest-best": Bound(
        "the answer best least often, share of the situations", "at least", LEAST_SHARE, Code.BAIT, ".3f"
    ),
    "regret": Bound(
        "regret of always the answer best most often, mean of rounds", "at least", 8.0, Code.NO_REGRET, ".1f"
    ),
    "opening": Bound("opening round, second best behind the best", "at most", 25.0, Code.OPENING, ".1f"),
    "asking": Bound("rounds in which asking alone there is worth 15 points", "at least", 2.0, Code.NOT_ASKED, ".0f"),
    "companions": Bound(
        "best way, ahead of the best with one leader at every ask", "above", 0.0, Code.ONE_COMPANION, ".2f"
    ),
    "rescued": Bound("rescued among random games, share", "at most", 0.3, Code.RESCUED, ".3f"),
    "random-survives": Bound("random play survives, share", "at least", None, Code.PUNISHES, ".3f"),
}
"""By name, in the order of the table."""
