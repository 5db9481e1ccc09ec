"""What each decision of a game was worth: the best score still reachable after every response that was open.

Asking is held as played. *Under the luck that fell* tells what could have been had; *on average luck* tells what could
have been expected by somebody who did not know it: the past stays as it was, what was still to come is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tally import EQUAL, Floats, Tally
from chasm_game.analysis.tree import BUDGET, Walk, bound, even
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.round import company, respond
from chasm_game.engine.state import concatenate
from chasm_game.errors import ChasmError
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.snapshot import Turn
    from chasm_game.engine.state import State

__all__ = [
    "SEEDS",
    "GameReview",
    "Reviewer",
    "TooManyPlaythroughs",
    "Verdict",
    "Worth",
    "review",
    "turning_point_of",
    "verdict_of",
]

Asks = frozenset[tuple[int, int]]
"""Rounds in which the people are asked, each with who comes along, as `company` numbers them."""
AVERAGE_BUDGET = 4_000_000
"""Playthroughs that are walked at most for the average luck of a whole game."""
SEEDS = 200
"""How many seeds stand for average luck."""
TURNING = 5.0
"""Per cent of the attainable range that a decision loses if a game turned on it: what is no longer `sound`."""
HISTOGRAM_BINS = 50
"""Bars of the distribution over 0..1000."""


class TooManyPlaythroughs(ChasmError):
    """A scenario has more playthroughs than can be walked."""


class Verdict(StrEnum):
    """Words for a loss, in per cent of the scenario's attainable range, fit for a training room."""

    BEST = "best"
    SOUND = "sound"
    DETOUR = "a detour"
    COSTLY = "costly"
    VERY_COSTLY = "very costly"


def verdict_of(loss: float) -> Verdict:
    """Nothing lost is `best`, under 5 per cent `sound`, under 10 `a detour`, under 15 `costly`, else `very costly`."""
    if loss <= EQUAL:
        return Verdict.BEST
    bands = ((TURNING, Verdict.SOUND), (10, Verdict.DETOUR), (15, Verdict.COSTLY))
    return next((word for limit, word in bands if loss < limit), Verdict.VERY_COSTLY)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a decision was worth. Scores are 0..1000, the loss is per cent of the scenario's attainable range."""

    round: str
    chosen: str
    best: str
    best_after: dict[str, float]
    """By open response: the best score still reachable after it, under the luck that fell."""
    on_average_luck: dict[str, float]
    """By open response: the same, as a mean over luck still to come."""
    best_line: tuple[str, ...]
    """The best way on from here: this round's response and those of the rounds after it that happen."""
    best_rounds: tuple[str, ...]
    """The rounds in which these are taken."""
    loss: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class GameReview:
    """A whole game against all playthroughs of its scenario under its luck, with its asking."""

    paths: int
    best_score: float
    worst_score: float
    best_line: tuple[str, ...]
    percentile: float
    """100 x (playthroughs below + half of the equal ones) / all."""
    histogram: tuple[int, ...]
    """Playthroughs by score, in equal bins over 0..1000."""
    own_bin: int
    """In which bin this game is."""
    worths: tuple[Worth, ...]
    turning_point: int | None
    """The decision (from 0) that lost most; None where none lost 5 per cent."""
    seeds: int
    """How many seeds stand for average luck."""


def turning_point_of(losses: Sequence[float]) -> int | None:
    """The decision (from 0) that lost most, the first of equal ones; None where none lost 5 per cent."""
    worst = max(range(len(losses)), key=losses.__getitem__, default=None)
    return worst if worst is not None and losses[worst] >= TURNING else None


