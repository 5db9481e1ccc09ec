"""The decisions that games met, each situation once, with what could be reached and expected after every response."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.open_luck import fates_of, luck_left, open_state, ways_on
from chasm_game.analysis.reach import Asks, Situation, expected_after, reached_after
from chasm_game.analysis.tree import BUDGET
from chasm_game.engine.compiling import compile_open
from chasm_game.engine.round import company
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.reach import Reach
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Turn

__all__ = ["Decision", "DecisionsMet", "asks_of", "own_score"]

_Key = tuple[tuple[str, ...], Asks]
"""Everything decided up to a decision, and the asks after it: where these are the same, everything is."""


@dataclass(slots=True)
class Decision:
    """A situation that games met, and what could be reached and expected after each response in it."""

    situation: Situation
    reached: dict[str, Reach] = field(default_factory=dict)
    expected: dict[str, float] | None = None
    lucky: bool = False
    """Whether any luck was left."""


class DecisionsMet:
    """Every situation that some games met, each once, and what could be reached from it."""

    def __init__(self, plan: Plan, games: Sequence[FinishedGame]) -> None:
        self.plan = plan
        self.by_round: dict[int, dict[_Key, Decision]] = {}
        # Held against ways that ask alike: with more asks more can be reached, and a share of all would say nothing.
        scores: dict[Asks, set[float]] = {}
        for game in games:
            scores.setdefault(asks_of(game), set()).add(own_score(game))
        for game in games:
            asks = asks_of(game)
            for number, turn in enumerate(game.turns):
                # Every playthrough with this asking leads through its first decision.
                against = np.array(sorted(scores[asks]) if number == 0 else ())
                self.meet(game, turn, asks, against)
        opened = compile_open(plan.scenario)
        fates = fates_of(opened, plan)
        for index, decisions in self.by_round.items():
            self.walk_on(opened, fates, index, list(decisions.values()))

    def meet(self, game: FinishedGame, turn: Turn, asks: Asks, held_against: Floats) -> None:
        """Remember what a game decided on."""
        later = _later(asks, turn.index)
        situation = Situation(turn.shocked.moment, later, held_against)
        # Games that agree so far stand in one situation, and what follows from it is walked once for all of them.
        self.by_round.setdefault(turn.index, {}).setdefault((_so_far(game, turn), later), Decision(situation))

    def walk_on(self, opened: Plan, fates: NDArray[np.int8], index: int, met: Sequence[Decision]) -> None:
        """Everything that can follow the decisions of a round; where luck is left, under a plan whose luck is open."""
        known: list[Decision] = []
        unknown: list[tuple[Decision, Situation]] = []
        for decision in met:
            state = open_state(opened, self.plan, decision.situation.state, index)
            decision.lucky = luck_left(opened, state, index)
            if decision.lucky and ways_on(opened, state, index) <= BUDGET:
                unknown.append((decision, decision.situation._replace(state=state)))
            else:
                known.append(decision)
        if known:
            walked = reached_after(self.plan, index, [decision.situation for decision in known])
            for decision, reached in zip(known, walked, strict=True):
                decision.reached = reached
                # With luck left and too many ways to walk over all of it, nothing is known of the average.
                decision.expected = None if decision.lucky else {name: reach.best for name, reach in reached.items()}
        if unknown:
            found = expected_after(opened, index, [situation for _, situation in unknown], fates)
            for (decision, _), both in zip(unknown, found, strict=True):
                decision.reached = {name: reach for name, (reach, _) in both.items()}
                decision.expected = {name: expected for name, (_, expected) in both.items()}

    def decision(self, game: FinishedGame, turn: Turn, asks: Asks) -> Decision:
        """What a game decided on in a round."""
        return self.by_round[turn.index][_so_far(game, turn), _later(asks, turn.index)]


def own_score(game: FinishedGame) -> float:
    """What a finished game scores."""
    assert game.outcome is not None
    return game.outcome.score_exact


def asks_of(game: FinishedGame) -> Asks:
    """The rounds in which a game asked, and with whom."""
    return frozenset((t.index, company(game.plan, t.ask)) for t in game.turns if t.ask is not None)


def _later(asks: Asks, index: int) -> Asks:
    return frozenset(ask for ask in asks if ask[0] > index)


def _so_far(game: FinishedGame, turn: Turn) -> tuple[str, ...]:
    """Everything decided up to a decision."""
    words = []
    for each in game.turns:
        words += [str(each.ask)] if each.ask is not None else []
        if each is turn:
            break
        words.append(each.response or WAIT)
    return tuple(words)
