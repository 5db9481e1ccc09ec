"""What many people said of one thing: their mean with its uncertainty, and the middle half of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, quantiles, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FEWEST", "Spread", "spread"]

FEWEST = 3
"""People of whom something is said together: of fewer, whoever knows one of them knows the rest."""

_STUDENT = (
    *(4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120),
    *(2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Student's t at 97.5 per cent, for 2 to 30 degrees of freedom (the usual table)."""
_NORMAL = 1.960


@dataclass(frozen=True, slots=True)
class Spread:
    """Of what some people said, in its own unit."""

    people: int
    mean: float
    deviation: float
    """The standard deviation between them."""
    low: float
    high: float
    """`low` to `high` holds the mean of 95 of 100 rooms of so many people, were each drawn alone from the same crowd.
    People of one team talk: it is rather too narrow."""
    quarter: float
    """A quarter of them said less than this,"""
    three_quarters: float
    """and a quarter more than this."""


def spread(said: Sequence[float]) -> Spread | None:
    """What people said, one number each; None of fewer than `FEWEST`."""
    if len(said) < FEWEST:
        return None
    mean, freedom = fmean(said), len(said) - 1
    times = _STUDENT[freedom - 2] if freedom < len(_STUDENT) + 2 else _NORMAL
    deviation = stdev(said)
    half = times * deviation / sqrt(len(said))
    quarter, _, three_quarters = quantiles(said, n=4, method="inclusive")
    return Spread(len(said), mean, deviation, mean - half, mean + half, quarter, three_quarters)
