"""A comparison on a screen of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.tui.screens.compare import CompareScreen
from chasm_game.tui.shell import Shell

if TYPE_CHECKING:
    from textual.screen import Screen

    from chasm_game.compare.views import ComparisonView
    from chasm_game.settings import Keeper

__all__ = ["CompareApp"]


class CompareApp(Shell):
    """Teams side by side, with nothing below them."""

    def __init__(self, view: ComparisonView, keeper: Keeper | None = None) -> None:
        super().__init__(keeper)
        self._view = view

    def get_default_screen(self) -> Screen[None]:
        """The comparison is the only screen."""
        return CompareScreen(self._view)
