"""What may follow a game that is over, to choose from: other luck, from a round, the next story, share it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets.option_list import Option

from chasm_game.errors import ChasmError
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import tell_screen
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import MUTED, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from chasm_game.tui.host import LibraryHost
    from chasm_game.views.catalog import LibraryLine
    from chasm_game.views.debrief import DebriefView

__all__ = ["AgainScreen"]


class AgainScreen(Dialog[str]):
    """Answers with `luck`, `round`, `story`, `records` or `share`; where no other game can be begun, with the last."""

    TITLE_WORDS = (
        "Again: the same story under other luck; from a round of this game, as practice, with everything before it as "
        "you decided it; the next story of the library; what your games of this one come to; or this game in one "
        "line, and as a picture, to show to others."
    )
    WORDS = ("Practice", "Seed", "Difficulty")
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)

    def __init__(self, view: DebriefView, library: LibraryHost | None) -> None:
        super().__init__()
        self._view, self._library = view, library
        self.following: LibraryLine | None = None
        """The next story, once it was looked for."""

    def body(self) -> ComposeResult:
        """A line each."""
        rows = [("share", "Share", "One line to paste, and a picture; nothing of the story is given away.")]
        if self._library is not None:
            kept = self._view.intro.save and self._view.decisions
            rows = [
                ("luck", "With other luck", "The same story; what chance decided may fall otherwise."),
                *([("round", "From a round", "Practice: everything before it as you decided it.")] if kept else []),
                ("story", "The next story", "…"),
                ("records", "Records", "Endings found, answers never given, how often you were right."),
                *rows,
            ]
        yield Menu(*(Option(_row(title, about), id=name) for name, title, about in rows))

    def on_mount(self) -> None:
        """Look for the next story beside."""
        self.query_one(Menu).highlighted = 0
        self.query_one(Menu).focus()
        if self._library is not None:
            self._look(self._library)

    @work(thread=True, exclusive=True)
    def _look(self, library: LibraryHost) -> None:
        try:
            found = library.backstage.next_story(self._view.intro.scenario)
        except ChasmError:
            found = None
        tell_screen(self, partial(self._found, found))

    def _found(self, story: LibraryLine | None) -> None:
        if not self.is_attached:
            return
        menu = self.query_one(Menu)
        self.following = story
        if story is None:
            menu.remove_option("story")
        else:
            menu.replace_option_prompt("story", _row("The next story", story.title))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        chosen = event.option_id or ""
        if chosen != "story" or self.following is not None:  # else it is still being looked for
            self.close(chosen)


def _row(title: str, about: str) -> Content:
    return Content.assemble(line(title, "bold"), "\n  ", line(about, MUTED))
