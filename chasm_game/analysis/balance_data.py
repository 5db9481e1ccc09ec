"""A balance as data, and the contract of its JSON.

Figures are of the playthroughs in which nobody asks the people, over all luck, each as far as its luck is likely;
policies and the best playthrough are played under a seed. Findings are of every way to play. Scores are exact, 0..1000;
shares are 0..1, of playthroughs unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.analysis.drawing import Interval
    from chasm_game.analysis.policies import PolicyResult
    from chasm_game.analysis.properties import Property
    from chasm_game.analysis.survey import Walked
    from chasm_game.scenario.diagnostics import Diagnostic

__all__ = ["Balance", "ResponseShare", "RoundShare", "Scores"]


@dataclass(frozen=True, slots=True)
class Scores:
    """The distribution of the scores of all playthroughs; the quantiles are right to a thousandth of a point."""

    min: float
    p5: float
    median: float
    p95: float
    max: float
    mean: float


@dataclass(frozen=True, slots=True)
class ResponseShare:
    """A response over the situations in which its round is played."""

    round: str
    response: str
    open_in: float
    """The share of the situations in which it is open."""
    best_in: float | None
    """Of those, the share in which the best score still reachable is reached through it; None in a sample."""
    mean: float | None
    """The mean score of the playthroughs through it; None where there are none."""
    on_best_line: bool


@dataclass(frozen=True, slots=True)
class RoundShare:
    """A round: the share of playthroughs in which it is played."""

    round: str
    reach: float


@dataclass(frozen=True, slots=True)
class Balance:
    """What the playthroughs of a scenario come to."""

    scenario: str
    title: str
    seed: int
    """That of the policies and of the best playthrough."""
    paths: int
    """Playthroughs without asking that were walked, or drawn; each side of a chance is one."""
    exact: bool
    bound: int
    """There are no more playthroughs than this."""
    asks: bool
    """Whether the people could be asked: nobody does in the figures."""
    lucky: bool
    """Whether anything is left to chance."""
    walked: Walked
    score: Scores
    policies: Mapping[str, PolicyResult]
    random_score: float
    random_alive: float
    best: PolicyResult
    """The best playthrough under the seed; of a sample, the best that was found."""
    rounds: tuple[RoundShare, ...]
    responses: tuple[ResponseShare, ...]
    endings: Mapping[str, float]
    findings: tuple[Diagnostic, ...]
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    """Where a sample was drawn: 95 per cent intervals of what was estimated."""
    properties: tuple[Property, ...] = ()
    """What must be true of a story, under seed 1 whatever seed was asked for; nothing but as it was written."""
    difficulty: str = WRITTEN

    def as_json(self) -> dict[str, Any]:
        """Version 2 of the contract of `chasm balance --json`."""
        random = {"score": self.random_score, "alive_share": self.random_alive}
        policies = {name: _policy(p) for name, p in self.policies.items()}
        shape = {
            "chasm": 2,
            "scenario": self.scenario,
            "seed": self.seed,
            **({} if self.difficulty == WRITTEN else {"difficulty": self.difficulty}),
            "paths": self.paths,
            "exact": self.exact,
            "asking": "never",
            "score": _fields(self.score),
            "policies": {**policies, "random": random, "best": _policy(self.best)},
            "rounds": [_fields(r) for r in self.rounds],
            "responses": [_fields(r) for r in self.responses],
            "endings": dict(self.endings),
            "findings": [f.as_json() for f in self.findings],
            "walked": {name: getattr(self.walked, name) for name in ("asks", "companions", "luck", "ways")},
            "properties": [p.as_json() for p in self.properties],
        }
        if not self.exact:
            intervals = {name: [i.low, i.high] for name, i in self.intervals.items()}
            shape["sample"] = {"drawn": self.paths, "at_most": self.bound, "intervals_95": intervals}
        return shape


def _policy(result: PolicyResult) -> dict[str, Any]:
    return {"score": result.score, "alive": result.alive, "line": list(result.line)}


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
