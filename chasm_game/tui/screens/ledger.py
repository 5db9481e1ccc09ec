"""The ledger of one round: every point, with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.tui import told
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.session.views import LedgerLine

__all__ = ["LedgerScreen"]


class LedgerScreen(Dialog[None]):
    """Arrows scroll, Esc closes."""

    TITLE_WORDS = (
        "The ledger: every point that moved in this round, by what it moved, with its cause. No point is unexplained."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("ledger.close", "l,q,enter", "back", "Close", "Close the ledger.", shown=False),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    LedgerScreen #box { width: 100; max-width: 94%; max-height: 90%; padding: 1 1 1 2; }
    LedgerScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    """

    def __init__(self, title: str, lines: Sequence[LedgerLine]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def body(self) -> ComposeResult:
        """The points."""
        with VerticalScroll(id="points"):
            head = Para(Content.assemble(("The ledger of ", ""), line(self._title, "bold")))
            yield Static(flow([head, Para(Content("")), *told.ledger(self._lines)]), markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#points").focus()
