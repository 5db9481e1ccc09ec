"""All playthroughs of a scenario under a seed, with the engine's own rules.

Games that share a beginning share its lanes: a round takes every lane apart by response, and the parts become the
lanes of the next one. Blocks of lanes stay small enough for the processor's cache; a block that grows too large is
walked piece by piece, so memory is bounded by the number of rounds. On the way back each situation learns the best
score that was still reachable from it.
"""

from __future__ import annotations

from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from chasm_game.analysis.lanes import deep, pieces, slice_for_all
from chasm_game.analysis.tally import EQUAL, Floats, Odds, Reached, ResponseTally, Tally, even
from chasm_game.engine.chances import at_arrival, at_shock, in_silence
from chasm_game.engine.measures import value
from chasm_game.engine.round import NOT_ASKING, Lanes, Part, Round, Step, arrive, coast, every_open
from chasm_game.engine.score import score_exact
from chasm_game.engine.shared_rows import with_shared_rows
from chasm_game.engine.start import start
from chasm_game.engine.state import State, concatenate
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Asking, Branch

__all__ = [
    "BLOCK",
    "BUDGET",
    "EQUAL",
    "NOBODY_ASKS",
    "ResponseTally",
    "Tally",
    "Walk",
    "bound",
    "even",
    "scores_of",
    "walk",
]

NOBODY_ASKS: Mapping[int, int] = MappingProxyType({})
BUDGET = 50_000_000
"""Playthroughs that are walked at most; where there may be more, a sample is drawn, and a game is not reviewed."""
BLOCK = 8_192
"""Lanes that are walked together: about 3 MB of state."""


def bound(plan: Plan) -> int:
    """No scenario has more playthroughs than the product of its rounds' numbers of responses."""
    return prod(len(r.responses) for r in plan.rounds if r.lucky)


