"""The truth of the arrows that people give: random games beside the same games in which nothing was done.

600 random games a story that do not ask, 100 under each of six seeds. In every round the forecast of the answer that
is taken is held against what then truly comes: the game as it goes on, beside the same game with `wait` in that round
and the same answers afterwards where they are open, at the end of the round and as much later as the forecast says.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.forecast import NOTICED, forecasts
from chasm_game.engine.plan import WAITED
from chasm_game.engine.start import start
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from chasm_game.engine.forecast import Arrows, Forecast
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes, Mask
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parent.parent / "story"
GAMES = 100
SEEDS = range(1, 7)
NOW, LATER = 0.95, 0.85
"""The shares of right arrows that must be reached."""


@dataclass
class Arrowed:
    """How many arrows there were at one moment, and how many pointed the right way; those of *may* apart."""

    right: int = 0
    told: int = 0
    may_right: int = 0
    may_told: int = 0

    @property
    def share(self) -> float:
        """The share of right ones of all, 1 where there is none."""
        told = self.told + self.may_told
        return (self.right + self.may_right) / told if told else 1.0

    def add(self, arrows: Arrows, truth: NDArray[np.float64], lanes: Mask) -> None:
        """Count the arrows of some lanes beside the differences that came."""
        seen = (np.abs(arrows.points) >= NOTICED) & lanes
        right = np.sign(arrows.points) == np.sign(truth)
        for mixed, name in ((False, ""), (True, "may_")):
            these = seen & (arrows.mixed == mixed)
            setattr(self, f"{name}told", getattr(self, f"{name}told") + int(these.sum()))
            setattr(self, f"{name}right", getattr(self, f"{name}right") + int((these & right).sum()))


@dataclass
class Measured:
    """What was measured of one story."""

    now: Arrowed = field(default_factory=Arrowed)
    later: Arrowed = field(default_factory=Arrowed)


class Trust:
    """The trust of every lane by the clock, and in one of its games the forecasts on the way."""

    def __init__(self, plan: Plan, lanes: int, *, foretelling: bool) -> None:
        self.plan, self.foretelling = plan, foretelling
        self.by_clock = np.full((len(plan.rounds) + plan.coast + 1, len(plan.stakeholders), lanes), np.nan)
        self.told: dict[int, list[tuple[Lanes, NDArray[np.int16], list[Forecast]]]] = {}

    def shocked(self, index: int, state: State, order: Lanes) -> None:
        """Before the choice: what the people would say."""
        if self.foretelling:
            told = list(forecasts(self.plan, state, index))
            self.told.setdefault(index, []).append((order, state.clock.copy(), told))

    def ended(self, _: int, state: State, order: Lanes) -> None:
        """At the end of a round."""
        self.keep(state, order)

    def coasted(self, _: int, state: State, order: Lanes) -> None:
        """At the end of a silent round."""
        self.keep(state, order)

    def keep(self, state: State, order: Lanes) -> None:
        """Where trust stands."""
        self.by_clock[state.clock, :, order] = state.trust.T

    def at(self, clock: NDArray[Any], order: Lanes) -> NDArray[np.float64]:
        """Trust at some clock in some lanes; of a fallen company that of its fall."""
        found: NDArray[np.float64] = self.by_clock[clock, :, order].T
        return found

    def settled(self) -> Trust:
        """The same, where a company that has fallen keeps the trust of its fall."""
        for clock in range(1, len(self.by_clock)):
            missing = np.isnan(self.by_clock[clock])
            self.by_clock[clock][missing] = self.by_clock[clock - 1][missing]
        return self


def randomly(plan: Plan, lanes: int, source: int) -> NDArray[np.int8]:
    """What random games answer, by round and lane."""
    draws = np.random.default_rng(source).random((len(plan.rounds), lanes))

    def choose(index: int, order: Lanes, is_open: Mask) -> Lanes:
        ranks = np.cumsum(is_open, axis=0)
        wanted = (draws[index, order] * ranks[-1]).astype(np.int64) + 1
        return np.asarray(np.argmax((ranks == wanted) & is_open, axis=0))

    return play_many(plan, start(plan, lanes), choose).chosen


def played(plan: Plan, chosen: NDArray[np.int8], watch: Trust, waiting: int | None = None) -> Trust:
    """Games that answer as is said, where it is open; in one round they may all wait."""

    def choose(index: int, order: Lanes, is_open: Mask) -> Lanes:
        wanted = chosen[index, order].astype(np.int64)
        if index == waiting:
            return np.full(order.size, WAITED)
        known = np.clip(wanted, 0, len(is_open) - 1)
        fine = (wanted == known) & is_open[known, np.arange(order.size)]
        return np.where(fine, wanted, WAITED)

    play_many(plan, start(plan, chosen.shape[1]), choose, watch=watch)
    return watch.settled()


def measure(scenario: Scenario, games: int = GAMES, seeds: range = SEEDS) -> Measured:
    """The arrows of so many random games under each seed."""
    found = Measured()
    for seed in seeds:
        plan = compile_plan(scenario, seed)
        chosen = randomly(plan, games, seed)
        truly = played(plan, chosen, Trust(plan, games, foretelling=True))
        for index, parts in truly.told.items():
            waited = played(plan, chosen, Trust(plan, games, foretelling=False), waiting=index)
            for order, clock, told in parts:
                for number, forecast in enumerate(told):
                    lanes = chosen[index, order] == number
                    for arrows, after, counted in (
                        (forecast.now, 0, found.now),
                        (forecast.later, forecast.reach, found.later),
                    ):
                        truth = truly.at(clock + after, order) - waited.at(clock + after, order)
                        counted.add(arrows, truth, lanes)
    return found


def main() -> None:
    """Print the table; exit with 1 where a story misses a bound."""
    fine = True
    print(f"{'story':<20}{'now':>8}{'arrows':>8}{'later':>8}{'arrows':>8}{'without may':>14}")
    for entry in Library(STORY).entries:
        assert entry.scenario is not None, entry.fault
        found = measure(entry.scenario)
        now, later = found.now, found.later
        plain = f"{now.right / max(1, now.told):7.1%}{later.right / max(1, later.told):7.1%}"
        met = now.share >= NOW and later.share >= LATER
        arrows = f"{now.share:8.1%}{now.told + now.may_told:8}{later.share:8.1%}{later.told + later.may_told:8}"
        print(f"{entry.id:<20}{arrows}{plain:>14}{'' if met else '   MISSED'}")
        fine = fine and met
    print(f"bounds: {NOW:.0%} now, {LATER:.0%} later: {'met' if fine else 'MISSED'}")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
