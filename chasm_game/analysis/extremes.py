"""The best and the worst game of one colour: a new answer wherever one is open, or an old one; never asking."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.tree import BUDGET, Walk, scores_of
from chasm_game.engine.batch import play_many
from chasm_game.engine.start import start
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.tally import Floats, Odds, Tally
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Lanes, Mask, Round
    from chasm_game.engine.state import State

__all__ = ["EXTREMES", "Extreme", "extremes_of", "labels_of"]

EXTREMES: Mapping[str, tuple[str, bool]] = {
    "best-new": ("new", True),
    "worst-new": ("new", False),
    "best-old": ("old", True),
    "worst-old": ("old", False),
}
"""By policy, the label, and whether its best game is meant."""
_DRAWN = 4_096
"""Random games of one colour, where there may be too many to walk."""


class Extreme(NamedTuple):
    """A game: its exact score, 0..1000, whether the company survives, and its decisions."""

    score: float
    alive: bool
    line: Line


def labels_of(plan: Plan) -> frozenset[str]:
    """The labels that any answer has."""
    return frozenset(a.label for r in plan.scenario.rounds for a in r.responses if a.label is not None)


def extremes_of(plan: Plan, label: str, budget: int = BUDGET) -> tuple[Extreme, Extreme]:
    """The worst and the best game of a colour; where there may be more than `budget`, of a sample of such games."""
    mine = [_labelled(plan, index, label) for index in range(len(plan.rounds))]
    kept = _Kept(plan)
    if _bound(plan, mine) <= budget:
        _OneColour(plan, mine, kept).run()
    else:
        # A stream of its own: what else is drawn under this seed stays as it is.
        luck = np.random.default_rng([plan.seed, _DRAWN])

        def choose(index: int, _: Lanes, is_open: Mask) -> Lanes:
            fitting = _fitting(is_open, mine[index])
            # The place of the greatest of equally drawn numbers: each fitting answer is as likely as the others.
            drawn: Lanes = np.where(fitting, luck.random(is_open.shape), -1.0).argmax(axis=0)
            return drawn

        state = play_many(plan, start(plan, _DRAWN), choose, ledger=SummingLedger)
        kept.look(state, scores_of(plan, state))
    assert kept.worst is not None
    assert kept.best is not None
    return kept.worst, kept.best


class _Kept:
    """The worst and the best of the games that were seen; of equal ones the first."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.worst: Extreme | None = None
        self.best: Extreme | None = None

    def look(self, state: State, scores: Floats) -> None:
        """Finished lanes."""
        low, high = int(scores.argmin()), int(scores.argmax())
        if self.worst is None or scores[low] < self.worst.score - EQUAL:
            self.worst = self.game(state, scores, low)
        if self.best is None or scores[high] > self.best.score + EQUAL:
            self.best = self.game(state, scores, high)

    def game(self, state: State, scores: Floats, lane: int) -> Extreme:
        """One lane."""
        line = line_of(self.plan, state.chosen[:, lane].tolist())
        return Extreme(float(scores[lane]), bool(state.alive[lane]), line)


class _OneColour(Walk):
    """A walk that takes answers of one label wherever one is open."""

    def __init__(self, plan: Plan, mine: Sequence[NDArray[np.bool_]], kept: _Kept) -> None:
        super().__init__(plan)
        self.mine, self.kept = mine, kept

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """The open ones of this label; where there are none, all."""
        fitting = _fitting(round_.is_open, self.mine[round_.index])
        responses = (*round_.plan.responses, round_.plan.wait)
        found = [(response, np.flatnonzero(lanes)) for response, lanes in zip(responses, fitting, strict=True)]
        return [(response, lanes) for response, lanes in found if lanes.size]

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes."""
        super().count(tally, state, scores, odds)
        self.kept.look(state, scores)


def _labelled(plan: Plan, index: int, label: str) -> NDArray[np.bool_]:
    """Which responses of a round have a label."""
    return np.array([a.label == label for a in plan.scenario.rounds[index].responses], dtype=np.bool_)


def _fitting(is_open: Mask, mine: NDArray[np.bool_]) -> Mask:
    """The open responses of a label, lane by lane; where there are none, all that are open. Waiting has no label."""
    has = np.zeros(len(is_open), dtype=np.bool_)
    has[: mine.size] = mine
    coloured = is_open & has[:, None]
    return np.where(coloured.any(axis=0), coloured, is_open)


def _bound(plan: Plan, mine: Sequence[NDArray[np.bool_]]) -> int:
    """No scenario has more games of a colour: where one of its answers is always open, only those count."""
    numbers = []
    for round_, labelled in zip(plan.rounds, mine, strict=True):
        always = any(r.when is None and labelled[r.index] for r in round_.responses)
        numbers.append(int(labelled.sum()) if always else len(round_.responses))
    # A round that this seed has ruled out multiplies nothing.
    return prod(n for n, round_ in zip(numbers, plan.rounds, strict=True) if round_.lucky)
