"""An app on a terminal of its own driver: how its window is called, and what it ends by."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from textual import constants

from chasm_game.tui.terminal_title import title
from chasm_game.tui.textual_private import WithoutTraceback
from chasm_game.tui.turns import KeysInTurn

if TYPE_CHECKING:
    from textual.driver import Driver

    from chasm_game.tui.driver import TerminalDriver

__all__ = ["TerminalApp", "without_colour"]


def without_colour() -> bool:
    """Whether `NO_COLOR` is set; where it is set to nothing it is not, whatever a library makes of that."""
    return bool(os.environ.get("NO_COLOR"))


class TerminalApp(KeysInTurn, WithoutTraceback):
    """Draws on the terminal whose keys it reads, and takes them one after the other."""

    def __init__(self) -> None:
        if not without_colour():
            # Before the app is made, for Textual reads it there.
            os.environ.pop("NO_COLOR", None)  # Textual takes an empty one for a set one
        self.terminal: TerminalDriver | None = None
        """What it runs on; None without a terminal, and where Textual's own driver runs it (Windows)."""
        super().__init__(driver_class=_driver(), ansi_color=True if without_colour() else None)

    @property
    def ended_by(self) -> int:
        """The signal that it ended for; 0 where there was none."""
        return self.terminal.ended_by if self.terminal is not None else 0

    @property
    def is_slow(self) -> bool:
        """Whether the terminal takes pictures too slowly for what moves; no other terminal is known to be."""
        return self.terminal is not None and self.terminal.is_slow

    def name_window(self, words: str) -> None:
        """Set the title of the terminal's window; the terminal gets its own back at the end."""
        naming = title(words)
        if naming and self.terminal is not None:
            self.terminal.name_window(naming)


def _driver() -> type[Driver] | None:
    """Ours, where there is a terminal as Unix has them; else Textual's own, or the one that `TEXTUAL_DRIVER` names."""
    if sys.platform == "win32" or constants.DRIVER:
        return None
    from chasm_game.tui.driver import TerminalDriver

    return TerminalDriver
