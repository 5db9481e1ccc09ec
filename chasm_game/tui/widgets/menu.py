"""The list that every screen uses: quiet, without a box, its cursor seen without colour too."""

from __future__ import annotations

from textual.widgets import OptionList

__all__ = ["Menu"]


class Menu(OptionList):
    """Prompts are `Content` or `Drawn`: nothing in them is read as markup."""

    DEFAULT_CSS = """
    Menu { height: auto; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    Menu:focus { border: none; background-tint: $foreground 0%; }
    Menu > .option-list--option-highlighted, Menu:focus > .option-list--option-highlighted {
        color: $foreground; background: $primary 12%; text-style: none; }
    Menu:focus > .option-list--option-highlighted { background: $primary 30%; }
    Menu:nocolor > .option-list--option-highlighted { text-style: underline; }
    Menu:nocolor:focus > .option-list--option-highlighted { text-style: bold underline; }
    Menu > .option-list--option-hover { background: $primary 8%; }
    Menu > .option-list--option-disabled { color: $foreground; }
    """
