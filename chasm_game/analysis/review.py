"""What each decision of a game was worth: the best score still reachable after every response that was open.

Asking is held as played. *Under the luck that fell* tells what could have been had; *on average luck* tells what could
have been expected by somebody who did not know it: the past stays as it was, what was still to come is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tree import EQUAL, Tally, Walk
from chasm_game.engine import rules
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.ledger import Ledger
from chasm_game.errors import ChasmError
from chasm_game.scenario.scenario import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.engine.game import Game
    from chasm_game.engine.lanes import State
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.snapshot import Turn

__all__ = [
    "BUDGET",
    "SEEDS",
    "GameReview",
    "Reviewer",
    "TooManyPlaythroughs",
    "Verdict",
    "Worth",
    "bound",
    "review",
    "verdict_of",
]

BUDGET = 50_000_000
"""Playthroughs that are walked at most."""
AVERAGE_BUDGET = 4_000_000
"""Playthroughs that are walked at most for the average luck of a whole game."""
SEEDS = 200
"""How many seeds stand for average luck."""
HISTOGRAM_BINS = 50
"""Bars of the distribution over 0..1000."""


class TooManyPlaythroughs(ChasmError):
    """A scenario has more playthroughs than can be walked."""


class Verdict:
    """Words for a loss, in per cent of the scenario's attainable range, fit for a training room."""

    BEST = "best"
    SOUND = "sound"
    DETOUR = "a detour"
    COSTLY = "costly"
    VERY_COSTLY = "very costly"


def verdict_of(loss: float) -> str:
    """Nothing lost is `best`, under 5 per cent `sound`, under 10 `a detour`, under 15 `costly`, else `very costly`."""
    if loss <= EQUAL:
        return Verdict.BEST
    bands = ((5, Verdict.SOUND), (10, Verdict.DETOUR), (15, Verdict.COSTLY))
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
    verdict: str


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

    @property
    def total_loss(self) -> float:
        """The sum of the losses: best minus own score, in per cent of the attainable range."""
        return sum(w.loss for w in self.worths)


def bound(plan: Plan) -> int:
    """No scenario has more playthroughs than the product of its rounds' numbers of responses."""
    return prod(len(r.responses) for r in plan.rounds if r.lucky)


class Reviewer:
    """Reviews games."""

    def review(self, game: Game) -> GameReview:
        """Review a finished game. Raises `TooManyPlaythroughs`."""
        return review(game)


def review(game: Game, *, seeds: int = SEEDS) -> GameReview:
    """Review a finished game. Raises `TooManyPlaythroughs` where an exact answer would take too long."""
    assert game.outcome is not None
    if bound(game.plan) > BUDGET:
        raise TooManyPlaythroughs(f"more than {BUDGET:,} playthroughs: this game is not reviewed exactly")
    asks = [t.index for t in game.turns if t.asked]
    own = game.outcome.score_exact
    counts = np.zeros(2, dtype=np.int64)

    def compare(_: State, scores: np.ndarray) -> None:
        counts[0] += int((scores < own - EQUAL).sum())
        counts[1] += int((np.abs(scores - own) <= EQUAL).sum())

    tally = Walk(game.plan, asks=asks, at_end=compare).run()
    averaged = _affordable(tally.paths, seeds)
    plans = [compile_plan(game.scenario, seed) for seed in range(1, averaged + 1)]
    span = tally.best - tally.worst
    worths = tuple(_worth(game, turn, asks, span, plans) for turn in game.turns)
    losses = [w.loss for w in worths]
    worst = int(np.argmax(losses)) if losses else 0
    return GameReview(
        tally.paths,
        tally.best,
        tally.worst,
        _line(game.plan, tally.best_line),
        100.0 * (float(counts[0]) + float(counts[1]) / 2) / tally.paths,
        _binned(tally),
        min(int(own * HISTOGRAM_BINS / 1000), HISTOGRAM_BINS - 1),
        worths,
        worst if losses and losses[worst] >= 5 else None,
        averaged,
    )


def _affordable(paths: int, seeds: int) -> int:
    """How many seeds can be averaged over within the budget; at least ten."""
    return max(min(seeds, 10), min(seeds, AVERAGE_BUDGET // max(paths, 1)))


def _worth(game: Game, turn: Turn, asks: list[int], span: float, plans: list[Plan]) -> Worth:
    """What was reachable after each open response of one round."""
    assert turn.response is not None
    after = {r: _reach(game.plan, turn, r, asks) for r in turn.open}
    scores = {r: tally.best for r, tally in after.items()}
    best = max(scores, key=lambda r: scores[r])
    if scores[turn.response] >= scores[best] - EQUAL:
        best = turn.response  # of equal ones, the player's own
    loss = 100.0 * (scores[best] - scores[turn.response]) / span if span > EQUAL else 0.0
    loss = max(loss, 0.0)
    return Worth(
        turn.round.id,
        turn.response,
        best,
        scores,
        _on_average(turn, asks, plans),
        _line(game.plan, after[best].best_line[turn.index :], turn.index),
        _rounds(game.plan, after[best].best_line, turn.index),
        loss,
        verdict_of(loss),
    )


def _reach(plan: Plan, turn: Turn, response_id: str, asks: list[int]) -> Tally:
    """Every playthrough from a decision on, once this response is taken."""
    state = turn.shocked.moment.copy()
    walk = Walk(plan, asks=asks)
    rules.respond(Ledger(plan, state), turn.index, _response(plan, turn.index, response_id))
    if state.alive[0]:
        return walk.run(state, turn.index + 1)
    walk.end(state, np.ones(1))
    return walk.tally


def _response(plan: Plan, index: int, response_id: str) -> ResponsePlan:
    round_ = plan.rounds[index]
    return next((r for r in round_.responses if r.id == response_id), round_.wait)


def _on_average(turn: Turn, asks: list[int], plans: list[Plan]) -> dict[str, float]:
    """The mean, over luck still to come, of the best score reachable after each open response."""
    alike: dict[tuple[bool, ...], list[Plan]] = {}
    for plan in plans:
        alike.setdefault(tuple(_luck_after(plan, turn.index)), []).append(plan)
    sums = dict.fromkeys(turn.open, 0.0)
    for same in alike.values():
        for response in turn.open:
            sums[response] += len(same) * _reach(same[0], turn, response, asks).best
    return {response: total / len(plans) for response, total in sums.items()}


def _luck_after(plan: Plan, index: int) -> Iterator[bool]:
    """Everything that chance can still decide after a decision in the round `index`."""
    for n, round_ in enumerate(plan.rounds):
        if n > index:
            yield round_.lucky
        for response in round_.responses:
            for echo in response.echoes:
                yield echo.lands


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
    bins[-1] += tally.histogram[width * HISTOGRAM_BINS :].sum()
    return tuple(int(b) for b in bins)
