"""The records of a story: best scores, endings found, answers never given, asking, how sure and how often right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief.record_sentences import record_parts
from chasm_game.errors import ChasmError
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import tell_screen
from chasm_game.tui.screens.base import HELP, Dialog
from chasm_game.tui.text import DOWN, MUTED, Drawn, Para, flow, heading, line, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.tui.backstage import Backstage
    from chasm_game.views.records import RecordsView

__all__ = ["RecordsScreen"]


class RecordsScreen(Dialog[None]):
    """Arrows scroll, Esc closes. The games are looked through beside."""

    TITLE_WORDS = (
        "What your games of this story come to together: the best score at each difficulty, the endings you found, the "
        "answers you never gave, how often you asked, and how sure you were beside how often you were right. Practice, "
        "games that are not over, damaged saves and other versions of the text are counted apart."
    )
    WORDS = ("Score", "Calibration", "Difficulty", "Practice")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("records.close", "escape,enter,q", "back", "Close", "Close the page.", key_name="Esc"),
        Command("records.down", "space,pagedown,down", "turn(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("records.up", "pageup,up", "turn(-1)", "Up", "Scroll up.", shown=False),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RecordsScreen { #box { width: 100; height: 92%; } #page { height: 1fr; scrollbar-size-vertical: 1; }
        #words { height: auto; } }
    """

    def __init__(self, scenario: str, title: str, backstage: Backstage) -> None:
        super().__init__()
        self._scenario, self._title, self._backstage = scenario, title, backstage

    def body(self) -> ComposeResult:
        """The title, then what is found."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(
                self._words([Para(Content.styled("Looking through your games …", MUTED))]), id="words", markup=False
            )

    def _words(self, paras: Sequence[Para]) -> Drawn:
        return flow([Para(line(self._title, "bold")), *paras])

    def on_mount(self) -> None:
        """Look beside: a thousand games take seconds the first time."""
        self._look()

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            view = self._backstage.records(self._scenario)
        except ChasmError as error:
            tell_screen(self, partial(self._tell, [Para(Content.styled(one_line(str(error)), DOWN))]))
        else:
            tell_screen(self, partial(self._found, view))

    def _found(self, view: RecordsView) -> None:
        paras: list[Para] = []
        for head, sentences in record_parts(view):
            paras.append(heading(head))
            paras += [Para(text(sentence)) for sentence in sentences]
        self._tell(paras)

    def _tell(self, paras: Sequence[Para]) -> None:
        if self.is_attached:
            self.query_one("#words", Static).update(self._words(paras))

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)
