"""The app: themes, the way from screen to screen, and what every screen may ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand

from chasm_game.errors import ChasmError
from chasm_game.text import one_line
from chasm_game.tui.base_app import Settled
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.palette import palette
from chasm_game.tui.screens.base import GLOSSARY
from chasm_game.tui.screens.title import TitleScreen
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from chasm_game.session.play import Play
    from chasm_game.settings import Keeper
    from chasm_game.tui.backstage import Backstage
    from chasm_game.tui.screens.begin import Beginning
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["ChasmApp"]


class ChasmApp(Settled):
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
        Command(
            "suspend",
            "ctrl+z",
            "suspend_process",
            "To the shell",
            "Back to the shell for a while; fg goes on here.",
            shown=False,
            priority=True,
        ),
        GLOSSARY,
    )
    BINDINGS = bindings(KEYS)
    LEAVING: ClassVar[tuple[str, str] | None] = None
    """What leaving a game is called by hints and by the help; None leaves it to the screens."""
    EVERYWHERE: ClassVar[tuple[Command, ...]] = ()
    """Commands that every screen has; they stand last in its help."""

    def __init__(
        self,
        *,
        backstage: Backstage,
        play: Play | None = None,
        keeper: Keeper | None = None,
        usual: Beginning | None = None,
    ) -> None:
        super().__init__(keeper)
        self.backstage = backstage
        """Library and saves."""
        self.play = play
        """The game that is open."""
        self._said_of_save = ""
        self.drafts: dict[str, object] = {}
        """What was filled in and not handed in, by where: going back and forth loses nothing."""
        self._usual = usual

    @property
    def usual(self) -> Beginning:
        """How a new game is begun, unless the player says otherwise."""
        from chasm_game.tui.screens.begin import Beginning

        asked = self._usual or Beginning()
        return replace(asked, team=asked.team or self.settings.played_by)

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
        yield SystemCommand("Settings", "Name, theme, motion, labels, confirm step, keys", self.open_settings)
        yield SystemCommand("Glossary", "The words of the game", self.action_glossary)
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
            self.let_go()
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
            self.name_window(f"Chasm: {play.intro.title}")
            self._show(screen)
            self.say_of_save(play)

    def show_consequences(self, followed: ConsequencesView) -> None:
        """What followed from the decision."""
        from chasm_game.tui.screens.consequences import ConsequencesScreen

        self.drafts.clear()
        if self.play is not None:
            self._show(ConsequencesScreen(self.play, followed))
            self.say_of_save(self.play)

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
        play = self.play
        goes_on = play is not None and play.phase is not Phase.DEBRIEF
        self.let_go()  # the file is looked at once more, before anything is said of it
        if play is not None:
            self.say_of_save(play)
            if goes_on and play.intro.save:
                self.say("Your game is saved. Resume goes on where you are.")
        self.name_window("Chasm")
        while len(self.screen_stack) > 1:
            self.pop_screen()

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

    @property
    def open_save(self) -> str:
        """The file of the game that is open; empty where none is."""
        return "" if self.play is None else self.play.intro.save

    def open_library(self) -> None:
        """The library."""
        from chasm_game.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen())

    def open_settings(self) -> None:
        """The settings."""
        from chasm_game.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def open_keys(self) -> None:
        """The keys."""
        from chasm_game.tui.screens.keys import KeysScreen

        self.push_screen(KeysScreen())

    def open_saves(self) -> None:
        """The shelf of saves."""
        from chasm_game.tui.screens.saves import SavesScreen

        self.push_screen(SavesScreen())

    # ------------------------------------------------------------- what every screen may ask for

    async def action_quit(self) -> None:
        """Leave; ask only where text would be lost, and only once."""
        from chasm_game.tui.screens.base import Dialog
        from chasm_game.tui.screens.leave import LeaveScreen

        screen = self.screen
        if isinstance(screen, Dialog) and screen.unsent:
            self.push_screen(LeaveScreen(), lambda sure: self.exit() if sure else None)
        else:
            self.exit()

    def action_glossary(self) -> None:
        """The words of the game, over whatever is on the screen."""
        from chasm_game.tui.screens.glossary import GlossaryScreen

        if not isinstance(self.screen, GlossaryScreen):
            self.push_screen(GlossaryScreen())

    def action_help(self) -> None:
        """Help about the screen where one is."""
        from chasm_game.tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, HelpScreen):
            return
        keys = tuple(self._called(each) for each in getattr(screen, "KEYS", ()))
        focused: tuple[Command, ...] = getattr(screen.focused, "KEYS", ())
        words = getattr(screen, "WORDS", ())
        told = getattr(screen, "TITLE_WORDS", "")
        self.push_screen(HelpScreen(told, (*focused, *keys, *self.EVERYWHERE), words))

    def _called(self, command: Command) -> Command:
        if self.LEAVING is None or command.action != "leave":
            return command
        name, told = self.LEAVING
        return replace(command, name=name, help=told)

    def strip(self) -> ComposeResult:
        """What every whole screen has above its hints."""
        yield from ()
