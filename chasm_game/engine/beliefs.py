"""How deeds show what a company believes: whom it creates value for, and how (model.md, Revealing and step 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.measures import amplify, summed
from chasm_game.engine.plan import Target
from chasm_game.gauges import VISION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import Cause

__all__ = ["reveal", "show_way"]


def reveal(ledger: Ledger, cause: Cause, points: Sequence[Any], where: NDArray[np.bool_] | None = None) -> None:
    """Reveal points, by stakeholder, on the company's beliefs, with the vision of this moment.

    Only in the lanes where `where` holds (None: in all): also what reveals nothing divides the beliefs by their sum.
    """
    plan, state = ledger.plan, ledger.state
    pace = plan["reveal"] * amplify(plan, state[VISION]) / 100.0
    shown = state.belief.copy()
    for s, each in enumerate(points):
        if isinstance(each, float) and each == 0.0:
            continue  # most responses and promises show nothing about most stakeholders
        shown[s] += pace * each
        np.maximum(0.0, shown[s], out=shown[s])
    total = summed(shown)
    something = total > 0.0
    if not something.all():
        total = np.where(something, total, 1.0)
    if where is not None:
        something &= where
    shown /= total
    ledger.become_each(cause, "belief", shown, None if something.all() else something)


def show_way(
    ledger: Ledger, cause: Cause, axis: int, weight: Any, way: float, where: NDArray[np.bool_] | None = None
) -> None:
    """Move the company's way on an axis towards what was shown, by the weight (0..1) with which it was shown."""
    plan, state = ledger.plan, ledger.state
    old = state.way[axis]
    pace = plan["way_pace"] * amplify(plan, state[VISION]) * weight
    ledger.become(cause, Target("way", axis), old + pace * (way - old), where)
