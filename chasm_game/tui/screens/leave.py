"""Asked only where leaving the program would lose a text that was written and not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Button, Static

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import Para, flow

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["LeaveScreen"]


class LeaveScreen(Dialog[bool]):
    """Enter leaves, Esc goes back to the text."""

    TITLE_WORDS = "You have written something that is not sent yet. The game itself is saved."
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "LeaveScreen #box { width: 62; } LeaveScreen #words { margin-bottom: 1; height: auto; }"

    def body(self) -> ComposeResult:
        """What would be lost."""
        head = Para(Content.styled("Leave without your reason?", "bold"))
        warning = Para(Content("The game is saved. The sentence that you wrote is not, until you decide."), gap=1)
        yield Static(flow([head, warning]), id="words", markup=False)
        yield Button("Leave", id="leave", compact=True)

    def on_mount(self) -> None:
        """Enter leaves."""
        self.query_one("#leave").focus()

    def on_button_pressed(self) -> None:
        """Leave."""
        self.close(True)
