"""The belief sheet: 100 points spread over the stakeholders, by keys, digits or mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs.dashboard import bar
from chasm_game.tui.text import ACCENT, MUTED, Drawn, columns, line

if TYPE_CHECKING:
    from textual import events

__all__ = ["BeliefSheet"]

_NUMBERS = 8
"""Cells to the right of a bar: less, points, more."""


class BeliefSheet(Widget, can_focus=True):
    """One row per stakeholder."""

    @dataclass
    class Changed(Message):
        """Points were moved."""

        left: int
        """What is left of the 100; negative where too much was given."""

    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("beliefs.up", "up,k", "move(-1)", "Up", "The row above.", shown=False),
        Command("beliefs.down", "down,j", "move(1)", "Row", "The row below, or above.", key_name="↑↓"),
        Command("beliefs.less", "left", "give(-5)", "Less", "5 points less.", key_name="←"),
        Command("beliefs.more", "right", "give(5)", "More", "5 points more.", key_name="→"),
        Command(
            "beliefs.one-less",
            "shift+left,left_square_bracket",
            "give(-1)",
            "1 less",
            "1 point less.",
            shown=False,
            key_name="[",
        ),
        Command(
            "beliefs.one-more",
            "shift+right,right_square_bracket",
            "give(1)",
            "1 more",
            "1 point more.",
            shown=False,
            key_name="]",
        ),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    BeliefSheet { height: auto; width: 1fr; max-width: 90; }
    """

    row: reactive[int] = reactive(0)
    """The row that keys move."""

    def __init__(self, stakeholders: tuple[tuple[str, str], ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names = stakeholders
        self.points = {each: 0 for each, _ in stakeholders}
        """By stakeholder id."""
        self._typed = ""

    @property
    def left(self) -> int:
        """What is left of the 100."""
        return 100 - sum(self.points.values())

    def render(self) -> Drawn:
        """The rows."""
        return Drawn(self._lines)

    def _name_width(self, width: int) -> int:
        longest = max(line(name).cell_length for _, name in self._names)
        # A long name gives way to its bar from half of the row on: the bar is what is compared.
        return min(longest, max((width - _NUMBERS) // 2, 8))

    def _lines(self, width: int) -> list[Content]:
        name = self._name_width(width)
        room = width - name - 3 - _NUMBERS
        lines = []
        for index, (each, title) in enumerate(self._names):
            here = index == self.row and self.has_focus
            points = self.points[each]
            mark = Content.styled(glyphs().here if here else " ", f"bold {ACCENT}")
            number = Content.styled(f"{points:3d}", "bold" if here or points else MUTED)
            less, more = Content.styled("−", ACCENT), Content.styled("+", ACCENT)
            cells = [
                (mark, 1), (line(title, "bold" if here else ""), name), (bar(points, room), room),
                (less, 1), (number, 3), (more, 1),
            ]  # fmt: skip
            row = columns(cells)
            lines.append(row.stylize("on $chasm-cursor") if here else row)
            lines.append(Content(""))
        return lines[:-1]

    def _set(self, row: int, points: int) -> None:
        each = self._names[row][0]
        self.points[each] = min(max(points, 0), 100)
        self.refresh()
        self.post_message(self.Changed(self.left))

    def action_move(self, step: int) -> None:
        """Another row."""
        self._typed = ""
        self.row = (self.row + step) % len(self._names)

    def action_give(self, step: int) -> None:
        """More or fewer points for the row."""
        self._typed = ""
        self._set(self.row, self.points[self._names[self.row][0]] + step)

    def on_key(self, event: events.Key) -> None:
        """Digits type the points of the row; backspace takes the last one back."""
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character is not None and event.character in "0123456789":
            # The last three digits count, so that a wrong number is put right by typing on: 100 is the most.
            self._typed = (self._typed + event.character)[-3:]
        else:
            return
        event.stop()
        self._set(self.row, int(self._typed or "0"))

    def on_focus(self) -> None:
        """The row is marked."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a bar gives that much; on minus or plus 5 less or more."""
        index, between = divmod(event.y, 2)
        # Rows stand two apart: a click on the empty row between them means neither.
        if between or index >= len(self._names):
            return
        self.action_move(index - self.row)
        width = self.size.width
        start = self._name_width(width) + 3
        room = width - start - _NUMBERS
        if event.x >= start + room + 5:
            self.action_give(5)
        elif event.x >= start + room:
            self.action_give(-5)
        elif event.x >= start:
            # In steps of 5, as the arrows move: a cell of a narrow bar is worth more than a point.
            self._set(index, round((event.x - start + 1) / room * 20) * 5)
