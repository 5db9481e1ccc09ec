"""From which round of a game that is over a practice game begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import ACCENT, MUTED, Para, flow, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import OptionList

__all__ = ["FromRoundScreen"]

HEAD = "Practice from a round: before it everything is as you decided it. It is not ranked."


class FromRoundScreen(Dialog[str]):
    """Answers with the id of a round; None where nothing was chosen."""

    TITLE_WORDS = (
        "From which round? A practice game begins there: before it everything is as you decided it, from there on you "
        "decide anew, see every point and may take decisions back. Your own game stays as it is."
    )
    WORDS = ("Practice",)
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "FromRoundScreen #head { height: auto; margin-bottom: 1; }"

    def __init__(self, rounds: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._rounds = tuple(rounds)

    def body(self) -> ComposeResult:
        """A line a round: its title, and what was decided in it."""
        yield Static(flow([Para(Content(HEAD))]), id="head", markup=False)
        yield Menu(
            *(
                Option(Content.assemble((f"{n:2d}  ", ACCENT), line(title, "bold"), "\n    ", line(response, MUTED)))
                for n, (_, title, response) in enumerate(self._rounds, start=1)
            )
        )

    def on_mount(self) -> None:
        """Begin with the first."""
        menu = self.query_one(Menu)
        menu.highlighted = 0
        menu.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.close(self._rounds[event.option_index][0])
