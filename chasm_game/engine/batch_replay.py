"""Finished games replayed, many at once: what `Game` remembers of each, with the reasons of every point or without."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from chasm_game.engine.batch import play_many
from chasm_game.engine.lane_ledger import entries_by_lane
from chasm_game.engine.outcome import holds, holds_at_end, outcome_of
from chasm_game.engine.plan import WAITED
from chasm_game.engine.round import ALONE, NOT_ASKING
from chasm_game.engine.snapshot import Snapshot, Turn, snapshots
from chasm_game.engine.start import start
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.decisions import Ask
    from chasm_game.engine.lane_ledger import LaneNote
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes, Mask
    from chasm_game.engine.score import Outcome
    from chasm_game.engine.state import State
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.scenario import Scenario

__all__ = ["BLOCK", "FinishedGame", "ReplayedGame", "as_decided", "replay_games"]

BLOCK = 256
"""Games that are replayed together."""
# Not an index of a response, and not `WAITED`: the save says nothing about this round.
NOTHING = -1


class FinishedGame(Protocol):
    """What can be said of a game that is over."""

    @property
    def plan(self) -> Plan:
        """The scenario under its seed."""

    @property
    def scenario(self) -> Scenario:
        """What was played."""

    @property
    def turns(self) -> Sequence[Turn]:
        """The rounds as they were played."""

    @property
    def snapshots(self) -> Sequence[Snapshot]:
        """The start, the end of every round, and of every silent round."""

    @property
    def outcome(self) -> Outcome | None:
        """What it came to; None of a game that is not over."""

    @property
    def ledger(self) -> Sequence[Entry]:
        """Every point; to be asked only of a game whose reasons were kept."""

    def holds(self, condition: Condition | None, at: Snapshot) -> bool:
        """Whether a condition of a text holds at a moment; none always holds."""

    def held(self, condition: Condition | None) -> bool:
        """Whether a condition of a text that is told after the game holds at its end; none always holds."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class ReplayedGame:
    """A finished game as a `FinishedGame`."""

    plan: Plan
    turns: list[Turn] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    outcome: Outcome | None = None
    ended: State | None = None
    """The lane when nothing was left to land."""
    entries: list[Entry] | None = None
    """None where the reasons were not asked for."""

    @property
    def ledger(self) -> Sequence[Entry]:
        """Every point; what moved one gauge stands in the order in which it landed."""
        assert self.entries is not None  # an empty ledger would say that nothing ever moved
        return self.entries

    def holds(self, condition: Condition | None, at: Snapshot) -> bool:
        """Whether a condition of a text holds at a moment; none always holds."""
        return holds(self.plan, condition, at.moment)

    def held(self, condition: Condition | None) -> bool:
        """Whether a condition of a text that is told after the game holds at its end; none always holds."""
        assert self.ended is not None
        assert self.outcome is not None
        return holds_at_end(self.plan, condition, self.ended, self.outcome.ending)

    @property
    def scenario(self) -> Scenario:
        """What was played."""
        return self.plan.scenario


def as_decided(game: FinishedGame) -> ReplayedGame:
    """A game with no moments but those that were decided on: of hundreds in memory the others are most."""
    turns = [replace(turn, before=turn.shocked, after=turn.after and turn.shocked) for turn in game.turns]
    return ReplayedGame(game.plan, turns, [], game.outcome)


def replay_games(
    plan: Plan, decided: Sequence[Mapping[str, tuple[Ask | None, str]]], *, reasons: bool = False
) -> Iterator[ReplayedGame | None]:
    """The game of each of `decided`, which gives by id of a round whether the people were asked and what was chosen.

    With `reasons` each has its ledger, which is most of it in memory. None where that is no whole game: a decision
    that cannot be taken, one too few, or one too many.
    """
    for first in range(0, len(decided), BLOCK):
        yield from _Block(plan, decided[first : first + BLOCK], [] if reasons else None).games()


