"""The second page of the belief sheet: on each axis a mark between two statements, by keys, digits or mouse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, FAINT, MUTED, Drawn, columns, line
from chasm_game.views.marks import FIRST, LAST, MARKS_TOLD, MIDDLE, way_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from chasm_game.views.chasm import AxisView

__all__ = ["WaySheet"]

_SLIDER = 2 * (LAST - FIRST) + 1
"""Cells of a slider: nine marks, and one cell between each two."""


class WaySheet(Widget, can_focus=True):
    """One axis under the other; every mark begins in the middle."""

    @dataclass
    class Moved(Message):
        """Another axis is marked, or its mark was moved."""

        top: int
        """The first line of the axis, and how many it has."""
        lines: int

    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("ways.up", "up,k", "move(-1)", "Up", "The question above.", shown=False),
        Command("ways.down", "down,j", "move(1)", "Down", "The question below.", shown=False),
        Command("ways.first", "left", "step(-1)", "To the first", "Nearer to the statement on the left.", key_name="←"),
        Command("ways.second", "right", "step(1)", "To the second", "Nearer to the one on the right.", key_name="→"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "WaySheet { height: auto; width: 1fr; max-width: 100; padding-right: 1; }"

    row: reactive[int] = reactive(0)
    """The axis that keys move."""

    def __init__(self, axes: Sequence[AxisView], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._axes = tuple(axes)
        self.marks = {axis.id: MIDDLE for axis in self._axes}
        """1 to 9 by axis."""

    @property
    def ways(self) -> dict[str, float]:
        """What the marks say, -1 to 1 by axis."""
        return {axis: way_of(mark) for axis, mark in self.marks.items()}

    def render(self) -> Drawn:
        """The axes."""
        return Drawn(lambda width: [each for axis in self._laid(width) for each in axis])

    def _laid(self, width: int) -> list[list[Content]]:
        """The lines of every axis, with an empty one behind each but the last."""
        laid = [self._axis(number, width) for number in range(len(self._axes))]
        return [*([*lines, Content("")] for lines in laid[:-1]), *laid[-1:]]

    def _axis(self, number: int, width: int) -> list[Content]:
        axis, here = self._axes[number], number == self.row and self.has_focus
        mark = self.marks[axis.id]
        sign = Content.styled(glyphs().here if here else " ", f"bold {ACCENT}")
        said = Content.styled(f"{mark} of {LAST}: {MARKS_TOLD[mark]}", "bold" if here else MUTED)
        title = max(width - said.cell_length - 3, 8)
        head = columns([(sign, 1), (line(axis.title, "bold"), title), (said, said.cell_length)])
        room = max((width - _SLIDER - 6) // 2, 8)
        texts = [line(text).wrap(room) for text in (axis.low, axis.high)]
        rows = []
        for n, (low, high) in enumerate(zip_longest(*texts, fillvalue=Content(""))):
            slider = self._slider(mark, bold=here) if n == 0 else Content("")
            rows.append(columns([(Content(""), 1), (low, room), (slider, _SLIDER), (high, room)]))
        return [head, *rows]

    def _slider(self, mark: int, *, bold: bool) -> Content:
        marks = glyphs()
        cells = [(marks.gap if n % 2 == 0 else marks.rest, FAINT) for n in range(_SLIDER)]
        cells[2 * (mark - FIRST)] = (marks.full, f"bold {ACCENT}" if bold else ACCENT)
        return Content.assemble(*cells)

    def _moved(self) -> None:
        self.refresh()
        laid = self._laid(self.size.width)
        self.post_message(self.Moved(sum(map(len, laid[: self.row])), len(laid[self.row])))

    def _set(self, mark: int) -> None:
        self.marks[self._axes[self.row].id] = min(max(mark, FIRST), LAST)
        self._moved()

    def action_move(self, step: int) -> None:
        """Another axis."""
        self.row = (self.row + step) % len(self._axes)
        self._moved()

    def action_step(self, step: int) -> None:
        """A mark nearer to one of the statements."""
        self._set(self.marks[self._axes[self.row].id] + step)

    def on_key(self, event: events.Key) -> None:
        """A digit is a mark."""
        if event.character is not None and event.character in "123456789":
            event.stop()
            self._set(int(event.character))

    def on_focus(self) -> None:
        """The axis is marked."""
        self.refresh()

    def on_blur(self) -> None:
        """The sign goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click chooses an axis; on its slider, the mark too."""
        top = 0
        for number, lines in enumerate(self._laid(self.size.width)):
            if event.y < top + len(lines):
                self.row = number
                self._click(event.x, event.y - top)
                return
            top += len(lines)

    def _click(self, x: int, row: int) -> None:
        # Before the slider stand a sign, the text on the left, and a gap behind each (see `_axis`).
        start = max((self.size.width - _SLIDER - 6) // 2, 8) + 3
        if row == 1 and start <= x < start + _SLIDER:
            self._set(FIRST + (x - start) // 2)
        else:
            self._moved()
