"""All playthroughs of a scenario under a seed, with the engine's own rules.

Games that share a beginning share its lanes: a round takes every lane apart by response, and the parts become the
lanes of the next one. Blocks of lanes stay small enough for the processor's cache; a block that grows too large is
walked piece by piece, so memory is bounded by the number of rounds. On the way back each situation learns the best
score that was still reachable from it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from itertools import pairwise
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from chasm_game.analysis.tally import BINS_PER_POINT, EQUAL, Floats, Reached, ResponseTally, Tally
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.round import NOT_ASKING, Lanes, Part, Round, Step, arrive, coast, every_open
from chasm_game.engine.score import score_exact
from chasm_game.engine.shared_rows import with_shared_rows
from chasm_game.engine.state import State, start, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from chasm_game.engine.plan import Plan, ResponsePlan

__all__ = ["BLOCK", "BUDGET", "EQUAL", "NOBODY_ASKS", "ResponseTally", "Tally", "Walk", "bound", "scores_of", "walk"]

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
    the leader who comes along: held as played in a review, never in a balance. `at_end` is shown every block of
    finished lanes with their scores.
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
            self.plan = with_shared_rows(self.plan)
            state = start(self.plan)
        with _deep(self.plan):
            self.round(state, np.ones(state.lanes), index)
        return self.tally

    def best_after(self, state: State, index: int) -> Floats:
        """For each lane that has answered the round `index`: the best score that is still reachable."""
        with _deep(self.plan):
            return self.go_on(state, np.ones(state.lanes), index).best

    def round(self, state: State, chance: Floats, index: int) -> Reached:
        """Walk some lanes from before the round `index` to their ends."""
        if index == len(self.plan.rounds):
            return self.end(state, chance)
        if state.lanes > self.block:
            return Reached.joined([self.round(state.span(*p), chance[slice(*p)], index) for p in self.pieces(state)])
        parts = arrive(self.plan, state, index)
        if len(parts) == 1:
            return self.arrived(parts[0], chance, index)
        reached = Reached.nothing(state.lanes)
        for part in parts:
            reached.put(part.where, self.arrived(part, chance[part.where], index))
        return reached

    def pieces(self, state: State) -> list[tuple[int, int]]:
        """The first lane of each piece of a state that is walked by itself, and the lane behind its last."""
        count = -(-state.lanes // self.block)
        ends = [state.lanes * n // count for n in range(count + 1)]
        return list(pairwise(ends))

    def arrived(self, part: Part, chance: Floats, index: int) -> Reached:
        """Lanes that all play a round, or all pass over it."""
        if part.plays:
            return self.played(part.state, chance, index)
        return self.round(part.state, chance, index + 1)

    def played(self, state: State, chance: Floats, index: int) -> Reached:
        """A round that every lane plays: with every response, wherever it is open."""
        round_ = Round(Ledger(self.plan, state), index, self)
        round_.go()
        return self.answered(round_, state.lanes, chance)

    def asks(self, round_: Round) -> int:
        """The people are asked in whole rounds, wherever an ask is left."""
        return self.asking.get(round_.index, NOT_ASKING)

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """All of them."""
        return every_open(round_)

    def seen(self, round_: Round, step: Step) -> None:
        """A step is over; whoever observes a walk looks here."""

    def answered(self, round_: Round, lanes: int, chance: Floats) -> Reached:
        """On from the end of a round of so many lanes, in which every open response was taken."""
        share = chance / round_.is_open.sum(axis=0)
        branches = [(branch.response, branch.where) for branch in round_.branches]
        shares = np.concatenate([share[where] for _, where in branches])
        round_.branches.clear()
        after = self.go_on(round_.after, shares, round_.index)
        return self.back(lanes, round_.index, branches, after)

    def go_on(self, state: State, chance: Floats, index: int) -> Reached:
        """On to the next round for the living; a fallen company is at its end."""
        if state.alive.all():
            return self.round(state, chance, index + 1)
        reached = Reached.nothing(state.lanes)
        fallen = ~state.alive
        reached.put(fallen, self.end(state.take(fallen), chance[fallen]))
        if state.alive.any():
            living = state.alive.copy()
            reached.put(living, self.round(state.take(living), chance[living], index + 1))
        return reached

    def back(self, lanes: int, index: int, branches: list[tuple[ResponsePlan, Lanes]], after: Reached) -> Reached:
        """What was reachable from each lane, from what was reached through each response."""
        reached = Reached.nothing(lanes)
        parts = []
        at = 0
        for response, where in branches:
            size = where.size
            part = Reached(after.best[at : at + size], after.total[at : at + size], after.paths[at : at + size])
            at += size
            reached.best[where] = np.maximum(reached.best[where], part.best)
            reached.total[where] += part.total
            reached.paths[where] += part.paths
            parts.append((response, where, part))
        self.tally.situations[index] = self.tally.situations.get(index, 0) + lanes
        for response, where, part in parts:
            tally = self.tally.responses.setdefault((index, response.index), ResponseTally())
            tally.open += part.best.shape[0]
            tally.best += int((part.best >= reached.best[where] - EQUAL).sum())
            tally.playthroughs += int(part.paths.sum())
            tally.total += float(part.total.sum())
        return reached

    def end(self, state: State, chance: Floats) -> Reached:
        """The silent rounds, and what the games came to."""
        if state.lanes > self.block:
            return Reached.joined([self.end(state.span(*p), chance[slice(*p)]) for p in self.pieces(state)])
        for number in range(1, self.plan.coast + 1):
            coast(Ledger(self.plan, state), number)
        scores = scores_of(self.plan, state)
        self.count(state, scores, chance)
        return Reached(scores, scores, np.ones(state.lanes, dtype=np.int64))

    def count(self, state: State, scores: Floats, chance: Floats) -> None:
        """Add finished lanes to the tally."""
        tally = self.tally
        tally.paths += state.lanes
        tally.total += float(scores.sum())
        tally.random_total += float((scores * chance).sum())
        tally.random_alive += float(chance[state.alive].sum())
        high = int(scores.argmax())
        if scores[high] > tally.best + EQUAL:
            tally.best, tally.best_line = float(scores[high]), tuple(state.chosen[:, high].tolist())
        tally.worst = min(tally.worst, float(scores.min()))
        bins = np.clip(np.rint(scores * BINS_PER_POINT), 0, 1_000 * BINS_PER_POINT).astype(np.int64)
        np.add.at(tally.histogram, bins, 1)
        if self.at_end is not None:
            self.at_end(state, scores)
        if self.progress is not None:
            self.progress(tally.paths)


@contextmanager
def _deep(plan: Plan) -> Iterator[None]:
    """A round is a few calls deep, and there may be many."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 4_000 + 10 * len(plan.rounds)))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def scores_of(plan: Plan, state: State) -> Floats:
    """The exact scores of finished lanes."""
    values: Any = value(plan, state)
    scores: Any = score_exact(values, cast("Any", state.recorded), len(plan.rounds))
    return np.asarray(scores)


def walk(plan: Plan, *, asks: Mapping[int, int] = NOBODY_ASKS) -> Tally:
    """Every playthrough of a plan, from the start."""
    return Walk(plan, asks=asks).run()
