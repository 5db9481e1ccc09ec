"""The list that every screen uses: quiet, without a box, its cursor seen without colour too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual.strip import Strip

__all__ = ["Menu"]


class Menu(OptionList):
    """Prompts are `Content` or `Drawn`: nothing in them is read as markup."""

    DEFAULT_CSS = """
    Menu { height: auto; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    Menu:focus { border: none; background-tint: $foreground 0%; }
    Menu > .option-list--option-highlighted, Menu:focus > .option-list--option-highlighted {
        color: $chasm-text; background: $chasm-hover; text-style: none; }
    Menu:focus > .option-list--option-highlighted { background: $chasm-cursor; text-style: $chasm-mark-style; }
    Menu:ansi > .option-list--option-highlighted { text-style: underline; }
    Menu:ansi:focus > .option-list--option-highlighted { text-style: bold underline; }
    Menu:ansi > .option-list--option-hover { text-style: underline; }
    Menu > .option-list--option-hover { background: $chasm-hover; }
    Menu > .option-list--option-disabled { color: $chasm-text; }
    """

    def action_page_up(self) -> None:
        """One page up. A page is counted in lines, so there is none where the list has no room at all, or not yet."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def action_page_down(self) -> None:
        """One page down, in the same way."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]  # nor this

    def render_line(self, y: int) -> Strip:
        """One row; where colours are the terminal's own, the cursor is that row in reverse.

        Textual takes `reverse` out of every text that is laid out, so it is put back here, where the row is underlined.
        """
        strip = super().render_line(y)
        if self.has_focus and self.app.native_ansi_color:
            styles = [segment.style for segment in strip if segment.style is not None]
            if any(style.underline for style in styles):
                return strip.apply_style(_CURSOR)
        return strip


_CURSOR = Style(reverse=True, underline=False)
