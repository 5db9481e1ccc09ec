"""The one place that lands contributions: it sums them, and records them too if asked.

Rules only say what contributes how much to what, and why. Here it becomes a change of the state; if entries are kept,
each change is split over its contributions, so an entry always has its cause's sign and the entries of a gauge add up
to its change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from chasm_game.engine.plan import Rows, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.plan import Cause, Plan
    from chasm_game.engine.state import Floats, State

__all__ = ["Contribution", "Entry", "Ledger", "within"]

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

    def on(self, state: State) -> Ledger:
        """The same ledger for another state, such as some of its lanes."""
        return self if state is self.state else Ledger(self.plan, state, self.entries, self.round, self.stage)

    def at(self, stage: str) -> Ledger:
        """The same ledger, at another stage of the round."""
        self.stage = stage
        return self

    def land(self, contributions: Sequence[Contribution], convey: Floats, amplifier: Floats) -> None:
        """Trust across the chasm: for each stakeholder its losses as one sum, then its gains as one sum."""
        harm, good = 2.0 - convey, convey
        for s in range(len(self.plan.stakeholders)):
            mine = [c for c in contributions if c.target.row == s]
            if losses := [c._replace(points=c.points * harm * amplifier) for c in mine if not gives(c.points)]:
                self.lose(losses)
            if gains := [c._replace(points=c.points * good * amplifier) for c in mine if gives(c.points)]:
                self.change(gains, sign=1)

    def lose(self, contributions: Sequence[Contribution]) -> None:
        """A loss of trust, which is a wound as well: what goes can heal."""
        target = contributions[0].target
        before, noted = self._get(target).copy(), len(self.entries or ())
        self.change(contributions, sign=-1)
        hurt = Target("hurt", target.row)
        self._set(hurt, self._get(hurt) + (before - self._get(target)))
        if self.entries is not None:
            name = self.plan.names[hurt]
            self.entries += [replace(e, gauge=name, amount=-e.amount) for e in self.entries[noted:]]

    def change(self, contributions: Sequence[Contribution], *, sign: int = 0) -> None:
        """One change of one gauge, or of trust, by the sum of its contributions, in order.

        change(x, e) = x + c/100*(high-x) if c > 0 else x + c/100*(x-low), with c = clip(e, -95, 95). To what has no
        ends the sum is added. `sign` is that of the sum where it is known to be the same in every lane, else 0.
        """
        low, high = self._ends(contributions[0].target)
        if high == np.inf:
            self.add(*contributions)
            return
        total: Any = 0.0
        for contribution in contributions:
            total = total + contribution.points
        old = self._get(contributions[0].target)
        clipped: Any
        if isinstance(total, float):
            clipped = min(max(total, -CLIP), CLIP)
            sign = 1 if clipped > 0 else -1
        else:
            clipped = np.minimum(np.maximum(total, -CLIP), CLIP)
        if sign > 0:
            headroom = high - old
        elif sign < 0:
            headroom = old - low if low else old
        else:
            headroom = np.where(clipped > 0, high - old, old - low if low else old)
        if self.entries is not None:  # before it is set: `old` may be a view
            fits = float(np.ravel(total)[0]) == float(np.ravel(clipped)[0])
            scale = headroom / 100.0 if fits else clipped / total / 100.0 * headroom
            for contribution in contributions:
                self._note(contribution.cause, contribution.target, contribution.points * scale)
        self._set(contributions[0].target, old + clipped / 100.0 * headroom)

    def change_each_gauge(self, contributions: Iterable[Contribution]) -> None:
        """One change for every gauge that is named, each by the sum of its contributions."""
        by_gauge: dict[Target, list[Contribution]] = {}
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

    def become(self, cause: Cause, target: Target, new: Any, where: Any = None) -> None:
        """Set something to a value, in the lanes where `where` holds (None: in all)."""
        old = self._get(target)
        settled = new if where is None else np.where(where, new, old)
        if self.entries is not None:
            self._note(cause, target, settled - old)  # before it is set: `old` may be a view
        self._set(target, settled)

    def become_each(self, cause: Cause, array: Rows, new: Floats, where: Any = None) -> None:
        """Set every row of an array to its value, in the lanes where `where` holds (None: in all)."""
        old: Floats = getattr(self.state, array)
        settled = new if where is None else np.where(where, new, old)
        if self.entries is not None:
            for number, amount in enumerate(settled - old):
                self._note(cause, Target(array, number), amount)
        old[:] = settled

    def _ends(self, target: Target) -> tuple[float, float]:
        if target.array != "gauges":
            return 0.0, 100.0
        gauge = self.plan.gauges[target.row]
        return gauge.low, gauge.high

    def _get(self, target: Target) -> Floats:
        found: Floats = getattr(self.state, target.array)[target.row]
        return found

    def _set(self, target: Target, new: Any) -> None:
        getattr(self.state, target.array)[target.row] = new

    def _note(self, cause: Cause, target: Target, amount: Any) -> None:
        number = float(np.ravel(amount)[0])
        if number == 0.0 or self.entries is None:
            return
        gauge = self.plan.names[target]
        self.entries.append(Entry(self.round, self.stage, cause.source, gauge, number, cause.because.of(number)))
