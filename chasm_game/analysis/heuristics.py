"""Rules of thumb: ways to play without reading, by what the screen shows of the answers beside their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.decisions import Choose
from chasm_game.engine.forecast import NOTICED, forecasts
from chasm_game.engine.game import Game
from chasm_game.gauges import CASH
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.scenario.scenario import Scenario

__all__ = ["AFFORDABLE", "HEURISTICS", "STEPS", "played_by"]

AFFORDABLE = 4.0
"""What must be left in the till of somebody who looks at it."""
STEPS = (NOTICED, 5.0, 12.0)
"""From how many points on an answer has one, two or three dots at a stakeholder, before anybody asks."""


def played_by(scenario: Scenario, choose: Callable[[Game], str]) -> Game:
    """A finished game under seed 1 by a rule that names an open response, or `wait`."""
    game = Game(scenario, 1)
    while game.outcome is None:
        game.push(Choose(choose(game)))
    return game


def dots(game: Game) -> dict[str, int]:
    """How many dots each open answer has, over all stakeholders, before anybody asks."""
    turn = game.turns[-1]
    answers = game.plan.rounds[turn.index].responses
    found: dict[str, int] = {}
    for response, forecast in zip(answers, forecasts(game.plan, game.now.moment, turn.index), strict=True):
        size = np.maximum(np.abs(forecast.now.points), np.abs(forecast.later.points))
        found[response.id] = sum(int((size >= step).sum()) for step in STEPS)
    return {r: n for r, n in found.items() if r in game.open_responses} or {WAIT: 0}


def prices(game: Game) -> dict[str, float]:
    """What each open answer brings in cash at once; negative where it costs."""
    found = {r.id: sum(e.points for e in r.cash) for r in game.plan.rounds[game.turns[-1].index].responses}
    return {r: x for r, x in found.items() if r in game.open_responses} or {WAIT: 0.0}


def most_dots(game: Game) -> str:
    """The answer with the most dots; of equal ones the first."""
    found = dots(game)
    return max(found, key=lambda r: found[r])


def affordable_dots(game: Game) -> str:
    """Of those that leave something in the till the answer with the most dots; else the cheapest."""
    found, price = dots(game), prices(game)
    fine = [r for r in found if game.now[CASH] + price[r] >= AFFORDABLE]
    return max(fine, key=lambda r: found[r]) if fine else cheapest(game)


def dearest(game: Game) -> str:
    """The answer that costs most at once; of equal ones the first."""
    price = prices(game)
    return min(price, key=lambda r: price[r])


def cheapest(game: Game) -> str:
    """The answer that costs least, or brings most, at once; of equal ones the first."""
    price = prices(game)
    return max(price, key=lambda r: price[r])


HEURISTICS: Mapping[str, Callable[[Game], str]] = {
    "most-dots": most_dots,
    "affordable-dots": affordable_dots,
    "dearest": dearest,
    "cheapest": cheapest,
}
"""By property."""
