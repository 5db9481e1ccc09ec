"""What can still be reached from many situations at once, each apart: they are lanes of one walk.

A situation is a round as somebody decided on it, with the asks that are held from there on. Teams that met the same
one share it; all situations of a round, whoever met them, are answered in every open way and walked on together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from chasm_game.analysis.held_scores import HeldScores
from chasm_game.analysis.tally import BINS_PER_POINT, EQUAL, Odds, Reached
from chasm_game.analysis.tree import Walk
from chasm_game.engine.chances import at_answer
from chasm_game.engine.round import NOT_ASKING, open_in, respond
from chasm_game.engine.shared_rows import on_shared_rows, with_shared_rows
from chasm_game.engine.state import UNDECIDED, concatenate
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.round import Asking, Lanes, Round
    from chasm_game.engine.state import State

__all__ = ["BARS", "Asks", "Reach", "Situation", "bar_of", "expected_after", "reached_after"]

Asks = frozenset[tuple[int, int]]
"""Rounds in which the people are asked, each with who comes along, as `company` numbers them."""
BARS = 50
"""Bars of a distribution over the scores 0..1000."""
BLOCK = 4_096
"""Lanes that are walked together: fewer than in another walk, for a room's games are held in memory beside it."""
_Found = TypeVar("_Found")


class Situation(NamedTuple):
    """A round as it is decided on."""

    state: State
    """One lane, after the shock and any asking."""
    asks: Asks
    """Those that are held in later rounds, wherever an ask is left."""
    held_against: Floats
    """Scores, in order, against which everything reached from here is counted; mostly none."""


@dataclass(slots=True)
class Reach:
    """What is reached after one response: every playthrough from there."""

    paths: int
    best: float
    worst: float
    line: tuple[int, ...]
    """The response taken in each round of the best one; of equal ones, of that whose responses stand first."""
    bars: NDArray[np.int64]
    """Playthroughs by score, in `BARS` equal steps."""
    below: NDArray[np.int64]
    """How many score less than each score that the situation is held against."""
    up_to: NDArray[np.int64]
    """How many score no more."""


def reached_after(plan: Plan, index: int, situations: Sequence[Situation]) -> list[dict[str, Reach]]:
    """For each situation of the round `index`, by open response: what can be reached under the luck of the plan."""
    after = _After(plan, index, situations)
    walk = _Reaching(after)
    walk.go(after.odds)
    return after.by_response(walk.found)


def expected_after(
    plan: Plan, index: int, situations: Sequence[Situation], fates: NDArray[np.int8]
) -> list[dict[str, tuple[Reach, float]]]:
    """For each situation of the round `index`, by open response: what is reached, and what best play expects.

    The luck of the plan is open; what has fallen in a situation stands in the `fates` of its state. Of everything that
    is walked, what is reached under the luck that falls as `fates` say is counted apart; best play does not know it.
    """
    after = _After(plan, index, situations)
    walk = _Reaching(after, fates)
    best = walk.go(after.odds)
    expected = np.bincount(after.odds.root, after.odds.luck * best, len(after.roots)).tolist()
    return after.by_response(list(zip(walk.found, expected, strict=True)))


class _After:
    """The lanes after every open response of some situations: roots, which a walk begins with and keeps apart."""

    def __init__(self, plan: Plan, index: int, situations: Sequence[Situation]) -> None:
        self.plan, self.index, self.situations = with_shared_rows(plan), index, situations
        state = concatenate([situation.state for situation in situations])
        self.before = on_shared_rows(plan, self.plan, state, index)
        self.roots: list[tuple[int, ResponsePlan]] = []
        """Of which situation each is, and after which response."""
        answered = list(self._answered())
        self.state = concatenate([state for state, _ in answered])
        self.odds = Odds.joined([odds for _, odds in answered])

    def _answered(self) -> Iterator[tuple[State, Odds]]:
        """Every response, wherever it is open, with the luck of its round where that is open."""
        plan, round_ = self.plan, self.plan.rounds[self.index]
        is_open = open_in(plan, self.before, round_)
        for response, lanes in zip((*round_.responses, round_.wait), is_open, strict=True):
            where = np.flatnonzero(lanes)
            if not where.size:
                continue
            part = self.before.take(where)
            numbers = np.arange(len(self.roots), len(self.roots) + where.size, dtype=np.int32)
            odds = Odds(np.ones(where.size), np.ones(where.size), numbers)
            self.roots += [(lane, response) for lane in where.tolist()]
            if plan.odds and (fork := at_answer(plan, part, self.index, response)) is not None:
                part, odds = fork.state, odds.forked(fork)
            respond(SummingLedger(plan, part), self.index, response)
            yield part, odds

    def asking(self) -> dict[int, Asking]:
        """By round in which anybody asks: how, by root."""
        asking: dict[int, Asking] = {}
        for root, (situation, _) in enumerate(self.roots):
            for index, who in self.situations[situation].asks:
                if index not in asking:
                    asking[index] = np.full(len(self.roots), NOT_ASKING, dtype=np.int8)
                asking[index][root] = who
        return asking

    def by_response(self, found: Sequence[_Found]) -> list[dict[str, _Found]]:
        """What was found by root, for each situation by response, in the order of the file."""
        sorted_out: list[dict[str, _Found]] = [{} for _ in self.situations]
        for (situation, response), each in zip(self.roots, found, strict=True):
            sorted_out[situation][response.id] = each
        return sorted_out


