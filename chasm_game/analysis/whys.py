"""Why a bound is broken, and by how much: whose points, in which round, and what would mend it, from the same ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis import reasons_of_all_ways as all_ways
from chasm_game.analysis import reasons_of_one_way as one_way
from chasm_game.analysis.heuristics import HEURISTICS
from chasm_game.analysis.nudges import MOST_POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.analysis.measured import Measured
    from chasm_game.analysis.reason import Reason

__all__ = ["reason"]

_NOTHING = f"no change of one answer by up to {MOST_POINTS} points would do"

_REASONS: Mapping[str, Callable[[Measured, str, float, float], Reason]] = {
    "score-chasm": all_ways.score_chasm,
    "words-only": one_way.words_only,
    "beliefs-frozen": all_ways.idle,
    "learning-inert": all_ways.idle,
    "drag-0": all_ways.idle,
    "healing-0": all_ways.idle,
    "gloss-backlash-0": all_ways.idle,
    "without-now": all_ways.idle,
    "best-new": one_way.too_good,
    "best-old": one_way.too_good,
    **dict.fromkeys(HEURISTICS, one_way.too_good),
    "careful-reader": one_way.careful_reader,
    "contested-rounds": one_way.contested_rounds,
    "rarest-best": one_way.rarest_best,
    "regret": one_way.regret,
    "opening": one_way.opening,
    "asking": one_way.asking,
    "companions": one_way.companions,
    "rescued": all_ways.cash,
    "random-survives": all_ways.cash,
}
"""By property."""


def reason(m: Measured, name: str, value: float, limit: float) -> Reason:
    """Why the bound of a property is broken by a value, and by how much."""
    found = _REASONS[name](m, name, value, limit)
    return found if found.size else found._replace(size=_NOTHING)
