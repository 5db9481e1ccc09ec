"""What a game came to, from its only lane when nothing is left to land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.engine.lane_environment import LaneEnvironment
from chasm_game.engine.measures import chasm, value
from chasm_game.engine.score import Outcome, Termination, rounded, score_exact

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.engine.state import State
    from chasm_game.scenario.conditions import Condition

__all__ = ["holds", "holds_at_end", "outcome_of"]


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
        # None is not 1: who promised nothing has kept no word.
        float(state.kept[0]) / claimed if claimed > 0 else None,
        float(state.lowest[0]),
        int(state.rescues[0]),
    )


def _ending(plan: Plan, state: State) -> str:
    """The first ending whose condition holds; a fallen company has fallen, whatever holds."""
    for ending in plan.scenario.endings:
        # Skipped for the living whatever its condition says: no ending's condition decides whether a company lives.
        if ending.id != "fallen" and holds(plan, ending.when, state):
            return ending.id
    return "ended"


def holds_at_end(plan: Plan, condition: Condition | None, state: State, ending: str) -> bool:
    """Whether a condition holds in the only lane of a finished game that came to this ending; none always holds."""
    if condition is None:
        return True
    return _one(condition.holds(_EndedGame(plan, state, ending)))


def holds(plan: Plan, condition: Condition | None, state: State) -> bool:
    """Whether a condition holds in the only lane of a state; none always holds."""
    if condition is None:
        return True
    return _one(condition.holds(LaneEnvironment(plan, state)))


def _one(verdict: Any) -> bool:
    """The verdict of the only lane."""
    return bool(verdict if isinstance(verdict, bool) else verdict[0])  # without any name in it, it is a plain bool


class _EndedGame(LaneEnvironment):
    """What a condition sees at the end of one game: the state, and which ending it is."""

    def __init__(self, plan: Plan, state: State, ending: str) -> None:
        super().__init__(plan, state)
        self._ending = ending

    def ending_is(self, ending: str) -> bool:
        """Whether the game ended like this."""
        return self._ending == ending
