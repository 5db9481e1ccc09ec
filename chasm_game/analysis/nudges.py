"""How much it would take: one answer of a story moved by a few points, and a game played again with it."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.trials import Trials
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.errors import IllegalDecision
from chasm_game.gauges import CASH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.scenario.scenario import Scenario

__all__ = ["MOST_POINTS", "Nudge", "least", "least_times", "nudged", "replayed", "score_size"]

MOST_POINTS = 40
"""More points than this at once would be another answer."""
_TRIAL = 10
"""Points with which it is tried who moves the score most."""
_HALVINGS = 12
"""Of an interval: a thousandth of it is exact enough for *about*."""

Nudge = tuple[str, int]
"""What is moved (a stakeholder, or `cash`), and by how many whole points."""


def nudged(scenario: Scenario, index: int, answer: int, target: str, points: float) -> Scenario:
    """The same story, where an answer moves a stakeholder, or the cash, by so many points more at once."""
    round_ = scenario.rounds[index]
    response = round_.responses[answer]
    effects = {**response.effects, target: response.effects.get(target, 0.0) + points}
    responses = list(round_.responses)
    responses[answer] = replace(response, effects=effects)
    rounds = list(scenario.rounds)
    rounds[index] = replace(round_, responses=tuple(responses))
    return replace(scenario, rounds=tuple(rounds))


def replayed(scenario: Scenario, line: Sequence[str]) -> Game | None:
    """The finished game of these decisions under seed 1; None where they cannot be taken, or do not end it."""
    game = Game(scenario, 1)
    try:
        for word in line:
            if game.outcome is not None:
                break
            game.push(parse(word))
    except IllegalDecision:
        return None
    return game if game.outcome is not None else None


def least(reached: Callable[[int], bool]) -> int | None:
    """The fewest whole points, 1 to `MOST_POINTS`, from which on something is reached; None where it never is."""
    if not reached(MOST_POINTS):
        return None
    # By halves, as if more points always reached what fewer do. A lock on the way may break that: what is told is told
    # as `about`.
    low, high = 0, MOST_POINTS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def least_times(reached: Callable[[float], bool], most: float) -> float | None:
    """About the least factor, from 1 to `most`, from which on something is reached; None where it never is."""
    if not reached(most):
        return None
    low, high = 1.0, most
    for _ in range(_HALVINGS):
        # The geometric mean: of factors, twice as much is as far at either end.
        middle = (low * high) ** 0.5
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def score_size(scenario: Scenario, line: Sequence[str], index: int, answer: int, goal: float) -> str:
    """About how many points of an answer would bring the game of a line to a score: for one stakeholder, or in cash.

    The stakeholder is the one who moves the score most. Empty where no number of points does it.
    """
    trials = Trials(scenario, line, index)
    before = trials.score()
    if before is None:
        return ""
    sign = 1 if goal > before else -1

    def score(target: str, points: int) -> float | None:
        return trials.score(nudged(scenario, index, answer, target, sign * points), answer)

    def reaches(target: str) -> Callable[[int], bool]:
        def reached(points: int) -> bool:
            found = score(target, points)
            return found is not None and sign * (found - goal) >= -EQUAL

        return reached

    def moved(name: str) -> float:
        found = score(name, _TRIAL)
        # With whom the game cannot be played any more, an answer of it being locked, there is no size to be found.
        return -inf if found is None else sign * (found - before)

    parts = []
    strongest = max((s.id for s in scenario.stakeholders), key=moved)
    if (points := least(reaches(strongest))) is not None:
        parts.append(f"{'+' if sign > 0 else '-'}{points} {strongest}")
    if (points := least(reaches(CASH.id))) is not None:
        parts.append(f"{points} {'more' if sign > 0 else 'less'} in cash")
    return f"about {', or '.join(parts)}" if parts else ""
