"""A game of model 1: what was decided in it, round by round; nothing of it is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from chasm_game.debrief.old_game import opening, rounds_in_words
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Dialog
from chasm_game.tui.text import Para, flow, heading, text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.views.old_game import OldGame

__all__ = ["OldGameScreen"]


class OldGameScreen(Dialog[None]):
    """Arrows scroll, Esc closes."""

    TITLE_WORDS = (
        "A game that was played under the rules of model 1. They are not scored any more, so it has no debrief and "
        "cannot be gone on with: here is what was decided, with what was predicted and why."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("old-game.close", "escape,enter,q", "back", "Close", "Close the page.", key_name="Esc"),
        Command("old-game.down", "space,pagedown,down", "turn(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("old-game.up", "pageup,up", "turn(-1)", "Up", "Scroll up.", shown=False),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    OldGameScreen { #box { width: 100; height: 92%; } #page { height: 1fr; scrollbar-size-vertical: 1; }
        #words { height: auto; } }
    """

    def __init__(self, view: OldGame) -> None:
        super().__init__()
        self._view = view

    def body(self) -> ComposeResult:
        """What it is, and every round."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(flow(self._paras()), id="words", markup=False)

    def _paras(self) -> list[Para]:
        paras = [Para(text(opening(self._view)))]
        for head, sentences in rounds_in_words(self._view):
            paras.append(heading(head))
            paras += [Para(text(sentence)) for sentence in sentences]
        return paras

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)
