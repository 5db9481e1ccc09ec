"""Asked before a game is deleted: the safe answer is the marked one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import Para, flow, line

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["DeleteScreen"]


class DeleteScreen(Dialog[bool]):
    """Enter presses the marked button, which keeps the game; Esc keeps it too."""

    TITLE_WORDS = "Delete this game? An arrow marks the other button, Enter presses the marked one. Esc keeps it."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("delete.other", "left,right,up,down", "other", "Other button", "Mark the other button.", key_name="←→"),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    DeleteScreen { #box { width: 66; } #words { height: auto; margin-bottom: 1; }
        Horizontal { height: 1; } Button { margin-right: 2; } }
    """

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self._title, self._about = title, about

    def body(self) -> ComposeResult:
        """Which game, and that it cannot be brought back."""
        paragraphs = [
            Para(Content("Delete this game?").stylize("bold")),
            Para(line(self._title, "bold"), gap=1),
            Para(line(self._about)),
            Para(Content("Its file is deleted, and cannot be brought back."), gap=1),
        ]
        yield Static(flow(paragraphs), id="words", markup=False)
        with Horizontal():
            yield Button("Keep it", id="keep", compact=True)
            yield Button("Delete", id="delete", compact=True)

    def on_mount(self) -> None:
        """Enter keeps: what is pressed by accident deletes nothing."""
        self.query_one("#keep").focus()

    def action_other(self) -> None:
        """The other button."""
        self.focus_next("Button")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer."""
        self.close(event.button.id == "delete")
