"""Ways to play that can be said in a sentence. None of them asks the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.analysis.extremes import EXTREMES, extremes_of, labels_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.tree import BUDGET
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.engine.score import Termination
from chasm_game.gauges import CASH
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.analysis.playthrough import Line
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.scenario.scenario import Scenario

__all__ = [
    "POLICIES",
    "PolicyResult",
    "always_new",
    "always_old",
    "cash_first",
    "every_policy",
    "greedy",
    "play_policy",
    "words_only",
]


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """What a policy came to; the score is exact, 0..1000."""

    score: float
    alive: bool
    line: Line


# A promise that is kept in full leaves a gap of some last bits: it is no promise without deeds.
_ROUNDING = 1e-9


def always_old(game: Game) -> str:
    """The first open response that is labelled old, else the first open one."""
    return _labelled(game, "old")


def always_new(game: Game) -> str:
    """The first open response that is labelled new, else the first open one."""
    return _labelled(game, "new")


def words_only(game: Game) -> str:
    """The open response that promises most beyond what it delivers; without any, the first old one."""
    turn = game.turns[-1]
    gaps = {
        r.id: r.unkept
        for r in game.plan.rounds[turn.index].responses
        if r.id in game.open_responses and r.unkept > _ROUNDING
    }
    return max(gaps, key=lambda r: gaps[r]) if gaps else always_old(game)


def greedy(game: Game) -> str:
    """The open response with the highest value at the end of this round; of equal ones the first."""
    return _highest(game, lambda after: after.value)


def cash_first(game: Game) -> str:
    """The open response with the most cash at the end of this round; of equal ones the first."""
    return _highest(game, lambda after: after[CASH])


POLICIES: dict[str, Callable[[Game], str]] = {
    "always-old": always_old,
    "always-new": always_new,
    "words-only": words_only,
    "greedy": greedy,
    "cash-first": cash_first,
}


def play_policy(
    name: str, scenario: Scenario, seed: int, *, plan: Plan | None = None, budget: int = BUDGET
) -> PolicyResult:
    """Play a scenario by a policy to its end; the best and worst games of a colour are looked for among all of them.

    `plan` is the scenario under luck that was decided otherwise than by the seed.
    """
    if name in EXTREMES:
        label, best = EXTREMES[name]
        return PolicyResult(*extremes_of(plan or compile_plan(scenario, seed), label, budget)[best])
    game = Game(scenario, seed, plan=plan)
    while game.outcome is None:
        game.push(Choose(POLICIES[name](game)))
    alive = game.outcome.termination is Termination.COMPLETED
    return PolicyResult(game.outcome.score_exact, alive, tuple(str(d) for d in game.decisions))


def every_policy(plan: Plan, *, budget: int = BUDGET) -> dict[str, PolicyResult]:
    """What every policy comes to; games of a colour only where some answer has it."""
    found = {name: play_policy(name, plan.scenario, plan.seed) for name in POLICIES}
    for label in ("new", "old"):
        if label in labels_of(plan):
            extremes = extremes_of(plan, label, budget)
            found |= {n: PolicyResult(*extremes[best]) for n, (l, best) in EXTREMES.items() if l == label}
    return found


def _labelled(game: Game, label: str) -> str:
    turn, is_open = game.turns[-1], game.open_responses
    found = (r.id for r in turn.round.responses if r.id in is_open and r.label == label)
    return next(found, is_open[0])


def _highest(game: Game, of: Callable[[Snapshot], float]) -> str:
    """The open response after whose round a number is highest; of equal ones the first."""
    best, highest = WAIT, float("-inf")
    for response in game.open_responses:
        number = of(_after(game, response))
        # A tie within rounding is a tie: else the order of an addition would choose.
        if number > highest + EQUAL:
            best, highest = response, number
    return best


def _after(game: Game, response: str) -> Snapshot:
    """The end of this round, if this response were taken."""
    turn: Turn = game.turns[-1]
    # Tried in the game itself and taken back: a copy of every state would cost more than the rules do.
    game.push(Choose(response))
    assert turn.after is not None
    after = turn.after
    game.pop()
    return after
