"""The one place that lands contributions: it sums them, and records them too if asked.

Rules only say what contributes how much to what, and why. Here it becomes a change of the state; if entries are kept,
each change is split over its contributions, so an entry always has its cause's sign and the entries of a gauge add up
to its change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.engine.plan import Cause, Plan
    from chasm_game.engine.state import Floats, State

__all__ = ["Contribution", "Entry", "Ledger"]

CLIP = 95.0
"""No single change takes more than 95 per cent of the distance that is left."""


class Contribution(NamedTuple):
    """Points of a known sign, not yet conveyed: a number, or one for every lane."""

    cause: Cause
    target: int | str
    """A stakeholder's index, a gauge's name, or `cash`."""
    points: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what moved which gauge by how much, and why."""

    round: str
    stage: str
    source: str
    gauge: str
    amount: float
    because: str


@dataclass(slots=True)
class Ledger:
    """Changes a state. Keeps entries where `entries` is a list; that is for one lane only."""

    plan: Plan
    state: State
    entries: list[Entry] | None = None
    round: str = "start"
    stage: str = "start"
    _names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._names = self.plan.stakeholders

    def at(self, stage: str) -> Ledger:
        """The same ledger, at another stage of the round."""
        self.stage = stage
        return self

    def land(self, contributions: Sequence[Contribution], convey: Floats, amplifier: Floats) -> None:
        """Trust across the chasm: for each stakeholder its losses as one sum, then its gains as one sum."""
        harm, good = 2.0 - convey, convey
        for s in range(len(self._names)):
            mine = [c for c in contributions if c.target == s]
            if losses := [Contribution(c.cause, s, c.points * harm * amplifier) for c in mine if np.all(c.points <= 0)]:
                self.change(losses)
            if gains := [Contribution(c.cause, s, c.points * good * amplifier) for c in mine if np.any(c.points > 0)]:
                self.change(gains)

    def change(self, contributions: Sequence[Contribution]) -> None:
        """One change of one gauge of 0..100 by the sum of its contributions, in order.

        change(x, e) = x + c/100*(100-x) if c > 0 else x + c/100*x, with c = clip(e, -95, 95).
        """
        total: Any = 0.0
        for contribution in contributions:
            total = total + contribution.points
        old = self._get(contributions[0].target)
        clipped = np.minimum(np.maximum(total, -CLIP), CLIP)
        room = np.where(clipped > 0, 100.0 - old, old)
        self._set(contributions[0].target, old + clipped / 100.0 * room)
        if self.entries is not None:
            fits = float(np.ravel(total)[0]) == float(np.ravel(clipped)[0])
            scale = room / 100.0 if fits else clipped / total / 100.0 * room
            for contribution in contributions:
                self._note(contribution.cause, contribution.target, contribution.points * scale)

    def change_each_gauge(self, contributions: Iterable[Contribution]) -> None:
        """One change for every gauge that is named, each by the sum of its contributions."""
        by_gauge: dict[int | str, list[Contribution]] = {}
        for contribution in contributions:
            by_gauge.setdefault(contribution.target, []).append(contribution)
        for mine in by_gauge.values():
            self.change(mine)

    def add(self, *contributions: Contribution) -> None:
        """Plain addition of the sum of contributions to the same gauge: cash has no upper end."""
        total = contributions[0].points
        for contribution in contributions[1:]:
            total = total + contribution.points
        target = contributions[0].target
        self._set(target, self._get(target) + total)
        if self.entries is not None:
            for contribution in contributions:
                self._note(contribution.cause, target, contribution.points)

    def become(self, cause: Cause, target: int | str, new: Any, where: Any = True) -> None:
        """Set a gauge to a value, in the lanes where `where` holds."""
        old = self._get(target)
        settled = np.where(where, new, old)
        if self.entries is not None:
            self._note(cause, target, settled - old)  # before it is set: `old` may be a view
        self._set(target, settled)

    def weights(self, cause: Cause, kind: str, s: int, new: Floats) -> None:
        """Set one weight of `people` or `belief`."""
        weights: Floats = getattr(self.state, kind)
        if self.entries is not None:
            self._note(cause, f"{kind}:{self._names[s]}", new - weights[s])
        weights[s] = new

    def _get(self, target: int | str) -> Any:
        return self.state.trust[target] if isinstance(target, int) else getattr(self.state, target)

    def _set(self, target: int | str, new: Any) -> None:
        if isinstance(target, int):
            self.state.trust[target] = new
        else:
            setattr(self.state, target, new)

    def _note(self, cause: Cause, target: int | str, amount: Any) -> None:
        number = float(np.ravel(amount)[0])
        if number == 0.0 or self.entries is None:
            return
        gauge = self._names[target] if isinstance(target, int) else target
        self.entries.append(Entry(self.round, self.stage, cause.source, gauge, number, cause.because.of(number)))