class _Block:
    """Some games, replayed together; a `Watcher` of their lanes."""

    def __init__(
        self, plan: Plan, decided: Sequence[Mapping[str, tuple[Ask | None, str]]], notes: list[LaneNote] | None
    ) -> None:
        self.plan, self.decided, self.notes = plan, decided, notes
        shape = (len(plan.rounds), len(decided))
        self.wanted: NDArray[np.int64] = np.full(shape, NOTHING, dtype=np.int64)
        self.asks: NDArray[np.int8] = np.full(shape, NOT_ASKING, dtype=np.int8)
        self.wrong: NDArray[np.bool_] = np.zeros(len(decided), dtype=np.bool_)
        indices = {round_.id: n for n, round_ in enumerate(plan.rounds)}
        leaders = {leader.id: number for number, leader in enumerate(plan.leaders, start=1)}
        responses = [{WAIT: WAITED, **{r.id: r.index for r in round_.responses}} for round_ in plan.rounds]
        for lane, of_game in enumerate(decided):
            for round_id, (ask, response) in of_game.items():
                index = indices.get(round_id)
                company = NOT_ASKING if ask is None else ALONE if ask.leader is None else leaders.get(ask.leader)
                if index is None or response not in responses[index] or company is None:
                    self.wrong[lane] = True
                else:
                    self.wanted[index, lane], self.asks[index, lane] = responses[index][response], company
        state = start(plan, len(decided))
        self.replayed = [ReplayedGame(plan, [], [first]) for first in snapshots(plan, state, "start", "start")]
        self.state = state

    def games(self) -> Iterator[ReplayedGame | None]:
        """Play, and look who could do what it says."""
        notes = self.notes
        state = play_many(
            self.plan, self.state, self.choose, lambda index, lanes: self.asks[index, lanes], self, notes=notes
        )
        ledgers = None if notes is None else entries_by_lane(notes, state.lanes)
        self.wrong |= ((self.wanted != NOTHING) & (state.chosen < 0)).any(axis=0)  # of a round that did not happen
        for lane, game in enumerate(self.replayed):
            if self.wrong[lane]:
                yield None
                continue
            game.ended = state.lane(lane)
            game.outcome = outcome_of(self.plan, game.ended, game.snapshots[0])
            game.entries = None if ledgers is None else ledgers[lane]
            yield game

    def choose(self, index: int, lanes: Lanes, is_open: Mask) -> Lanes:
        """What each game says; where that cannot be, the game is wrong and anything does."""
        wanted = self.wanted[index, lanes]
        # `WAITED` and `NOTHING` are no rows of `is_open`: looked up as they are, they would read another answer's row.
        known = (wanted >= 0) & (wanted < len(is_open))
        possible = known & is_open[np.where(known, wanted, 0), np.arange(lanes.size)]
        self.wrong[lanes] |= ~np.where(is_open.any(axis=0), possible, wanted == WAITED)
        ids = [r.id for r in self.plan.rounds[index].responses]
        for lane, opened in zip(lanes.tolist(), is_open.T.tolist(), strict=True):
            found = tuple(name for name, is_so in zip(ids, opened, strict=True) if is_so)
            self.replayed[lane].turns[-1].open = found or (WAIT,)
        # A wrong game is played on all the same, with the first open answer: no lane can be taken out midway.
        taken: Lanes = np.where(possible, wanted, is_open.argmax(axis=0))
        return taken

    def shocked(self, index: int, state: State, order: Lanes) -> None:
        """A turn begins; who could not ask is wrong."""
        # The round passes silently over lanes without asks left, so a game that asked once too often shows only here.
        self.wrong[order] |= (self.asks[index, order] != NOT_ASKING) & (state.asked[index] == 0)
        round_ = self.plan.scenario.rounds[index]
        for lane, seen in zip(order.tolist(), snapshots(self.plan, state, round_.id, "shock"), strict=True):
            game, ask = self.replayed[lane], self.decided[lane].get(round_.id, (None, ""))[0]
            # Nothing changes between the end of a round and the next shock: the numbers are the last moment's.
            before = replace(game.snapshots[-1], round=round_.id, stage="before")
            game.turns.append(Turn(index, round_, before, seen if ask is None else replace(seen, stage="asked"), ask))

    def ended(self, index: int, state: State, order: Lanes) -> None:
        """A turn is over."""
        round_ = self.plan.rounds[index]
        ids = {r.index: r.id for r in (*round_.responses, round_.wait)}
        chosen = state.chosen[index].tolist()
        for place, (lane, seen) in enumerate(
            zip(order.tolist(), snapshots(self.plan, state, round_.id, "end"), strict=True)
        ):
            game = self.replayed[lane]
            game.turns[-1].response, game.turns[-1].after = ids[chosen[place]], seen
            game.snapshots.append(seen)

    def coasted(self, number: int, state: State, order: Lanes) -> None:
        """A silent round."""
        for lane, seen in zip(order.tolist(), snapshots(self.plan, state, f"coast-{number}", "coast"), strict=True):
            self.replayed[lane].snapshots.append(seen)
