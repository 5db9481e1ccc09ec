"""One of a few words on one line, changed with left and right or with the mouse; what it means stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import MUTED, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

__all__ = ["Switch"]

INDENT = 8
"""Of the words, so that they stand under the answers above them."""


class Switch(Widget, can_focus=True):
    """Id, word and meaning of each; the ends do not go round."""

    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("difficulty.easier", "left", "step(-1)", "Easier", "An easier game.", shown=False, key_name="←"),
        Command("difficulty.harder", "right", "step(1)", "Harder", "A harder game.", shown=False, key_name="→"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    Switch { height: auto; width: 1fr; margin-bottom: 1; }
    Switch:focus { background: $chasm-cursor; }
    Switch:ansi:focus { text-style: bold underline; }
    """

    at: reactive[int] = reactive(0, layout=True)
    """Which of them."""

    def __init__(self, choices: Sequence[tuple[str, str, str]], chosen: str) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.at = next((n for n, each in enumerate(self._choices) if each[0] == chosen), 0)

    @property
    def chosen(self) -> str:
        """The id of what is chosen."""
        return self._choices[self.at][0]

    def render(self) -> Content:
        """The word between its arrows; arrows stand only where there is more."""
        marks, (_, title, meaning) = glyphs(), self._choices[self.at]
        left = marks.left if self.at else " "
        right = marks.right if self.at + 1 < len(self._choices) else " "
        head = Content.assemble("Hard?   ", f"{left} ", line(title, "bold"), f" {right}")
        return Content.assemble(head, "\n", " " * INDENT, line(meaning, MUTED))

    def action_step(self, step: int) -> None:
        """The one beside."""
        self.at = min(max(self.at + step, 0), len(self._choices) - 1)

    def on_click(self, event: events.Click) -> None:
        """On the left arrow the one before, elsewhere the one behind, from the last to the first."""
        if event.x <= INDENT + 1:
            self.action_step(-1)
        else:
            self.at = (self.at + 1) % len(self._choices)
