"""The app of a player: the title, stories and saves around the game that is played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.tui.backstage import Beginning
from chasm_game.tui.game_shell import GameShell
from chasm_game.tui.screens.title import TitleScreen
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from chasm_game.session.seat import Seat
    from chasm_game.settings import Keeper
    from chasm_game.tui.backstage import Backstage

__all__ = ["ChasmApp"]


class ChasmApp(GameShell):
    """Chasm on a screen. Give it a `seat` to begin in a game."""

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

    @property
    def usual(self) -> Beginning:
        """How a new game is begun, unless the player says otherwise."""
        return replace(self._usual, team=self._usual.team or self.settings.played_by)

    def get_default_screen(self) -> Screen[None]:
        """The title is below everything."""
        return TitleScreen()

    def begin(
        self, scenario: str, *, team: str = "", seed: int = 1, practice: bool = False, quick: bool = False
    ) -> None:
        """Begin a game."""
        self._open(lambda: self.backstage.new(scenario, team=team, seed=seed, practice=practice, quick=quick))

    def resume(self, save: str) -> None:
        """Go on with a save."""
        self._open(lambda: self.backstage.resume(save))

    def _open(self, make: Callable[[], Seat]) -> None:
        try:
            self.sit(make())
            self.go_on()
        except ChasmError as error:
            self.let_go()
            self.complain(error)

    def leave(self) -> None:
        """Back to the title; the game was saved after every decision."""
        seat = self.seat
        self.let_go()  # the file is looked at once more, before anything is said of it
        if seat is not None:
            view = seat.state.view
            self.say_of_save(view.intro)
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
