"""What each part of the model does to the ranking of all games: the figures of docs/model.md, What must be true of it.

Over all ways that never ask, under seed 1, each way once; *random* weighs each open answer equally. A ranking under
changed rules is held against the plain one by the rank correlation of all ways, with the same decisions.

    python benchmarks/ablations.py                 the three stories
    python benchmarks/ablations.py kodak-1975      others, by their ids
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.analysis.policies import words_only
from chasm_game.analysis.tree import Walk, scores_of
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.forecast import NOTICED, forecasts
from chasm_game.engine.game import Game
from chasm_game.engine.plan import WAITED
from chasm_game.engine.state import NOT_PLAYED, chasm, start
from chasm_game.gauges import CASH, LEARNING
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Odds
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes, Mask
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parent.parent / "story"
STORIES = ("tutorial", "broken-guitar", "the-squeeze")
AFFORDABLE = 4.0
"""What must be left in the till of somebody who looks at it."""
STEPS = (NOTICED, 5.0, 12.0)
"""From which size on an answer has one, two or three dots."""


@dataclass
class Ways:
    """Every way to play: numbers by way."""

    chosen: NDArray[np.int8]
    """By way and round."""
    scores: NDArray[np.float64]
    chasms: NDArray[np.float64]
    alive: NDArray[np.bool_]
    rescued: NDArray[np.bool_]
    random: NDArray[np.float64]
    """How likely random play takes this way."""


class _Collecting(Walk):
    """A walk that remembers every way."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.parts: list[tuple[Any, ...]] = []

    def finished(self, state: State, scores: NDArray[np.float64], odds: Odds) -> None:
        """Finished lanes."""
        super().finished(state, scores, odds)
        random = odds.random.copy()
        parts = (state.chosen.T.copy(), scores.copy(), chasm(state), state.alive.copy(), state.rescues > 0, random)
        self.parts.append(parts)


def ways(scenario: Scenario) -> tuple[Ways, _Collecting]:
    """Every way to play a story under seed 1, and the walk that found them."""
    walk = _Collecting(compile_plan(scenario, 1))
    walk.run()
    return Ways(*(np.concatenate(column) for column in zip(*walk.parts, strict=True))), walk


def with_rules(scenario: Scenario, **values: float) -> Scenario:
    """The story under other coefficients."""
    book = scenario.rulebook
    changed = {name: replace(book.rules[name], value=value) for name, value in values.items()}
    return replace(scenario, rulebook=replace(book, rules={**book.rules, **changed}))


def without_now(scenario: Scenario) -> Scenario:
    """The story without what a shock or an answer does only where a condition holds at once."""
    rounds = tuple(
        replace(r, shock=replace(r.shock, now=()), responses=tuple(replace(a, now=()) for a in r.responses))
        for r in scenario.rounds
    )
    return replace(scenario, rounds=rounds)


def inert(scenario: Scenario) -> Scenario:
    """The story where learning shields from nothing, with the exposure of its beginning."""
    book = scenario.rulebook
    learning = scenario.company.start.get(LEARNING.id, LEARNING.default)
    return with_rules(
        scenario, exposure_base=book["exposure_base"] - book["exposure_slope"] * learning / 100, exposure_slope=0.0
    )


CHANGES: dict[str, Callable[[Scenario], Scenario]] = {
    "beliefs and ways frozen (reveal 0, way_pace 0)": lambda s: with_rules(s, reveal=0.0, way_pace=0.0),
    "learning inert (exposure_slope 0)": inert,
    "leaders hold nothing up (drag 0)": lambda s: with_rules(s, drag=0.0),
    "no healing (healing 0)": lambda s: with_rules(s, healing=0.0),
    "words weigh nothing (gloss 0, backlash 0)": lambda s: with_rules(s, gloss=0.0, backlash=0.0),
    "nothing holds now (no `now` entries)": without_now,
}


