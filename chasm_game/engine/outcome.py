"""What a game came to, from its only lane when nothing is left to land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.lane_environment import LaneEnvironment
from chasm_game.engine.measures import chasm, value
from chasm_game.engine.score import Outcome, Termination, rounded, score_exact

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.engine.state import State
    from chasm_game.scenario.conditions import Condition

__all__ = ["holds", "outcome_of"]


def outcome_of(plan: Plan, state: State, first: Snapshot) -> Outcome:
    """The outcome of a finished lane that began with the snapshot `first`."""
    alive = bool(state.alive[0])
    exact = score_exact(float(value(plan, state)[0]), float(state.recorded[0]), len(plan.rounds))
    claimed = float(state.claimed[0])
    return Outcome(
        Termination.COMPLETED if alive else Termination.FALLEN,
        _ending(plan, state) if alive else "fallen",
        rounded(exact),
        exact,
        first.chasm,
        float(chasm(state)[0]),
        float(state.kept[0]) / claimed if claimed > 0 else None,
        float(state.lowest[0]),
        int(state.rescues[0]),
    )


def _ending(plan: Plan, state: State) -> str:
    """The first ending whose condition holds; a fallen company has fallen, whatever holds."""
    for ending in plan.scenario.endings:
        if ending.id != "fallen" and holds(plan, ending.when, state):
            return ending.id
    return "ended"


def holds(plan: Plan, condition: Condition | None, state: State) -> bool:
    """Whether a condition holds in the only lane of a state; none always holds."""
    if condition is None:
        return True
    verdict = condition.holds(LaneEnvironment(plan, state))
    return bool(verdict if isinstance(verdict, bool) else verdict[0])  # without any name in it, it is a plain bool
