"""The state of many games at once: one lane a game, every gauge an array over the lanes.

A game being played is one lane; the analysis of all playthroughs is many. Only elementwise arithmetic touches a lane,
and sums over stakeholders run in their order, so a game alone and among a million gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chasm_game.engine.rows import alike, branched, concatenated, copied, once, rejoined, taken
from chasm_game.gauges import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.gauges import Gauge

__all__ = [
    "ASKED",
    "FAILS",
    "HAPPENS",
    "NOT_PLAYED",
    "UNDECIDED",
    "Bools",
    "Floats",
    "State",
    "concatenate",
    "rejoin",
]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Counts = NDArray[np.int16]

NOT_PLAYED = -1
ASKED = 1
"""How a round's asking stands in the record of a lane where nobody came along; the first leader is one more."""
UNDECIDED, FAILS, HAPPENS = -1, 0, 1
"""How an open chance has fallen in a lane. What is judged before it has fallen does not happen."""


_BY_ROUND = frozenset({"chosen", "when", "asked"})
_SHARED_BY_BRANCHES = (
    "people", "belief", "people_way", "way", "fates", "asks", "rescues", "alive", "clock", "happened", "when", "asked",
    "came", "promised_on", "carry", "employees_before", "cash_before", "employees_change", "recorded", "last",
    "lowest", "claimed", "kept",
)  # fmt: skip
"""What many rounds leave as it is, or set anew: branches share it until one of them makes it its own."""


@dataclass(slots=True)
class State:
    """Everything that the rules know of each lane. The last axis of every array is the lane.

    An array that is not to be written in place is read only: another state has it too, or it is kept once for all
    lanes. Who writes in place calls `own` before; who sets a whole array anew need not.
    """

    trust: Floats
    """By stakeholder, 0..100."""
    people: Floats
    """By stakeholder, sums to 1: what the people believe creates the most value. Often `everywhere` the same."""
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

    def take(self, lanes: Any, rounds: int | None = None) -> State:
        """A copy of some lanes: by mask, or by the numbers of lanes that are there (nobody checks them).

        `rounds` is how many have begun, where the caller knows it: nothing is remembered of the others.
        """
        numbers = np.flatnonzero(lanes) if lanes.dtype == np.bool_ else lanes
        begun = dict.fromkeys(_BY_ROUND, rounds)
        return State(*(taken(getattr(self, name), numbers, begun.get(name)) for name in State.__slots__))

    def copy(self) -> State:
        """A copy that changes alone."""
        return State(*(copied(getattr(self, name)) for name in State.__slots__))

    def branch(self) -> State:
        """A copy that changes alone, for whoever goes on with both: what few rounds change is shared until it does.

        Nobody else may hold these numbers: not `copy`, which is for keeping.
        """
        for name in _SHARED_BY_BRANCHES:
            rows = getattr(self, name)
            if rows.flags.writeable:
                shared = rows.view()
                shared.flags.writeable = False
                setattr(self, name, shared)
        return State(*(branched(getattr(self, name)) for name in State.__slots__))

    def own(self, name: str) -> None:
        """See to it that every lane has numbers of its own in an array, so that they may change in place."""
        rows = getattr(self, name)
        if not rows.flags.writeable:
            setattr(self, name, rows.copy())

    def room(self, name: str) -> NDArray[Any] | None:
        """Where the new content of an array may be written: into it, or (None) anywhere else, as it is not its own."""
        rows: NDArray[Any] = getattr(self, name)
        return rows if rows.flags.writeable else None

    def count(self, name: str, by: int = 1) -> None:
        """Add to a count in every lane."""
        rows = getattr(self, name)
        kind = rows.dtype.type(by)
        setattr(self, name, np.broadcast_to(rows[:1] + kind, rows.shape) if once(rows) else rows + kind)

    def note_clock(self, index: int) -> None:
        """Remember that the round `index` is played now."""
        if once(self.when) and once(self.clock):
            column = self.when[:, :1].copy()
            column[index] = self.clock[:1]
            self.when = np.broadcast_to(column, self.when.shape)
            return
        self.own("when")
        self.when[index] = self.clock

    def lane(self, number: int) -> State:
        """One lane, sharing its numbers with this state: for looking only."""
        return State(*(getattr(self, name)[..., number : number + 1] for name in State.__slots__))

    def piece(self, lanes: slice) -> State:
        """Some lanes that stand together, sharing their numbers: for whoever needs the whole no more."""
        return State(*(getattr(self, name)[..., lanes] for name in State.__slots__))

    def put(self, lanes: Any, other: State) -> None:
        """Write `other` over some lanes of this state."""
        for name in State.__slots__:
            if alike(getattr(self, name), getattr(other, name)):
                continue
            self.own(name)
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine.ndim == 1:
                mine[lanes] = theirs
            else:  # row by row: NumPy looks up lanes of many rows at once far more slowly
                for row in np.ndindex(mine.shape[:-1]):
                    mine[row][lanes] = theirs[row]


def concatenate(states: Sequence[State]) -> State:
    """The lanes of several states, one after another; a single one is given back as it is."""
    if len(states) == 1:
        return states[0]
    return State(*(concatenated([getattr(s, name) for s in states]) for name in State.__slots__))


def rejoin(whole: State, pieces: Sequence[State]) -> State:
    """The lanes of the pieces of a state, one piece after another, whatever has become of them; `whole` is used up.

    What they changed in place stands in `whole` already; what they set anew is put together.
    """
    return State(*(rejoined(getattr(whole, name), [getattr(p, name) for p in pieces]) for name in State.__slots__))
