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
        color: $chasm-text; background: $chasm-hover; text-style: none; }
    Menu:focus > .option-list--option-highlighted { background: $chasm-cursor; }
    Menu:nocolor > .option-list--option-highlighted { text-style: underline; }
    Menu:nocolor:focus > .option-list--option-highlighted { text-style: bold underline; }
    Menu > .option-list--option-hover { background: $chasm-hover; }
    Menu > .option-list--option-disabled { color: $chasm-text; }
    """
