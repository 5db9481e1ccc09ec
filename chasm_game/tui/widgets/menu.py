"""The list that every screen uses: quiet, without a box, its cursor seen without colour too."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

from chasm_game.tui.glyphs import glyphs

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
        """One row; the cursor is a bar in its first cell, or all of it in reverse where colours are the terminal's.

        The ground of a marked row is near to that of the others, or inks would be hard to read on it: what is seen is
        the bar. Textual takes `reverse` out of every text that is laid out, so it is put back here, where the row is
        underlined.
        """
        strip = super().render_line(y)
        if self.app.native_ansi_color:
            styles = [segment.style for segment in strip if segment.style is not None]
            if self.has_focus and any(style.underline for style in styles):
                return strip.apply_style(_CURSOR)
            return strip
        return self._barred(strip) if self._is_marked(strip) else strip

    def _is_marked(self, strip: Strip) -> bool:
        first = next((segment.style for segment in strip if segment.style is not None), None)
        return first is not None and first.meta.get("option") == self.highlighted

    def _barred(self, strip: Strip) -> Strip:
        """The row with a bar in its first cell; what stands there already is in reverse."""
        ink = self.app.theme_variables["chasm-accent" if self.has_focus else "chasm-muted"]
        first = next((segment.text[0] for segment in strip if segment.text), "")
        size = max(cell_len(first), 1)
        head = []
        for text, style, _ in strip.crop(0, size):
            own = style or Style()
            if text == " ":
                head.append(Segment(glyphs().cursor, own + Style(color=ink, underline=False)))
            else:
                head.append(Segment(text, own + Style(color=own.bgcolor, bgcolor=ink, underline=False)))
        return Strip.join([Strip(head, size), strip.crop(size)])


_CURSOR = Style(reverse=True, underline=False)
