"""The state of many games at once: one lane a game, every gauge an array over the lanes.

A game being played is one lane; the analysis of all playthroughs is many. Only elementwise arithmetic touches a lane,
and sums over stakeholders run in their order, so a game alone and among a million gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chasm_game.engine.plan import WAITED
from chasm_game.gauges import CASH, CREDIBILITY, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chasm_game.engine.plan import Plan
    from chasm_game.gauges import Gauge
    from chasm_game.scenario.conditions import Condition

__all__ = [
    "ASKED",
    "FAILS",
    "HAPPENS",
    "NOT_PLAYED",
    "UNDECIDED",
    "Floats",
    "LaneEnvironment",
    "State",
    "amplify",
    "assent",
    "chasm",
    "concatenate",
    "convey",
    "fallen_so",
    "how",
    "lanes_where",
    "reported",
    "start",
    "summed",
    "value",
    "watched",
    "what",
    "worth",
]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Counts = NDArray[np.int16]

NOT_PLAYED = -1
ASKED = 1
"""How a round's asking stands in the record of a lane where nobody came along; the first leader is one more."""
UNDECIDED, FAILS, HAPPENS = -1, 0, 1
"""How an open chance has fallen in a lane. What is judged before it has fallen does not happen."""


@dataclass(slots=True)
class State:
    """Everything that the rules know of each lane. The last axis of every array is the lane."""

    trust: Floats
    """By stakeholder, 0..100."""
    people: Floats
    """By stakeholder, sums to 1: what the people believe creates the most value."""
    belief: Floats
    """By stakeholder, sums to 1: what the company's deeds have shown."""
    people_way: Floats
    """By axis, -1..1: how the people would have value created."""
    way: Floats
    """By axis, -1..1: how the company creates it, as its deeds have shown."""
    hurt: Floats
    """By stakeholder: losses of trust that have not healed yet."""
    gauges: Floats
    """By row of the plan's table of gauges, each within its range; the leaders' assent among them."""
    fates: NDArray[np.int8]
    """By row of `Plan.odds`: `HAPPENS`, `FAILS`, or `UNDECIDED`. No rows where the seed has decided all luck."""
    asks: Counts
    rescues: Counts
    """How often the owners have rescued the company."""
    alive: Bools
    clock: Counts
    """Rounds that happened, coast rounds included: what `after` counts."""
    happened: Counts
    """Rounds of the file that happened: what conditions call `round`."""
    chosen: NDArray[np.int8]
    """By round: the index of the response, `WAITED`, or `NOT_PLAYED`."""
    when: Counts
    """By round: the clock at which it was played."""
    asked: NDArray[np.int8]
    """By round: 0 where nobody asked, `ASKED` for the people asked alone, and one more for each leader's number."""
    came: Floats
    """By round that may promise something (`Plan.claiming`), and by stakeholder: what has come of its promise."""
    promised_on: Floats
    """By round that may promise something: the credibility on which it was promised."""
    carry: Floats
    """By round of which something may come back (`Plan.carrying`): how far the leaders carried it, 0..1."""
    watched: Floats
    """By leader: what they watch, as it was before the response, or at the beginning of a silent round."""
    employees_before: Floats
    """Employees' trust before the shock of the round that is being played."""
    cash_before: Floats
    employees_change: Floats
    """Change of employees' trust over the last round that happened."""
    recorded: Floats
    """Sum of the recorded values, one a round of the file."""
    last: Floats
    """The last recorded value."""
    lowest: Floats
    """The lowest trust of any stakeholder at the end of any round; 0 if fallen."""
    claimed: Floats
    kept: Floats

    @property
    def lanes(self) -> int:
        """How many games these are."""
        return int(self.alive.shape[0])

    def __getitem__(self, gauge: Gauge) -> Floats:
        """A built-in gauge: it has the same row in every game."""
        found: Floats = self.gauges[row(gauge)]
        return found

    def take(self, lanes: Any) -> State:
        """A copy of some lanes: by index array or mask."""
        numbers = np.flatnonzero(lanes) if lanes.dtype == np.bool_ else lanes
        return State(*(getattr(self, name).take(numbers, axis=-1) for name in State.__slots__))

    def copy(self) -> State:
        """A copy that changes alone."""
        return State(*(getattr(self, name).copy() for name in State.__slots__))

    def lane(self, number: int) -> State:
        """One lane, sharing its numbers with this state: for looking only."""
        return State(*(getattr(self, name)[..., number : number + 1] for name in State.__slots__))

    def piece(self, lanes: slice) -> State:
        """Some lanes that stand together, sharing their numbers: for whoever needs the whole no more."""
        return State(*(getattr(self, name)[..., lanes] for name in State.__slots__))

    def put(self, lanes: Any, other: State) -> None:
        """Write `other` over some lanes of this state."""
        for name in State.__slots__:
            getattr(self, name)[..., lanes] = getattr(other, name)


