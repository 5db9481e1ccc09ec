"""A walk that asks as well: in every round, in every way that is tried, beside not asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.lanes import pieces
from chasm_game.analysis.one_way import OneWay, Undecided
from chasm_game.analysis.tally import Floats, Odds, Reached, Tally
from chasm_game.analysis.tree import BLOCK, Walk
from chasm_game.engine.round import NOT_ASKING, Lanes, Round
from chasm_game.engine.summing import SummingLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Asking
    from chasm_game.engine.state import State

__all__ = ["AskingWalk"]


class AskingWalk(Walk):
    """A walk over every playthrough, with and without asking.

    `every_asking` are the ways to ask: `ALONE`, or the number of the leader who comes along. Playthroughs in which
    somebody asks are in `asked`, and not in `tally`.
    """

    def __init__(
        self,
        plan: Plan,
        every_asking: Sequence[int],
        *,
        block: int = BLOCK,
        at_end: Callable[[State, Floats], None] | None = None,
    ) -> None:
        super().__init__(plan, block=block, at_end=at_end)
        self.every_asking = tuple(every_asking)
        self.asked = Tally()

    def decided(self, state: State, odds: Odds, index: int) -> Reached:
        """A round in which nobody asks, or somebody does, in every way that is tried: each way is lanes of its own.

        They go on side by side. One way after another would be as many walks as there are ways to ask, and in all but
        the first few rounds of hardly any lanes.
        """
        if not self.every_asking or not state.asks.any():
            return super().decided(state, odds, index)
        shocked = Round(SummingLedger(self.plan, state), index, Undecided())
        shocked.go()
        kinds = [(asking, self.who_asks(state, asking)) for asking in self.every_asking]
        kinds.append((NOT_ASKING, np.arange(state.lanes)))
        asking = np.repeat(np.array([kind for kind, _ in kinds], dtype=np.int8), [where.size for _, where in kinds])
        where = np.concatenate([where for _, where in kinds])
        every, mine = state.take(where), odds.at(where)
        mine = mine._replace(random=np.where(asking == NOT_ASKING, mine.random, 0.0))  # random play never asks
        found = Reached.joined(
            [
                self.asked_as(shocked, every.piece(piece), asking[piece], mine.at(piece))
                for piece in pieces(where.size, self.block)
            ]
        )
        reached = found.slice(where.size - state.lanes, where.size)  # of those who do not ask, who stand last
        best = reached.best.copy()
        np.maximum.at(best, where, found.best)
        return Reached(best, reached.total, reached.paths)

    def asked_as(self, shocked: Round, state: State, asking: Asking, odds: Odds) -> Reached:
        """On from a round after its shock, each lane asking in a way of its own."""
        round_ = Round(shocked.ledger.on(state), shocked.index, OneWay(self, asking), at=shocked.at)
        round_.go()
        return self.answered(round_, asking.size, odds)

    def who_asks(self, state: State, asking: int) -> Lanes:
        """The lanes that try this way to ask, or somebody who comes along: all that have an ask left."""
        del asking
        return np.flatnonzero(state.asks > 0)

    def counted(self, odds: Odds) -> Floats:
        """Random play never asks: of those who asked only what could be reached is kept."""
        return np.where(odds.random > 0, odds.luck, 0.0)

    def finished(self, state: State, scores: Floats, odds: Odds) -> None:
        """Finished lanes, apart by whether anybody asked."""
        asked = state.asked.any(axis=0)
        if asked.all() or not asked.any():
            self.count(self.asked if asked.all() else self.tally, state, scores, odds)
            return
        for tally, lanes in ((self.tally, ~asked), (self.asked, asked)):
            if lanes.any():
                self.count(tally, state.take(lanes), scores[lanes], odds.at(lanes))
