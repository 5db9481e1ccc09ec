"""What followed from the last decision, once more: for whoever went past it, or comes back to a game."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP
from chasm_game.tui.screens.consequences_page import ConsequencesPage
from chasm_game.tui.text import MUTED, Para

if TYPE_CHECKING:
    from chasm_game.views.seat import SeatView

__all__ = ["LastRoundScreen"]


class LastRoundScreen(ConsequencesPage):
    """Above the round that waits. It is only read: Enter and Esc go back to that round."""

    LAPSES = True
    AT_ONCE = True
    TITLE_WORDS = "What followed from your last decision, once more. The round that waits is behind it."
    WORDS = ("Chasm", "Trust", "Reported", "Credibility", "Promise", "Calibration")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("last.back", "escape,enter,q", "back", "Back", "Back to the round that waits.", key_name="Esc"),
        Command("last.down", "down,pagedown,space", "turn(1)", "Down", "Scroll down.", key_name="PgDn"),
        Command("last.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        Command("last.ledger", "l", "ledger", "Ledger", "Every point of that round; only where you may see it."),
        Command("last.usual", "o", "usual", "Every round", "What moves every round, in full or folded.", shown=False),
        Command("last.chasm", "c", "chasm", "Chasm", "The chasm in detail: whom, and how.", shown=False),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    AUTO_FOCUS = "#page"

    def stands(self, view: SeatView, unseen: int) -> bool:
        """While the decision that it tells of is the last one."""
        return not unseen and bool(view.rounds) and view.rounds[-1].id == self._view.id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The ledger only where the points may be seen."""
        return self._view.exact if action == "ledger" else super().check_action(action, parameters)

    def action_back(self) -> None:
        """To the round."""
        self.app.pop_screen()

    def _then(self) -> list[Para]:
        return [Para(Content.styled("Enter goes back to the round that waits.", MUTED))]
