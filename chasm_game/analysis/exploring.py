"""Every playthrough of a scenario, or a sample where there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis.sampling import Sample, sample
from chasm_game.analysis.survey import survey, survey_one
from chasm_game.analysis.tree import BUDGET, bound
from chasm_game.engine.compiling import compile_plan

if TYPE_CHECKING:
    from chasm_game.analysis.progress import Progress
    from chasm_game.analysis.survey import Survey
    from chasm_game.scenario.scenario import Scenario

__all__ = ["explore", "explore_one"]


def explore(
    scenario: Scenario,
    seed: int = 1,
    *,
    budget: int = BUDGET,
    samples: int | None = None,
    progress: Progress | None = None,
) -> tuple[Survey, Sample | None]:
    """Walk every playthrough, or draw a sample where there may be more of them than the budget."""
    plan = compile_plan(scenario, seed)
    if bound(plan) <= budget:
        return survey(scenario, seed, budget=budget, progress=progress), None
    drawn = sample(plan, samples=samples, progress=progress)
    return drawn.survey, drawn


def explore_one(scenario: Scenario, seed: int, *, budget: int = BUDGET) -> Survey:
    """The playthroughs under one seed alone, without the other luck that findings look at."""
    plan = compile_plan(scenario, seed)
    return survey_one(plan) if bound(plan) <= budget else sample(plan).survey
