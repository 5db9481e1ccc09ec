"""Where one is on a walk: one line above the page, and the contents beside it where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, MUTED, Drawn, columns, fitted, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

__all__ = ["Contents", "Progress", "Turned"]


@dataclass
class Turned(Message):
    """Another page is wished for."""

    page: int
    """From 0."""


class Progress(Widget):
    """`◂ 3 of 10 ▸ ●●●○○○○○○○  c Contents`: a click on an arrow turns the page, on a dot goes there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Progress { height: 1; width: 100%; padding: 0 2; }"
    CONTENTS: ClassVar[str] = "Contents"
    page: reactive[int] = reactive(0)
    """From 0."""

    count: reactive[int] = reactive(0)
    """Of all pages."""

    counted: reactive[bool] = reactive(True)
    """Whether that many are all: before the review has come there may be more."""

    def __init__(self, count: int, *, counted: bool = True) -> None:
        super().__init__()
        self.set_reactive(Progress.count, count)
        self.set_reactive(Progress.counted, counted)

    @property
    def _position(self) -> str:
        return f" {self.page + 1} of {self.count} " if self.counted else f" {self.page + 1} "

    def render(self) -> Drawn:
        """The line."""
        marks = glyphs()
        count = Content.assemble((marks.left, ACCENT), (self._position, "bold"), (marks.right, ACCENT), "  ")
        dots = Content.assemble((marks.full * (self.page + 1), ACCENT), (marks.hollow * self._after, MUTED))
        key = Content.assemble("  ", ("c", f"bold {ACCENT}"), (f" {self.CONTENTS}", MUTED))
        return Drawn(lambda width: [fitted(count + dots + key, width)])

    @property
    def _after(self) -> int:
        return self.count - self.page - 1

    def on_click(self, event: events.Click) -> None:
        """An arrow or a dot."""
        at = event.get_content_offset(self)
        if at is None:
            return
        x = at.x
        # Both arrows and the two spaces before the dots.
        dots = len(self._position) + 4
        if x <= 1:
            self.post_message(Turned(self.page - 1))
        elif x < dots:
            self.post_message(Turned(self.page + 1))
        elif x < dots + self.count:
            self.post_message(Turned(x - dots))
        elif x < dots + self.count + 4 + len(self.CONTENTS):
            self.app.simulate_key("c")


class Contents(Widget):
    """The headings of all pages; a click goes there."""

    ALLOW_SELECT = False
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Contents { width: 40; height: 1fr; padding: 1 0 1 2; display: none; }
    .-wide Contents { display: block; }
    """
    page: reactive[int] = reactive(0)
    """From 0."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)

    def tell(self, headings: Sequence[str]) -> None:
        """Other headings: the review has come."""
        self._headings = tuple(headings)
        self.refresh()

    def render(self) -> Drawn:
        """A line a page, with a gap between them."""
        return Drawn(self._lines)

    def _lines(self, width: int) -> list[Content]:
        here = glyphs().here
        rows = []
        for n, heading in enumerate(self._headings):
            style = "bold" if n == self.page else MUTED
            mark = Content.styled(here if n == self.page else " ", ACCENT)
            number = Content.styled(f"{n + 1:2d}", ACCENT if n == self.page else MUTED)
            rows += [columns([(mark, 1), (number, 2), (line(heading, style), width - 5)]), Content("")]
        return rows

    def on_click(self, event: events.Click) -> None:
        """A heading."""
        at = event.get_content_offset(self)
        if at is not None and at.y % 2 == 0 and at.y // 2 < len(self._headings):
            self.post_message(Turned(at.y // 2))
