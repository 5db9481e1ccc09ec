"""What an author promises, held against every playthrough: `expect:` and `plays:`.

`always` is judged at the end of every round and of the game; what names an ending, at the end of the game only.
`reachable` and `share` are judged at the end. Where there is luck, `always` must hold and `reachable` must be reached
over all the luck that is looked at, and shares and scores of policies are means over it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.locations import Finding
from chasm_game.analysis.playthrough import Line, finished, line_of
from chasm_game.analysis.policies import play_policy
from chasm_game.analysis.proving import Proof, ProvingWalk
from chasm_game.analysis.sampling import affordable_samples, random_games, share_interval
from chasm_game.analysis.tally import EQUAL
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.errors import IllegalDecision, UnreadableDecision
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.analysis.coverage import Path
    from chasm_game.analysis.tally import Tally
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Expectation, RecordedPlay, Scenario

__all__ = ["expectations", "plays", "sampled_expectations"]

RANDOM_LANES = 4_096


def expectations(scenario: Scenario, plans: Sequence[tuple[Plan, int]]) -> list[Finding]:
    """Every promise that does not hold, each with a playthrough that breaks it.

    `plans` are the kinds of luck that are looked at, each with the number of seeds that have it.
    """
    proofs = [Proof(promise, n) for n, promise in enumerate(scenario.expect)]
    walked: dict[int, Tally] = {}
    if proofs:
        for plan, seeds in plans:
            before = [(p.judged, p.held) for p in proofs]
            walked[plan.seed] = ProvingWalk(plan, proofs).run()
            for proof, (judged, held) in zip(proofs, before, strict=True):
                # Under some luck a promise is never judged, because its rounds do not happen: that is no share of 0.
                if proof.judged > judged:
                    proof.shares.append(((proof.held - held) / (proof.judged - judged), seeds))
    failed = [finding for proof in proofs for finding in _judge(scenario, proof)]
    compared = [p for p in proofs if p.promise.kind == "policy"]
    scores = {name: _policy(name, plans, walked) for p in compared for name in _named(p.promise)}
    return failed + [finding for proof in compared for finding in _compare(proof, scores)]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Watches random games, and judges promises wherever a round has ended."""

    walk: ProvingWalk

    def shocked(self, index: int, state: State, order: Lanes) -> None:
        """No promise is about the middle of a round."""

    def ended(self, _: int, state: State, __: Lanes) -> None:
        """Judge these lanes."""
        self.walk.judge_on_the_way(state)

    def coasted(self, number: int, state: State, order: Lanes) -> None:
        """Nor about silent rounds."""


def sampled_expectations(scenario: Scenario, plan: Plan) -> list[Finding]:
    """The same against random playthroughs, where there are too many to walk: what is broken is certain, the rest not.

    `always` is judged at the end of every round, and of the game.
    """
    proofs = [Proof(promise, n) for n, promise in enumerate(scenario.expect)]
    walk = ProvingWalk(plan, proofs)
    samples = affordable_samples(plan)
    # The same file gives the same sample, so that a promise does not break by itself.
    luck = np.random.default_rng([plan.seed, samples])
    for _ in range(0, samples if proofs else 0, RANDOM_LANES):
        state = random_games(plan, RANDOM_LANES, luck, _Judge(walk))
        walk.judge_at_the_end(state)
    found = [finding for proof in proofs for finding in _suspect(scenario, proof)]
    if proofs:
        message = f"these promises were held against {samples:,} random playthroughs: there are too many to prove them"
        found.append(Finding(Code.EXPECTATION, ("expect",), message, None, plan.seed, sure=False))
    return found


def _suspect(scenario: Scenario, proof: Proof) -> Iterator[Finding]:
    """What a sample says of a promise; of a share, what its whole interval says."""
    promise = proof.promise
    if promise.kind == "share":
        interval = share_interval(proof.held, proof.judged)
        proof.interval = interval.low, interval.high
    # One game that breaks `always` is proof; that a sample never reached something is none.
    yield from (replace(f, sure=promise.kind == "always") for f in _judge(scenario, proof))


def plays(scenario: Scenario) -> list[Finding]:
    """Every recorded play that goes another way now."""
    return [finding for n, play in enumerate(scenario.plays) for finding in _replay(scenario, play, ("plays", n))]


def _judge(scenario: Scenario, proof: Proof) -> Iterator[Finding]:
    promise = proof.promise
    source = promise.when.source if promise.when else ""
    path: Path = ("expect", proof.number, promise.kind)
    if promise.kind == "always" and proof.failed_in is not None:
        yield _finding(scenario, path, f"this does not always hold: `{source}`", proof.failed_in)
    if promise.kind == "reachable" and proof.held_in is None:
        yield _finding(scenario, path, f"no playthrough reaches this: `{source}`", proof.failed_in)
    if promise.kind == "share":
        low, high = proof.share
        if promise.at_most is not None and low > promise.at_most + EQUAL:
            message = f"`{source}` holds in {low:.1%} of the playthroughs, not in at most {promise.at_most:.1%}"
            yield _finding(scenario, path, message, proof.held_in)
        if promise.at_least is not None and high < promise.at_least - EQUAL:
            message = f"`{source}` holds in {high:.1%} of the playthroughs, not in at least {promise.at_least:.1%}"
            yield _finding(scenario, path, message, proof.failed_in)


def _compare(proof: Proof, scores: dict[str, tuple[float, int, Line]]) -> Iterator[Finding]:
    """A policy against another one."""
    promise = proof.promise
    mine, seed, line = scores[promise.policy]
    for other, sign, word in ((promise.below, 1, "below"), (promise.above, -1, "above")):
        if other is None:
            continue
        theirs, other_seed, other_line = scores[other]
        ahead = sign * (theirs - mine)
        if ahead < promise.by - EQUAL or (not promise.by and ahead <= EQUAL):
            far = f" by {promise.by:g} points" if promise.by else ""
            message = (
                f"`{promise.policy}` scores {mine:.1f} and `{other}` {theirs:.1f}: "
                f"promised was that it stays {word}{far}"
            )
            path: Path = ("expect", proof.number, "policy")
            # Random play has no game of its own to show.
            shown = (line, seed) if promise.policy != "random" else (other_line, other_seed)
            yield Finding(Code.EXPECTATION, path, message, *shown)


def _named(promise: Expectation) -> Iterator[str]:
    yield from (name for name in (promise.policy, promise.below, promise.above) if name)


def _policy(name: str, plans: Sequence[tuple[Plan, int]], walked: dict[int, Tally]) -> tuple[float, int, Line]:
    """A policy's mean score over the luck, and its game under the first of it; random play has no game of its own."""
    first = plans[0][0]
    seeds = sum(n for _, n in plans)
    if name == "random":
        return sum(walked[p.seed].random_total * n for p, n in plans) / seeds, first.seed, ()
    if name == "best":
        mean = sum(walked[p.seed].best * n for p, n in plans) / seeds
        return mean, first.seed, line_of(first, walked[first.seed].best_line)
    played = [(play_policy(name, p.scenario, p.seed), n) for p, n in plans]
    return sum(r.score * n for r, n in played) / seeds, first.seed, played[0][0].line


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


def _finding(scenario: Scenario, path: Path, message: str, shown: tuple[int, Line] | None) -> Finding:
    seed, line = shown or (1, ())
    return Finding(Code.EXPECTATION, path, message, finished(compile_plan(scenario, seed), line), seed)
