"""The title: what this is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.errors import ChasmError
from chasm_game.text import one_line
from chasm_game.tips import TUTORIAL
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page
from chasm_game.tui.text import MUTED, Drawn, columns
from chasm_game.tui.widgets.chasm_picture import ChasmPicture
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.chasm import ChasmView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.tui.host import LibraryHost
    from chasm_game.views.catalog import SaveLine

__all__ = ["TitleScreen"]

LATEST = 20
"""Saves that are looked through for a game to go on with: the title does not wait for a long shelf."""
WHAT = "Run a company through a year of shocks,\nand find out what the people made of it."
FIRST = f"{WHAT}\n\nYour first time here? Three short rounds show\nhow it is played, in about eight minutes."


class TitleScreen(Page):
    """Begin, resume, look at the shelves, or go."""

    TITLE_WORDS = "The title. Begin with the tutorial if you are new; every game is saved after each decision."
    WORDS = ("Chasm", "Trust", "Asking")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("title.new", "n", "library", "New game", "Choose a story from the library."),
        Command("title.resume", "r", "resume", "Resume", "Go on with your latest game."),
        Command("title.tutorial", "t", "tutorial", "Tutorial", "Three short rounds that show how it works."),
        Command("title.saves", "s", "saves", "Games", "All your games, with their outcomes."),
        Command("title.settings", "o", "settings", "Settings", "Name, theme, motion, labels, confirm step, keys."),
        HELP,
        Command("title.quit", "q", "app.quit", "Quit", "Leave the program.", key_name="q"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    TitleScreen { align: center middle;
        #front { width: 72; max-width: 94%; height: auto; }
        ChasmPicture { height: 6; }
        #what { margin: 1 0 1 0; text-align: center; width: 100%; height: auto; }
    }
    TitleScreen.-tall ChasmPicture { height: 8; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._latest: SaveLine | None = None

    @property
    def chasm(self) -> LibraryHost:
        """The app with its stories and saves."""
        return cast("LibraryHost", self.app)

    def body(self) -> ComposeResult:
        """A drawn chasm, one line, and the menu."""
        with Vertical(id="front"):
            yield ChasmPicture("", labelled=False, id="art")
            yield Static(WHAT, id="what", markup=False)
            yield Menu(id="menu", markup=False)

    def on_mount(self) -> None:
        """The picture, and the menu that fits the saves."""
        # Nobody's: wide enough to be one at first sight, with a bridge that has been begun.
        view = ChasmView(in_mist=False, width=62.0, before=None, bridge=30.0)
        self.query_one(ChasmPicture).show(view, title="C  H  A  S  M")
        self._fill()
        self.query_one("#menu").focus()

    def on_screen_resume(self) -> None:
        """A game may have been begun or finished meanwhile."""
        if self.is_mounted and self.query("#menu"):
            self._fill()

    def _fill(self) -> None:
        try:
            saves = list(self.chasm.backstage.saves(LATEST))
        except ChasmError as error:
            saves = []
            self.chasm.complain(error)
        self._latest = next((s for s in saves if not (s.finished or s.error or s.old)), None)
        first = not saves and self.chasm.guided and TUTORIAL not in self.chasm.settings.seen
        self.query_one("#what", Static).update(FIRST if first else WHAT)
        menu = self.query_one("#menu", Menu)
        menu.set_options(
            [Option(_entry(*each[1:]), id=each[0]) for each in self._entries(first=first, any=bool(saves))]
        )
        menu.highlighted = 0

    def _entries(self, *, first: bool, any: bool) -> list[tuple[str, str, str]]:  # noqa: A002
        """Actions with their names and a few words; at the very first start only the question."""
        if first:
            return [
                ("tutorial", "Tutorial", "play it now"),
                ("skip", "Skip it", "it can be found here later"),
                ("quit", "Quit", ""),
            ]
        entries = [("library", "New game", "choose a story from the library")]
        if self._latest:
            about = f"{one_line(self._latest.title)}, {one_line(self._latest.where)}"
            entries.insert(0, ("resume", "Resume", about))
        if any:
            entries.append(("tutorial", "Tutorial", "three short rounds that show how it works"))
        else:
            entries.insert(0, ("tutorial", "New here?", "Begin with the tutorial"))
        entries.append(("saves", "Games", "all your games, with their outcomes" if any else "none yet"))
        return [*entries, ("settings", "Settings", "name, theme, motion, keys"), ("quit", "Quit", "")]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        event.stop()
        if event.option_id == "quit":
            self.app.exit()
        elif event.option_id:
            getattr(self, f"action_{event.option_id}")()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Resuming needs a game."""
        return self._latest is not None if action == "resume" else True

    def action_library(self) -> None:
        """Open the library."""
        self.chasm.open_library()

    def action_saves(self) -> None:
        """Open the shelf of saves."""
        self.chasm.open_saves()

    def action_settings(self) -> None:
        """Open the settings."""
        self.chasm.open_settings()

    def action_skip(self) -> None:
        """Not now; it is not asked again."""
        self._offered()
        self._fill()

    def _offered(self) -> None:
        self.chasm.remember(TUTORIAL)

    def action_tutorial(self) -> None:
        """Begin the tutorial."""
        self._offered()
        self.chasm.begin(TUTORIAL, team=self.chasm.usual.team)

    def action_resume(self) -> None:
        """Go on with the latest unfinished game."""
        if self._latest:
            self.chasm.resume(self._latest.path)


def _entry(name: str, about: str) -> Drawn:
    return Drawn(
        lambda width: [
            columns([(Content(""), 2), (Content.styled(name, "bold"), 12), (Content.styled(about, MUTED), width - 17)])
        ]
    )
