"""The app of a player: the title, stories and saves around the game that is played."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from chasm_game.errors import ChasmError
from chasm_game.limits import WRITTEN
from chasm_game.tui.backstage import Beginning
from chasm_game.tui.game_shell import GameShell
from chasm_game.tui.opening import Opened, OpeningLine, close_unused, open_beside
from chasm_game.tui.screens.title import TitleScreen
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.timer import Timer

    from chasm_game.session.seat import Seat
    from chasm_game.settings import Keeper
    from chasm_game.tui.backstage import Backstage
    from chasm_game.tui.host import LibraryHost

__all__ = ["ChasmApp"]


class ChasmApp(GameShell):
    """Chasm on a screen. Give it a `seat` to begin in a game."""

    _patience: Timer
    """Runs while a game is opened."""

    def __init__(
        self,
        *,
        backstage: Backstage,
        seat: Seat | None = None,
        keeper: Keeper | None = None,
        usual: Beginning | None = None,
    ) -> None:
        super().__init__(seat=seat, keeper=keeper)
        self.backstage = backstage
        """Library and saves."""
        self._usual = usual or Beginning()
        self._opening: Future[Seat] | None = None

    @property
    def usual(self) -> Beginning:
        """How a new game is begun, unless the player says otherwise."""
        return replace(self._usual, team=self._usual.team or self.settings.played_by)

    def get_default_screen(self) -> Screen[None]:
        """The title is below everything."""
        return TitleScreen()

    def begin(
        self,
        scenario: str,
        *,
        team: str = "",
        seed: int = 1,
        practice: bool = False,
        quick: bool = False,
        difficulty: str = WRITTEN,
    ) -> None:
        """Begin a game."""
        self._open(
            lambda: self.backstage.new(
                scenario, team=team, seed=seed, practice=practice, quick=quick, difficulty=difficulty
            )
        )

    @property
    def library(self) -> LibraryHost | None:
        """Other games can be begun here."""
        return self

    def begin_from(self, save: str, round_id: str) -> None:
        """Begin a practice game in a round of a game that was played."""
        self._open(lambda: self.backstage.from_round(save, round_id))

    def resume(self, save: str) -> None:
        """Go on with a save; to the game that is open here one only comes back."""
        # A second seat at the open file would find it locked by the first one, which is this program.
        if self.seat is not None and _same(self.seat.state.view.intro.save, save):
            self.go_on()
        else:
            self._open(lambda: self.backstage.resume(save))

    def _open(self, make: Callable[[], Seat]) -> None:
        """Open another game, beside: the screen stays, and what is typed meanwhile is meant for nothing.

        Where it cannot be opened, the one that is open stays so: its screen is still there. Two are never opened at
        once.
        """
        if self.is_opening:
            return
        self.forget_typed()
        self.expect_answer()
        self._patience = self.set_timer(self.MOMENT, self._say_that_it_opens)
        # The message goes through the app's own queue, so it is heard in its turn, and never by an app that is gone.
        self._opening = open_beside(make, lambda answer: self.post_message(Opened(answer)))

    def _say_that_it_opens(self) -> None:
        for screen in self.screen_stack:
            for line in screen.query(OpeningLine):
                line.display = self.is_opening

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        """Into the game that was opened; why it could not be is said."""
        self._due -= 1
        if event.answer is not self._opening:
            return  # everything was let go of meanwhile, and so was this game
        self._opening = None
        self._patience.stop()
        self._say_that_it_opens()
        self.forget_typed()
        fault = event.answer.exception()
        if isinstance(fault, ChasmError):
            self.complain(fault)
        elif fault is not None:
            raise fault
        else:
            # Only now: the other game is known to open, so nothing is closed in vain.
            self.let_go()
            self.sit(event.answer.result())
            self.go_on()

    @property
    def is_opening(self) -> bool:
        """Whether a game is being opened."""
        return self._opening is not None

    @property
    def covered(self) -> bool:
        """While a game is opened nothing on the screen that is left can be meant any more."""
        return self.is_opening or super().covered

    def strip(self) -> ComposeResult:
        """That a game is being opened, where that takes a while."""
        yield OpeningLine()

    def let_go(self) -> None:
        """Close the game that is open, and the one that is being opened, as soon as it is there."""
        coming, self._opening = self._opening, None
        super().let_go()
        if coming is not None:
            coming.add_done_callback(close_unused)

    def leave(self) -> None:
        """Back to the title; the game was saved after every decision."""
        seat = self.seat
        self.let_go()  # before anything is said of the file
        if seat is not None:
            view = seat.state.view
            # A game that is over has nothing to go on with, and one that no file keeps is lost with its screen.
            if view.phase is not Phase.DEBRIEF and view.intro.save:
                self.say("Your game is saved. Resume goes on where you are.")
        self.name_window("Chasm")
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def open_library(self) -> None:
        """The library."""
        from chasm_game.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen())

    def open_saves(self) -> None:
        """The shelf of saves."""
        from chasm_game.tui.screens.saves import SavesScreen

        self.push_screen(SavesScreen())


def _same(open_save: str, save: str) -> bool:
    """Whether both are one file; a game that no file keeps has no name."""
    # Lists name a file by its folder, the seat by where it was opened from: links and dots may differ.
    return bool(open_save) and Path(open_save).resolve() == Path(save).resolve()