def review(game: Game, *, seeds: int = SEEDS) -> GameReview:
    """Review a finished game. Raises `TooManyPlaythroughs` where an exact answer would take too long."""
    return Reviewer([game], seeds=seeds).review(game)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The best that can be had from somewhere."""

    best: float
    line: tuple[int, ...]


@dataclass(slots=True)
class _Whole:
    """All playthroughs with the same asking, held against some scores."""

    owns: Floats
    """These scores, in order."""
    below: NDArray[np.int64]
    """How many playthroughs score less than each of them."""
    up_to: NDArray[np.int64]
    """How many score no more."""
    tally: Tally

    def count(self, _: State, scores: Floats) -> None:
        """Finished lanes."""
        ordered = np.sort(scores)
        self.below += np.searchsorted(ordered, self.owns - EQUAL, side="left")
        self.up_to += np.searchsorted(ordered, self.owns + EQUAL, side="right")

    def percentile(self, own: float) -> float:
        """100 x (playthroughs below + half of the equal ones) / all."""
        at = int(np.searchsorted(self.owns, own))
        return 50.0 * float(self.below[at] + self.up_to[at]) / self.tally.paths


class Reviewer:
    """Reviews games of one scenario under one seed.

    Walks from the same place under the same luck and asking are done once for all of them.
    """

    def __init__(self, games: Sequence[Game], *, seeds: int = SEEDS) -> None:
        """The games are finished; one at least, all on the same scenario text, rulebook and seed."""
        self._plan, self._seeds = games[0].plan, seeds
        self._owns = np.unique([g.outcome.score_exact for g in games if g.outcome is not None])
        self._wholes: dict[Asks, _Whole] = {}
        self._plans: list[Plan] = []
        self._alike: dict[tuple[int, int], list[tuple[Plan, int]]] = {}
        self._reached: dict[tuple[int, tuple[str, ...], Asks], _Reach] = {}
        self._averaged: dict[tuple[int, tuple[str, ...], Asks], list[float]] = {}

    def review(self, game: Game) -> GameReview:
        """Review one of the games. Raises `TooManyPlaythroughs` where an exact answer would take too long."""
        assert game.outcome is not None
        # Before anything is walked: the bound costs nothing, and the walk might take hours.
        if bound(self._plan) > BUDGET:
            raise TooManyPlaythroughs(f"more than {BUDGET:,} playthroughs: this game is not reviewed exactly")
        asks = frozenset((t.index, company(self._plan, t.ask)) for t in game.turns if t.ask is not None)
        own = game.outcome.score_exact
        whole = self._whole(asks)
        tally = whole.tally
        averaged = _affordable(tally.paths, self._seeds)
        span = tally.best - tally.worst
        worths = tuple(self._worth(game, turn, asks, span, averaged) for turn in game.turns)
        return GameReview(
            tally.paths,
            tally.best,
            tally.worst,
            _line(self._plan, tally.best_line),
            whole.percentile(own),
            _binned(tally),
            min(int(own * HISTOGRAM_BINS / 1000), HISTOGRAM_BINS - 1),
            worths,
            turning_point_of([w.loss for w in worths]),
            averaged,
        )

    def _whole(self, asks: Asks) -> _Whole:
        """Every playthrough, with the people asked in these rounds wherever an ask is left."""
        if asks not in self._wholes:
            below, up_to = np.zeros((2, self._owns.shape[0]), dtype=np.int64)
            whole = self._wholes[asks] = _Whole(self._owns, below, up_to, Tally())
            whole.tally = Walk(self._plan, asks=dict(asks), at_end=whole.count).run()
        return self._wholes[asks]

    def _worth(self, game: Game, turn: Turn, asks: Asks, span: float, averaged: int) -> Worth:
        """What was reachable after each open response of one round."""
        assert turn.response is not None
        so_far = _so_far(game, turn)
        after = {r: self._reach(self._plan, turn, so_far, r, asks) for r in turn.open}
        scores = {r: reach.best for r, reach in after.items()}
        best = max(scores, key=lambda r: scores[r])
        # Equal ways add the same numbers up in another order, and differ in the last bit.
        if scores[turn.response] >= scores[best] - EQUAL:
            best = turn.response  # of equal ones, the player's own
        loss = 100.0 * (scores[best] - scores[turn.response]) / span if span > EQUAL else 0.0
        # The same last bit can make a loss of less than nothing.
        loss = max(loss, 0.0)
        sums = dict.fromkeys(turn.open, 0.0)
        for plan, count in self._lucks(turn.index, averaged):
            for response, best_score in zip(turn.open, self._bests(plan, turn, so_far, asks), strict=True):
                sums[response] += count * best_score
        return Worth(
            turn.round.id,
            turn.response,
            best,
            scores,
            {response: total / averaged for response, total in sums.items()},
            _line(self._plan, after[best].line[turn.index :], turn.index),
            _rounds(self._plan, after[best].line, turn.index),
            loss,
            verdict_of(loss),
        )

    def _lucks(self, index: int, seeds: int) -> list[tuple[Plan, int]]:
        """Everything that chance can still decide after a round, each with how many of the seeds decide it so."""
        key = (index, seeds)
        if key not in self._alike:
            more = range(len(self._plans) + 1, seeds + 1)
            self._plans += [compile_plan(self._plan.scenario, seed) for seed in more]
            alike: dict[tuple[bool, ...], list[Plan]] = {}
            for plan in self._plans[:seeds]:
                # Two hundred seeds decide what is left in a few ways only: each way is walked once, and weighed by
                # its seeds.
                alike.setdefault(tuple(_luck_after(plan, index)), []).append(plan)
            self._alike[key] = [(same[0], len(same)) for same in alike.values()]
        return self._alike[key]

    def _reach(self, plan: Plan, turn: Turn, so_far: tuple[str, ...], response_id: str, asks: Asks) -> _Reach:
        """The best playthrough from a decision on, once this response is taken."""
        # Games that were the same up to here and ask alike from here on are in the same place, whatever came later.
        key = (plan.seed, (*so_far, response_id), frozenset(a for a in asks if a[0] > turn.index))
        if key not in self._reached:
            # From the state as it was decided on: what the past was is not worked out again, only what could follow.
            state = turn.shocked.moment.copy()
            walk = Walk(plan, asks=dict(asks))
            respond(Ledger(plan, state), turn.index, _response(plan, turn.index, response_id))
            if state.alive[0]:
                walk.run(state, turn.index + 1)
            else:
                walk.end(state, even(1))
            self._reached[key] = _Reach(walk.tally.best, walk.tally.best_line)
        return self._reached[key]

    def _bests(self, plan: Plan, turn: Turn, so_far: tuple[str, ...], asks: Asks) -> list[float]:
        """The best score reachable after each open response, all of them in one walk."""
        key = (plan.seed, so_far, frozenset(a for a in asks if a[0] > turn.index))
        if key not in self._averaged:
            after = []
            for response_id in turn.open:
                after.append(turn.shocked.moment.copy())
                respond(Ledger(plan, after[-1]), turn.index, _response(plan, turn.index, response_id))
            best = Walk(plan, asks=dict(asks)).best_after(concatenate(after), turn.index)
            self._averaged[key] = [float(score) for score in best]
        return self._averaged[key]


def _so_far(game: Game, turn: Turn) -> tuple[str, ...]:
    """Everything decided up to a decision: where that is the same, everything is."""
    words = []
    for each in game.turns:
        words += [str(each.ask)] if each.ask is not None else []
        if each is turn:
            break
        words.append(each.response or WAIT)
    return tuple(words)


def _affordable(paths: int, seeds: int) -> int:
    """How many seeds can be averaged over within the budget; at least ten."""
    # Fewer than ten seeds are no average, however large the story is.
    return max(min(seeds, 10), min(seeds, AVERAGE_BUDGET // max(paths, 1)))


def _response(plan: Plan, index: int, response_id: str) -> ResponsePlan:
    round_ = plan.rounds[index]
    return next((r for r in round_.responses if r.id == response_id), round_.wait)


def _luck_after(plan: Plan, index: int) -> Iterator[bool]:
    """Everything that chance can still decide after a decision in the round `index`."""
    for n, round_ in enumerate(plan.rounds):
        if n > index:
            yield round_.lucky
            # Of earlier rounds too: what was begun there may still come, and whether it lands is luck.
            yield from (now.lands for now in round_.nows)
        for response in round_.responses:
            yield from (echo.lands for echo in response.echoes)
            yield from (now.lands for now in response.nows)


def _line(plan: Plan, chosen: tuple[int, ...], first: int = 0) -> tuple[str, ...]:
    """The ids of the responses taken; rounds that did not happen are left out."""
    ids = []
    for index, response in enumerate(chosen, start=first):
        if response >= 0:
            responses = plan.rounds[index].responses
            ids.append(responses[response].id if response < len(responses) else WAIT)
    return tuple(ids)


def _rounds(plan: Plan, chosen: tuple[int, ...], first: int) -> tuple[str, ...]:
    """The rounds that happen in a line, from the round `first` on."""
    return tuple(r.id for n, r in enumerate(plan.rounds) if n >= first and chosen[n] >= 0)


def _binned(tally: Tally) -> tuple[int, ...]:
    """The distribution in `HISTOGRAM_BINS` equal bins."""
    width = (tally.histogram.shape[0] - 1) // HISTOGRAM_BINS
    bins = tally.histogram[: width * HISTOGRAM_BINS].reshape(HISTOGRAM_BINS, width).sum(axis=1)
    # A score of exactly 1000 has a bin of its own in the tally; it belongs to the last bar.
    bins[-1] += tally.histogram[width * HISTOGRAM_BINS :].sum()
    return tuple(int(b) for b in bins)
