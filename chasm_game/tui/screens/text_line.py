"""One line of text from the player."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Button, Input, Static

from chasm_game.settings import LONGEST_NAME
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, Dialog
from chasm_game.tui.text import MUTED, line, text

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["TextLineScreen"]


class TextLineScreen(Dialog[str]):
    """Enter takes what is written, Esc leaves it as it was."""

    TITLE_WORDS = "One line. Enter takes it, Esc leaves it as it was."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("text-line.help", "f1", "app.help", "Help", "What is asked for here.", key_name="F1"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    TextLineScreen #box { width: 62; } TextLineScreen #about { height: auto; margin-bottom: 1; }
    TextLineScreen Input { margin-bottom: 1; }
    """

    def __init__(self, title: str, about: str, value: str) -> None:
        super().__init__()
        self._title, self._about, self._value = title, about, value

    def body(self) -> ComposeResult:
        """What is asked for, and room for it."""
        yield Static(line(self._title, "bold"), markup=False)
        yield Static(text(self._about, MUTED), id="about", markup=False)
        yield Input(self._value, id="text-line", max_length=LONGEST_NAME)
        yield Button("Keep", id="keep", compact=True)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one("#text-line").focus()

    def on_input_submitted(self) -> None:
        """Enter keeps."""
        self._keep()

    def on_button_pressed(self) -> None:
        """So does the button."""
        self._keep()

    def _keep(self) -> None:
        self.close(one_line(self.query_one("#text-line", Input).value))