class Walk:
    """A walk over every playthrough from some lanes on.

    `asks` are the rounds in which the people are asked, wherever an ask is left, each with `ALONE` or the number of
    the leader who comes along: held as played in a review, never in a balance. Where the plan has open luck, both sides
    of every chance are walked. `at_end` is shown every block of finished lanes with their scores.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        asks: Mapping[int, int] = NOBODY_ASKS,
        block: int = BLOCK,
        at_end: Callable[[State, Floats], None] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.plan, self.asking, self.block = plan, asks, block
        self.at_end, self.progress = at_end, progress
        self.tally = Tally()

    def run(self, state: State | None = None, index: int = 0) -> Tally:
        """Walk from a state before the round `index` (default: the start)."""
        if state is None:
            # From the start only: a state that comes from a game has its rows by that game's own plan.
            self.plan = with_shared_rows(self.plan)
            state = start(self.plan)
        with deep(self.plan):
            reached = self.round(state, even(state.lanes), index)
        self.tally.expected = float(reached.best[0])
        return self.tally

    def best_after(self, state: State, index: int, odds: Odds) -> Floats:
        """For each lane that has answered the round `index`: the best score that can be expected from it."""
        with deep(self.plan):
            return self.go_on(state, odds, index).best

    def round(self, state: State, odds: Odds, index: int) -> Reached:
        """Walk some lanes from before the round `index` to their ends."""
        if index == len(self.plan.rounds):
            return self.end(state, odds)
        if state.lanes > self.block:
            return Reached.joined(
                [self.round(state.piece(p), odds.at(p), index) for p in pieces(state.lanes, self.block)]
            )
        if self.plan.odds and (fork := at_arrival(self.plan, state, index)) is not None:
            return self.round(fork.state, odds.forked(fork), index).folded(fork, state.lanes)
        parts = arrive(self.plan, state, index)
        if len(parts) == 1:
            return self.arrived(parts[0], odds, index)
        reached = Reached.nothing(state.lanes)
        for part in parts:
            reached.put(part.where, self.arrived(part, odds.at(part.where), index))
        return reached

    def arrived(self, part: Part, odds: Odds, index: int) -> Reached:
        """Lanes that all play a round, or all pass over it."""
        if part.plays:
            return self.played(part.state, odds, index)
        return self.round(part.state, odds, index + 1)

    def played(self, state: State, odds: Odds, index: int) -> Reached:
        """A round that every lane plays: with every response, wherever it is open."""
        if self.plan.odds and (fork := at_shock(self.plan, state, index)) is not None:
            return self.played(fork.state, odds.forked(fork), index).folded(fork, state.lanes)
        return self.decided(state, odds, index)

    def decided(self, state: State, odds: Odds, index: int) -> Reached:
        """The same, where luck has decided what it can before the decision."""
        round_ = Round(SummingLedger(self.plan, state), index, self)
        round_.go()
        return self.answered(round_, state.lanes, odds)

    def asks(self, round_: Round) -> Asking | int:
        """The people are asked in whole rounds, wherever an ask is left."""
        return self.asking.get(round_.index, NOT_ASKING)

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """All of them."""
        return every_open(round_)

    def seen(self, round_: Round, step: Step) -> None:
        """A step is over; whoever observes a walk looks here."""

    def answered(self, round_: Round, lanes: int, odds: Odds) -> Reached:
        """On from the end of a round of so many lanes, in which every open response was taken."""
        share = odds._replace(random=odds.random / np.count_nonzero(round_.is_open, axis=0))
        branches, round_.branches = round_.branches, []
        shares = [share.at(slice_for_all(b.where, lanes)) for b in branches]
        shares = [s if b.fork is None else s.forked(b.fork) for s, b in zip(shares, branches, strict=True)]
        parts = [
            (branch.response, branch.where, reached.folded(branch.fork, branch.where.size))
            for branch, reached in zip(branches, self.onward(branches, shares, round_.index), strict=True)
        ]
        return self.back(lanes, round_.index, parts, odds)

    def onward(self, branches: list[Branch], shares: list[Odds], index: int) -> Iterator[Reached]:
        """On from every branch: from all of them at once, or, where that is too much, from one after another."""
        if sum(branch.state.lanes for branch in branches) > self.block:
            for branch, odds in zip(branches, shares, strict=True):
                yield self.go_on(branch.state, odds, index)
            return
        after = self.go_on(concatenate([branch.state for branch in branches]), Odds.joined(shares), index)
        at = 0
        for branch in branches:
            yield after.slice(at, at + branch.state.lanes)
            at += branch.state.lanes

    def go_on(self, state: State, odds: Odds, index: int) -> Reached:
        """On to the next round for the living; a fallen company is at its end."""
        if state.alive.all():
            return self.round(state, odds, index + 1)
        reached = Reached.nothing(state.lanes)
        fallen = ~state.alive
        reached.put(fallen, self.end(state.take(fallen), odds.at(fallen)))
        if state.alive.any():
            living = state.alive.copy()
            reached.put(living, self.round(state.take(living), odds.at(living), index + 1))
        return reached

    def back(self, lanes: int, index: int, parts: list[tuple[ResponsePlan, Lanes, Reached]], odds: Odds) -> Reached:
        """What was reachable from each lane, from what was reached through each response."""
        reached = Reached.nothing(lanes)
        taken = [(response, slice_for_all(where, lanes), part) for response, where, part in parts]
        for _, where, part in taken:
            reached.best[where] = np.maximum(reached.best[where], part.best)
            reached.total[where] += part.total
            reached.paths[where] += part.paths
        luck = self.counted(odds)
        if likely := float(luck.sum()):
            self.tally.situations[index] = self.tally.situations.get(index, 0.0) + likely
        for response, where, part in taken:
            self.tally.answer(index, response.index, luck[where], part, reached.best[where])
        return reached

    def counted(self, odds: Odds) -> Floats:
        """How much each lane counts where situations are added up: as likely as it is by luck."""
        return odds.luck

    def end(self, state: State, odds: Odds, silent: int = 1) -> Reached:
        """The silent rounds from the `silent`-th on, and what the games came to."""
        if state.lanes > self.block:
            return Reached.joined(
                [self.end(state.piece(p), odds.at(p), silent) for p in pieces(state.lanes, self.block)]
            )
        ledger = SummingLedger(self.plan, state)
        for number in range(silent, self.plan.coast + 1):
            if self.plan.odds and (fork := in_silence(self.plan, state)) is not None:
                return self.end(fork.state, odds.forked(fork), number).folded(fork, state.lanes)
            coast(ledger, number)
        scores = scores_of(self.plan, state)
        self.finished(state, scores, odds)
        return Reached(scores, scores, np.ones(state.lanes))

    def finished(self, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes."""
        self.count(self.tally, state, scores, odds)

    def count(self, tally: Tally, state: State, scores: Floats, odds: Odds) -> None:
        """Add finished lanes to a tally."""
        tally.add(state, scores, odds)
        if self.at_end is not None:
            self.at_end(state, scores)
        if self.progress is not None:
            self.progress(tally.paths)


def scores_of(plan: Plan, state: State) -> Floats:
    """The exact scores of finished lanes."""
    values: Any = value(plan, state)
    scores: Any = score_exact(values, cast("Any", state.recorded), len(plan.rounds))
    return np.asarray(scores)


def walk(plan: Plan, *, asks: Mapping[int, int] = NOBODY_ASKS) -> Tally:
    """Every playthrough of a plan, from the start."""
    return Walk(plan, asks=asks).run()
