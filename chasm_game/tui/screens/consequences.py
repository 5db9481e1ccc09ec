"""What followed from a decision: the story, who felt it and why, what came back, what you expected.

With motion the changes land one after another, each when it is in view; any key but those that scroll lands them all.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP
from chasm_game.tui.screens.consequences_page import ConsequencesPage

if TYPE_CHECKING:
    from textual import events

    from chasm_game.session.seat import Seat
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.seat import SeatView

__all__ = ["ConsequencesScreen"]


class ConsequencesScreen(ConsequencesPage):
    """Enter goes on to the next round."""

    TITLE_WORDS = (
        "What followed. Each stakeholder with a step in words and the reasons, the strongest first. What earlier "
        "decisions sent back has its own part."
    )
    WORDS = ("Chasm", "Trust", "Reported", "Credibility", "Promise", "Calibration")
    TIPS = "after"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("after.go-on", "enter", "go_on", "Go on", "Show everything at once; then on to the next round."),
        Command("after.down", "down,pagedown", "turn(1)", "Down", "Scroll down.", shown=False),
        Command("after.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        Command("after.space", "space", "space", "Scroll", "Show everything at once; then scroll down."),
        Command("after.ledger", "l", "ledger", "Ledger", "Every point of the whole round; only where you may see it."),
        Command("after.undo", "u", "undo", "Take back", "In practice: take this decision back."),
        Command(
            "after.usual",
            "o",
            "usual",
            "Every round",
            "What moves every round, in full or folded.",
            shown=False,
        ),
        Command("after.chasm", "c", "chasm", "Chasm", "The chasm in detail: whom, and how.", shown=False),
        HELP,
        Command("after.leave", "escape,q", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    AUTO_FOCUS = "#page"

    def __init__(self, seat: Seat, view: ConsequencesView) -> None:
        super().__init__(seat, view)
        self._since = 0.0
        self._gone = False

    def on_mount(self) -> None:
        """Enter counts a moment later."""
        self._since = time.monotonic()

    def on_key(self, event: events.Key) -> None:
        """Any key that has no other meaning shows everything at once."""
        if self.landing:
            event.stop()
            self._show_all()

    def _show_all(self) -> None:
        """Everything lands; where all of it is out of sight, the page turns to it."""
        # A key that changes only what is out of sight would seem to do nothing. What became of a prediction stands
        # above the changes, and is what one waits for: where it is seen, it is read first.
        unseen = self.waits_below and not self.sees_expected
        self.land_all()
        if unseen:
            self.action_turn(1)

    def stands(self, view: SeatView, unseen: int) -> bool:  # noqa: ARG002
        """As long as it is read; unless it was taken back."""
        return any(each.id == self._view.id for each in view.rounds)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The ledger only where the points may be seen; taking back only in practice."""
        if action == "ledger":
            return self._view.exact
        if action == "undo":
            return self.intro.practice and not self.state.busy
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Everything at once; then on, once, and not by the same Enter that decided."""
        # Who presses Enter twice to decide would else never see what followed.
        if time.monotonic() - self._since < self.chasm.CALM or self._gone:
            return
        if self.landing:
            self._show_all()
        else:
            self._gone = True
            if self._view.silent:
                self.chasm.show_silent(self._view)
            else:
                self.chasm.go_on()

    def action_space(self) -> None:
        """Everything at once; then a page down."""
        if self.landing:
            self._show_all()
        else:
            self.action_turn(1)

    def action_undo(self) -> None:
        """Take this decision back."""
        self.chasm.take_back()

    def action_leave(self) -> None:
        """To the title; the decision is saved."""
        self.chasm.leave()
