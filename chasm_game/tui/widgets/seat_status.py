"""One line above the hints: that something was handed in, and whom one waits for; or that the connection is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from chasm_game.session.seat import waiting_sentence
from chasm_game.tui.commands import Command
from chasm_game.tui.text import DOWN, Para, flow, line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual.timer import Timer

    from chasm_game.session.seat import SeatState

__all__ = ["TRY_AGAIN", "SeatStatus"]

TRY_AGAIN = Command(
    "seat.try-again", "f5", "try_again", "Try again", "Look for the lost connection now.", key_name="F5"
)


class SeatStatus(Static):
    """Not there while the seat answers at once."""

    KEYS: ClassVar[tuple[Command, ...]] = (TRY_AGAIN,)
    SCOPED_CSS = False
    PATIENCE: ClassVar[float] = 0.3
    """Seconds in which an answer may come before it is said that it is waited for."""
    DEFAULT_CSS = """
    SeatStatus { height: auto; max-height: 3; width: 100%; padding: 0 1; background: $panel; color: $chasm-text;
        display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._para: Para | None = None
        self._timer: Timer | None = None
        self._state: SeatState | None = None
        """How it stands now."""

    def show(self, state: SeatState) -> None:
        """Say how it stands; what is only on its way is said a little later."""
        self._state = state
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        # A seat at home answers within milliseconds: a line that flashes at every decision would only unsettle.
        if not state.lost and state.pending is not None and state.view.phase is not Phase.WAITING and not self.display:
            self._timer = self.set_timer(self.PATIENCE, self._say)
        else:
            self._say()

    def _say(self) -> None:
        # A timer that was stopped may have fired already: what it was set for is not what stands now.
        state = self._state
        assert state is not None
        words = waiting_sentence(state)
        self._para = Para(line(words, f"bold {DOWN}" if state.lost else "bold")) if words else None
        self.display = self._para is not None
        if self._para is not None:
            self.update(flow([self._para]))

    def rows(self, width: int) -> int:
        """How many rows it takes on a screen of this width."""
        return min(len(self._para.lines(max(width - 2, 1))), 3) if self._para is not None else 0
