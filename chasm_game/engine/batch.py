"""Many games at once, each with its own decisions: the same rules, on lanes that are taken apart by response.

Lanes are played in blocks that fit the processor's cache. Within a block they are put together again in the order of
their responses, not in the order in which they came: `order` remembers which is which, and the end sorts them back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from chasm_game.engine.lane_ledger import LaneLedger
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.plan import WAITED
from chasm_game.engine.round import NOT_ASKING, Asking, Lanes, Mask, Round, Step, arrive, coast
from chasm_game.engine.state import concatenate

if TYPE_CHECKING:
    from chasm_game.engine.lane_ledger import LaneNote
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.state import State

__all__ = ["BLOCK", "Asker", "Chooser", "Watcher", "play_many"]

# Measured: smaller blocks pay for Python too often, larger ones fall out of the cache.
BLOCK = 16_384
"""Lanes that are played together."""

Chooser = Callable[[int, Lanes, Mask], Lanes]
"""Given a round's index, the lanes that play it and which responses are open in each (response x lane), the index of
the response that each lane takes. Lanes where nothing is open wait; what is chosen for them is not looked at."""
Asker = Callable[[int, Lanes], Asking]
"""Given a round's index and lanes that may ask, which of them do, and with whom."""


class Watcher(Protocol):
    """Sees states, each with the lanes that it holds, and changes nothing."""

    def shocked(self, index: int, state: State, order: Lanes) -> None:
        """After the shock of a round and the asking: what is decided on."""

    def ended(self, index: int, state: State, order: Lanes) -> None:
        """At the end of a round of the file that happened."""

    def coasted(self, number: int, state: State, order: Lanes) -> None:
        """At the end of a silent round, counted from 1; none for a fallen company."""


def play_many(
    plan: Plan,
    state: State,
    choose: Chooser,
    ask: Asker | None = None,
    watch: Watcher | None = None,
    *,
    ledger: type[Ledger] = Ledger,
    notes: list[LaneNote] | None = None,
) -> State:
    """Play every lane to its end, in place; returns the same state. `watch` sees every moment of it.

    With a `Ledger` every number of a lane is that of a `Game` with the same decisions, to the last bit; with a
    `SummingLedger` it is so but for the last bits, and `State.lowest` is not kept.
    With `notes` the reasons of every point are kept there (`lane_ledger.py`), whatever the `ledger`.
    """
    for first in range(0, state.lanes, BLOCK):
        lanes = np.arange(first, min(first + BLOCK, state.lanes))
        part = state.piece(slice(first, first + lanes.size))  # every lane is written over in the end
        _Block(plan, choose, ask, watch, part, lanes, ledger, notes).play_into(state)
    return state


@dataclass(slots=True)
class _Block:
    """Lanes being played, which lanes of the whole they are, and those of them that have fallen."""

    plan: Plan
    choose: Chooser
    ask: Asker | None
    watch: Watcher | None
    state: State
    order: Lanes
    ledger: type[Ledger]
    notes: list[LaneNote] | None
    fallen: list[tuple[State, Lanes]] = field(default_factory=list)

    def play_into(self, whole: State) -> None:
        """Play to the end, and write every lane back to its place."""
        for index in range(len(self.plan.rounds)):
            self.bury()
            if self.order.size:
                self.round(index)
        for number in range(1, self.plan.coast + 1):
            self.bury()
            if coast(self.ledger_of(self.state, self.order), number) and self.watch is not None:
                self.watch.coasted(number, self.state, self.order)
        for state, order in [*self.fallen, (self.state, self.order)]:
            whole.put(order, state)

    def ledger_of(self, state: State, order: Lanes) -> Ledger:
        """What changes some lanes, and keeps why where that is asked for."""
        return self.ledger(self.plan, state) if self.notes is None else LaneLedger(self.plan, state, order, self.notes)

    def bury(self) -> None:
        """Set fallen companies aside: nothing changes for them any more."""
        alive = self.state.alive
        if not alive.all():
            self.fallen.append((self.state.take(~alive), self.order[~alive]))
            self.state, self.order = self.state.take(alive), self.order[alive]

    def round(self, index: int) -> None:
        """One round of the file, for the lanes in which it happens."""
        states: list[State] = []
        orders: list[Lanes] = []
        for part in arrive(self.plan, self.state, index):
            state, order = part.state, self.order[part.where]
            if part.plays:
                state, order = self.played(state, order, index)
            states.append(state)
            orders.append(order)
        self.state, self.order = concatenate(states), np.concatenate(orders)

    def played(self, state: State, order: Lanes, index: int) -> tuple[State, Lanes]:
        """Every lane plays the round: what it came to, and which lanes these are."""
        round_ = Round(self.ledger_of(state, order), index, _Hand(self, order))
        round_.go()
        after = round_.after()
        # `after` puts the branches one behind another, so which lane is which has to be put together in the same order.
        order = np.concatenate([order[branch.where] for branch in round_.branches])
        if self.watch is not None:
            self.watch.ended(index, after, order)
        return after, order


@dataclass(slots=True)
class _Hand:
    """What the callers of `play_many` decide for the lanes of one round."""

    block: _Block
    order: Lanes

    def asks(self, round_: Round) -> Asking | int:
        """Which lanes ask, if anybody does."""
        return NOT_ASKING if self.block.ask is None else self.block.ask(round_.index, self.order)

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
        """What each lane takes; it waits where nothing is open."""
        chosen = self.block.choose(round_.index, self.order, round_.is_open[:-1])
        # `is_open` has `wait` as its last row, which a chooser never sees: nobody may choose to wait.
        taken = np.where(round_.is_open[-1], WAITED, chosen)
        responses = (*round_.plan.responses, round_.plan.wait)
        found = [(response, np.flatnonzero(taken == response.index)) for response in responses]
        return [(response, lanes) for response, lanes in found if lanes.size]

    def seen(self, round_: Round, step: Step) -> None:
        """Between the asking and the answer somebody may look."""
        # After the asking, not after the shock: asking costs cash and teaches, and a choice is made with both in the
        # state.
        if step is Step.ASK and self.block.watch is not None:
            self.block.watch.shocked(round_.index, round_.state, self.order)
