"""Your games: how each came out, or how far it is. Enter looks back, or goes on; they can be named and deleted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from chasm_game.errors import ChasmError
from chasm_game.grammar import plural, under
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import tell_screen
from chasm_game.tui.screens.base import BACK, HELP, Page, TopBar
from chasm_game.tui.screens.delete import DeleteScreen
from chasm_game.tui.screens.library import SHELF_CSS
from chasm_game.tui.screens.old_game import OldGameScreen
from chasm_game.tui.screens.text_line import TextLineScreen
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Drawn, Para, columns, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.tui.host import LibraryHost
    from chasm_game.views.catalog import SaveLine

__all__ = ["SavesScreen"]


class SavesScreen(Page):
    """The latest first. Scores are worked out while the list can already be used."""

    TITLE_WORDS = (
        "Your games, the latest first. Enter opens the debrief of a game that is over, and goes on with one that is "
        "not; of one that was played under older rules it shows what was decided. Every game is kept in a file of its "
        "own; a damaged one is named and stops nothing. A game can be given a name of its own, and "
        "deleted, unless it is open somewhere else."
    )
    WORDS = ("Score", "Practice", "Seed")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("saves.open", "enter", "open", "Open", "Look back on the game, or go on with it.", priority=True),
        Command("saves.name", "n", "name", "Name", "Give the game a name of its own; an empty line takes it away."),
        Command("saves.delete", "d,delete", "delete", "Delete", "Delete the game; it is asked first.", key_name="d"),
        HELP,
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "SavesScreen {" + SHELF_CSS + " #shelf { padding: 1 1 0 1; } }"

    def __init__(self) -> None:
        super().__init__()
        self._saves: list[SaveLine] = []

    @property
    def chasm(self) -> LibraryHost:
        """The app with its stories and saves."""
        return cast("LibraryHost", self.app)

    def body(self) -> ComposeResult:
        """The shelf."""
        yield TopBar("Your games")
        yield Static("No game yet. Every game you begin is kept here.", id="note", markup=False)
        yield Menu(id="shelf", markup=False)

    def on_mount(self) -> None:
        """Look what there is, then how it came out."""
        try:
            self._saves = list(self.chasm.backstage.saves())
        except ChasmError as error:
            self.chasm.complain(error)
        self._list(0)
        self.query_one("#shelf").focus()
        self._tell_how_many()
        # Behind the first painting: games are replayed in the time in which the list is read.
        self.call_after_refresh(self._score)

    def _list(self, marked: int) -> None:
        """Every game, and which is marked."""
        shelf = self.query_one("#shelf", Menu)
        shelf.set_options([Option(_save(each), id=f"s{n}") for n, each in enumerate(self._saves)])
        self.query_one("#note").display = not self._saves
        shelf.highlighted = marked if self._saves else None

    def _tell_how_many(self) -> None:
        over = sum(each.finished for each in self._saves)
        count = f"{plural(len(self._saves), 'game')}, {over} over" if self._saves else ""
        self.query_one(TopBar).tell("Your games", count)

    @work(thread=True, exclusive=True)
    def _score(self) -> None:
        """Replay the games that are over, one by one; leaving the screen ends it."""
        worker = get_current_worker()
        for save in list(self._saves):
            if worker.is_cancelled:
                return
            if save.finished and save.score is None and not (save.error or save.old):
                scored = self.chasm.backstage.scored(save)
                tell_screen(self, partial(self._show, scored))

    def _show(self, save: SaveLine) -> None:
        # Scores come from a thread: by then the screen may be gone, and the game have another name, or be deleted.
        at = next((n for n, each in enumerate(self._saves) if each.path == save.path), None)
        if self.is_attached and at is not None:
            shown = self._saves[at] = replace(save, name=self._saves[at].name)
            self.query_one("#shelf", Menu).replace_option_prompt_at_index(at, _save(shown))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Look back or go on, unless the save is damaged."""
        event.stop()
        chosen = self._saves[event.option_index]
        if chosen.error:
            self.chasm.complain(ChasmError(f"this save is damaged: {chosen.error}"))
        elif chosen.old:
            self._read(chosen)
        else:
            self.chasm.resume(chosen.path)

    def _read(self, save: SaveLine) -> None:
        """What was decided in a game that nobody can go on with."""
        try:
            view = self.chasm.backstage.decisions(save.path)
        except ChasmError as error:
            self.chasm.complain(error)
        else:
            self.app.push_screen(OldGameScreen(view))

    @property
    def _marked(self) -> SaveLine | None:
        at = self.query_one("#shelf", Menu).highlighted
        return self._saves[at] if at is not None and at < len(self._saves) else None

    def action_name(self) -> None:
        """A name for the highlighted game."""
        if save := self._marked:
            about = "What you call this game. Empty: the story's title alone."
            entry = TextLineScreen("Name", about, save.name)
            self.app.push_screen(entry, lambda name: self._do_name(save, name))

    def _do_name(self, save: SaveLine, name: str | None) -> None:
        if name is None or name == save.name:
            return
        try:
            kept = self.chasm.backstage.name(save.path, name)
        except ChasmError as error:
            self.chasm.complain(error)
        else:
            # The scores were worked out already; a name changes none.
            at = next((n for n, each in enumerate(self._saves) if each.path == save.path), 0)
            self._saves[at] = replace(self._saves[at], name=kept)
            self._list(at)

    def action_delete(self) -> None:
        """Ask whether the highlighted game is to go."""
        if save := self._marked:
            asked = DeleteScreen(_called(save), f"{save.started} · {save.where}" if save.started else save.where)
            self.app.push_screen(asked, lambda sure: self._do_delete(save) if sure else None)

    def _do_delete(self, save: SaveLine) -> None:
        try:
            self.chasm.backstage.delete(save.path)
        except ChasmError as error:
            self.chasm.complain(error)
        else:
            at = next((n for n, each in enumerate(self._saves) if each.path == save.path), 0)
            self._saves = [each for each in self._saves if each.path != save.path]
            self._list(min(at, len(self._saves) - 1))
            self._tell_how_many()
            # Those that are not scored yet have other places now.
            self._score()

    def action_open(self) -> None:
        """The highlighted game."""
        self.query_one("#shelf", Menu).action_select()

    def action_back(self) -> None:
        """To the title."""
        self.app.pop_screen()


def _where(each: SaveLine) -> Content:
    """How it came out, or how far it is."""
    if each.error:
        return line("damaged", DOWN)
    if each.score is not None:
        return Content.assemble((f"{each.score}", "bold"), "  ", line(each.ending))
    return line(each.where, "" if each.finished else ACCENT)


def _called(each: SaveLine) -> str:
    """Its own name, or its story's."""
    return each.name or each.title


def _save(each: SaveLine) -> Drawn:
    def paint(width: int) -> list[Content]:
        first = columns([(Content(""), 1), (line(_called(each), "bold"), max(width - 46, 14)), (_where(each), 40)])
        if each.error:
            return [first, *Para(line(each.error, DOWN), indent=2).lines(width - 2)]
        kind = " · practice" if each.practice else ""
        team = f" · {each.team}" if each.team else ""
        why = f" · {each.old}" if each.old else ""
        story = f"{each.title} · " if each.name else ""
        about = line(f"{story}{each.started}{team} · {under(each.seed, each.difficulty)}{kind}{why}", MUTED)
        return [first, Content("  ") + about.truncate(width - 4, ellipsis=True)]

    return Drawn(paint)
