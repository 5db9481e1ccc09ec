"""What properties are measured on: every way of a story under seed 1, and what else has to be walked for them, once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.analysis.ablations import CHANGES, Ablation, ablation
from chasm_game.analysis.asking import asking_once, companions, ways_with_companions
from chasm_game.analysis.bounds import LONG, OFTEN, SITUATIONS, SURVIVES, WORTH_ASKING
from chasm_game.analysis.heuristics import ASKING, HEURISTICS, played_by
from chasm_game.analysis.policies import POLICIES
from chasm_game.analysis.situations import Situations, situations
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import Ways, below, correlation, ways_of
from chasm_game.engine.compiling import compile_plan
from chasm_game.scenario.library import kept_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from chasm_game.analysis.asking import Asked, Companions
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Scenario

__all__ = ["MOST_ASKING", "Figure", "Measured", "ablations", "columns", "contested", "gains", "measure"]

MOST_ASKING = 3_000_000
"""Ways that are walked at most to see what asking is worth."""


class Figure(NamedTuple):
    """A figure of a story; None where there is none, and `note` says why."""

    value: float | None
    note: str = ""
    limit: float | None = None
    """Where the story itself sets it."""


class Measured:
    """A story under seed 1, with everything that its figures are made of; each thing is walked when it is asked for."""

    def __init__(
        self,
        plan: Plan,
        progress: Callable[[int], None] | None = None,
        beside: Iterator[tuple[str, Ablation]] | None = None,
    ) -> None:
        self.plan, self._beside = plan, iter(()) if beside is None else beside
        self.found: Ways = ways_of(plan, progress)
        self._ablations: dict[str, Ablation] = {}
        self._games: dict[str, Game] = {}
        self._labelled: dict[str, NDArray[np.bool_]] = {}

    @property
    def scenario(self) -> Scenario:
        """The story."""
        return self.plan.scenario

    @property
    def long(self) -> bool:
        """Whether it gets a verdict."""
        return len(self.plan.rounds) >= LONG

    @cached_property
    def situations(self) -> list[Situations]:
        """Of every round that is played."""
        return list(situations(self.found))

    @cached_property
    def often_met(self) -> list[Situations]:
        """Of the rounds with enough situations."""
        return [s for s in self.situations if len(s) >= SITUATIONS]

    def ablation(self, name: str) -> Ablation:
        """Every way without a part of the model."""
        # Another process finds them in its own order, and may not find this one.
        while name not in self._ablations and (found := next(self._beside, None)) is not None:
            self._ablations[found[0]] = found[1]
        if name not in self._ablations:
            self._ablations[name] = ablation(self.found, CHANGES[name](self.scenario))
        return self._ablations[name]

    def game(self, name: str) -> Game:
        """The game of a rule of thumb, or of `words-only`."""
        if name not in self._games:
            rule = HEURISTICS[name] if name in HEURISTICS else POLICIES[name]
            self._games[name] = played_by(self.scenario, rule, asking=name in ASKING)
        return self._games[name]

    def labelled(self, label: str) -> NDArray[np.bool_]:
        """The ways that take answers of a label wherever one is open."""
        if label not in self._labelled:
            self._labelled[label] = self._ways_of_colour(label)
        return self._labelled[label]

    def _ways_of_colour(self, label: str) -> NDArray[np.bool_]:
        fine = np.ones(len(self.found), dtype=np.bool_)
        for met in self.situations:
            # By answer; waiting, and a round that is not played, stand behind them.
            has = np.array([*(a.label == label for a in self.scenario.rounds[met.index].responses), False])
            # Where one is open, the ways of that situation go through it or through another: situations by way.
            is_open = np.append((~np.isnan(met.best))[has[:-1]].any(axis=0), np.False_)
            taken = np.clip(self.found.chosen[:, met.index], -1, len(has) - 1)
            fine &= has[taken] | ~is_open[columns(self.found, met.index)]
        return fine

    @cached_property
    def asked(self) -> dict[int, Asked]:
        """By round in which the people can be asked: the best way that asks there only."""
        return asking_once(self.plan)

    @cached_property
    def companions(self) -> Companions:
        """With whom all asks of the best way are taken."""
        return companions(self.plan)


def ablations(texts: tuple[str, str]) -> Iterator[tuple[str, Ablation]]:
    """Every ablation of the story with these texts, its own and its rulebook's, for another process to find."""
    m = Measured(compile_plan(kept_scenario(*texts, "balance"), 1))
    for name in CHANGES:
        if not idle(m, name):
            yield name, m.ablation(name)


def columns(found: Ways, index: int) -> NDArray[np.int64]:
    """By way, the number of the situation in which it decides on a round; -1 where it does not play the round."""
    plays = found.chosen[:, index] >= 0
    begins = found.parting < index
    begins[0] = True
    # Ways with the same beginning play the round all of them, or none.
    return np.where(plays, np.cumsum(begins & plays) - 1, -1)


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


# ----------------------------------------------------------------------------------------------- figure by figure


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
        if note := idle(m, name):
            return Figure(1.0, note)
        value = m.ablation(name).rank_correlation
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


def contested(met: Situations) -> bool:
    """Whether two answers of a round are each best in more than 15 % of its situations."""
    return int((met.wins > OFTEN + EQUAL).sum()) > 1


def _contested_rounds(m: Measured) -> Figure:
    return Figure(float(np.mean([contested(met) for met in m.often_met]))) if m.often_met else _RARE


def _rarest_best(m: Measured) -> Figure:
    return Figure(min(float(met.wins.min()) for met in m.often_met)) if m.often_met else _RARE


def _regret(m: Measured) -> Figure:
    return Figure(float(np.mean([met.regret() for met in m.often_met]))) if m.often_met else _RARE


def opening_scores(m: Measured) -> Floats:
    """By answer of the first round that is played, the best score through it; not a number where it is locked."""
    found: Floats = m.situations[0].best[:, 0]
    return found


def _opening(m: Measured) -> Figure:
    if not m.situations:
        return Figure(None, "no round is played")
    scores = opening_scores(m)
    known = np.sort(scores[~np.isnan(scores)])
    if known.size < 2:
        return Figure(None, "one answer is open in the opening round")
    return Figure(float(known[-1] - known[-2]))


def gains(m: Measured) -> dict[int, float]:
    """By round, what asking in it only adds to best play, in points."""
    never = float(m.found.scores.max())
    return {index: asked.score - never for index, asked in m.asked.items()}


def _asking(m: Measured) -> Figure:
    if not m.scenario.company.asks:
        return Figure(None, "nobody can be asked")
    kinds = 1 + len(m.plan.leaders)
    if len(m.found) * (1 + len(m.plan.rounds) * kinds) > MOST_ASKING:
        return Figure(None, f"not measured: more than {MOST_ASKING:,} ways ask in one round")
    return Figure(float(sum(gain >= WORTH_ASKING - EQUAL for gain in gains(m).values())))


def _companions(m: Measured) -> Figure:
    if not m.plan.leaders:
        return Figure(None, "the story has no leaders")
    if m.scenario.company.asks < 2:
        return Figure(None, "there are not two asks")
    if ways_with_companions(m.plan, len(m.found)) > MOST_ASKING:
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
