"""What properties are measured on: every way of a story under seed 1, and what else has to be walked for them, once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.ablations import CHANGES, Ablation, ablation
from chasm_game.analysis.asking import asking_once, companions
from chasm_game.analysis.bounds import LONG, OFTEN, SITUATIONS
from chasm_game.analysis.heuristics import ASKING, HEURISTICS, played_by
from chasm_game.analysis.policies import POLICIES
from chasm_game.analysis.situations import Situations, situations
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import Ways, ways_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from chasm_game.analysis.asking import Asked, Companions
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Measured", "columns", "contested", "gains", "opening_scores"]


class Measured:
    """A story under seed 1, with everything that its figures are made of; each thing is walked when it is asked for."""

    def __init__(self, plan: Plan, progress: Callable[[int], None] | None = None) -> None:
        self.plan = plan
        self.found: Ways = ways_of(plan, progress)
        self._ablations: dict[str, Ablation] = {}
        self._games: dict[str, Game] = {}
        self._labelled: dict[str, NDArray[np.bool_]] = {}

    @property
    def scenario(self) -> Scenario:
        """The story."""
        return self.plan.scenario

    @property
    def long(self) -> bool:
        """Whether it gets a verdict."""
        return len(self.plan.rounds) >= LONG

    @cached_property
    def situations(self) -> list[Situations]:
        """Of every round that is played."""
        return list(situations(self.found))

    @cached_property
    def often_met(self) -> list[Situations]:
        """Of the rounds with enough situations."""
        return [s for s in self.situations if len(s) >= SITUATIONS]

    def ablation(self, name: str) -> Ablation:
        """Every way without a part of the model."""
        if name not in self._ablations:
            self._ablations[name] = ablation(self.found, CHANGES[name](self.scenario))
        return self._ablations[name]

    def game(self, name: str) -> Game:
        """The game of a rule of thumb, or of `words-only`."""
        if name not in self._games:
            rule = HEURISTICS[name] if name in HEURISTICS else POLICIES[name]
            self._games[name] = played_by(self.scenario, rule, asking=name in ASKING)
        return self._games[name]

    def labelled(self, label: str) -> NDArray[np.bool_]:
        """The ways that take answers of a label wherever one is open."""
        if label not in self._labelled:
            self._labelled[label] = self._ways_of_colour(label)
        return self._labelled[label]

    def _ways_of_colour(self, label: str) -> NDArray[np.bool_]:
        fine = np.ones(len(self.found), dtype=np.bool_)
        for met in self.situations:
            # By answer; waiting, and a round that is not played, stand behind them.
            has = np.array([*(a.label == label for a in self.scenario.rounds[met.index].responses), False])
            # Where one is open, the ways of that situation go through it or through another: situations by way.
            is_open = np.append((~np.isnan(met.best))[has[:-1]].any(axis=0), np.False_)
            taken = np.clip(self.found.chosen[:, met.index], -1, len(has) - 1)
            fine &= has[taken] | ~is_open[columns(self.found, met.index)]
        return fine

    @cached_property
    def asked(self) -> dict[int, Asked]:
        """By round in which the people can be asked: the best way that asks there only."""
        return asking_once(self.plan)

    @cached_property
    def companions(self) -> Companions:
        """With whom all asks of the best way are taken."""
        return companions(self.plan)


def columns(found: Ways, index: int) -> NDArray[np.int64]:
    """By way, the number of the situation in which it decides on a round; -1 where it does not play the round."""
    plays = found.chosen[:, index] >= 0
    begins = found.parting < index
    begins[0] = True
    # Ways with the same beginning play the round all of them, or none.
    return np.where(plays, np.cumsum(begins & plays) - 1, -1)


def contested(met: Situations) -> bool:
    """Whether two answers of a round are each best in more than 15 % of its situations."""
    return int((met.wins > OFTEN + EQUAL).sum()) > 1


def opening_scores(m: Measured) -> Floats:
    """By answer of the first round that is played, the best score through it; not a number where it is locked."""
    found: Floats = m.situations[0].best[:, 0]
    return found


def gains(m: Measured) -> dict[int, float]:
    """By round, what asking in it only adds to best play, in points."""
    never = float(m.found.scores.max())
    return {index: asked.score - never for index, asked in m.asked.items()}
