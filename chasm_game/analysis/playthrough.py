"""Playthroughs as decisions: from a lane's record to the words that replay it."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tree import Walk
from chasm_game.engine.decisions import Ask, parse
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.plan import WAITED
from chasm_game.engine.round import NOT_ASKING, Lanes, Round, Step, arrive
from chasm_game.engine.start import start
from chasm_game.engine.state import ASKED
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.plan import Plan, ResponsePlan

__all__ = ["Line", "completed", "finished", "line_of", "played", "recorded"]

Line = tuple[str, ...]
"""Decisions as text, one a round that happens."""


def line_of(plan: Plan, chosen: Sequence[int], asked: Sequence[int] = ()) -> Line:
    """The decisions in the record of a lane (`State.asked` included); rounds that were not played are left out."""
    ids = []
    for n, (round_, response) in enumerate(zip(plan.rounds, chosen, strict=False)):
        if n < len(asked) and asked[n]:
            along = int(asked[n]) - ASKED
            ids.append(str(Ask(plan.leaders[along - 1].id if along else None)))
        if response >= 0:
            ids.append(round_.responses[response].id if response < len(round_.responses) else WAIT)
    return tuple(ids)


def played(plan: Plan, line: Sequence[str]) -> Game:
    """The game of these decisions. Raises `IllegalDecision` where one of them cannot be taken."""
    game = Game(plan.scenario, plan.seed, plan=plan)
    for word in line:
        game.push(parse(word))
    return game


def recorded(plan: Plan, line: Sequence[str]) -> tuple[int, ...]:
    """The other way round: the index of the response in each round of a game of these decisions."""
    chosen = [-1] * len(plan.rounds)
    for turn in played(plan, line).turns:
        known = [r.id for r in plan.rounds[turn.index].responses]
        chosen[turn.index] = known.index(turn.response) if turn.response in known else WAITED
    return tuple(chosen)


def finished(plan: Plan, line: Sequence[str]) -> Line:
    """The decisions, and after them the first open response until the game is over."""
    game = played(plan, line)
    while game.outcome is None:
        game.push(parse(game.open_responses[0]))
    return tuple(str(d) for d in game.decisions)


def completed(plan: Plan, chosen: Sequence[int], response: int, *, asked: Sequence[int] = (), affordable: int) -> Line:
    """A whole playthrough: the record up to a round, then `response` there, then the best that is left.

    `asked` says, as `State.asked` does, where the people were asked, also in the round itself. Where more than
    `affordable` playthroughs may be left, the first open response goes on instead of the best.
    """
    index = len(chosen)
    state = start(plan)
    for n, taken in enumerate([*chosen, response]):
        (part,) = arrive(plan, state, n)
        # A round that does not happen is in the record as -1, and there is nothing to take in it.
        if part.plays:
            Round(Ledger(plan, state), n, _Hand(taken, asked[n] - ASKED if n < len(asked) else NOT_ASKING)).go()
    # At most: answers may be locked. Over the bound the witness goes on in the simplest way, and is still a witness.
    left = prod(len(r.responses) for r in plan.rounds[index + 1 :] if r.lucky)
    if not state.alive[0] or left > affordable:
        return finished(plan, line_of(plan, [*chosen, response], asked))
    return line_of(plan, Walk(plan).run(state, index + 1).best_line, asked[: index + 1])


@dataclass(frozen=True, slots=True)
class _Hand:
    """A record's decisions in one round: the number of its response, and how it asked."""

    taken: int
    asking: int

    def asks(self, _: Round) -> int:
        """Whether it asked, and with whom."""
        return self.asking

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """The response of the record, in the only lane."""
        responses = round_.plan.responses
        response = responses[self.taken] if self.taken < len(responses) else round_.plan.wait
        return [(response, np.zeros(1, dtype=np.int64))]

    def seen(self, _: Round, __: Step) -> None:
        """Nobody looks."""
