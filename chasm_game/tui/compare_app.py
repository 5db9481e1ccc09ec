"""A comparison on a screen of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from chasm_game.compare.views import ComparisonView
    from chasm_game.settings import Keeper
    from chasm_game.tui.backstage import Backstage

__all__ = ["CompareApp"]


class CompareApp(ChasmApp):
    """Teams side by side, with nothing below them."""

    def __init__(self, view: ComparisonView, *, backstage: Backstage, keeper: Keeper | None = None) -> None:
        super().__init__(backstage=backstage, keeper=keeper)
        self._view = view

    def get_default_screen(self) -> Screen[None]:
        """The comparison is the only screen."""
        return CompareScreen(self._view)
