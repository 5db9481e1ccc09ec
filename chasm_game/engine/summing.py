"""A ledger for very many games whose reasons nobody asks for: points are summed first, and conveyed once.

It comes to the same state as `Ledger`, but for the last bits: a sum times a factor is not, bit for bit, the sum of its
products. A lane has the same bits whoever else is walked with it. A game that is played or shown has a `Ledger`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from chasm_game.engine.contributions import CLIP, gives, summed_points
from chasm_game.engine.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.contributions import Contribution
    from chasm_game.engine.state import Floats

__all__ = ["SummingLedger"]

_LIMIT = CLIP / 100.0


@dataclass(slots=True)
class SummingLedger(Ledger):
    """A ledger without entries, over many lanes."""

    keeps_lowest: ClassVar[bool] = False

    def land(self, contributions: Sequence[Contribution], convey: Floats, amplifier: Floats) -> None:
        """Trust across the chasm: of each stakeholder the losses as one sum, then the gains as one sum."""
        sides: dict[int, tuple[list[Any], list[Any]]] = {}
        for _, target, points in contributions:
            sides.setdefault(target.row, ([], []))[gives(points)].append(points)
        # A side on which nothing lands needs no factor: any array stands in for it.
        harm = (2.0 - convey) * amplifier if any(losses for losses, _ in sides.values()) else convey
        good = convey * amplifier if any(gains for _, gains in sides.values()) else convey
        # In any order: the trust of one stakeholder is moved by nobody else's points.
        for row, (losses, gains) in sides.items():
            trust = self.state.trust[row]
            if losses:
                step = self._arriving(losses, harm)
                step *= trust
                trust += step
                self.state.hurt[row] -= step
            if gains:
                step = self._arriving(gains, good)
                step *= 100.0 - trust
                trust += step

    def _arriving(self, points: Sequence[Any], factor: Floats) -> Floats:
        """Points of one sign as a share of the way that is left, -0.95..0.95."""
        total = summed_points(points)
        # A number and a row of it must give the same bits: a lane may not hang on who else is walked with it.
        share: Floats = factor * (total / 100.0)
        # Harm across the widest chasm counts double, and know-how amplifies by so much at most: a sum that stays below
        # the limit even then need not be cut lane by lane.
        most = 2.0 * max(self.plan["amplify_low"], self.plan["amplify_high"])
        if not isinstance(total, float) or abs(total) * most > CLIP:
            np.clip(share, -_LIMIT, _LIMIT, out=share)
        return share