def concatenate(states: Sequence[State]) -> State:
    """The lanes of several states, one after another; a single one is given back as it is."""
    if len(states) == 1:
        return states[0]
    return State(*(np.concatenate([getattr(s, name) for s in states], axis=-1) for name in State.__slots__))


def start(plan: Plan, lanes: int = 1) -> State:
    """The state before the first round."""
    scenario, company = plan.scenario, plan.scenario.company
    rounds = len(plan.rounds)

    def full(number: float) -> Floats:
        return np.full(lanes, number, dtype=np.float64)

    def column(numbers: Sequence[float]) -> Floats:
        return np.repeat(np.array(numbers, dtype=np.float64)[:, None], lanes, axis=1)

    trust = column([s.trust for s in scenario.stakeholders])
    gauges = column([company.start.get(gauge.id, gauge.default) for gauge in plan.gauges])
    state = State(
        trust=trust,
        people=column(scenario.people),
        belief=column(scenario.belief),
        people_way=column(scenario.people_ways),
        way=column(company.ways),
        hurt=np.zeros_like(trust),
        gauges=gauges,
        fates=np.full((len(plan.odds), lanes), UNDECIDED, dtype=np.int8),
        asks=np.full(lanes, company.asks, dtype=np.int16),
        rescues=np.zeros(lanes, dtype=np.int16),
        alive=np.ones(lanes, dtype=np.bool_),
        clock=np.zeros(lanes, dtype=np.int16),
        happened=np.zeros(lanes, dtype=np.int16),
        chosen=np.full((rounds, lanes), NOT_PLAYED, dtype=np.int8),
        when=np.zeros((rounds, lanes), dtype=np.int16),
        asked=np.zeros((rounds, lanes), dtype=np.int8),
        came=np.zeros((_rows(plan.claiming), len(trust), lanes), dtype=np.float64),
        promised_on=np.zeros((_rows(plan.claiming), lanes), dtype=np.float64),
        carry=np.ones((_rows(plan.carrying), lanes), dtype=np.float64),
        watched=np.zeros((len(plan.leaders), lanes), dtype=np.float64),
        employees_before=trust[plan.employees].copy(),
        cash_before=gauges[row(CASH)].copy(),
        employees_change=full(0.0),
        recorded=full(0.0),
        last=full(0.0),
        lowest=full(100.0),
        claimed=full(0.0),
        kept=full(0.0),
    )
    state.last = value(plan, state)
    return state


def _rows(by_round: Mapping[int, int]) -> int:
    """How many rows the rounds have that need one; several may share one."""
    return max(by_round.values(), default=-1) + 1


def what(state: State) -> Floats:
    """The first half of the chasm, 0..100: for whom value is created, by the people's weights and the company's."""
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
        self.zero: Any = False

    def value(self, name: str) -> Any:
        """The gauge, stakeholder, axis or count called `name`; a name of the scenario's own comes first."""
        plan, state = self.plan, self.state
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
