"""The whole ledger, one round at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.text import MUTED, Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from chasm_game.debrief.ledger import RoundLedger

__all__ = ["LedgerPages"]


class LedgerPages(Static):
    """Only the page that is seen is laid out."""

    page: reactive[int] = reactive(0)
    """Which round, from 0."""

    def __init__(self, pages: Sequence[RoundLedger], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._pages = pages

    def on_mount(self) -> None:
        """The first round."""
        self._show()

    def watch_page(self) -> None:
        """Another round."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        shown = self._pages[self.page]
        marks = glyphs()
        count = f"{marks.left} {self.page + 1} of {len(self._pages)} {marks.right}  "
        head = Content.assemble((count, MUTED), line(shown.title, "bold"), ("   [ and ] turn the pages", MUTED))
        self.update(flow([Para(head), Para(Content("")), *feed.ledger(shown.lines)]))

    def turn(self, step: int) -> None:
        """Forward or back, around the end."""
        self.page = (self.page + step) % len(self._pages)

    def on_click(self, event: events.Click) -> None:
        """A click on the head turns the page."""
        if event.y == 0:
            self.turn(-1 if event.x < 2 else 1)
