"""How deeds show what a company believes: whom it creates value for, and how (model.md, Revealing and step 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.effects import Target
from chasm_game.engine.measures import summed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.effects import Cause
    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.state import Floats

__all__ = ["reveal", "show_way"]


def reveal(
    ledger: Ledger, cause: Cause, points: Sequence[Any], skill: Floats, where: NDArray[np.bool_] | None = None
) -> None:
    """Reveal points, by stakeholder, on the company's beliefs, with the vision of this moment (`skill`).

    Only in the lanes where `where` holds (None: in all): also what reveals nothing divides the beliefs by their sum.
    """
    plan, state = ledger.plan, ledger.state
    pace = plan["reveal"] * skill
    pace /= 100.0
    shown = state.belief.copy()
    for s, each in enumerate(points):
        gains = isinstance(each, float) and each >= 0.0
        if gains and each == 0.0:
            continue  # most responses and promises show nothing about most stakeholders
        shown[s] += pace * each
        # Only a loss can take a belief below 0.
        if not gains:
            np.maximum(0.0, shown[s], out=shown[s])
    total = summed(shown)
    # Where nothing is shown any more there is no sum to divide by: the company keeps what it believed.
    something = total > 0.0
    if not something.all():
        total = np.where(something, total, 1.0)
    if where is not None:
        something &= where
    ledger.become_shares(cause, "belief", shown, total, None if something.all() else something)


def show_way(
    ledger: Ledger,
    cause: Cause,
    axis: int,
    weight: Any,
    way: float,
    skill: Floats,
    where: NDArray[np.bool_] | None = None,
) -> None:
    """Move the company's way on an axis towards what was shown, by the weight (0..1) with which it was shown."""
    plan, state = ledger.plan, ledger.state
    pace = plan["way_pace"] * skill
    pace *= weight
    pace *= way - state.way[axis]
    ledger.shift(cause, Target("way", axis), pace, where)
