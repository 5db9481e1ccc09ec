"""How games end: the first ending whose condition holds, over many lanes; and conditions that may name an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.lane_environment import LaneEnvironment

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State
    from chasm_game.scenario.scenario import Scenario

__all__ = ["ENDED", "FALLEN", "EndedLanes", "ending_ids", "endings_of"]

FALLEN, ENDED = "fallen", "ended"
"""The ending of a company that fell, and of a living one for which no other ending holds."""


def ending_ids(scenario: Scenario) -> tuple[str, ...]:
    """Every way in which a scenario can end: its own endings in order, then `fallen` and `ended`."""
    own = [e.id for e in scenario.endings if e.id not in {FALLEN, ENDED}]
    return (*own, FALLEN, ENDED)


def endings_of(plan: Plan, state: State) -> NDArray[np.int64]:
    """For each finished lane, the place of its ending in `ending_ids`."""
    ids = ending_ids(plan.scenario)
    found = np.full(state.lanes, ids.index(ENDED))
    environment = LaneEnvironment(plan, state)
    # From the last to the first, each written over the one before: the first that holds is what stays.
    for ending in reversed(plan.scenario.endings):
        if ending.id == FALLEN:
            continue
        holds = True if ending.when is None else ending.when.holds(environment)
        found = np.where(holds, ids.index(ending.id), found)
    # Last of all: a company that fell has fallen, whatever else may hold of it.
    return np.where(state.alive, found, ids.index(FALLEN))


class EndedLanes(LaneEnvironment):
    """What a condition sees at the end of the game: the state, and which ending it is."""

    def __init__(self, plan: Plan, state: State) -> None:
        super().__init__(plan, state)
        self._ids = ending_ids(plan.scenario)
        self._endings = endings_of(plan, state)

    def ending_is(self, ending: str) -> Any:
        """Where the game ended like this."""
        return self._endings == self._ids.index(ending)
