"""Every way to play a scenario that never asks, kept: what was chosen, and what it came to.

The ways stand in the order of their decisions, so that those which share a beginning stand together: what is said of
situations is said of stretches of one array.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.tally import EQUAL, Floats, Reached
from chasm_game.analysis.tree import Walk
from chasm_game.engine.measures import chasm
from chasm_game.engine.state import NOT_PLAYED

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.tally import Odds
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Lanes
    from chasm_game.engine.state import State

__all__ = ["Ways", "below", "correlation", "keys_of", "ranks", "ways_of"]

_ROOM = 1 << 62
"""Keys stay below this, which 64 bits with a sign can hold."""


@dataclass(frozen=True)
class Ways:
    """Every way, in the order of its decisions; the first axis is the way."""

    plan: Plan
    chosen: NDArray[np.int8]
    """By way and round."""
    scores: Floats
    chasms: Floats
    """At the end."""
    alive: NDArray[np.bool_]
    rescued: NDArray[np.bool_]
    random: Floats
    """How likely random play takes this way: each open response equally likely; together 1."""
    trust: Floats
    """By way and stakeholder, at the end."""

    def __len__(self) -> int:
        return int(self.scores.size)

    @cached_property
    def parting(self) -> NDArray[np.int64]:
        """By way, the first round in which it was decided otherwise than in the way before; 0 for the first way."""
        return np.append(0, (self.chosen[1:] != self.chosen[:-1]).argmax(axis=1))

    @cached_property
    def ranks(self) -> Floats:
        """By way, its rank by score."""
        return ranks(self.scores)

    def line(self, way: int) -> Line:
        """The decisions of a way as text."""
        return line_of(self.plan, self.chosen[way].tolist())


class _KeepingWalk(Walk):
    """A walk that keeps every way."""

    def __init__(self, plan: Plan, progress: Callable[[int], None] | None) -> None:
        super().__init__(plan, progress=progress)
        self.parts: list[tuple[Any, ...]] = []
        self.found = 0

    def back(self, lanes: int, _: int, __: list[tuple[ResponsePlan, Lanes, Reached]], ___: Odds) -> Reached:
        """Nothing is learned on the way back: everything is in the ways."""
        return Reached.nothing(lanes)

    def finished(self, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes; nothing is added up."""
        self.found += state.lanes
        if self.progress is not None:
            self.progress(self.found)
        # Copied below: a view would keep the whole block of lanes that it is a piece of.
        kept = scores, chasm(state), state.alive, state.rescues > 0, odds.random
        self.parts.append((state.chosen.T.copy(), *(numbers.copy() for numbers in kept), state.trust.T.copy()))


def ways_of(plan: Plan, progress: Callable[[int], None] | None = None) -> Ways:
    """Every way through a plan whose luck the seed has decided. `progress` is told how many were found so far."""
    walk = _KeepingWalk(plan, progress)
    walk.run()
    columns = [np.concatenate(column) for column in zip(*walk.parts, strict=True)]
    order = np.argsort(keys_of(columns[0]), kind="stable")
    return Ways(plan, *(column.take(order, axis=0) for column in columns))


def keys_of(chosen: NDArray[np.int8]) -> NDArray[np.int64]:
    """A number for each way, in the order of their decisions; the same one for the same decisions."""
    keys, largest = np.zeros(len(chosen), dtype=np.int64), 1
    for column in np.ascontiguousarray(chosen.T):
        digits = column.astype(np.int64) - NOT_PLAYED
        there = np.bincount(digits) > 0
        values = int(there.sum())
        # Before a key would not fit: only their order counts, so they are numbered anew without gaps.
        if largest > _ROOM // values:
            _, keys = np.unique(keys, return_inverse=True)
            largest = int(keys.max()) + 1
        keys *= values
        keys += (np.cumsum(there) - 1)[digits]
        largest *= values
    return keys


def ranks(numbers: Floats) -> Floats:
    """Ranks from 1 on; numbers that stand within `EQUAL` of their next share the mean of their ranks."""
    order = np.argsort(numbers)
    # The lowest number begins a stretch whatever it is.
    first = np.flatnonzero(np.diff(numbers[order], prepend=-np.inf) > EQUAL)
    last = np.append(first[1:], numbers.size)
    found = np.empty(numbers.size)
    found[order] = np.repeat((first + 1 + last) / 2.0, last - first)
    return found


def correlation(one: Floats, other: Floats) -> float | None:
    """Of two lists of numbers, -1..1; None where one does not vary."""
    # What varies by rounding alone would go together with anything.
    if one.size < 2 or np.ptp(one) <= EQUAL or np.ptp(other) <= EQUAL:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def below(scores: Floats, score: float) -> float:
    """The share of ways strictly below a score, in per cent."""
    return 100.0 * float(np.mean(scores < score - EQUAL))
