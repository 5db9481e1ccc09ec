"""Many saves back to games: whole ones on the same texts together, every other one line by line.

Both ways do the same: a save is told together with others only where each of its lines is one that can be done.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from chasm_game.engine.batch_replay import BLOCK, replay_games
from chasm_game.engine.decisions import Ask
from chasm_game.engine.score import NOBODY
from chasm_game.errors import IllegalDecision
from chasm_game.journal.actions import Asked, Believed, Chose, Over
from chasm_game.journal.journal import DamagedSave
from chasm_game.journal.played import check_sheet, check_ways
from chasm_game.journal.replay import plan_of, replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.plan import Plan
    from chasm_game.journal.actions import Action, Header
    from chasm_game.journal.journal import Record

__all__ = ["Replayed", "replay_many"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A save as it was played, for looking at only."""

    header: Header
    game: FinishedGame
    beliefs: Mapping[str, Mapping[str, float] | None]
    ways: Mapping[str, Mapping[str, float] | None]
    choices: Sequence[Chose]

    @property
    def practice(self) -> bool:
        """Whether taking back was allowed."""
        return self.header.mode == "practice"


class _Whole:
    """The lines of a game as it is usually saved: a sheet, the rounds in their order, the end, a sheet.

    `take` says whether a line can stand where it stands, as far as that is seen without playing.
    """

    def __init__(self, plan: Plan) -> None:
        self.beliefs: dict[str, Mapping[str, float] | None] = {}
        self.ways: dict[str, Mapping[str, float] | None] = {}
        self.choices: list[Chose] = []
        self.decided: dict[str, tuple[Ask | None, str]] = {}
        self._people, self._axes = plan.stakeholders, plan.axes
        self._order = {round_.id: n for n, round_ in enumerate(plan.rounds)}
        self._asked: Asked | None = None
        self._last, self._over = -1, False

    @property
    def settled(self) -> bool:
        """Whether the last line is not an asking without a choice."""
        return self._asked is None

    def take(self, action: Action) -> bool:
        """Take a line; False where it cannot stand here, or where it must be looked at alone."""
        if isinstance(action, Believed):
            return self._believed(action)
        if isinstance(action, Over):
            first, self._over = not self._over, True
            return first and self.settled
        return isinstance(action, Asked | Chose) and self._decided(action)

    def _believed(self, action: Believed) -> bool:
        """That the game is over by the second sheet, the retelling shows."""
        if action.when in self.beliefs or not self.settled or (action.when == "before" and self.choices):
            return False
        try:
            check_sheet(action.points, self._people)
            check_ways(action.ways, self._axes)
        except IllegalDecision:
            return False
        self.beliefs[action.when], self.ways[action.when] = action.points, action.ways
        return True

    def _decided(self, action: Asked | Chose) -> bool:
        at = self._order.get(action.round, -1)
        asked = self._asked
        elsewhere = asked is not None and asked.round != action.round
        # Out of its order no round can be played; alone, the save shows in which line it went wrong.
        if at <= self._last or self._over or "after" in self.beliefs or elsewhere:
            return False
        if isinstance(action, Asked):
            first, self._asked = self.settled, action
            return first
        if action.who not in {None, NOBODY, *self._people}:
            return False
        self.choices.append(action)
        self.decided[action.round] = (None if asked is None else Ask(asked.leader), action.response)
        self._asked, self._last = None, at
        return True


def replay_many(records: Sequence[Record], *, reasons: bool = False) -> Iterator[Replayed | DamagedSave]:
    """Every save, replayed, in order; or why it is none. Those on the same texts stand next to each other best.

    With `reasons` every game has its ledger.
    """
    for _, alike in groupby(records, key=lambda r: r.header.played_on):
        same = list(alike)
        for first in range(0, len(same), BLOCK):
            yield from _block(same[first : first + BLOCK], reasons=reasons)


def _block(records: Sequence[Record], *, reasons: bool) -> Iterator[Replayed | DamagedSave]:
    plans: dict[int, Plan] = {}
    wholes: dict[int, _Whole] = {}
    for number, record in enumerate(records):
        try:
            plan = plans[number] = plan_of(record)
        except DamagedSave:
            continue
        whole = _Whole(plan)
        # What does not look like a whole game is not refused here: played alone it shows its own reason, with its line.
        if all(whole.take(action) for action in record.actions) and whole.settled:
            wholes[number] = whole
    replayed: dict[int, Replayed] = {}
    # By identity: saves on the same texts and seed were given the same plan, and plans are too large to compare.
    for plan in {id(p): p for p in plans.values()}.values():
        mine = [n for n in wholes if plans[n] is plan]
        games = replay_games(plan, [wholes[n].decided for n in mine], reasons=reasons)
        for number, game in zip(mine, games, strict=True):
            if game is not None:
                whole = wholes[number]
                replayed[number] = Replayed(records[number].header, game, whole.beliefs, whole.ways, whole.choices)
    for number, record in enumerate(records):
        yield replayed[number] if number in replayed else _alone(record)


def _alone(record: Record) -> Replayed | DamagedSave:
    try:
        played = replay(record)
    except DamagedSave as damage:
        return damage
    return Replayed(played.header, played.game, played.beliefs, played.ways, played.choices)
