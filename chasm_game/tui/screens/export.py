"""Where the debrief is written to: a folder, then what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Button, Input, Static

from chasm_game.debrief.export import suggested
from chasm_game.errors import ChasmError
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import answered
from chasm_game.tui.screens.base import BACK, Dialog
from chasm_game.tui.text import DOWN, Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.session.seat import Seat

__all__ = ["ExportScreen"]


class ExportScreen(Dialog[None]):
    """Enter writes; nothing that is there already is written over."""

    TITLE_WORDS = (
        "Write the debrief to a folder: debrief.md to read and send, the charts as SVG, and review.json with every "
        "number. Files that are there already are left alone."
    )
    # F1 alone: a question mark is a letter where one writes.
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("export.help", "f1", "app.help", "Help", "What is written, and where.", key_name="F1"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    ExportScreen { #title, #folder { margin-bottom: 1; } #folder { width: 100%; } #body-text { height: auto; } }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._busy = False

    def body(self) -> ComposeResult:
        """The folder, and what came of it."""
        question = "The debrief as a document (Markdown), its charts (SVG) and all numbers (JSON). To which folder?"
        yield Static(flow([Para(Content(question))]), id="title", markup=False)
        yield Input(suggested(self._seat.state.view.intro), id="folder", max_length=1000, select_on_focus=False)
        yield Static("", id="body-text", markup=False)
        yield Button("Write", id="write", compact=True)

    def on_mount(self) -> None:
        """Enter writes at once."""
        self.query_one("#folder").focus()

    @property
    def said(self) -> str:
        """What came of it; empty until something did."""
        content = self.query_one("#body-text", Static).content
        return str(getattr(content, "plain", content))

    def on_input_submitted(self) -> None:
        """Enter in the line."""
        self._write()

    def on_button_pressed(self) -> None:
        """A click, or Enter on the button."""
        self._write()

    def _write(self) -> None:
        if not self._busy:
            self._busy = True
            self._tell([Para(Content("Writing. Every way through the story is played for it; a moment."))])
            self._export(self.query_one("#folder", Input).value)

    @work
    async def _export(self, folder: str) -> None:
        try:
            written = await answered(self._seat.export(folder))
        except ChasmError as error:
            self._failed(one_line(str(error)))
        else:
            self._done(written)

    def _failed(self, reason: str) -> None:
        self._busy = False
        if self.is_attached:
            self._tell([Para(Content.styled(reason[:1].upper() + reason[1:], DOWN))])

    def _done(self, written: Sequence[str]) -> None:
        """It is written once: what is left is to go back."""
        if self.is_attached:
            files = [Para(line(path), indent=2) for path in written]
            self._tell([Para(Content("Written:")), *files, Para(Content("Esc goes back to the debrief."), gap=1)])
            # A second Enter would only say that the files are there already.
            self.query_one("#folder").display = self.query_one("#write").display = False

    def _tell(self, paras: Sequence[Para]) -> None:
        self.query_one("#body-text", Static).update(flow([*paras, Para(Content(""))]))
