"""What an author promises, held against every way to play: `expect:` and `plays:`.

`always` is judged at the end of every round and of the game; what names an ending, at the end of the game only.
`reachable` and `share` are judged at the end. `always` and `reachable` are about every way to play, asking and both
sides of luck included; a share is of the ways without asking (`asks: any`: of all), each as far as its luck is likely,
and what a policy scores is its mean over luck. A promise that is bound to a seed is held against that luck alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.analysis.ask_ways import WAYS, most_ways
from chasm_game.analysis.average_luck import Average, average
from chasm_game.analysis.locations import Finding
from chasm_game.analysis.observations import Observations
from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.policies import play_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.proving import Proof
from chasm_game.analysis.sampling import sample
from chasm_game.analysis.survey import walk_all
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.witness import Witness, whole
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.errors import IllegalDecision, UnreadableDecision
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.analysis.coverage import Path
    from chasm_game.analysis.survey import Survey, Walked
    from chasm_game.analysis.witness import Record
    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Expectation, RecordedPlay, Scenario

__all__ = ["broken", "plays", "proofs_of"]


def proofs_of(scenario: Scenario) -> list[Proof]:
    """Every promise, not judged yet."""
    return [Proof(promise, n) for n, promise in enumerate(scenario.expect)]


def broken(found: Survey, proofs: Sequence[Proof], *, budget: int) -> list[Finding]:
    """Every promise that does not hold, each with a playthrough that breaks it.

    Those about all luck were judged in the survey; those that are bound to a seed are held against it here.
    """
    free = [p for p in proofs if p.promise.seed is None]
    made = _said_of(found, free, found.walked, found.seed)
    for seed in dict.fromkeys(p.promise.seed for p in proofs if p.promise.seed is not None):
        made += _under(found, seed, [p for p in proofs if p.promise.seed == seed], budget)
    return made


def _under(found: Survey, seed: int, proofs: Sequence[Proof], budget: int) -> list[Finding]:
    """The promises that are bound to a seed."""
    plan = compile_plan(found.scenario, seed)
    if most_ways(plan) > budget:
        under = sample(plan, proofs=proofs, asking=True).survey
        return _said_of(under, proofs, under.walked, seed)
    figures, walked = walk_all(plan, Observations(), seed, proofs, Progress(), min(budget, WAYS))
    under = replace(found, plan=plan, seed=seed, tally=figures.tally, best=figures.under_seed, walked=walked, samples=0)
    return _said_of(under, proofs, walked, seed)


def _said_of(found: Survey, proofs: Sequence[Proof], walked: Walked, seed: int) -> list[Finding]:
    judged = [p for p in proofs if p.judged]
    made = [finding for proof in judged for finding in _judge(found, proof)]
    compared = [p for p in proofs if p.promise.kind == "policy"]
    scores = {name: _policy(name, found) for name in dict.fromkeys(n for p in compared for n in _named(p.promise))}
    made += [finding for proof in compared for finding in _compare(found, proof, scores)]
    drawn = [p for p in judged if p.drawn or (p.promise.kind != "share" and not found.sure)]
    if drawn:
        most = "" if not found.exact else f"every playthrough {walked.which}, and against "
        held = f"these promises were held against {most}{walked.drawn:,} random playthroughs"
        message = f"{held}: there are too many to prove them"
        made.append(Finding(Code.EXPECTATION, ("expect",), message, None, seed, sure=False))
    return made


def plays(scenario: Scenario) -> list[Finding]:
    """Every recorded play that goes another way now."""
    return [finding for n, play in enumerate(scenario.plays) for finding in _replay(scenario, play, ("plays", n))]


def _judge(found: Survey, proof: Proof) -> Iterator[Finding]:
    promise = proof.promise
    source = promise.when.source if promise.when else ""
    under = _under_which(promise)
    path: Path = ("expect", proof.number, promise.kind)
    if promise.kind == "always" and proof.failed_in is not None:
        # One game that breaks `always` is proof, whatever was not looked at.
        yield _finding(found, proof, path, f"this does not always hold{under}: `{source}`", proof.failed_in)
    if promise.kind == "reachable" and proof.held_in is None:
        message = f"no playthrough reaches this{under}: `{source}`"
        # That nothing reaches it is known only where everything was looked at.
        yield replace(_finding(found, proof, path, message, proof.failed_in), sure=found.sure)
    if promise.kind == "share":
        yield from _share(found, proof, path, f"`{source}` holds{under} in")


def _share(found: Survey, proof: Proof, path: Path, holds: str) -> Iterator[Finding]:
    promise, (low, high) = proof.promise, proof.share
    which = "playthroughs, asking included" if promise.askers else "playthroughs"
    if proof.drawn:
        which = f"{which}, as {proof.drawn:,} random ones show"
    if promise.at_most is not None and low > promise.at_most + EQUAL:
        message = f"{holds} {low:.1%} of the {which}, not in at most {promise.at_most:.1%}"
        yield replace(_finding(found, proof, path, message, proof.held_in), sure=not proof.drawn)
    if promise.at_least is not None and high < promise.at_least - EQUAL:
        message = f"{holds} {high:.1%} of the {which}, not in at least {promise.at_least:.1%}"
        yield replace(_finding(found, proof, path, message, proof.failed_in), sure=not proof.drawn)


def _under_which(promise: Expectation) -> str:
    return "" if promise.seed is None else f" under seed {promise.seed}"


def _compare(found: Survey, proof: Proof, scores: dict[str, Average]) -> Iterator[Finding]:
    """A policy against another one."""
    promise = proof.promise
    mine = scores[promise.policy]
    for other, sign, word in ((promise.below, 1, "below"), (promise.above, -1, "above")):
        if other is None:
            continue
        theirs = scores[other]
        ahead = sign * (theirs.score - mine.score)
        # Without `by` a tie breaks the promise: *below* means less.
        if ahead < promise.by - EQUAL or (not promise.by and ahead <= EQUAL):
            far = f" by {promise.by:g} points" if promise.by else ""
            message = (
                f"`{promise.policy}` scores {mine.score:.1f} and `{other}` {theirs.score:.1f}{_under_which(promise)}: "
                f"promised was that it stays {word}{far}"
            )
            path: Path = ("expect", proof.number, "policy")
            # Random play has no game of its own to show.
            shown = mine if promise.policy != "random" else theirs
            sure = mine.exact and theirs.exact
            yield Finding(Code.EXPECTATION, path, message, shown.line, found.seed, sure=sure)


def _named(promise: Expectation) -> Iterator[str]:
    yield from (name for name in (promise.policy, promise.below, promise.above) if name)


def _policy(name: str, found: Survey) -> Average:
    """A policy's mean score over the luck, and its game under the seed; random play has no game of its own.

    The best is play that does not know the luck to come.
    """
    if name == "random":
        return Average(found.tally.random_total, (), found.exact)
    if name == "best":
        return Average(_expected(found), line_of(found.plan, found.best.chosen), found.exact)
    return average(found.plan, lambda plan: play_policy(name, found.scenario, plan.seed, plan=plan), found.seed)


def _expected(found: Survey) -> float:
    # A sample does not look back from the ends: the best that it found stands for what can be expected.
    return found.tally.expected if found.exact else found.best.score


def _replay(scenario: Scenario, play: RecordedPlay, path: Path) -> Iterator[Finding]:
    game = Game(scenario, play.seed)

    def gone_wrong(what: str, at: Path) -> Finding:
        line = tuple(str(d) for d in game.decisions)
        return Finding(Code.PLAY, at, f"`{play.name}`: {what}", line, play.seed)

    for n, choice in enumerate(play.choices):
        try:
            game.push(parse(choice))
        except (IllegalDecision, UnreadableDecision) as error:
            yield gone_wrong(f"decision {n + 1} cannot be taken: {error}", (*path, "choices", n))
            return
    outcome = game.outcome
    if outcome is None:
        yield gone_wrong(f"the game is not over after {len(play.choices)} decisions", (*path, "choices"))
        return
    if play.score is not None and play.score != outcome.score:
        yield gone_wrong(f"the score is {outcome.score}, recorded was {play.score}", (*path, "score"))
    if play.ending is not None and play.ending != outcome.ending:
        yield gone_wrong(f"it ends in `{outcome.ending}`, recorded was `{play.ending}`", (*path, "ending"))


def _finding(found: Survey, proof: Proof, path: Path, message: str, shown: Record | None) -> Finding:
    plan: Plan = proof.plan or found.plan
    witness = Witness((), found.seed) if shown is None else whole(plan, shown, found.seed)
    return Finding.showing(Code.EXPECTATION, path, message, witness)
