"""What a game comes to: score, outputs, predictions. Ranked separately, never multiplied (model.md, Results)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "NOBODY",
    "Outcome",
    "Prediction",
    "Termination",
    "brier",
    "chasm_of",
    "distance",
    "how_distance",
    "rounded",
    "score_exact",
    "who_lost_most",
]

NOBODY = "nobody"
"""The prediction that no stakeholder will lose."""
# The half point under which a change is told as *about the same*.
NOTHING_LOST = 0.5
"""A fall of at most this many points counts as none."""


class Termination(Enum):
    """Why a game is over."""

    COMPLETED = "completed"
    """The last round was played and everything begun has landed."""
    FALLEN = "fallen"
    """Cash below zero, and no owner to fill the hole."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a game ended. `say_do` is None where nothing was claimed; `resilience` is 0..100."""

    termination: Termination
    ending: str
    score: int
    score_exact: float
    chasm_start: float
    chasm_end: float
    say_do: float | None
    resilience: float
    rescues: int
    """How often the owners rescued the company."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """Who will lose most, a stakeholder's id or `NOBODY`, and how sure, 20 to 100 per cent."""

    who: str
    confidence: int


def score_exact(value_at_end: float, recorded_sum: float, rounds: int) -> float:
    """0..1000: half the value at the end, half the mean of the recorded values, one a round of the file."""
    return 10.0 * (0.5 * value_at_end + 0.5 * (recorded_sum / rounds))


def rounded(exact: float) -> int:
    """The score as it is ranked: half a point up."""
    # `round` goes to the even number: 500.5 and 501.5 would be ranked two points apart.
    return math.floor(exact + 0.5)


def who_lost_most(before: Mapping[str, float], after: Mapping[str, float]) -> frozenset[str]:
    """Everybody whose true trust fell most (equal falls to within 1e-9 count alike); `NOBODY` if none fell by 0.5."""
    falls = {s: before[s] - after[s] for s in before}
    most = max(falls.values(), default=0.0)
    if most <= NOTHING_LOST:
        return frozenset({NOBODY})
    # Falls that are equal on paper are sums of binary fractions, and differ in the last bits.
    return frozenset(s for s, fall in falls.items() if fall >= most - 1e-9)


def brier(predictions: Sequence[tuple[Prediction, bool]], rounds: int) -> float | None:
    """Calibration: mean squared distance of confidence and hit, 0 best; None if under half the rounds are predicted."""
    # One sure prediction in ten rounds would otherwise show the best mark.
    if not predictions or len(predictions) * 2 < rounds:
        return None
    return sum((p.confidence / 100 - hit) ** 2 for p, hit in predictions) / len(predictions)


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Half the distance between two sets of weights, 0..100; each is divided by its sum first."""
    # A sheet of nothing but zeros weighs nobody, and must not be divided by its sum.
    totals = sum(one.values()) or 1.0, sum(other.values()) or 1.0
    names = dict.fromkeys([*one, *other])
    return 50.0 * sum(abs(one.get(n, 0.0) / totals[0] - other.get(n, 0.0) / totals[1]) for n in names)


def how_distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The distance of two places on the axes, 0..100: over those that both name; 0 where there is none."""
    axes = [a for a in one if a in other]
    return 50.0 * sum(abs(one[a] - other[a]) for a in axes) / len(axes) if axes else 0.0


def chasm_of(what: float, how: float | None) -> float:
    """Both halves together, 0..100; the first alone where nothing is known of the second."""
    return what if how is None else 0.5 * what + 0.5 * how
