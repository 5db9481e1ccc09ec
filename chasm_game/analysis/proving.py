"""A walk that judges promises on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.endings import EndEnvironment
from chasm_game.analysis.playthrough import Line, line_of
from chasm_game.analysis.tree import Walk
from chasm_game.engine.state import LaneEnvironment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats, Odds, Reached, Tally
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Round
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Expectation

__all__ = ["Proof", "ProvingWalk"]


@dataclass(slots=True)
class Proof:
    """A promise while playthroughs are walked."""

    promise: Expectation
    number: int
    judged: int = 0
    held: int = 0
    shares: list[tuple[float, int]] = field(default_factory=list)
    """A share for each kind of luck, with the number of seeds that have it."""
    interval: tuple[float, float] | None = None
    """Where the share lies, if it was estimated."""
    held_in: tuple[int, Line] | None = None
    failed_in: tuple[int, Line] | None = None

    @property
    def share(self) -> tuple[float, float]:
        """The lowest and the highest that the share can be."""
        if self.interval is not None:
            return self.interval
        mean = sum(s * n for s, n in self.shares) / sum(n for _, n in self.shares)
        return mean, mean

    def note(self, plan: Plan, state: State, holds: NDArray[np.bool_]) -> None:
        """Add lanes in which the promise was judged."""
        self.judged += state.lanes
        self.held += int(holds.sum())
        if self.held_in is None and holds.any():
            self.held_in = _record(plan, state, int(holds.argmax()))
        if self.failed_in is None and not holds.all():
            # The first lane of either kind is kept: a promise needs one witness, and the first one is the same every
            # time.
            self.failed_in = _record(plan, state, int(holds.argmin()))


class ProvingWalk(Walk):
    """A walk that judges promises on its way."""

    def __init__(self, plan: Plan, proofs: Sequence[Proof]) -> None:
        super().__init__(plan)
        kinds = [(p, p.promise.kind, bool(p.promise.when and p.promise.when.mentions.endings)) for p in proofs]
        self.on_the_way = [p for p, kind, names_ending in kinds if kind == "always" and not names_ending]
        self.proofs = [p for p, kind, _ in kinds if kind != "policy"]

    def answered(self, round_: Round, lanes: int, odds: Odds) -> Reached:
        """The end of a round."""
        for branch in round_.branches:
            self.judge_on_the_way(branch.state)
        return super().answered(round_, lanes, odds)

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """The end of the game."""
        super().count(tally, state, scores, odds)
        self.judge_at_the_end(state)

    def judge_on_the_way(self, state: State) -> None:
        """Lanes at the end of a round."""
        environment = LaneEnvironment(self.plan, state)
        for proof in self.on_the_way:
            assert proof.promise.when is not None
            proof.note(self.plan, state, _all_lanes(proof.promise.when.holds(environment), state))

    def judge_at_the_end(self, state: State) -> None:
        """Lanes at the end of the game."""
        environment = EndEnvironment(self.plan, state)
        for proof in self.proofs:
            assert proof.promise.when is not None
            proof.note(self.plan, state, _all_lanes(proof.promise.when.holds(environment), state))


def _record(plan: Plan, state: State, lane: int) -> tuple[int, Line]:
    return plan.seed, line_of(plan, state.chosen[:, lane].tolist())


def _all_lanes(verdict: object, state: State) -> NDArray[np.bool_]:
    # A condition without any name in it is one truth for all lanes.
    return np.broadcast_to(np.asarray(verdict, dtype=np.bool_), (state.lanes,))
