"""Whether a room's journal vouches for what was corrected in a save: in a file alone anything can be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.journal.actions import Corrected
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.room_journal import read_room

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.journal.journal import Record
    from chasm_game.journal.room_replay import RoomState

__all__ = ["is_vouched"]


def is_vouched(record: Record, packed: Iterable[RoomState] = ()) -> bool:
    """Whether nothing was corrected, or the journal beside the file has the same corrections of the same team.

    By what the save began with and not by the name of the file, which people change. `packed` are rooms whose journals
    came out of the same packed folder as the save, where there is none beside it on the disk.
    """
    corrected = [(each.round, each.response) for each in record.actions if isinstance(each, Corrected)]
    if not corrected or any(_has(room, record, corrected) for room in packed):
        return True
    try:
        return _has(read_room(record.path.parent).state, record, corrected)
    except DamagedSave:
        return False


def _has(room: RoomState, record: Record, corrected: Sequence[tuple[str, str]]) -> bool:
    header = record.header
    if room.header.played_on != header.played_on:
        return False
    return any(
        # All of them, in order: a single one more or less was made by a hand in the file.
        [(each.round, each.response) for each in room.corrections.get(team, [])] == corrected
        for team, name in room.entered_as.items()
        if name == header.team
    )
