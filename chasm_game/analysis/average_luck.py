"""What somebody's way to play comes to over all luck: both sides of every chance that it can meet, by probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chasm_game.analysis.playthrough import recorded
from chasm_game.engine.compiling import compile_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.policies import PolicyResult
    from chasm_game.engine.plan import Plan

    Play = Callable[[Plan], PolicyResult]

__all__ = ["GAMES", "Average", "average"]

GAMES = 64
"""Games that are played at most for a mean; where luck has more sides, as many seeds stand for it."""


class Average(NamedTuple):
    """A mean score over luck, 0..1000, and a game that was played under one seed."""

    score: float
    line: Line
    exact: bool
    """Whether every luck was looked at."""


def average(plan: Plan, play: Play, seed: int) -> Average:
    """The mean score of a way to play, given plans whose luck is decided; its own game is that under `seed`."""
    if not plan.odds:
        result = play(plan)
        return Average(result.score, result.line, exact=True)
    line = play(compile_plan(plan.scenario, seed)).line
    total, games = 0.0, 0
    # How many sides there are is known only by playing: what is decided decides which chances are met.
    for likely, score in _each(plan, play, {}, 1.0):
        total, games = total + likely * score, games + 1
        if games > GAMES:
            scores = [play(compile_plan(plan.scenario, n)).score for n in range(1, GAMES + 1)]
            return Average(sum(scores) / GAMES, line, exact=False)
    return Average(total, line, exact=True)


def _each(plan: Plan, play: Play, fallen: Mapping[str, bool], likely: float) -> Iterator[tuple[float, float]]:
    """How likely each luck is that the game can meet, and its score there; of what is not `fallen`, nothing happens."""
    under = compile_plan(plan.scenario, 0, {**dict.fromkeys(plan.chances, False), **fallen})
    result = play(under)
    open_rows = (row for row in _met(plan, recorded(under, result.line)) if plan.chances[row] not in fallen)
    row = next(open_rows, None)
    if row is None:
        yield likely, result.score
        return
    path, odds = plan.chances[row], plan.odds[row]
    yield from _each(plan, play, {**fallen, path: True}, likely * odds)
    yield from _each(plan, play, {**fallen, path: False}, likely * (1.0 - odds))


def _met(plan: Plan, chosen: Sequence[int]) -> Iterator[int]:
    """The chances that a game of these answers can meet; whoever tries out answers meets those of the others too."""
    for round_, taken in zip(plan.rounds, chosen, strict=True):
        fates = [round_.fate]
        if taken >= 0:
            fates += [now.fate for now in round_.nows]
            # Of all answers: a policy may try each of them out before it takes one, and see how its luck falls.
            fates += [now.fate for answer in round_.responses for now in answer.nows]
        if 0 <= taken < len(round_.responses):
            fates += [echo.fate for echo in round_.responses[taken].echoes]
        yield from (fate for fate in fates if fate is not None)
