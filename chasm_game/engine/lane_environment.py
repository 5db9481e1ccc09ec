"""What conditions see of a state, and the lanes in which they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.measures import assent, chasm, how, value, what
from chasm_game.engine.plan import WAITED
from chasm_game.engine.state import HAPPENS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import Bools, Floats, State
    from chasm_game.scenario.conditions import Condition

__all__ = ["LaneEnvironment", "fallen_so", "lanes_where"]


def fallen_so(state: State, fate: int | None) -> Bools:
    """The lanes in which an open chance has fallen so that the thing happens; all, where its luck is not open."""
    if fate is None:
        return np.ones(state.lanes, dtype=np.bool_)
    found: Bools = state.fates[fate] == HAPPENS
    return found


def lanes_where(when: Condition | None, plan: Plan, state: State) -> Bools:
    """The lanes in which a condition holds; none always holds."""
    if when is None:
        return np.ones(state.lanes, dtype=np.bool_)
    verdict = when.holds(LaneEnvironment(plan, state))
    return np.broadcast_to(np.asarray(verdict, dtype=np.bool_), (state.lanes,))


class LaneEnvironment:
    """What conditions see of a state."""

    def __init__(self, plan: Plan, state: State) -> None:
        self.plan, self.state = plan, state
        # Conditions set it where they divide by zero: that makes all of them false, also under `not`.
        self.zero: Any = False

    def value(self, name: str) -> Any:
        """The gauge, stakeholder, axis or count called `name`; a name of the scenario's own comes first."""
        plan, state = self.plan, self.state
        # A story written for model 1 may have a stakeholder with the name of an axis: the story's own meaning goes
        # first.
        if name in plan.stakeholders:
            return state.trust[plan.stakeholders.index(name)]
        if name in plan.rows:
            return state.gauges[plan.rows[name]]
        if name in plan.axes:
            return state.way[plan.axes.index(name)]
        return _COMPUTED[name](plan, state)

    def chose(self, round_id: str, response_id: str) -> Any:
        """Whether that response was taken in that round."""
        index, plan = self._round(round_id)
        # A name that no response of the round has can only be `wait`: others are refused when the file is read.
        known = next((r.index for r in plan.responses if r.id == response_id), WAITED)
        return self.state.chosen[index] == known

    def asked(self, round_id: str) -> Any:
        """Whether the people were asked in that round."""
        return self.state.asked[self._round(round_id)[0]] != 0

    def _round(self, round_id: str) -> tuple[int, Any]:
        return next((n, r) for n, r in enumerate(self.plan.rounds) if r.id == round_id)


_COMPUTED: Mapping[str, Callable[[Plan, State], Floats]] = {
    "chasm": lambda _, state: chasm(state),
    "what": lambda _, state: what(state),
    "how": lambda _, state: how(state),
    "value": value,
    "assent": assent,
    # Counts are small integers: their products must not overflow.
    "round": lambda _, state: state.happened.astype(np.float64),
    "asks": lambda _, state: state.asks.astype(np.float64),
    "rescues": lambda _, state: state.rescues.astype(np.float64),
}
"""What conditions can look at that is no gauge."""