class _Apart(Walk):
    """A walk whose lanes ask as their roots do, and of which only the best is asked that is reached from each."""

    def __init__(self, after: _After) -> None:
        super().__init__(after.plan, block=BLOCK)
        self.after, self.asking_of = after, after.asking()
        self._root: NDArray[np.int32] = after.odds.root

    def go(self, odds: Odds) -> Floats:
        """The best that can be expected from each lane after the responses."""
        return self.best_after(self.after.state, self.after.index, odds)

    def played(self, state: State, odds: Odds, index: int) -> Reached:
        """A round that every lane plays, with its lanes' roots at hand for whoever decides."""
        self._root = odds.root
        return super().played(state, odds, index)

    def asks(self, round_: Round) -> Asking | int:
        """The people are asked as in the game that a lane comes from."""
        asking = self.asking_of.get(round_.index)
        return NOT_ASKING if asking is None else asking[self._root]

    def back(self, lanes: int, _: int, parts: list[tuple[ResponsePlan, Lanes, Reached]], __: Odds) -> Reached:
        """Only the best is of use."""
        reached = Reached.nothing(lanes)
        for _response, where, part in parts:
            reached.best[where] = np.maximum(reached.best[where], part.best)
        return reached


class _Reaching(_Apart):
    """A walk that counts what is reached from each root; where luck is open, under the luck of `fates`."""

    def __init__(self, after: _After, fates: NDArray[np.int8] | None = None) -> None:
        super().__init__(after)
        self.fates = fates
        roots = len(after.roots)
        self.paths, self.bars = np.zeros(roots, dtype=np.int64), np.zeros((roots, BARS), dtype=np.int64)
        # Outside of all scores (0..1000), so that the first one found takes their place.
        self.best, self.worst = np.full(roots, -1.0), np.full(roots, 1e9)
        self.lines = np.zeros((len(self.plan.rounds), roots), dtype=np.int8)
        self.held = HeldScores([after.situations[situation].held_against for situation, _ in after.roots])

    @property
    def found(self) -> list[Reach]:
        """What was reached from each root."""
        return [
            Reach(
                int(self.paths[root]),
                float(self.best[root]),
                float(self.worst[root]),
                tuple(self.lines[:, root].tolist()),
                self.bars[root],
                self.held.below(root),
                self.held.up_to(root),
            )
            for root in range(self.paths.size)
        ]

    def finished(self, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes, apart by root."""
        root, chosen = odds.root, state.chosen
        if self.fates is not None:
            fell = ((state.fates == UNDECIDED) | (state.fates == self.fates[:, None])).all(axis=0)
            if not fell.any():
                return
            root, chosen, scores = root[fell], chosen[:, fell], scores[fell]
        self.paths += np.bincount(root, minlength=self.paths.size)
        # `at`, as a root stands in many lanes: plain indexing would keep the last of them only.
        np.minimum.at(self.worst, root, scores)
        self.see_best(chosen, scores, root)
        if not self.held.any:
            return
        bars = bar_of(scores)
        self.bars += np.bincount(root * BARS + bars, minlength=self.bars.size).reshape(self.bars.shape)
        self.held.count(root, scores)

    def see_best(self, chosen: NDArray[np.int8], scores: Floats, root: NDArray[np.int32]) -> None:
        """Take the best lines of a block where they are better, or as good and before those of another."""
        best = self.best.copy()
        np.maximum.at(best, root, scores)
        among = np.flatnonzero(scores >= best[root] - EQUAL)
        # The first of equal ones must not hang on who else is walked with: by root, then by responses in their order.
        among = among[np.lexsort((*chosen[::-1, among], root[among]))]
        roots, first = np.unique(root[among], return_index=True)
        for number, lane in zip(roots.tolist(), among[first].tolist(), strict=True):
            line = chosen[:, lane]
            better = best[number] > self.best[number] + EQUAL
            if better or tuple(line) < tuple(self.lines[:, number]):
                self.lines[:, number] = line
        self.best = best


def bar_of(scores: Floats) -> NDArray[np.int64]:
    """In which of `BARS` bars each score stands, by its thousandths; 1000 belongs to the last."""
    thousandths = np.clip(np.rint(scores * BINS_PER_POINT), 0, 1_000 * BINS_PER_POINT).astype(np.int64)
    bars: NDArray[np.int64] = np.minimum(thousandths // (1_000 * BINS_PER_POINT // BARS), BARS - 1)
    return bars
