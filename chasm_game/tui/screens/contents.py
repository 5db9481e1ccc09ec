"""The pages of the debrief, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets.option_list import Option

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import ACCENT, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import OptionList

__all__ = ["ContentsScreen"]


class ContentsScreen(Dialog[int]):
    """Answers with the number of a page, from 0; None where nothing was chosen."""

    TITLE_WORDS = "All pages of the debrief. Enter, a click or the page's number opens one."
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = [  # noqa: RUF012
        *bindings(KEYS),
        *bindings(
            Command(f"contents.{n}", str(n % 10), f"pick({n - 1})", f"Page {n}", f"Page {n}.", shown=False)
            for n in range(1, 11)
        ),
    ]

    def __init__(self, headings: Sequence[str], here: int) -> None:
        super().__init__()
        self._headings, self._here = tuple(headings), here

    def body(self) -> ComposeResult:
        """A line a page."""
        yield Menu(
            *(
                Option(Content.styled(f"{n:2d}  ", ACCENT) + line(heading))
                for n, heading in enumerate(self._headings, start=1)
            )
        )

    def on_mount(self) -> None:
        """Begin where the reader is."""
        menu = self.query_one(Menu)
        menu.highlighted = self._here
        menu.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        self.close(event.option_index)

    def action_pick(self, number: int) -> None:
        """A digit."""
        if number < len(self._headings):
            self.close(number)
