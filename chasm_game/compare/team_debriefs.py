"""The debriefs of many teams: their games are played again and foreseen together, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.debrief_builder import debrief, debrief_without_causes
from chasm_game.journal.replay import replay
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.views.foresight_builder import foresee
from chasm_game.views.round_builder import intro_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.journal.journal import Record
    from chasm_game.views.debrief import DebriefView

__all__ = ["debriefs", "debriefs_without_causes"]

PACKED = 64
"""Games that are in memory with all their reasons at once."""


def debriefs(saves: Sequence[Record]) -> Iterator[DebriefView]:
    """Everything that can be said of each game; of finished games on one scenario, rulebook and seed."""
    for some in _packed(saves):
        games = [replay(record) for record in some]
        foresee((played.game, turn) for played in games for turn in played.game.turns)
        for record, played in zip(some, games, strict=True):
            yield debrief(played, intro_view(played, record.path.name))


def debriefs_without_causes(saves: Sequence[Record], whole: Record) -> Iterator[DebriefView]:
    """The same without what followed round by round, but for one of them, `whole`."""
    for some in _packed(saves):
        # Each was replayed before it was ranked.
        games = [played for played in replay_many(some, reasons=True) if isinstance(played, Replayed)]
        foresee((played.game, turn) for played in games for turn in played.game.turns)
        for record, played in zip(some, games, strict=True):
            intro = intro_view(played, record.path.name)
            yield debrief(replay(record), intro) if record is whole else debrief_without_causes(played, intro)


def _packed(saves: Sequence[Record]) -> Iterator[Sequence[Record]]:
    return (saves[begin : begin + PACKED] for begin in range(0, len(saves), PACKED))
