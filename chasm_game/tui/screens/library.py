"""The library: stories by level, then cases, with their minutes and your best; faulty files with their first error."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.errors import ChasmError
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import tell_screen
from chasm_game.tui.screens.base import BACK, HELP, Page, TopBar
from chasm_game.tui.screens.begin import BeginScreen
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Drawn, Para, columns, line, text
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.catalog import CASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.tui.backstage import Beginning
    from chasm_game.tui.host import LibraryHost
    from chasm_game.views.catalog import LibraryLine

__all__ = ["LibraryScreen"]

SHELF_CSS = """
    #shelf { height: 1fr; padding: 0 1; }
    #note { height: auto; padding: 1 2; color: $chasm-muted; }
"""


class LibraryScreen(Page):
    """Enter plays."""

    TITLE_WORDS = (
        "The library: stories by level, then cases of real companies. Each says how long it takes, your best score of "
        "1000, and where it was found; one of the same id that is farther away is hidden by it. Faulty files come "
        "last, with their first fault."
    )
    WORDS = ("Score", "Seed", "Practice")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("library.play", "enter", "play", "Play", "Play the highlighted story.", priority=True),
        Command("library.records", "r", "records", "Records", "What your games of the highlighted story come to."),
        HELP,
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "LibraryScreen {" + SHELF_CSS + "}"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[LibraryLine] = []

    @property
    def chasm(self) -> LibraryHost:
        """The app with its stories and saves."""
        return cast("LibraryHost", self.app)

    def body(self) -> ComposeResult:
        """The shelf."""
        yield TopBar("Library")
        yield Static("Opening the library …", id="note", markup=False)
        yield Menu(id="shelf", markup=False)

    def on_mount(self) -> None:
        """Open the library once this screen has been painted."""
        self.query_one("#shelf").focus()
        self.call_after_refresh(self._load)

    @work(thread=True)
    def _load(self) -> None:
        try:
            lines = self.chasm.backstage.library()
        except ChasmError as error:
            reason = str(error)
            tell_screen(self, lambda: self._fail(reason))
        else:
            tell_screen(self, lambda: self._fill(lines))

    def _fail(self, message: str) -> None:
        self.query_one("#note", Static).update(text(message))

    def _fill(self, lines: Sequence[LibraryLine]) -> None:
        self._lines = sorted(lines, key=lambda each: bool(each.error))
        options: list[Option] = []
        for level, group in groupby(self._lines, key=_shelf):
            options.append(Option(_level(level), disabled=True))
            options += [Option(_story(each), id=f"s{self._lines.index(each)}") for each in group]
        shelf = self.query_one("#shelf", Menu)
        shelf.set_options(options)
        # The first entry is a heading, which cannot be chosen.
        shelf.highlighted = 1 if options else None
        note = self.query_one("#note", Static)
        note.display = not options
        note.update("There is no story here yet.")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Play, unless the file is faulty."""
        event.stop()
        chosen = self._lines[int((event.option_id or "s0")[1:])]
        if chosen.error:
            self.chasm.complain(ChasmError(f"{chosen.title} cannot be played: {chosen.error}"))
        else:
            screen = BeginScreen(chosen.title, self.chasm.usual, self.chasm.backstage.difficulties())
            self.app.push_screen(screen, lambda how: self._begin(chosen.id, how))

    def _begin(self, scenario: str, how: Beginning | None) -> None:
        if how is not None:
            self.chasm.begin(scenario, **asdict(how))

    def action_play(self) -> None:
        """Play the highlighted story."""
        self.query_one("#shelf", Menu).action_select()

    def action_records(self) -> None:
        """What the games of the highlighted story come to together."""
        from chasm_game.tui.screens.records import RecordsScreen

        shelf = self.query_one("#shelf", Menu)
        option = None if shelf.highlighted is None else shelf.get_option_at_index(shelf.highlighted)
        if option is not None and option.id is not None:
            chosen = self._lines[int(option.id[1:])]
            if not chosen.error:
                self.app.push_screen(RecordsScreen(chosen.id, chosen.title, self.chasm.backstage))

    def action_back(self) -> None:
        """To the title."""
        self.app.pop_screen()


def _shelf(each: LibraryLine) -> str:
    """Under which heading it stands."""
    if each.error:
        return "Faulty files"
    return CASES if each.is_case else each.level


def _level(level: str) -> Drawn:
    name = line(level[:1].upper() + level[1:], f"bold {ACCENT}")
    return Drawn(lambda width: [Content(""), name.truncate(width, ellipsis=True)])


def _story(each: LibraryLine) -> Drawn:
    def paint(width: int) -> list[Content]:
        best = "" if each.best is None else f"best {each.best}"
        minutes = f"{each.minutes} min" if each.minutes else ""
        wide = width - 23
        head = columns([(Content(""), 1), (line(each.title, "bold"), wide), (Content(minutes), 8), (Content(best), 9)])
        said = Para(line(each.error, DOWN), Content.styled("cannot be played: ", DOWN), indent=2)
        below = said if each.error else Para(line(each.summary, MUTED), indent=2)
        where = _origin(each)
        return [head, *below.lines(width - 2), *(where.lines(width - 2) if where else [])]

    return Drawn(paint)


def _origin(each: LibraryLine) -> Para | None:
    """Where a story comes from, unless it is the program's own and hides nothing."""
    if each.origin == "Chasm" and not each.hides and not each.error:
        return None
    hidden = f"; hides the one in {', '.join(each.hides)}" if each.hides else ""
    return Para(line(f"from {each.origin}{hidden}", MUTED), indent=2)
