"""The app: themes, the way from screen to screen, and what every screen may ask for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import App, SystemCommand

from chasm_game.errors import ChasmError
from chasm_game.session.views import Phase
from chasm_game.settings import Keeper
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.palette import palette
from chasm_game.tui.screens.title import TitleScreen
from chasm_game.tui.themes import DARK, OURS, WITHOUT_COLOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen

    from chasm_game.session.play import Play
    from chasm_game.session.views import ConsequencesView
    from chasm_game.settings import Motion, Settings
    from chasm_game.tui.backstage import Backstage

__all__ = ["ChasmApp"]

_ANIMATIONS: dict[str, Motion] = {"full": "full", "basic": "reduced", "none": "none"}
"""What `TEXTUAL_ANIMATIONS` may say, and which of our motions it is."""


class ChasmApp(App[None]):
    """Chasm on a screen. Give it a `play` to begin in a game."""

    TITLE = "Chasm"
    CALM: ClassVar[float] = 0.4
    """Seconds in which the Enter that decided does not yet go on."""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (60, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (20, "-short"),
        (24, "-medium"),
        (30, "-tall"),
    ]
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command(
            "quit", "ctrl+q,ctrl+c", "quit", "Quit", "Leave the program; games are saved.", shown=False, priority=True
        ),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, *, backstage: Backstage, play: Play | None = None, keeper: Keeper | None = None) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.keeper = keeper or Keeper()
        """The settings and where they are kept."""
        self.backstage = backstage
        """Library and saves."""
        self.play = play
        """The game that is open."""
        for theme in OURS:
            self.register_theme(theme)
        self.theme = WITHOUT_COLOUR if self.no_color else DARK.name

    @property
    def settings(self) -> Settings:
        """What the player has set."""
        return self.keeper.settings

    @property
    def motion(self) -> Motion:
        """How much may move; what `TEXTUAL_ANIMATIONS` says wins over the settings. Every animation asks here."""
        said = os.environ.get("TEXTUAL_ANIMATIONS", "").lower()
        return _ANIMATIONS.get(said, self.settings.motion)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The game's own colours in this theme, whichever it is."""
        return palette(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """The title is below everything."""
        return TitleScreen()

    def on_mount(self) -> None:
        """Begin in the game, if one was given."""
        if self.play is not None:
            self.go_on()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Themes, help and quit; what the screen can do comes from the screen."""
        yield SystemCommand("Theme", "Dark, light, high contrast, and more", self.action_change_theme)
        yield SystemCommand("Help", "What this screen is, its keys and its words", self.action_help)
        yield SystemCommand("Quit", "Leave the program; games are saved", self.exit)

    # ------------------------------------------------------------- the way from screen to screen

    def begin(
        self, scenario: str, *, team: str = "", seed: int = 1, practice: bool = False, quick: bool = False
    ) -> None:
        """Begin a game."""
        self._open(lambda: self.backstage.new(scenario, team=team, seed=seed, practice=practice, quick=quick))

    def resume(self, save: str) -> None:
        """Go on with a save."""
        self._open(lambda: self.backstage.resume(save))

    def _open(self, make: Callable[[], Play]) -> None:
        try:
            self.play = make()
            self.go_on()
        except ChasmError as error:
            self._let_go()
            self.complain(error)

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
            self._show(screen)

    def show_consequences(self, followed: ConsequencesView) -> None:
        """What followed from the decision."""
        from chasm_game.tui.screens.consequences import ConsequencesScreen

        if self.play is not None:
            self._show(ConsequencesScreen(self.play, followed))

    def _show(self, screen: Screen[None]) -> None:
        """One screen above the title, whatever was there."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

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

    def leave(self) -> None:
        """Back to the title; the game was saved after every decision."""
        if self.play is not None and self.play.phase is not Phase.DEBRIEF and self.play.intro.save:
            self.say("Your game is saved. Resume goes on where you are.")
        self._let_go()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _let_go(self) -> None:
        if self.play is not None:
            self.play.close()
            self.play = None

    def open_library(self) -> None:
        """The library."""
        from chasm_game.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen())

    def open_saves(self) -> None:
        """The shelf of saves."""
        from chasm_game.tui.screens.saves import SavesScreen

        self.push_screen(SavesScreen())

    # ------------------------------------------------------------- what every screen may ask for

    def complain(self, error: ChasmError) -> None:
        """An error of the program, on one line."""
        told = one_line(str(error))
        self.say(told[:1].upper() + told[1:], severity="error")

    def say(self, message: str, *, severity: Literal["information", "warning", "error"] = "information") -> None:
        """A notice that goes by itself; the message is text, not markup."""
        self.notify(one_line(message), severity=severity, timeout=6, markup=False)

    def action_help(self) -> None:
        """Help about the screen where one is."""
        from chasm_game.tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, HelpScreen):
            return
        keys: tuple[Command, ...] = getattr(screen, "KEYS", ())
        focused: tuple[Command, ...] = getattr(screen.focused, "KEYS", ())
        words = getattr(screen, "WORDS", ())
        self.push_screen(HelpScreen(getattr(screen, "TITLE_WORDS", ""), (*focused, *keys), words))
