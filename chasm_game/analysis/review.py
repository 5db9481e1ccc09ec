"""What each decision of a game was worth: the best score still reachable after every response that was open.

Asking is held as played. *Under the luck that fell* tells what could have been had by somebody who knew it; *on average
luck* tells what best play can expect that does not: the past stays as it was, and what is still to come falls when it
is due. Games on one scenario under one seed are reviewed together: see `reach.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.decisions_met import DecisionsMet, asks_of, own_score
from chasm_game.analysis.reach import BARS, bar_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.tree import BUDGET, bound
from chasm_game.errors import ChasmError
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.analysis.decisions_met import Decision
    from chasm_game.analysis.reach import Reach
    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Turn

__all__ = [
    "GameReview",
    "TooManyPlaythroughs",
    "Verdict",
    "Worth",
    "review",
    "reviews",
    "turning_point_of",
    "verdict_of",
]

TURNING = 5.0
"""Per cent of the attainable range that a decision loses if a game turned on it: what is no longer `sound`."""


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
    on_average_luck: dict[str, float] | None
    """By open response: the score that best play expects after it which does not know the luck to come; None where
    that was not measured, for more than `BUDGET` playthroughs may lead on from here, both sides of luck taken."""
    best_line: tuple[str, ...]
    """The best way on from here: this round's response and those of the rounds after it that happen."""
    best_rounds: tuple[str, ...]
    """The rounds in which these are taken."""
    lines: dict[str, tuple[tuple[str, str], ...]]
    """By open response: the best way on that begins with it, as rounds and responses."""
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


def turning_point_of(losses: Sequence[float]) -> int | None:
    """The decision (from 0) that lost most, the first of equal ones; None where none lost 5 per cent."""
    # `max` keeps the first of equals: the earlier decision is the one after which less could be reached.
    worst = max(range(len(losses)), key=losses.__getitem__, default=None)
    return worst if worst is not None and losses[worst] >= TURNING else None


def review(game: FinishedGame) -> GameReview:
    """Review a finished game. Raises `TooManyPlaythroughs` where an exact answer would take too long."""
    return reviews([game])[0]


def reviews(games: Sequence[FinishedGame]) -> list[GameReview]:
    """Reviews of finished games on one scenario text and rulebook under one seed; one at least.

    Raises `TooManyPlaythroughs` where an exact answer would take too long.
    """
    plan = games[0].plan
    # Before anything is walked: the bound costs nothing, and the walk might take hours.
    if bound(plan) > BUDGET:
        raise TooManyPlaythroughs(f"more than {BUDGET:,} playthroughs: this game is not reviewed exactly")
    met = DecisionsMet(plan, games)
    return [_review(met, game) for game in games]


def _review(met: DecisionsMet, game: FinishedGame) -> GameReview:
    """The review of one of the games whose situations were met."""
    own, asks = own_score(game), asks_of(game)
    decided = [(turn, met.decision(game, turn, asks)) for turn in game.turns]
    own_bin = int(bar_of(np.array([own]))[0])
    if not decided:
        # Nothing was ever decided, so this is the only way.
        bars = tuple(int(bar == own_bin) for bar in range(BARS))
        return GameReview(1, own, own, (), 50.0, bars, own_bin, (), None)
    first = decided[0][1]
    reached = first.reached.values()
    paths, best = sum(r.paths for r in reached), _best_of(first.reached)
    # This game is one of those ways; walked with others it may differ from itself in the last bit.
    high, low = max(best.best, own), min(own, *(r.worst for r in reached))
    at = int(np.searchsorted(first.situation.held_against, own))
    ranked = sum(int(r.below[at] + r.up_to[at]) for r in reached)
    worths = tuple(_worth(met.plan, turn, decision, high - low) for turn, decision in decided)
    return GameReview(
        paths,
        high,
        low,
        _line(met.plan, best.line),
        50.0 * ranked / paths,
        tuple(np.sum([r.bars for r in reached], axis=0).tolist()),
        own_bin,
        worths,
        turning_point_of([w.loss for w in worths]),
    )


def _worth(plan: Plan, turn: Turn, decision: Decision, span: float) -> Worth:
    """What was reachable after each open response of one round."""
    assert turn.response is not None
    reached, own = decision.reached, decision.reached[turn.response]
    best = _best_of(reached)
    # Equal ways add the same numbers up in another order, and differ in the last bit: of equal ones the player's own.
    if own.best >= best.best - EQUAL:
        best = own
    loss = 100.0 * (best.best - own.best) / span if span > EQUAL else 0.0
    return Worth(
        turn.round.id,
        turn.response,
        next(response for response, reach in reached.items() if reach is best),
        {response: reach.best for response, reach in reached.items()},
        decision.expected,
        _line(plan, best.line[turn.index :], turn.index),
        _rounds(plan, best.line, turn.index),
        {response: _steps(plan, reach.line, turn.index) for response, reach in reached.items()},
        loss,
        verdict_of(loss),
    )


def _best_of(reached: dict[str, Reach]) -> Reach:
    """The first of those from which the best can be reached."""
    high = max(reach.best for reach in reached.values())
    return next(reach for reach in reached.values() if reach.best >= high - EQUAL)


def _line(plan: Plan, chosen: tuple[int, ...], first: int = 0) -> tuple[str, ...]:
    """The ids of the responses taken; rounds that did not happen are left out."""
    ids = []
    for index, response in enumerate(chosen, start=first):
        if response >= 0:
            responses = plan.rounds[index].responses
            ids.append(responses[response].id if response < len(responses) else WAIT)
    return tuple(ids)


def _steps(plan: Plan, chosen: tuple[int, ...], first: int) -> tuple[tuple[str, str], ...]:
    """The rounds that happen in a line, each with the response taken, from the round `first` on."""
    return tuple(zip(_rounds(plan, chosen, first), _line(plan, chosen[first:], first), strict=True))


def _rounds(plan: Plan, chosen: tuple[int, ...], first: int) -> tuple[str, ...]:
    """The rounds that happen in a line, from the round `first` on."""
    return tuple(r.id for n, r in enumerate(plan.rounds) if n >= first and chosen[n] >= 0)
