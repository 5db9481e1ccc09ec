"""What the screens of a game share: the app that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from chasm_game.tui.screens.base import Page

if TYPE_CHECKING:
    from chasm_game.tui.host import GameHost

__all__ = ["GamePage"]


class GamePage(Page):
    """A whole screen of a game that is played."""

    @property
    def chasm(self) -> GameHost:
        """The app in which the game is played."""
        return cast("GameHost", self.app)
