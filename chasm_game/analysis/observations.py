"""What a balance asks for beyond scores: endings and promises; rivals, what is at stake, conditions.

One `Observations` gathers over any number of walks of one scenario, under any luck.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.analysis.coverage import Watch
from chasm_game.analysis.endings import FALLEN, ending_ids, endings_of
from chasm_game.analysis.witness import Record, record

if TYPE_CHECKING:
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["Found", "Observations", "Rivals", "Stake"]


class Found(NamedTuple):
    """The best playthrough under a seed."""

    score: float
    chosen: tuple[int, ...]


@dataclass(slots=True)
class Rivals:
    """Two responses over all situations in which both were open, by the best score still reachable after each."""

    both: int = 0
    better: int = 0
    """Situations in which the first is better."""
    worse: int = 0
    margin: float = 0.0
    """The most by which the first is better."""
    where: Record | None = None
    """Where it is that much better."""


@dataclass(slots=True)
class Stake:
    """How much a round's decision matters."""

    situations: int = 0
    contested: int = 0
    """Situations in which at least two responses were open."""
    met: float = 0.0
    """Those of them before which nobody asked, each as far as its luck is likely."""
    spread: float = 0.0
    """The largest distance between the best and the worst of the open responses."""
    where: Record | None = None
    """Where it is that large, or any situation of the round."""
    wins: dict[int, int] = field(default_factory=dict)
    """By response: contested situations in which it alone is best."""
    won: dict[int, Record] = field(default_factory=dict)
    """By response: the first of them."""
    open: dict[int, int] = field(default_factory=dict)
    """By response: situations in which it was open."""


@dataclass
class Observations:
    """What was seen over all walks."""

    rivals: dict[tuple[int, int, int], Rivals] = field(default_factory=dict)
    """By round, first and second response."""
    stakes: dict[int, Stake] = field(default_factory=dict)
    endings: dict[str, float] = field(default_factory=dict)
    """Ways by ending."""
    fallen: Record | None = None
    """A playthrough in which the company fell."""
    watch: Watch = field(default_factory=Watch)
    taken: dict[tuple[int, int], int] = field(default_factory=dict)
    """By round and response: lanes that took it."""
    heard: set[int] = field(default_factory=set)
    """The rounds in which somebody asked."""
    passed: set[int] = field(default_factory=set)
    """The rounds that did not happen in some playthrough."""

    def ended(self, plan: Plan, state: State, ways: Floats) -> Floats:
        """Add finished lanes; returns their ways by ending, in the order of `ending_ids`.

        What is told after the game is judged in them.
        """
        ids = ending_ids(plan.scenario)
        counts = np.bincount(endings_of(plan, state), ways, len(ids)).astype(np.float64)
        for name, number in zip(ids, counts, strict=True):
            self.endings[name] = self.endings.get(name, 0.0) + float(number)
        if self.fallen is None and counts[ids.index(FALLEN)]:
            self.fallen = record(plan, state, int(np.argmin(state.alive)))
        self.watch.notes(plan, state)
        return counts

    def asked(self, plan: Plan, state: State, index: int) -> None:
        """Before a decision: the texts of the shock are judged, and what the people say where they were asked."""
        self.watch.shock(plan, state, index)
        if state.asked[index].any():
            self.heard.add(index)
            self.watch.voices(plan, state, index)

    def answered(self, plan: Plan, state: State, index: int, response: int) -> None:
        """Lanes at the end of a round in which they took a response."""
        self.took(index, response, state.lanes)
        self.watch.outcome(plan, state, index, response)

    def took(self, index: int, response: int, lanes: int) -> None:
        """So many lanes took a response."""
        self.taken[index, response] = self.taken.get((index, response), 0) + lanes
