"""The balance of a scenario as data: what its playthroughs come to, and what that says about it.

Figures are of the playthroughs in which nobody asks the people, over all luck, each as far as its luck is likely;
policies and the best playthrough are played under a seed. Findings are of every way to play. Scores are exact, 0..1000;
shares are 0..1, of playthroughs unless said otherwise.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chasm_game.analysis.ask_ways import most_ways
from chasm_game.analysis.endings import ENDED
from chasm_game.analysis.expectations import broken, plays, proofs_of
from chasm_game.analysis.exploring import explore
from chasm_game.analysis.findings import findings
from chasm_game.analysis.locations import Finding, Places
from chasm_game.analysis.playthrough import line_of, played
from chasm_game.analysis.policies import PolicyResult
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.properties import STEPS, Property, properties, without_parts_beside
from chasm_game.analysis.property_findings import broken_bounds
from chasm_game.analysis.tree import BUDGET
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.score import Termination
from chasm_game.limits import WRITTEN
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.analysis.drawing import Interval
    from chasm_game.analysis.survey import Survey, Walked
    from chasm_game.analysis.tally import ResponseTally, Tally
    from chasm_game.scenario.diagnostics import Diagnostic
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Balance", "ResponseShare", "RoundShare", "Scores", "balance", "balance_diagnostics"]


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


def balance(
    scenario: Scenario,
    seed: int = 1,
    *,
    file: str = "",
    budget: int = BUDGET,
    samples: int | None = None,
    progress: Progress | None = None,
    beside: bool = False,
) -> Balance:
    """The balance of a scenario over all luck, with policies under a seed. `file` is named in its findings.

    Of a scenario with more playthroughs than the budget `samples` are drawn, and of what is not walked of asking.
    `beside` lets another process do a part of it, where that pays; the answer is the same.
    """
    progress = progress or Progress()
    progress.reserved = STEPS
    # What must be true of a story is said of it as it was written.
    bounded = scenario.difficulty == WRITTEN
    with without_parts_beside(scenario, budget) if beside and bounded else nullcontext() as without_parts:
        found, drawn = explore(scenario, seed, budget=budget, samples=samples, progress=progress)
        held = properties(scenario, budget=budget, progress=progress, beside=without_parts) if bounded else ()
    places = Places(scenario.text, file or scenario.id)
    made = findings(found, places)
    tally = found.tally
    best = PolicyResult(found.best.score, _alive(found), line_of(found.plan, found.best.chosen))
    # `ended` is only named where it happens: an author never wrote it.
    endings = {name: n / tally.ways for name, n in tally.endings.items() if n or name != ENDED}
    return Balance(
        scenario=scenario.id,
        title=scenario.title,
        seed=seed,
        paths=tally.paths,
        exact=found.exact,
        bound=most_ways(found.plan),
        asks=scenario.company.asks > 0,
        lucky=bool(found.plan.odds),
        walked=found.walked,
        score=_scores(tally),
        policies=found.policies,
        random_score=tally.random_total,
        random_alive=tally.random_alive,
        best=best,
        rounds=tuple(_rounds(found)),
        responses=tuple(_responses(found)),
        endings=endings,
        findings=_in_order(places, [*made, *broken_bounds(held, made)]),
        intervals=drawn.intervals if drawn else {},
        properties=held,
        difficulty=scenario.difficulty,
    )


def balance_diagnostics(
    scenario: Scenario, path: str, *, budget: int = BUDGET, progress: Progress | None = None, beside: bool = False
) -> list[Diagnostic]:
    """What `chasm check --balance` adds: findings, broken promises, plays that go another way; in the file's order."""
    progress = progress or Progress()
    progress.reserved = STEPS
    proofs = proofs_of(scenario)
    free = [proof for proof in proofs if proof.promise.seed is None]
    with without_parts_beside(scenario, budget) if beside else nullcontext() as without_parts:
        found, _ = explore(scenario, budget=budget, proofs=free, progress=progress)
        measured = properties(scenario, budget=budget, progress=progress, beside=without_parts)
    places = Places(scenario.text, path)
    made = findings(found, places)
    held = broken_bounds(measured, made)
    return list(_in_order(places, [*made, *held, *broken(found, proofs, budget=budget), *plays(scenario)]))


def _in_order(places: Places, made: list[Finding]) -> tuple[Diagnostic, ...]:
    """As everybody reads them, in the order of the file."""
    return tuple(sorted((places.diagnostic(f) for f in made), key=lambda d: (d.span, d.code.id)))


def _scores(tally: Tally) -> Scores:
    # Quantiles come from bins of a thousandth of a point, and may lie that much outside of the exact ends.
    p5, median, p95 = (min(max(tally.quantile(q), tally.worst), tally.best) for q in (0.05, 0.5, 0.95))
    return Scores(tally.worst, p5, median, p95, tally.best, tally.mean)


def _alive(found: Survey) -> bool:
    """Whether the best playthrough survives."""
    under = compile_plan(found.scenario, found.seed)
    outcome = played(under, line_of(found.plan, found.best.chosen)).outcome
    assert outcome is not None
    return outcome.termination is Termination.COMPLETED


def _rounds(found: Survey) -> Iterator[RoundShare]:
    through: dict[int, float] = {}
    for (n, _), tally in found.tally.responses.items():
        through[n] = through.get(n, 0) + tally.playthroughs
    for n, round_ in enumerate(found.scenario.rounds):
        yield RoundShare(round_.id, through.get(n, 0) / found.tally.ways)


def _responses(found: Survey) -> Iterator[ResponseShare]:
    tallies, line = found.tally.responses, found.best.chosen
    for n, round_ in enumerate(found.scenario.rounds):
        taken = line[n] if n < len(line) else -1
        situations = found.tally.situations.get(n, 0)
        for m, response in enumerate(round_.responses):
            yield _share(found, round_.id, response.id, tallies.get((n, m)), situations, taken == m)
        # Waiting has an index behind the last answer of its round.
        waited = [t for (i, m), t in tallies.items() if i == n and m >= len(round_.responses)]
        if waited:
            yield _share(found, round_.id, WAIT, waited[0], situations, taken >= len(round_.responses))


def _share(
    found: Survey, round_id: str, response: str, tally: ResponseTally | None, situations: float, on_best_line: bool
) -> ResponseShare:
    # A response that was never open was best in none of its situations, and has no mean.
    if tally is None or not tally.open:
        return ResponseShare(round_id, response, 0.0, 0.0 if found.exact else None, None, False)
    best = tally.best / tally.open if found.exact else None
    return ResponseShare(round_id, response, tally.open / situations, best, tally.mean, on_best_line)


def _policy(result: PolicyResult) -> dict[str, Any]:
    return {"score": result.score, "alive": result.alive, "line": list(result.line)}


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
