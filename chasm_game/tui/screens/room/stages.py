"""Which screen a room has at each of its stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.session.room.views import RoomStage
from chasm_game.tui.screens.room.end import RoomEndScreen
from chasm_game.tui.screens.room.reveal import RoomRevealScreen
from chasm_game.tui.screens.room.round import RoomRoundScreen
from chasm_game.tui.screens.room.sheets import RoomSheetsScreen
from chasm_game.tui.screens.room.teams import RoomTeamsScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["screen_of"]

_SCREENS = {
    RoomStage.TEAMS: RoomTeamsScreen,
    RoomStage.SHEETS_BEFORE: RoomSheetsScreen,
    RoomStage.LETTERS: RoomRoundScreen,
    # One screen for both: the choices stand there while what followed is shown beside them.
    RoomStage.CHOICES: RoomRevealScreen,
    RoomStage.CONSEQUENCES: RoomRevealScreen,
    RoomStage.SHEETS_AFTER: RoomSheetsScreen,
    RoomStage.END: RoomEndScreen,
}


def screen_of(seen: RoomSeen) -> Screen[None]:
    """The screen that the room's stage asks for."""
    return _SCREENS[seen.view.stage](seen)
