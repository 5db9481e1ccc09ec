"""Promises while playthroughs are walked or drawn: how often each held, and a way in which it did and did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.endings import EndedLanes
from chasm_game.analysis.witness import Record, record
from chasm_game.engine.lane_environment import LaneEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Expectation

__all__ = ["Judge", "Proof"]


@dataclass(slots=True)
class Proof:
    """A promise while playthroughs are walked."""

    promise: Expectation
    number: int
    plan: Plan | None = None
    """Under which it was judged."""
    judged: float = 0.0
    """Ways, each as far as its luck is likely."""
    held: float = 0.0
    drawn: int = 0
    """How many random playthroughs stand for all; 0 where every way was walked."""
    interval: tuple[float, float] | None = None
    """Where the share lies, if it was estimated."""
    held_in: Record | None = None
    failed_in: Record | None = None

    @property
    def share(self) -> tuple[float, float]:
        """The lowest and the highest that the share can be."""
        if self.interval is not None:
            return self.interval
        return self.held / self.judged, self.held / self.judged

    @property
    def wants_asking(self) -> bool:
        """Whether it is about askers too: only a share can leave them out."""
        return self.promise.kind in {"always", "reachable"} or (self.promise.kind == "share" and self.promise.askers)

    @property
    def settled(self) -> bool:
        """Whether no further way can say anything new of it."""
        if self.promise.kind == "always":
            return self.failed_in is not None
        return self.promise.kind == "reachable" and self.held_in is not None

    def note(self, plan: Plan, state: State, holds: NDArray[np.bool_], ways: Floats) -> None:
        """Add lanes in which the promise was judged."""
        self.plan = plan
        self.judged += float(ways.sum())
        self.held += float(ways[holds].sum())
        if self.held_in is None and holds.any():
            self.held_in = record(plan, state, int(holds.argmax()))
        if self.failed_in is None and not holds.all():
            # The first lane of either kind is kept: a promise needs one witness, and the first one is the same every
            # time.
            self.failed_in = record(plan, state, int(holds.argmin()))


class Judge:
    """Judges promises wherever a round or a game ends, over many lanes."""

    def __init__(self, proofs: Iterable[Proof]) -> None:
        self.proofs: Sequence[Proof] = [p for p in proofs if p.promise.kind != "policy"]
        self._on_the_way = [
            p
            for p in self.proofs
            if p.promise.kind == "always" and p.promise.when and not p.promise.when.mentions.endings
        ]

    def on_the_way(self, plan: Plan, state: State) -> None:
        """Lanes at the end of a round."""
        environment: LaneEnvironment | None = None
        for proof in self._on_the_way:
            if not proof.settled:
                environment = environment or LaneEnvironment(plan, state)
                self._note(proof, plan, state, environment, np.ones(state.lanes))

    def at_the_end(self, plan: Plan, state: State, ways: Floats) -> None:
        """Lanes at the end of the game, with how likely the luck of each is."""
        environment: EndedLanes | None = None
        for proof in self.proofs:
            if not proof.settled:
                environment = environment or EndedLanes(plan, state)
                self._note(proof, plan, state, environment, ways)

    @staticmethod
    def _note(proof: Proof, plan: Plan, state: State, environment: LaneEnvironment, ways: Floats) -> None:
        assert proof.promise.when is not None
        verdict = np.asarray(proof.promise.when.holds(environment), dtype=np.bool_)
        # A condition without any name in it is one truth for all lanes.
        proof.note(plan, state, np.broadcast_to(verdict, (state.lanes,)), ways)
