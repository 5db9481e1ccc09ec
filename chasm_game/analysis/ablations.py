"""What a part of the model is for, in a story: every way played again without it, with the same decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tree import scores_of
from chasm_game.analysis.ways import correlation, keys_of, ranks, ways_of
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.plan import WAITED
from chasm_game.engine.start import start
from chasm_game.engine.state import NOT_PLAYED
from chasm_game.engine.summing import SummingLedger
from chasm_game.gauges import LEARNING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats
    from chasm_game.analysis.ways import Ways
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes, Mask
    from chasm_game.scenario.scenario import Scenario

__all__ = ["CHANGES", "Ablation", "ablation", "inert", "with_rules", "without_now"]


@dataclass(frozen=True, slots=True)
class Ablation:
    """The ways that can be taken under changed rules too, with what they come to there; arrays by such a way."""

    same: NDArray[np.bool_]
    """By way of all: whether its decisions can be taken there."""
    changed: Floats
    """The scores of these ways under the changed rules."""
    felt: Floats
    """By stakeholder: how far its trust at the end differs there, in the mean of these ways; 0 where there are none."""
    rank_correlation: float | None
    """Of their scores with those under the changed rules, -1..1; None where one of them does not vary."""


def ablation(found: Ways, changed: Scenario) -> Ablation:
    """Every way with the same decisions under changed rules, as far as they can be taken there.

    A way on which the company falls earlier there counts with its fall.
    """
    plan = compile_plan(changed, found.plan.seed)
    # All ways there are walked at once: that is far cheaper than playing each of ours again.
    other = ways_of(plan)
    where = _found_in(found, other)
    same = where >= 0
    scores, trust = other.scores[where], other.trust[where]
    # What stands there in other words (a fall came sooner, a round did not happen) is played again, lane by lane.
    rest = np.flatnonzero(~same)
    if rest.size:
        taken, scores[rest], trust[rest] = _played(plan, found.chosen[rest])
        same[rest] = ((taken == found.chosen[rest]) | (taken == NOT_PLAYED)).all(axis=1)
    # The ranks of all ways are known; those of some have to be told anew.
    mine = found.ranks if same.all() else ranks(found.scores[same])
    scores = scores[same]
    apart = np.abs(found.trust[same] - trust[same])
    felt = apart.mean(axis=0) if len(apart) else np.zeros(apart.shape[1])  # every way can be closed there
    return Ablation(same, scores, felt, correlation(mine, ranks(scores)))


def _found_in(found: Ways, other: Ways) -> NDArray[np.int64]:
    """By way, the number of the way with the same decisions among others; -1 where there is none."""
    if np.array_equal(found.chosen, other.chosen):
        return np.arange(len(found))
    keys = keys_of(np.concatenate([found.chosen, other.chosen]))
    mine, theirs = keys[: len(found)], keys[len(found) :]
    at = np.minimum(np.searchsorted(theirs, mine), len(other) - 1)
    return np.where(theirs[at] == mine, at, -1)


def _played(plan: Plan, chosen: NDArray[np.int8]) -> tuple[NDArray[np.int8], Floats, Floats]:
    """What was taken where these decisions are taken as far as they can be, the scores, and the trust by way."""

    def choose(index: int, order: Lanes, is_open: Mask) -> Lanes:
        wanted = chosen[order, index].astype(np.int64)
        known = np.clip(wanted, 0, len(is_open) - 1)
        return np.where((wanted == known) & is_open[known, np.arange(order.size)], wanted, WAITED)

    state = play_many(plan, start(plan, len(chosen)), choose, ledger=SummingLedger)
    return state.chosen.T, scores_of(plan, state), state.trust.T


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


CHANGES: Mapping[str, Callable[[Scenario], Scenario]] = {
    "beliefs-frozen": lambda s: with_rules(s, reveal=0.0, way_pace=0.0),
    "learning-inert": inert,
    "drag-0": lambda s: with_rules(s, drag=0.0),
    "healing-0": lambda s: with_rules(s, healing=0.0),
    "gloss-backlash-0": lambda s: with_rules(s, gloss=0.0, backlash=0.0),
    "without-now": without_now,
}
"""By property, the story without that part of the model."""
