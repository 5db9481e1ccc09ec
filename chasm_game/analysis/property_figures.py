"""The figure of each property, from what was measured of a story; none where it cannot be told, with a note why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.analysis.ablations import CHANGES
from chasm_game.analysis.asking import ways_with_companions
from chasm_game.analysis.bounds import SITUATIONS, SURVIVES, WORTH_ASKING
from chasm_game.analysis.heuristics import HEURISTICS
from chasm_game.analysis.measured import Measured, contested, gains, opening_scores
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import below, correlation

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.engine.plan import Plan

__all__ = ["MOST_ASKING", "Figure", "measure", "walks_companions", "ways_walked"]

MOST_ASKING = 3_000_000
"""Ways that are walked at most to see what asking is worth."""


class Figure(NamedTuple):
    """A figure of a story; None where there is none, and `note` says why."""

    value: float | None
    note: str = ""
    limit: float | None = None
    """Where the story itself sets it."""


def walks_companions(plan: Plan, ways: int) -> bool:
    """Whether every way to ask with leaders is walked, of a story in which `ways` never ask."""
    if not plan.leaders or plan.scenario.company.asks < 2:
        return False
    return ways_with_companions(plan, ways) <= MOST_ASKING


def _asking_once(plan: Plan, ways: int) -> int:
    """About how many ways there are that ask in one round at most."""
    return ways * (1 + len(plan.rounds) * (1 + len(plan.leaders)))


def ways_walked(plan: Plan, ways: int) -> int:
    """About how many ways are walked for all figures of a story in which `ways` never ask."""
    walked = ways * (1 + len(CHANGES))
    if plan.scenario.company.asks and (once := _asking_once(plan, ways)) <= MOST_ASKING:
        walked += once
    return walked + (ways_with_companions(plan, ways) if walks_companions(plan, ways) else 0)


def idle(m: Measured, name: str) -> str:
    """Why a part of the model can do nothing in a story; empty where it can."""
    scenario = m.scenario
    if name == "drag-0" and not scenario.leaders:
        return "the story has no leaders"
    if name == "without-now" and not any(r.nows or any(a.nows for a in r.responses) for r in m.plan.rounds):
        return "the story has no `now` entries"
    if name == "gloss-backlash-0" and not m.plan.claiming:
        return "nothing is promised in the story"
    return ""


def _score_chasm(m: Measured) -> Figure:
    alive = m.found.alive
    value = correlation(m.found.scores[alive], m.found.chasms[alive])
    return Figure(value, "" if value is not None else "the games that survive do not differ in both")


def _words_only(m: Measured) -> Figure:
    if not m.plan.claiming:
        return Figure(None, "nothing is promised in the story")
    outcome = m.game("words-only").outcome
    assert outcome is not None
    return Figure(outcome.chasm_end, limit=float(np.median(m.found.chasms)))


def _without(name: str) -> Callable[[Measured], Figure]:
    def figure(m: Measured) -> Figure:
        # What can do nothing changes no rank: the scores are compared with themselves.
        if note := idle(m, name):
            return Figure(1.0, note)
        without = m.ablation(name)
        if not without.same.any():
            return Figure(None, "no way can be taken without it")
        value = without.rank_correlation
        return Figure(value, "" if value is not None else "no two games have different scores")

    return figure


def _labelled(label: str) -> Callable[[Measured], Figure]:
    def figure(m: Measured) -> Figure:
        if not any(a.label == label for r in m.scenario.rounds for a in r.responses):
            return Figure(None, f"no answer is labelled {label}")
        return Figure(below(m.found.scores, float(m.found.scores[m.labelled(label)].max())))

    return figure


def _heuristic(name: str) -> Callable[[Measured], Figure]:
    def figure(m: Measured) -> Figure:
        outcome = m.game(name).outcome
        assert outcome is not None
        return Figure(below(m.found.scores, outcome.score_exact))

    return figure


_RARE = Figure(None, f"no round is met in {SITUATIONS} situations")


def _contested_rounds(m: Measured) -> Figure:
    return Figure(float(np.mean([contested(met) for met in m.often_met]))) if m.often_met else _RARE


def _rarest_best(m: Measured) -> Figure:
    return Figure(min(float(met.wins.min()) for met in m.often_met)) if m.often_met else _RARE


def _regret(m: Measured) -> Figure:
    return Figure(float(np.mean([met.regret() for met in m.often_met]))) if m.often_met else _RARE


def _opening(m: Measured) -> Figure:
    if not m.situations:
        return Figure(None, "no round is played")
    scores = opening_scores(m)
    known = np.sort(scores[~np.isnan(scores)])
    if known.size < 2:
        return Figure(None, "one answer is open in the opening round")
    return Figure(float(known[-1] - known[-2]))


def _asking(m: Measured) -> Figure:
    if not m.scenario.company.asks:
        return Figure(None, "nobody can be asked")
    # Counted before anything is walked: the count costs nothing, and the walk might take hours.
    if _asking_once(m.plan, len(m.found)) > MOST_ASKING:
        return Figure(None, f"not measured: more than {MOST_ASKING:,} ways ask in one round")
    return Figure(float(sum(gain >= WORTH_ASKING - EQUAL for gain in gains(m).values())))


def _companions(m: Measured) -> Figure:
    if not m.plan.leaders:
        return Figure(None, "the story has no leaders")
    if m.scenario.company.asks < 2:
        return Figure(None, "there are not two asks")
    if not walks_companions(m.plan, len(m.found)):
        return Figure(None, f"not measured: there may be more than {MOST_ASKING:,} ways with companions")
    found = m.companions
    if found.asks < 2 or not found.alike:
        return Figure(None, "the best way does not ask twice")
    return Figure(found.score - max(found.alike.values()))


def _rescued(m: Measured) -> Figure:
    return Figure(float(m.found.random[m.found.rescued].sum()))


def _random_survives(m: Measured) -> Figure:
    return Figure(float(m.found.random[m.found.alive].sum()), limit=SURVIVES[m.scenario.level])


_MEASURES: dict[str, Callable[[Measured], Figure]] = {
    "score-chasm": _score_chasm,
    "words-only": _words_only,
    **{name: _without(name) for name in CHANGES},
    "best-new": _labelled("new"),
    "best-old": _labelled("old"),
    **{name: _heuristic(name) for name in HEURISTICS},
    "contested-rounds": _contested_rounds,
    "rarest-best": _rarest_best,
    "regret": _regret,
    "opening": _opening,
    "asking": _asking,
    "companions": _companions,
    "rescued": _rescued,
    "random-survives": _random_survives,
}


def measure(m: Measured, name: str) -> Figure:
    """The figure of a property, by its name in `BOUNDS`."""
    return _MEASURES[name](m)
