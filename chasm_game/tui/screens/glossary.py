"""The words of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.glossary import WORDS
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, Dialog
from chasm_game.tui.text import ACCENT, Para, flow

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

__all__ = ["GlossaryScreen"]


class GlossaryScreen(Dialog[None]):
    """Arrows scroll, a letter goes to the first word with it, Esc closes."""

    TITLE_WORDS = "The glossary: the words of the game. Letters go to the words that begin with them."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("glossary.close", "enter,f1,question_mark", "back", "Close", "Close the glossary.", shown=False),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    GlossaryScreen #box { width: 84; max-height: 92%; padding: 1 1 1 2; overflow-y: hidden; }
    GlossaryScreen #head { margin-bottom: 1; height: auto; }
    GlossaryScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    GlossaryScreen .word { height: auto; margin-bottom: 1; padding-right: 1; }
    """

    def body(self) -> ComposeResult:
        """Word by word."""
        with VerticalScroll(id="words"):
            yield Static(Content.styled("The words of the game", f"bold {ACCENT}"), id="head", markup=False)
            for number, (word, meaning) in enumerate(WORDS.items()):
                entry = flow([Para(Content.styled(word, "bold")), Para(Content(meaning), indent=2)])
                yield Static(entry, id=f"w{number}", classes="word", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#words").focus()

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the first word that begins with it."""
        letter = (event.character or "").lower()
        for number, word in enumerate(WORDS):
            # An empty character begins every word: keys without one go nowhere.
            if letter and word.lower().startswith(letter):
                event.stop()
                self.query_one(f"#w{number}").scroll_visible(animate=False, top=True)
                return