def ranks(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks, equal numbers (to nine digits behind the point) sharing theirs."""
    _, inverse, counts = np.unique(np.round(numbers, 9), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    found: NDArray[np.float64] = (last - (counts - 1) / 2)[inverse]
    return found


def correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Of two lists of numbers; not a number where one does not vary."""
    if one.size < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def rank_correlation(found: Ways, changed: Scenario) -> float:
    """Of every way with the same decisions under changed rules, as far as they can be taken there."""
    plan = compile_plan(changed, 1)

    def choose(index: int, order: Lanes, is_open: Mask) -> Lanes:
        wanted = found.chosen[order, index].astype(np.int64)
        known = np.clip(wanted, 0, len(is_open) - 1)
        return np.where((wanted == known) & is_open[known, np.arange(order.size)], wanted, WAITED)

    state = play_many(plan, start(plan, found.scores.size), choose)
    taken = state.chosen.T
    same = ((taken == found.chosen) | (taken == NOT_PLAYED)).all(axis=1)
    return correlation(ranks(found.scores[same]), ranks(scores_of(plan, state)[same]))


def below(scores: NDArray[np.float64], score: float) -> float:
    """The share of ways strictly below a score, in per cent."""
    return 100.0 * float(np.mean(scores < score - 1e-9))


def best_labelled(found: Ways, plan: Plan, label: str) -> float | None:
    """The best score of a way on which every answer has a label; None where there is none."""
    fine = np.ones(found.scores.size, dtype=np.bool_)
    for index, round_ in enumerate(plan.scenario.rounds):
        known = np.array([a.label == label for a in round_.responses])
        taken = found.chosen[:, index]
        answered = (taken >= 0) & (taken < len(known))
        fine &= np.where(answered, known[np.clip(taken, 0, len(known) - 1)], True)
    return float(found.scores[fine].max()) if fine.any() else None


def by(scenario: Scenario, choose: Callable[[Game], str]) -> Game:
    """A finished game by a rule."""
    game = Game(scenario, 1)
    while game.outcome is None:
        game.push(Choose(choose(game)))
    return game


def dots(game: Game) -> dict[str, int]:
    """How many dots each open answer has, over all stakeholders, before anybody asks."""
    turn = game.turns[-1]
    found: dict[str, int] = {}
    told = forecasts(game.plan, game.now.moment, turn.index)
    for response, forecast in zip(game.plan.rounds[turn.index].responses, told, strict=True):
        size = np.maximum(np.abs(forecast.now.points), np.abs(forecast.later.points))
        found[response.id] = sum(int((size >= step).sum()) for step in STEPS)
    return {r: n for r, n in found.items() if r in game.open_responses} or {"wait": 0}


def prices(game: Game) -> dict[str, float]:
    """What each open answer brings in cash at once; negative where it costs."""
    found = {r.id: sum(e.points for e in r.cash) for r in game.plan.rounds[game.turns[-1].index].responses}
    return {r: x for r, x in found.items() if r in game.open_responses} or {"wait": 0.0}


def most_dots(game: Game) -> str:
    """The answer with the most dots."""
    found = dots(game)
    return max(found, key=lambda r: found[r])


def affordable_dots(game: Game) -> str:
    """Of those that leave something in the till the answer with the most dots; else the cheapest."""
    found, price = dots(game), prices(game)
    fine = [r for r in found if game.now[CASH] + price[r] >= AFFORDABLE]
    return max(fine, key=lambda r: found[r]) if fine else cheapest(game)


def dearest(game: Game) -> str:
    """The answer that costs most at once."""
    price = prices(game)
    return min(price, key=lambda r: price[r])


def cheapest(game: Game) -> str:
    """The answer that costs least, or brings most, at once."""
    price = prices(game)
    return max(price, key=lambda r: price[r])


RULES = {
    "most dots": most_dots,
    "most dots that one can afford": affordable_dots,
    "the dearest": dearest,
    "the cheapest": cheapest,
}


def figures(scenario: Scenario) -> dict[str, str]:
    """Every figure of a story, in words, by what it says."""
    found, walk = ways(scenario)
    plan = walk.plan
    alive = found.alive
    told: dict[str, str] = {"ways": f"{found.scores.size:,}"}
    told["score against final chasm, survivors"] = _number(correlation(found.scores[alive], found.chasms[alive]))
    words = by(scenario, words_only).outcome
    assert words is not None
    told["words only: final chasm, beside the median's"] = f"{words.chasm_end:.1f} : {np.median(found.chasms):.1f}"
    for name, change in CHANGES.items():
        told[f"ranks, {name}"] = _number(rank_correlation(found, change(scenario)))
    for label in ("new", "old"):
        best = best_labelled(found, plan, label)
        told[f"best of only {label} answers, percentile"] = "-" if best is None else f"{below(found.scores, best):.0f}"
    for name, rule in RULES.items():
        outcome = by(scenario, rule).outcome
        assert outcome is not None
        told[f"{name}, percentile"] = f"{below(found.scores, outcome.score_exact):.0f}"
    opening = sorted((_best_through(found, n) for n in range(len(plan.rounds[0].responses))), reverse=True)
    told["opening: second best behind the best"] = f"{opening[0] - opening[1]:.0f}" if len(opening) > 1 else "-"
    told["rescued, random games"] = f"{float(found.random[found.rescued].sum()):.0%}"
    told[f"random play survives ({scenario.level})"] = f"{float(found.random[alive].sum()):.0%}"
    return told


def _best_through(found: Ways, number: int) -> float:
    through = found.scores[found.chosen[:, 0] == number]
    return float(through.max()) if through.size else -1.0


def _number(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3f}"


def main(names: list[str]) -> None:
    """Print a table for each story."""
    library = Library(STORY)
    for name in names or STORIES:
        print(name)
        for what, figure in figures(library.find(name)).items():
            print(f"  {what:<64}{figure:>14}")


if __name__ == "__main__":
    main(sys.argv[1:])
