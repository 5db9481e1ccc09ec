"""Everything that a balance is made of: the walk under the seed that was asked for, and under other luck.

What is said of a scenario as a whole (dominated responses, conditions that never hold) should not depend on one draw of
luck. Where a scenario has any, it is walked under the seeds 1 to 8 as well; seeds with the same luck are walked once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.analysis.observing_walk import Observations, ObservingWalk
from chasm_game.analysis.policies import PolicyResult, every_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.tree import BUDGET, NOBODY_ASKS, bound
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.round import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chasm_game.analysis.tally import Tally
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Scenario

__all__ = ["LUCK", "Survey", "affordable_plans", "has_luck", "plans_of", "survey", "survey_one"]

LUCK = range(1, 9)
"""The seeds that stand for all luck in findings."""


@dataclass
class Survey:
    """What was found, over every playthrough or over a sample."""

    scenario: Scenario
    plan: Plan
    tally: Tally
    """Under the seed that was asked for."""
    seen: Observations
    """Under this seed and, where there is luck, the seeds of `LUCK`."""
    policies: dict[str, PolicyResult]
    alive: float
    """The share of random play that survives, as a mean over the luck that was looked at."""
    walks: int = 1
    """How many kinds of luck were looked at."""
    samples: int = 0
    """How many random playthroughs stand for all of them; 0 where every one was walked."""
    asked: Observations = field(default_factory=Observations)
    """The same with the people asked as early as possible: only to be sure that something never happens."""

    @property
    def exact(self) -> bool:
        """Whether every playthrough was walked."""
        return not self.samples

    @property
    def seed(self) -> int:
        """The seed that was asked for."""
        return self.plan.seed


def has_luck(scenario: Scenario) -> bool:
    """Whether anything in a scenario is left to chance."""
    laters = (later for r in scenario.rounds for a in r.responses for later in a.later)
    moved = (later for r in scenario.rounds for a in r.responses for use in a.does for later in use.move.later)
    struck = (now for r in scenario.rounds for now in r.shock.now)
    answered = (now for r in scenario.rounds for a in r.responses for now in a.now)
    chances = (thing.chance for things in (scenario.rounds, laters, moved, struck, answered) for thing in things)
    return any(0 < chance < 1 for chance in chances)


def plans_of(scenario: Scenario, seeds: Iterable[int]) -> list[tuple[Plan, int]]:
    """A plan for each kind of luck that these seeds have, with the number of seeds that share it."""
    kinds: dict[tuple[bool, ...], tuple[Plan, int]] = {}
    for seed in seeds:
        plan = compile_plan(scenario, seed)
        struck = (now.lands for r in plan.rounds for now in r.nows)
        nows = (now.lands for r in plan.rounds for a in r.responses for now in a.nows)
        echoes = (e.lands for r in plan.rounds for a in r.responses for e in a.echoes)
        # Everything that chance decides: seeds that decide it alike give the same playthroughs.
        kind = (*(r.lucky for r in plan.rounds), *struck, *nows, *echoes)
        first, count = kinds.get(kind, (plan, 0))
        kinds[kind] = first, count + 1
    return list(kinds.values())


def survey(scenario: Scenario, seed: int = 1, *, budget: int = BUDGET, progress: Progress | None = None) -> Survey:
    """Walk every playthrough under a seed, and under other luck as far as the budget allows."""
    progress = progress or Progress()
    plans = affordable_plans(scenario, seed, budget)
    progress.steps = len(plans) * (2 if scenario.company.asks else 1)
    seen, falls, total = Observations(), 0.0, 0
    tallies: list[Tally] = []
    for plan, count in plans:
        tallies.append(_walk(plan, seen, progress))
        # Weighed by how many seeds have this luck: a walk stands for all of them.
        falls, total = falls + count * (1 - tallies[-1].random_alive), total + count
    plan = plans[0][0]
    # The same watch goes on: what holds only after asking is not called never.
    asked = Observations(watch=seen.watch)
    if _unseen(scenario, seen) and scenario.company.asks:
        for other, _ in plans:
            # The walk with asking was counted in, and may not have been needed.
            _walk(other, asked, progress, asks=dict.fromkeys(range(len(plan.rounds)), ALONE))
    progress.finished = progress.steps
    policies = every_policy(plan, budget=budget)
    return Survey(scenario, plan, tallies[0], seen, policies, 1 - falls / total, len(plans), asked=asked)


def survey_one(plan: Plan) -> Survey:
    """Walk every playthrough under one seed, for its figures alone."""
    seen = Observations()
    tally = ObservingWalk(plan, seen, decisions=False).run()
    policies = every_policy(plan)
    return Survey(plan.scenario, plan, tally, seen, policies, tally.random_alive)


def affordable_plans(scenario: Scenario, seed: int, budget: int) -> list[tuple[Plan, int]]:
    """The plan that was asked for, then the other kinds of luck as far as the budget allows."""
    if not has_luck(scenario):
        return plans_of(scenario, [seed])
    # The seed that was asked for comes first: its figures are the ones that are printed.
    plans = plans_of(scenario, [seed, *(s for s in LUCK if s != seed)])
    affordable = max(1, budget // max(1, *(bound(p) for p, _ in plans)))
    return plans[:affordable]


def _walk(plan: Plan, seen: Observations, progress: Progress, asks: Mapping[int, int] = NOBODY_ASKS) -> Tally:
    walk = ObservingWalk(plan, seen, asks=asks, done=progress.within, decisions=not asks)
    if progress.tally is None:
        progress.tally = walk.tally
    found = walk.run()
    progress.step()
    return found


def _unseen(scenario: Scenario, seen: Observations) -> bool:
    """Whether anything never happened that might, if the people were asked."""
    never = any(v.judged and not v.settled for v in seen.watch.verdicts.values())
    return never or any(not seen.endings.get(e.id) for e in scenario.endings)
