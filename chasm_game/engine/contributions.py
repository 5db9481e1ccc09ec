"""What contributes how many points to what, and by how much a sum of points moves something between two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.effects import Cause, Target
    from chasm_game.engine.state import Floats

__all__ = [
    "CLIP", "Contribution", "gives", "number_of", "scale_of_points", "step_of", "sum_of", "summed_points", "within",
]  # fmt: skip

# What stands at 0 feels no further loss: no single blow, however big, may make anybody immune to the next.
CLIP = 95.0
"""No single change takes more than 95 per cent of the distance that is left."""


class Contribution(NamedTuple):
    """Points of a known sign, not yet conveyed: a number, or one for every lane."""

    cause: Cause
    target: Target
    points: Any


def within(contribution: Contribution, lanes: NDArray[np.bool_] | None) -> Contribution:
    """The contribution in some lanes only; None stands for all of them."""
    if lanes is None:
        return contribution
    return contribution._replace(points=np.where(lanes, contribution.points, 0.0))


def gives(points: Any) -> bool:
    """Whether points of a known sign are a gain in any lane."""
    return points > 0 if isinstance(points, float) else bool(np.any(points > 0))


def number_of(points: Any) -> float:
    """Points of one lane."""
    return float(np.ravel(points)[0])


def summed_points(points: Sequence[Any]) -> Any:
    """Points, one after another: a lane that has 0 where another has points adds up to the same bits."""
    total = points[0]
    if len(points) > 1:
        total = total + points[1]  # from here on it is nobody else's, and changes in place
    for each in points[2:]:
        total += each
    return total


def sum_of(contributions: Sequence[Contribution]) -> Any:
    """The sum of their points."""
    return summed_points([contribution.points for contribution in contributions])


def step_of(total: Any, old: Floats, ends: tuple[float, float], sign: int) -> Floats:
    """By how much a sum of points moves something that stands at `old` between two ends (see `Ledger.change`)."""
    low, high = ends
    share: Any
    step: Floats
    if isinstance(total, float):
        share = min(max(total, -CLIP), CLIP)
        # One number for all lanes has one sign, whatever the caller knew of it.
        sign = 1 if share > 0 else -1
    elif sign:
        share = np.minimum(total, CLIP) if sign > 0 else np.maximum(total, -CLIP)
    else:
        share = np.clip(total, -CLIP, CLIP)
    share /= 100.0
    if not sign:
        # Up and down are worked out for every lane, and one of them is 0: choosing lane by lane takes longer.
        step = np.maximum(share, 0.0)
        step *= high - old
        np.minimum(share, 0.0, out=share)
        share *= old - low
        step += share
        return step
    step = high - old if sign > 0 else old - low
    step *= share
    return step


def scale_of_points(total: float, old: float, ends: tuple[float, float]) -> float:
    """How much of each point arrives in a change of one lane."""
    low, high = ends
    # What has no end is moved by the points themselves.
    if high == np.inf:
        return 1.0
    headroom = high - old if total > 0 else old - low
    # Of a sum that is cut every point counts for less, in proportion.
    return headroom / 100.0 if abs(total) <= CLIP else CLIP / abs(total) / 100.0 * headroom
