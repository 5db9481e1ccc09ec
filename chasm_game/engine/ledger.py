"""The one place that lands contributions: it sums them, and records them too if asked.

Rules only say what contributes how much to what, and why. Here it becomes a change of the state; if entries are kept,
each change is split over its contributions, so an entry always has its cause's sign and the entries of a gauge add up
to its change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from chasm_game.engine.contributions import Contribution, gives, number_of, scale_of_points, step_of, sum_of
from chasm_game.engine.effects import Rows, Target
from chasm_game.engine.measures import chasm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.effects import Cause
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import Floats, State

__all__ = ["Entry", "Ledger"]

_MOVE_THE_CHASM = frozenset({"people", "belief", "people_way", "way"})


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
    apart: tuple[State, Floats] | None = None
    """Of a state, its chasm, where that was worked out and nothing has moved it since: see `chasm`."""

    keeps_lowest: ClassVar[bool] = True
    """Whether what a game has beside its score is asked of it: the lowest trust of anybody."""

    @property
    def keeps(self) -> bool:
        """Whether entries are kept."""
        return self.entries is not None

    def on(self, state: State, where: NDArray[np.int64] | None = None) -> Ledger:
        """The same ledger for another state, such as some of its lanes; `where` they stood, None where all did."""
        del where  # who keeps no lanes apart need not know
        if state is self.state:
            return self
        return type(self)(self.plan, state, self.entries, self.round, self.stage)

    def chasm(self) -> Floats:
        """The chasm of this moment; it is worked out once for as long as nobody's beliefs or ways move."""
        if self.apart is None or self.apart[0] is not self.state:
            self.apart = self.state, chasm(self.state)
        return self.apart[1]

    def at(self, stage: str) -> Ledger:
        """The same ledger, at another stage of the round."""
        self.stage = stage
        return self

    def land(self, contributions: Sequence[Contribution], convey: Floats, amplifier: Floats) -> None:
        """Trust across the chasm: for each stakeholder its losses as one sum, then its gains as one sum."""
        if not contributions:
            return
        # The chasm works both ways: as much as a good deed loses on its way, a bad one gains.
        harm = 2.0 - convey
        sides: dict[int, tuple[list[Contribution], list[Contribution]]] = {}
        for cause, target, points in contributions:
            gained = gives(points)
            conveyed = points * (convey if gained else harm)
            conveyed *= amplifier
            sides.setdefault(target.row, ([], []))[gained].append(Contribution(cause, target, conveyed))
        # In the order of the stakeholders, whoever was named first: model.md lands them so, and the ledger shows it.
        for row in sorted(sides):
            losses, gains = sides[row]
            # Losses first, as the model has it: gains then close a larger distance, and the order is no accident of the
            # file.
            if losses:
                self.lose(losses)
            if gains:
                self.change(gains, sign=1)

    def lose(self, contributions: Sequence[Contribution]) -> None:
        """A loss of trust, which is a wound as well: what goes can heal."""
        noted = self._noted
        row = contributions[0].target.row
        # A copy, and the difference in the end: what was cut off at the clip is no wound.
        lost = self.state.trust[row].copy()
        self.change(contributions, sign=-1)
        lost -= self.state.trust[row]
        hurt = Target("hurt", row)
        self.state.hurt[row] += lost
        if self.keeps:
            self._note_wound(self.plan.names[hurt], noted)

    def change(self, contributions: Sequence[Contribution], *, sign: int = 0) -> None:
        """One change of one gauge, or of trust, by the sum of its contributions, in order.

        change(x, e) = x + c/100*(high-x) if c > 0 else x + c/100*(x-low), with c = clip(e, -95, 95). To what has no
        ends the sum is added. `sign` is that of the sum where it is known to be the same in every lane, else 0.
        """
        target = contributions[0].target
        old, ends, total = self._get(target), self._ends(target), sum_of(contributions)
        if self.keeps:  # before it is set: `old` is a view
            scale = self._scale(total, old, ends)
            for contribution in contributions:
                self._note(contribution.cause, target, contribution.points * scale)
        old += total if ends[1] == np.inf else step_of(total, old, ends, sign)

    def change_each_gauge(self, contributions: Iterable[Contribution]) -> None:
        """One change for every gauge that is named, each by the sum of its contributions."""
        by_gauge: dict[Target, list[Contribution]] = {}
        for contribution in contributions:
            by_gauge.setdefault(contribution.target, []).append(contribution)
        for mine in by_gauge.values():
            self.change(mine)

    def add(self, *contributions: Contribution) -> None:
        """Plain addition of the sum of contributions to the same gauge: cash has no upper end."""
        target = contributions[0].target
        row = self._get(target)
        row += sum_of(contributions)
        if self.keeps:
            for contribution in contributions:
                self._note(contribution.cause, target, contribution.points)

    def become(self, cause: Cause, target: Target, new: Any, where: Any = None) -> None:
        """Set something to a value, in the lanes where `where` holds (None: in all)."""
        old = self._get(target)
        settled = new if where is None else np.where(where, new, old)
        if self.keeps:
            self._note(cause, target, settled - old)  # before it is set: `old` may be a view
        self._set(target, settled)

    def shift(self, cause: Cause, target: Target, points: Floats, where: Any = None) -> None:
        """Plain addition to something that has no ends here, in the lanes where `where` holds (None: in all)."""
        self.apart = None
        self.state.own(target.array)
        old = self._get(target)
        if where is not None:
            points = np.where(where, points, 0.0)
        if self.keeps:  # before it is set: `old` is a view
            # Not `points`: what is lost to rounding must not stand in the ledger, whose sums are the change.
            self._note(cause, target, old + points - old)
        old += points

    def become_shares(self, cause: Cause, array: Rows, parts: Floats, total: Floats, where: Any = None) -> None:
        """Set every row of an array to its part of the total, in the lanes where `where` holds (None: in all)."""
        self.apart = None
        old: Floats = getattr(self.state, array)
        if where is None and not self.keeps:
            setattr(self.state, array, np.divide(parts, total, out=self.state.room(array)))
            return
        parts /= total
        settled = parts if where is None else np.where(where, parts, old)
        if self.keeps:
            for number, amount in enumerate(settled - old):
                self._note(cause, Target(array, number), amount)
        setattr(self.state, array, settled)

    def heal(self, cause: Cause, points: Floats) -> None:
        """Trust comes back, by stakeholder, up to its upper end, and wounds are closed by as much."""
        hurt, trust = self.state.hurt, self.state.trust
        if self.keeps:
            # Two amounts: a wound closes in full also where trust, at its end, cannot take all of it.
            closed, back = (hurt - points) - hurt, np.minimum(trust + points, 100.0) - trust
            for s, amount in enumerate(closed):
                self._note(cause, Target("hurt", s), amount)
            for s, amount in enumerate(back):
                self._note(cause, Target("trust", s), amount)
        hurt -= points
        trust += points
        np.minimum(trust, 100.0, out=trust)

    def _scale(self, total: Any, old: Floats, ends: tuple[float, float]) -> Any:
        """How much of each point arrives in a change whose points are kept."""
        return scale_of_points(number_of(total), number_of(old), ends)

    def _ends(self, target: Target) -> tuple[float, float]:
        if target.array != "gauges":
            return 0.0, 100.0
        gauge = self.plan.gauges[target.row]
        return gauge.low, gauge.high

    def _get(self, target: Target) -> Floats:
        found: Floats = getattr(self.state, target.array)[target.row]
        return found

    def _set(self, target: Target, new: Any) -> None:
        if target.array in _MOVE_THE_CHASM:
            self.apart = None
        getattr(self.state, target.array)[target.row] = new

    def _note(self, cause: Cause, target: Target, amount: Any) -> None:
        number = number_of(amount)
        if number == 0.0 or self.entries is None:
            return
        gauge = self.plan.names[target]
        self.entries.append(Entry(self.round, self.stage, cause.source, gauge, number, cause.because.of(number)))

    @property
    def _noted(self) -> int:
        """How many entries there are."""
        return len(self.entries or ())

    def _note_wound(self, gauge: str, first: int) -> None:
        """The entries from `first` on once more, as a wound that can heal."""
        if self.entries is not None:
            self.entries += [replace(e, gauge=gauge, amount=-e.amount) for e in self.entries[first:]]
