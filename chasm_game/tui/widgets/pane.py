"""A pane that scrolls and keeps the reader's place when its size changes, even if in between nothing had to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

if TYPE_CHECKING:
    from textual.geometry import Size

__all__ = ["Pane"]


class Pane(VerticalScroll):
    """Scrolled content."""

    DEFAULT_CSS = "Pane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"

    _share = 0.0
    """How far down one has read, 0..1."""
    _settled: Size | None = None
    """The size in which one scrolls; while the real one differs, the place is on its way back."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """A pane looks the same with the focus and without: nothing in it is styled anew."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember where one reads; what a new size does to it is not reading."""
        super().watch_scroll_y(old_value, new_value)
        # While a new size is laid out the pane is scrolled by Textual, to a place that nobody chose.
        if self.size == self._settled and self.max_scroll_y:
            self._share = new_value / self.max_scroll_y

    def read_from_the_top(self) -> None:
        """What is to be read first stands on top, whatever the place was: something new was put there."""
        # Not `scroll_home`: it comes after the layout, and where that gives a new size the old place would come back.
        self._share = 0.0
        self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Back to the place, once everything has its new size."""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.scroll_to(y=self._share * self.max_scroll_y, animate=False, immediate=True)
        self._settled = self.size
