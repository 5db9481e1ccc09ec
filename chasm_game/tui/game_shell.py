"""An app in which one game is played: the way from screen to screen, as the game's phase asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from chasm_game.errors import ChasmError
from chasm_game.text import one_line
from chasm_game.tui.shell import Shell
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual.screen import Screen

    from chasm_game.session.play import Play
    from chasm_game.settings import Keeper
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["GameShell"]


class GameShell(Shell):
    """Holds the game that is open, and shows it."""

    CALM: ClassVar[float] = 0.4
    """Seconds in which the Enter that decided does not yet go on."""

    def __init__(self, *, play: Play | None = None, keeper: Keeper | None = None) -> None:
        super().__init__(keeper)
        self.play = play
        """The game that is open."""
        self._said_of_save = ""
        self.drafts: dict[str, object] = {}
        """What was filled in and not handed in, by where: going back and forth loses nothing."""

    def on_mount(self) -> None:
        """Begin in the game, if one was given."""
        if self.play is not None:
            self.go_on()

    def go_on(self) -> None:
        """The screen that the game's phase asks for."""
        from chasm_game.tui.screens.beliefs import BeliefsScreen
        from chasm_game.tui.screens.debrief import DebriefScreen
        from chasm_game.tui.screens.round import RoundScreen

        play = self.play
        if play is None:
            return
        try:
            phase = play.phase
            if phase is Phase.DECIDING:
                screen: Screen[None] = RoundScreen(play)
            else:
                screen = DebriefScreen(play) if phase is Phase.DEBRIEF else BeliefsScreen(play)
        except ChasmError as error:
            self.complain(error)
        else:
            self.name_window(f"Chasm: {play.intro.title}")
            self.show_screen(screen)
            self.say_of_save(play)

    def show_consequences(self, followed: ConsequencesView) -> None:
        """What followed from the decision."""
        from chasm_game.tui.screens.consequences import ConsequencesScreen

        self.drafts.clear()
        if self.play is not None:
            self.show_screen(ConsequencesScreen(self.play, followed))
            self.say_of_save(self.play)

    def take_back(self) -> None:
        """In practice: the last decision or ask is undone."""
        if self.play is None:
            return
        try:
            self.play.rewind()
        except ChasmError as error:
            self.complain(error)
        else:
            self.go_on()

    def say_of_save(self, play: Play) -> None:
        """Once: what became of the file of the game, where it was taken away."""
        intro = play.intro
        if intro.save_notice and intro.save_notice != self._said_of_save:
            self._said_of_save = intro.save_notice
            told = one_line(intro.save_notice)
            self.say(told[:1].upper() + told[1:], severity="warning" if intro.save else "error")

    def let_go(self) -> None:
        """Close the game that is open, if one is."""
        if self.play is not None:
            self.play.close()
            self.play = None
