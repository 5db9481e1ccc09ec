"""What a state comes to, lane by lane: the chasm and its halves, assent, value, and what weighs a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.gauges import CASH, CREDIBILITY

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import Bools, Floats, State

__all__ = [
    "amplify",
    "assent",
    "chasm",
    "convey",
    "how",
    "reported",
    "summed",
    "value",
    "watched",
    "what",
    "worth",
]


def what(state: State) -> Floats:
    """The first half of the chasm, 0..100: for whom value is created, by the people's weights and the company's."""
    # 50: two lists of shares are at most 2 apart, and the chasm goes from 0 to 100.
    return 50.0 * _distance(state.people, state.belief)


def how(state: State) -> Floats:
    """The second half of the chasm, 0..100: how value is created, on every axis; 0 where there are no axes."""
    axes = len(state.way)
    return 50.0 * _distance(state.people_way, state.way) / axes if axes else np.zeros(state.lanes)


def _distance(one: Floats, other: Floats) -> Floats:
    """The sum of the distances of two lists of numbers by lane, in their order."""
    apart = one - other
    return summed(np.abs(apart, out=apart))


def summed(rows: Floats) -> Floats:
    """The sum of some rows, lane by lane, one row after another: a sum of NumPy's own may add in pairs."""
    if len(rows) == 1:
        return np.array(rows[0])
    total: Floats = rows[0] + rows[1]
    for each in rows[2:]:
        total += each
    return total


def chasm(state: State) -> Floats:
    """The social chasm, 0..100: the mean of its halves; the first alone where there are no axes."""
    if not len(state.way):
        return what(state)
    both = what(state)
    both *= 0.5
    second = how(state)
    second *= 0.5
    both += second
    return both


def assent(plan: Plan, state: State) -> Floats:
    """How far the leaders carry what is decided, 0..100: the mean by their shares; 100 where there are none."""
    if not plan.leaders:
        return np.full(state.lanes, 100.0)
    weighed = np.zeros(state.lanes)
    shares = 0.0
    for leader in plan.leaders:
        weighed = weighed + leader.share * state.gauges[leader.row]
        shares += leader.share
    return weighed / shares


def convey(plan: Plan, state: State, apart: Floats | None = None) -> Floats:
    """The share of a good deed that arrives across the chasm, 0..1; `apart` is the chasm, where it is known."""
    arrived = plan["convey_loss"] * (chasm(state) if apart is None else apart)
    # In place from here on: of a million lanes every copy is a way through memory.
    arrived /= 100.0
    np.subtract(1.0, arrived, out=arrived)
    np.maximum(arrived, plan["cross_floor"], out=arrived)
    floor = plan["words_floor"]
    words = (1.0 - floor) * state[CREDIBILITY]
    words /= 100.0
    words += floor
    arrived *= words
    if (state[CASH] < plan["strain_below"]).any():  # elsewhere there is no strain, and a factor of 1
        arrived *= _unstrained(plan, state)
    return arrived


def _unstrained(plan: Plan, state: State) -> Floats:
    """What short money leaves of a good deed, 0..1."""
    below = plan["strain_below"]
    left = below - state[CASH]
    left /= below
    np.clip(left, 0.0, 1.0, out=left)
    left *= plan["strain_loss"]
    return np.subtract(1.0, left, out=left)


def amplify(plan: Plan, gauge: Floats) -> Floats:
    """The factor that know-how of 0..100 gives to what is done, right or wrong."""
    low = plan["amplify_low"]
    factor = (plan["amplify_high"] - low) * gauge
    factor /= 100.0
    factor += low
    return factor


def value(plan: Plan, state: State) -> Floats:
    """The value that the people feel, 0..100; 0 for a fallen company."""
    return worth(plan, state.people, state.trust, state.alive)


def worth(plan: Plan, people: Floats, trust: Floats, alive: Bools) -> Floats:
    """The value that people of these weights (by stakeholder) feel at some trust, 0..100; 0 for a fallen company."""
    missing = plan["floor"] - trust
    lost = summed(np.maximum(0.0, missing, out=missing))
    lost *= plan["floor_weight"]
    left = summed(people * trust)
    left -= lost
    np.maximum(0.0, left, out=left)
    return left if alive.all() else np.where(alive, left, 0.0)


def reported(plan: Plan, state: State) -> Floats:
    """Trust as the dashboard shows it: fear hides bad news."""
    below = plan["fog_below"]
    fog = plan["fog_max"] * np.maximum(0.0, below - state.trust[plan.employees]) / below
    shown: Floats = state.trust + fog * (100.0 - state.trust) / 100.0
    return shown


def watched(plan: Plan, state: State) -> list[Floats]:
    """What each leader looks at, as strongly as it is felt."""
    return [k.factor * getattr(state, k.watches.array)[k.watches.row] for k in plan.leaders]
