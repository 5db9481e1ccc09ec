"""Rules of thumb: ways to play by what the screen shows of the answers beside their words, and a careful reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.forecast import NOTICED, forecasts
from chasm_game.engine.game import Game
from chasm_game.gauges import CASH
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from chasm_game.engine.forecast import Arrows
    from chasm_game.scenario.scenario import Scenario

__all__ = ["AFFORDABLE", "ASKING", "HEURISTICS", "STEPS", "played_by"]

AFFORDABLE = 4.0
"""What must be left in the till of somebody who looks at it."""
STEPS = (NOTICED, 5.0, 12.0)
"""From how many points on an answer has one, two or three dots at a stakeholder, before anybody asks."""


def played_by(scenario: Scenario, choose: Callable[[Game], str], *, asking: bool = False) -> Game:
    """A finished game under seed 1 by a rule that names an open response, or `wait`; with `asking` the people are
    asked, alone, in every round until no ask is left.
    """
    game = Game(scenario, 1)
    while game.outcome is None:
        if asking and game.can_ask:
            game.push(Ask())
        game.push(Choose(choose(game)))
    return game


def dots(game: Game) -> dict[str, int]:
    """How many dots each open answer has, over all stakeholders, before anybody asks."""
    turn = game.turns[-1]
    answers = game.plan.rounds[turn.index].responses
    found: dict[str, int] = {}
    for response, forecast in zip(answers, forecasts(game.plan, game.now.moment, turn.index), strict=True):
        # Dots say how far and not when: the farther of both, as on the screen.
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


def arrows(game: Game) -> dict[str, float]:
    """What the arrows of each open answer come to, now and later, each as long as it is shown, by the people's weights.

    In rounds without an ask a player sees no direction: who reads the texts with care is taken to know it all the same.
    """
    turn, people = game.turns[-1], game.now.people
    weights = np.array([people[s.id] for s in game.scenario.stakeholders])
    answers = game.plan.rounds[turn.index].responses
    found: dict[str, float] = {}
    for response, forecast in zip(answers, forecasts(game.plan, game.now.moment, turn.index), strict=True):
        shown = sum(_shown(part) for part in (forecast.now, forecast.later))
        found[response.id] = float((weights * shown).sum())
    return {r: x for r, x in found.items() if r in game.open_responses} or {WAIT: 0.0}


def _shown(part: Arrows) -> NDArray[np.float64]:
    """By stakeholder, the length of an arrow with its sign; 0 where none is shown, or where it may point either way."""
    points = part.points[:, 0]
    length = np.array([np.abs(points) >= step for step in STEPS]).sum(axis=0)
    found: NDArray[np.float64] = np.where(part.mixed[:, 0], 0, np.sign(points) * length)
    return found


def careful_reader(game: Game) -> str:
    """Of those that do not strain the till the answer with the best arrows; else the cheapest."""
    found, price = arrows(game), prices(game)
    # Above it nothing good is lost to short money (model.md, strain): a careful reader knows that much.
    fine = [r for r in found if game.now[CASH] + price[r] >= game.plan["strain_below"]]
    return max(fine, key=lambda r: found[r]) if fine else cheapest(game)


HEURISTICS: Mapping[str, Callable[[Game], str]] = {
    "most-dots": most_dots,
    "affordable-dots": affordable_dots,
    "dearest": dearest,
    "cheapest": cheapest,
    "careful-reader": careful_reader,
}
"""By property."""
ASKING = frozenset({"careful-reader"})
"""Those that ask the people in every round in which they can."""
