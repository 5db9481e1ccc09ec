"""Every playthrough of a scenario, or a sample where there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis.ask_ways import WAYS, most_ways
from chasm_game.analysis.sampling import Sample, sample
from chasm_game.analysis.survey import survey, survey_one
from chasm_game.analysis.tree import BUDGET, bound
from chasm_game.engine.compiling import compile_open, compile_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.analysis.progress import Progress
    from chasm_game.analysis.proving import Proof
    from chasm_game.analysis.survey import Survey
    from chasm_game.scenario.scenario import Scenario

__all__ = ["explore", "explore_one"]


def explore(
    scenario: Scenario,
    seed: int = 1,
    *,
    budget: int = BUDGET,
    samples: int | None = None,
    proofs: Sequence[Proof] = (),
    progress: Progress | None = None,
) -> tuple[Survey, Sample | None]:
    """Walk every playthrough, or draw a sample where there may be more of them without asking than the budget.

    `proofs` are promises about all luck, and are judged on the way.
    """
    plan = compile_open(scenario)
    if most_ways(plan) <= budget:
        most = min(budget, WAYS)
        return survey(scenario, seed, proofs=proofs, most=most, samples=samples, progress=progress), None
    drawn = sample(plan, seed=seed, samples=samples, proofs=proofs, asking=True, progress=progress)
    return drawn.survey, drawn


def explore_one(scenario: Scenario, seed: int, *, budget: int = BUDGET) -> Survey:
    """The playthroughs under one seed alone, without asking."""
    plan = compile_plan(scenario, seed)
    return survey_one(plan) if bound(plan) <= budget else sample(plan).survey
