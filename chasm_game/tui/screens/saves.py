"""Your games: Enter goes on, or looks back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.errors import ChasmError
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Page, TopBar
from chasm_game.tui.screens.library import SHELF_CSS
from chasm_game.tui.text import DOWN, MUTED, Drawn, columns, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.session.backstage_views import SaveLine

__all__ = ["SavesScreen"]


class SavesScreen(Page):
    """The latest first."""

    TITLE_WORDS = "Your games, the latest first. A finished one opens its debrief."
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("saves.open", "enter", "open", "Resume", "Go on with the highlighted game.", priority=True),
        HELP,
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "SavesScreen {" + SHELF_CSS + "}"

    def __init__(self) -> None:
        super().__init__()
        self._saves: Sequence[SaveLine] = ()

    def body(self) -> ComposeResult:
        """The shelf."""
        yield TopBar("Saves")
        yield Static("No game yet. Every game you begin is kept here.", id="note", markup=False)
        yield Menu(id="shelf", markup=False)

    def on_mount(self) -> None:
        """Look what there is."""
        try:
            self._saves = self.chasm.backstage.saves()
        except ChasmError as error:
            self.chasm.complain(error)
        shelf = self.query_one("#shelf", Menu)
        shelf.set_options([Option(_save(each), id=f"s{n}") for n, each in enumerate(self._saves)])
        self.query_one("#note").display = not self._saves
        shelf.highlighted = 0 if self._saves else None
        shelf.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on, unless the save is damaged."""
        event.stop()
        chosen = self._saves[event.option_index]
        if chosen.error:
            self.chasm.complain(ChasmError(chosen.error))
        else:
            self.chasm.resume(chosen.path)

    def action_open(self) -> None:
        """Go on with the highlighted game."""
        self.query_one("#shelf", Menu).action_select()

    def action_back(self) -> None:
        """To the title."""
        self.app.pop_screen()


def _save(each: SaveLine) -> Drawn:
    def paint(width: int) -> list[Content]:
        where = line(each.error, DOWN) if each.error else line(each.where, "" if each.finished else "$text-accent")
        title = width - 54
        return [
            columns(
                [
                    (Content(""), 1), (line(each.title, "bold"), title), (where, 22), (line(each.team, MUTED), 16),
                    (line(each.started[:10], MUTED), 0 if width < 70 else 10),
                ]
            )
        ] if width >= 70 else [columns([(line(each.title, "bold"), width - 24), (where, 22)])]  # fmt: skip

    return Drawn(paint)
