"""Many games at once, each with its own decisions: the same rules, on lanes that are taken apart by response.

Lanes are played in blocks that fit the processor's cache. Within a block they are put together again in the order of
their responses, not in the order in which they came: `order` remembers which is which, and the end sorts them back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from chasm_game.engine import rules
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.plan import WAITED
from chasm_game.engine.state import concatenate

if TYPE_CHECKING:
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["BLOCK", "Asker", "Chooser", "Watcher", "play_many"]

BLOCK = 16_384
"""Lanes that are played together."""

Lanes = NDArray[np.int64]
Mask = NDArray[np.bool_]
Chooser = Callable[[int, Lanes, Mask], Lanes]
"""Given a round's index, the lanes that play it and which responses are open in each (response x lane), the index of
the response that each lane takes. Lanes where nothing is open wait; what is chosen for them is not looked at."""
Asker = Callable[[int, Lanes], Mask]
"""Given a round's index and lanes that may ask, which of them do."""


class Watcher(Protocol):
    """Sees states, each with the lanes that it holds, and changes nothing."""

    def shocked(self, index: int, state: State, order: Lanes) -> None:
        """After the shock of a round and the asking: what is decided on."""

    def ended(self, index: int, state: State, order: Lanes) -> None:
        """At the end of a round of the file that happened."""

    def coasted(self, number: int, state: State, order: Lanes) -> None:
        """At the end of a silent round, counted from 1; none for a fallen company."""


def play_many(
    plan: Plan, state: State, choose: Chooser, ask: Asker | None = None, watch: Watcher | None = None
) -> State:
    """Play every lane to its end, in place; returns the same state. `watch` sees every moment of it."""
    for first in range(0, state.lanes, BLOCK):
        lanes = np.arange(first, min(first + BLOCK, state.lanes))
        _Block(plan, choose, ask, watch, state.take(lanes), lanes).play_into(state)
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
    fallen: list[tuple[State, Lanes]] = field(default_factory=list)

    def play_into(self, whole: State) -> None:
        """Play to the end, and write every lane back to its place."""
        for index in range(len(self.plan.rounds)):
            self.round(index)
        for number in range(1, self.plan.coast + 1):
            self.bury()
            if self.order.size:
                rules.coast(Ledger(self.plan, self.state), number)
                if self.watch is not None:
                    self.watch.coasted(number, self.state, self.order)
        for state, order in [*self.fallen, (self.state, self.order)]:
            whole.put(order, state)

    def bury(self) -> None:
        """Set fallen companies aside: nothing changes for them any more."""
        alive = self.state.alive
        if not alive.all():
            self.fallen.append((self.state.take(~alive), self.order[~alive]))
            self.state, self.order = self.state.take(alive), self.order[alive]

    def round(self, index: int) -> None:
        """One round of the file, for the lanes in which it happens."""
        self.bury()
        if not self.order.size:
            return
        happening = rules.happens(self.plan, self.state, index)
        if happening.all():
            self.state, self.order = self.played(self.state, self.order, index)
        elif not happening.any():
            rules.skip(self.state)
        else:
            skipped = self.state.take(~happening)
            rules.skip(skipped)
            state, order = self.played(self.state.take(happening), self.order[happening], index)
            self.state = concatenate([state, skipped])
            self.order = np.concatenate([order, self.order[~happening]])

    def played(self, state: State, order: Lanes, index: int) -> tuple[State, Lanes]:
        """Shock, perhaps the asking, and the response that each lane takes."""
        rules.shock(Ledger(self.plan, state), index)
        if self.ask is not None:
            self.asked(state, (state.asks > 0) & self.ask(index, order), index)
        if self.watch is not None:
            self.watch.shocked(index, state, order)
        round_ = self.plan.rounds[index]
        is_open = np.stack([rules.is_open(self.plan, state, r) for r in round_.responses])
        taken = np.where(is_open.any(axis=0), self.choose(index, order, is_open), WAITED)
        parts: list[State] = []
        orders: list[Lanes] = []
        for response in (*round_.responses, round_.wait):
            lanes = np.flatnonzero(taken == response.index)
            if lanes.size:
                part = state if lanes.size == state.lanes else state.take(lanes)
                rules.respond(Ledger(self.plan, part), index, response)
                parts.append(part)
                orders.append(order[lanes])
        after, order = (parts[0] if len(parts) == 1 else concatenate(parts)), np.concatenate(orders)
        if self.watch is not None:
            self.watch.ended(index, after, order)
        return after, order

    def asked(self, state: State, wanted: Mask, index: int) -> None:
        """Ask in the lanes that want to."""
        if wanted.all():
            rules.ask(Ledger(self.plan, state), index)
        elif wanted.any():
            part = state.take(wanted)
            rules.ask(Ledger(self.plan, part), index)
            state.put(wanted, part)
