"""The app of a seat in a live room: the game's own screens, from the door to the debrief, and nothing beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from chasm_game.tui.game_shell import GameShell

if TYPE_CHECKING:
    from chasm_game.session.seat import Seat
    from chasm_game.settings import Keeper

__all__ = ["LiveApp"]


class LiveApp(GameShell):
    """One seat, which the host holds: leaving it leaves the program, and the seat is kept there."""

    LEAVING = ("Leave", "Leave; your seat is kept, and the same command comes back to it.")

    def __init__(self, *, seat: Seat, keeper: Keeper | None = None) -> None:
        super().__init__(seat=seat, keeper=keeper)

    def get_default_screen(self) -> Screen[None]:
        """Nothing is below the game."""
        return Screen()

    def leave(self) -> None:
        """Out of the program."""
        self.exit()
