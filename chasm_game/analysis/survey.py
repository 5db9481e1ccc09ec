"""Everything that a balance is made of: every way through a scenario, over all luck, with and without asking.

Figures (scores, shares, endings) are of the playthroughs in which nobody asks, each as far as its luck is likely. What
is said of a scenario as a whole (what never happens, which answer is never the better one, what is always so) is looked
for with asking too, as far as that can be walked; see `ask_ways.py`. What is left of it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chasm_game.analysis.ask_ways import NEVER, WAYS, affordable, most_ways
from chasm_game.analysis.drawing import sample_asking
from chasm_game.analysis.observations import Found, Observations
from chasm_game.analysis.observing_walk import FiguresWalk, ObservingWalk
from chasm_game.analysis.policies import PolicyResult, every_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.proving import Judge
from chasm_game.engine.compiling import compile_open, compile_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.analysis.ask_ways import Asks
    from chasm_game.analysis.proving import Proof
    from chasm_game.analysis.tally import Tally
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Survey", "Walked", "survey", "survey_one", "walk_all"]

How = Literal["exact", "sampled"]


@dataclass(frozen=True, slots=True)
class Walked:
    """How far every way was walked."""

    asks: How
    """The people asked alone."""
    companions: How
    """The people asked with a leader."""
    luck: How
    ways: int
    """Playthroughs that were walked one by one, with and without asking; each side of a chance is one."""
    which: str = ""
    """Those with asking, in words."""
    drawn: int = 0
    """Random playthroughs beside them."""


@dataclass
class Survey:
    """What was found, over every playthrough or over a sample."""

    scenario: Scenario
    plan: Plan
    """With open luck, unless one seed alone was looked at."""
    seed: int
    """The seed that was asked for: policies and the best playthrough are played under it."""
    tally: Tally
    """Of the playthroughs in which nobody asks."""
    best: Found
    """The best of them under the seed."""
    seen: Observations
    """With asking too."""
    policies: dict[str, PolicyResult]
    walked: Walked
    samples: int = 0
    """How many random playthroughs stand for all of them; 0 where every one without asking was walked."""

    @property
    def alive(self) -> float:
        """The share of random play that survives."""
        return self.tally.random_alive

    @property
    def exact(self) -> bool:
        """Whether every playthrough without asking was walked."""
        return not self.samples

    @property
    def sure(self) -> bool:
        """Whether every way to play was walked: then what was not seen does not exist."""
        return self.walked.asks == self.walked.companions == self.walked.luck == "exact"


def survey(
    scenario: Scenario,
    seed: int = 1,
    *,
    proofs: Sequence[Proof] = (),
    most: int = WAYS,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Walk every way through a scenario, with asking `most` of them at most; promises are judged on the way.

    Where not every way to ask is walked, `samples` games are drawn (default: as many as can be afforded).
    """
    plan = compile_open(scenario)
    seen = Observations()
    figures, walked = walk_all(plan, seen, seed, proofs, progress or Progress(), most, samples)
    policies = every_policy(compile_plan(scenario, seed))
    return Survey(scenario, plan, seed, figures.tally, figures.under_seed, seen, policies, walked)


def walk_all(
    plan: Plan,
    seen: Observations,
    seed: int,
    proofs: Sequence[Proof],
    progress: Progress,
    most: int = WAYS,
    samples: int | None = None,
) -> tuple[FiguresWalk, Walked]:
    """Every way that can be afforded: the figures of those without asking, and how far the others were walked."""
    can_ask = plan.scenario.company.asks > 0
    asks = affordable(plan, most) if can_ask else NEVER
    rest = can_ask and not asks.all_of(plan)
    progress.steps = 1 + bool(asks.kinds) + rest
    asking = [p for p in proofs if p.wants_asking]
    # Shares over asking that was not walked whole are drawn, and not mixed with what was walked.
    certain = [p for p in asking if not rest or p.promise.kind != "share"]
    figures = _figures(plan, seen, asks, seed, [p for p in proofs if not p.wants_asking], certain, progress)
    ways = figures.tally.paths
    if asks.kinds:
        done = _done(plan, asks, progress)
        whole = ObservingWalk(plan, seen, asks=asks, seed=seed, judge=Judge(certain), done=done)
        whole.run()
        progress.step()
        ways = whole.tally.paths + whole.asked.paths
    drawn = sample_asking(plan, seen, asking, progress, samples) if rest else 0
    alone: How = "exact" if not rest or asks.all_alone else "sampled"
    along: How = "sampled" if rest and plan.leaders else alone
    return figures, Walked(alone, along, "exact", ways, asks.said if can_ask else "", drawn)


def _figures(
    plan: Plan,
    seen: Observations,
    asks: Asks,
    seed: int,
    shares: Sequence[Proof],
    certain: Sequence[Proof],
    progress: Progress,
) -> FiguresWalk:
    """The walk without asking; where it is the only one, everything is looked at in it."""
    done = _done(plan, NEVER, progress)
    if asks.kinds:
        figures = FiguresWalk(plan, Observations(), seed=seed, judge=Judge(shares), done=done)
    else:
        judge = Judge([*shares, *certain])
        figures = ObservingWalk(plan, seen, seed=seed, judge=judge, done=done)
    progress.tally = figures.tally
    figures.run()
    progress.step()
    return figures


def _done(plan: Plan, asks: Asks, progress: Progress) -> Callable[[int], None]:
    """Tells the progress how many of the ways are finished."""
    most = most_ways(plan, asks)
    return lambda paths: progress.within(min(1.0, paths / most))


def survey_one(plan: Plan) -> Survey:
    """Walk every playthrough without asking under one seed, for its figures alone."""
    walk = FiguresWalk(plan, Observations(), seed=plan.seed)
    walk.run()
    policies = every_policy(plan)
    walked = Walked("sampled", "sampled", "sampled", walk.tally.paths)
    return Survey(plan.scenario, plan, plan.seed, walk.tally, walk.under_seed, walk.found, policies, walked)
