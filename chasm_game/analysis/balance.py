"""The balance of a scenario: what its playthroughs come to, and what that says about it, made of a survey."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from chasm_game.analysis.ask_ways import most_ways
from chasm_game.analysis.balance_data import Balance, ResponseShare, RoundShare, Scores
from chasm_game.analysis.endings import ENDED
from chasm_game.analysis.expectations import broken, plays, proofs_of
from chasm_game.analysis.exploring import explore
from chasm_game.analysis.findings import findings
from chasm_game.analysis.locations import Finding, Places
from chasm_game.analysis.playthrough import line_of, played
from chasm_game.analysis.policies import PolicyResult
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.properties import STEPS, properties, properties_beside
from chasm_game.analysis.property_findings import broken_bounds
from chasm_game.analysis.tree import BUDGET
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.score import Termination
from chasm_game.limits import WRITTEN
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.analysis.survey import Survey
    from chasm_game.analysis.tally import ResponseTally, Tally
    from chasm_game.scenario.diagnostics import Diagnostic
    from chasm_game.scenario.scenario import Scenario

__all__ = ["balance", "balance_diagnostics"]


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
    with properties_beside(scenario, budget) if beside and bounded else nullcontext() as finding:
        found, drawn = explore(scenario, seed, budget=budget, samples=samples, progress=progress)
        held = properties(scenario, budget=budget, progress=progress, beside=finding) if bounded else ()
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
    # What is bound to a seed is held against that luck alone, in `broken`: the survey walks all luck.
    free = [proof for proof in proofs if proof.promise.seed is None]
    with properties_beside(scenario, budget) if beside else nullcontext() as finding:
        found, _ = explore(scenario, budget=budget, proofs=free, progress=progress)
        measured = properties(scenario, budget=budget, progress=progress, beside=finding)
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
