"""A game that is over in one line, and as a picture, to show to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Button, Static

from chasm_game.debrief.share import explained, share_line, write_picture
from chasm_game.errors import ChasmError
from chasm_game.grammar import capital
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import DOWN, MUTED, Para, flow, line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["ShareScreen"]

COPIED = "It is in your clipboard, if your terminal lets programs write there; else mark it and copy it."


class ShareScreen(Dialog[None]):
    """The line is offered to the clipboard at once; Enter writes the picture."""

    TITLE_WORDS = (
        "Your game in one line: story, score beside the worst and the best that was possible, the chasm before and "
        "after, a sign for each round by what was lost in it, the luck. No answer and no ending is in it. The picture "
        "says the same, as a file of SVG."
    )
    WORDS = ("Score", "Chasm", "Seed")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("share.copy", "c", "copy", "Copy", "Offer the line to the clipboard once more."),
        BACK,
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    ShareScreen { #line { height: auto; margin-bottom: 1; background: $background; padding: 0 1; }
        #about, #said { height: auto; margin-bottom: 1; } }
    """

    def __init__(self, view: DebriefView, review: ReviewView | None) -> None:
        super().__init__()
        self._view, self._review = view, review

    def body(self) -> ComposeResult:
        """The line, what its signs mean, and what came of the picture."""
        plain = not glyphs().unicode
        yield Static(line(self._line), id="line", markup=False)
        signs = [Para(Content.styled(explained(plain=plain), MUTED))] if self._review is not None else []
        yield Static(flow([*signs, Para(Content.styled(COPIED, MUTED))]), id="about", markup=False)
        yield Static("", id="said", markup=False)
        yield Button("Write the picture", id="write", compact=True)

    @property
    def _line(self) -> str:
        return share_line(self._view, self._review, plain=not glyphs().unicode)

    def on_mount(self) -> None:
        """Offer the line to the clipboard."""
        self.query_one("#write").focus()
        self.action_copy()

    def action_copy(self) -> None:
        """By OSC 52, which a terminal may heed or not."""
        self.app.copy_to_clipboard(self._line)

    def on_button_pressed(self) -> None:
        """The picture, next to the save."""
        said = self.query_one("#said", Static)
        try:
            path = write_picture(self._view, self._review)
        except ChasmError as error:
            said.update(flow([Para(Content.styled(capital(one_line(str(error))), DOWN))]))
        else:
            said.update(flow([Para(Content("Written:")), Para(line(path), indent=2)]))
            # A second Enter would only write the same once more.
            self.query_one("#write").display = False
