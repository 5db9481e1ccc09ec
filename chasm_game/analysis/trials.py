"""A game of given decisions, played again with one answer changed: only from that answer on, and for its score alone.

The rules are those of a `Game`, to the last bit; what a game keeps to be looked at is not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.compiling import compile_plan, with_response
from chasm_game.engine.decisions import Ask, parse
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.measures import value
from chasm_game.engine.round import NOT_ASKING, Round, arrive, coast, company
from chasm_game.engine.score import score_exact
from chasm_game.engine.start import start
from chasm_game.errors import IllegalDecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Lanes, Step
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Trials"]


class Trials:
    """The game of a line under seed 1, and what it comes to where the round `index` is another."""

    def __init__(self, scenario: Scenario, line: Sequence[str], index: int) -> None:
        self.plan, self.index = compile_plan(scenario, 1), index
        state, hand = start(self.plan), _Hand(line)
        try:
            _play(self.plan, state, hand, range(index))
            self.begun: tuple[State, _Hand] | None = state, hand
        except IllegalDecision:
            self.begun = None

    def score(self, scenario: Scenario | None = None, answer: int = 0) -> float | None:
        """The exact score; of a `scenario`, if given, that differs in nothing but what that answer of the round does.

        None where the line cannot be played, or does not end the game.
        """
        if self.begun is None:
            return None
        plan = self.plan if scenario is None else with_response(self.plan, scenario, self.index, answer)
        state, hand = self.begun[0].copy(), _Hand(self.begun[1].left)
        try:
            _play(plan, state, hand, range(self.index, len(plan.rounds)))
        except IllegalDecision:
            return None
        ledger = Ledger(plan, state)
        for number in range(1, plan.coast + 1):
            coast(ledger, number)
        return score_exact(float(value(plan, state)[0]), float(state.recorded[0]), len(plan.rounds))


def _play(plan: Plan, state: State, hand: _Hand, rounds: range) -> None:
    """Some rounds, as long as the company lives. Raises `IllegalDecision` where the decisions cannot be taken."""
    for index in rounds:
        if not state.alive[0]:
            return
        (part,) = arrive(plan, state, index)
        if part.plays:
            Round(Ledger(plan, state), index, hand).go()


class _Hand:
    """Decides as the line says; `left` is what it says of the rounds to come."""

    def __init__(self, line: Sequence[str]) -> None:
        self.left = list(line)

    def asks(self, round_: Round) -> int:
        """Whether the line asks here, and with whom."""
        decision = parse(self.left[0]) if self.left else None
        if not isinstance(decision, Ask):
            return NOT_ASKING
        if round_.state.asks[0] <= 0:
            raise IllegalDecision(str(decision))
        del self.left[0]
        return company(round_.ledger.plan, decision)

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """The answer of the line, if it is open."""
        word = self.left.pop(0) if self.left else ""
        answers = (*round_.plan.responses, round_.plan.wait)
        for response, is_open in zip(answers, round_.is_open, strict=True):
            if response.id == word and is_open[0]:
                return [(response, np.zeros(1, dtype=np.int64))]
        raise IllegalDecision(word)

    def seen(self, _: Round, __: Step) -> None:
        """Nobody looks."""
