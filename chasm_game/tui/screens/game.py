"""What the screens of a game share: the seat, what stands there, and what is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events, on

from chasm_game.session.seat_time import time_words
from chasm_game.tui.commands import bindings
from chasm_game.tui.screens.base import Page, TopBar
from chasm_game.tui.text import DOWN, MUTED
from chasm_game.tui.widgets.seat_status import TRY_AGAIN, SeatStatus

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from chasm_game.session.seat import Seat, SeatState
    from chasm_game.tui.host import GameHost
    from chasm_game.views.intro import IntroView
    from chasm_game.views.seat import SeatView

__all__ = ["GamePage"]

LOW = 30.0
"""Seconds under which the time that is left stands out, as on the phones."""


class GamePage(Page):
    """A whole screen of a game that is played. It shows a `SeatView`, and never waits for the seat."""

    BINDINGS = bindings((TRY_AGAIN,))

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        """Where the player sits."""
        self._ticks: Timer | None = None

    @property
    def chasm(self) -> GameHost:
        """The app in which the game is played."""
        return cast("GameHost", self.app)

    @property
    def state(self) -> SeatState:
        """How it stands at the seat now, which may be ahead of what is on the screen."""
        return self.seat.state

    @property
    def intro(self) -> IntroView:
        """What is played."""
        return self.seat.state.view.intro

    @property
    def is_ready(self) -> bool:
        """Whether its parts are there; when they are, it catches up by itself."""
        return self.is_mounted and bool(self.query(SeatStatus))

    def stands(self, view: SeatView, unseen: int) -> bool:
        """Whether this is still the screen for what is seen; `unseen` rounds were not yet told of."""
        raise NotImplementedError

    def hear(self) -> None:
        """Something at the seat has changed, and this is still the screen for it."""
        for status in self.query(SeatStatus):
            status.show(self.state)
        self._show_time()
        self.refresh_bindings()

    def _show_time(self) -> None:
        """In the head line, and while it runs once a second."""
        state = self.state
        left = state.time_left
        style = "bold" if left is not None and left >= LOW else f"bold {DOWN}"
        if left and not state.time_runs:
            style = MUTED
        for bar in self.query(TopBar):
            bar.show_time(time_words(state), style)
        runs = state.time_runs and bool(left)
        # None at home, where nothing has to be shown by the clock.
        if runs and self._ticks is None:
            self._ticks = self.set_interval(1.0, self._show_time)
        elif not runs and self._ticks is not None:
            self._ticks.stop()
            self._ticks = None

    def status(self) -> ComposeResult:
        """What is waited for."""
        yield SeatStatus()

    def on_mount(self) -> None:
        """Catch up with what has changed since this screen was made."""
        # The seat may have gone on between making this screen and mounting it; it tells each change once.
        self.call_after_refresh(self.chasm.follow)

    @on(events.ScreenResume)
    def _catch_up(self) -> None:
        """What has changed below a dialog or another screen."""
        self.chasm.follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Trying again is for a connection that is lost."""
        return bool(self.state.lost) if action == "try_again" else True

    def action_try_again(self) -> None:
        """Look for the connection now."""
        self.seat.try_again()
