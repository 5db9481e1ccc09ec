"""Before the people are asked: what it costs, how often it can be done, what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Button, Static

from chasm_game.text import money
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import Para, flow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.views.round import AskView

__all__ = ["AskScreen"]


class AskScreen(Dialog[bool]):
    """Enter asks, Esc does not."""

    LAPSES = True
    TITLE_WORDS = "Asking the people."
    WORDS = ("Asking", "Chasm", "Reported")
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "AskScreen #box { width: 62; } AskScreen #ask-words { margin-bottom: 1; height: auto; }"

    def __init__(self, ask: AskView, unit: str) -> None:
        super().__init__()
        self._ask, self._unit = ask, unit

    def body(self) -> ComposeResult:
        """The price and the promise."""
        yield Static(flow(self._paras()), id="ask-words", markup=False)
        yield Button("Ask", id="ask", compact=True)

    def _paras(self) -> list[Para]:
        left = self._ask.left
        times = "This is the last time." if left == 1 else f"You can do it {left} more times."
        cost = money(round(self._ask.cost, 1), self._unit)
        return [
            Para(Content.styled("Ask the people?", "bold")),
            Para(Content(f"It costs {cost} now. {times}"), gap=1),
            Para(
                Content("You hear what they say, see their true trust, and which way each answer would move them."),
                gap=1,
            ),
            Para(Content("The chasm is seen from then on.")),
        ]

    def on_mount(self) -> None:
        """Enter asks."""
        self.query_one("#ask").focus()

    def on_button_pressed(self) -> None:
        """Ask."""
        self.close(True)
