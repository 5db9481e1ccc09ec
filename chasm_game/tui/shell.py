"""What every app of ours is around its screens: sizes, colours, keys, help, settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand

from chasm_game.tui.base_app import Settled
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.palette import palette
from chasm_game.tui.program_keys import PROGRAM_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.screen import Screen

__all__ = ["Shell"]

_LEAST_WIDTH, _LEAST_HEIGHT = 60, 20
"""Cells; a smaller terminal shows a notice and nothing else."""


class Shell(Settled):
    """Knows no game: what is shown in it is the business of the apps below."""

    TITLE = "Chasm"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (_LEAST_WIDTH, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (_LEAST_HEIGHT, "-short"),
        (24, "-medium"),
        (30, "-tall"),
    ]
    KEYS: ClassVar[tuple[Command, ...]] = PROGRAM_KEYS
    BINDINGS = bindings(KEYS)
    LEAVING: ClassVar[tuple[str, str] | None] = None
    """What leaving is called by hints and by the help; None leaves it to the screens."""
    EVERYWHERE: ClassVar[tuple[Command, ...]] = ()
    """Commands that every screen has; they stand last in its help."""

    @property
    def is_answer_due(self) -> bool:
        """Nothing is handed in here."""
        return False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The game's own colours in this theme, whichever it is."""
        return palette(self.current_theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Themes, help and quit; what the screen can do comes from the screen."""
        yield SystemCommand("Theme", "Dark, light, high contrast, and more", self.action_change_theme)
        yield SystemCommand("Settings", "Name, theme, motion, labels, confirm step, keys", self.open_settings)
        yield SystemCommand("Glossary", "The words of the game", self.action_glossary)
        yield SystemCommand("Help", "What this screen is, its keys and its words", self.action_help)
        yield SystemCommand("Quit", "Leave the program; games are saved", self.exit)

    @property
    def covered(self) -> bool:
        """Whether the notice that the terminal is too small is all that is seen."""
        screen = self.screen_stack[-1] if self.screen_stack else None  # keys may come before the first one
        if screen is None:
            return False
        # By the size too: a screen has the classes of a new size only when it was laid out once more.
        small = self.size.width < _LEAST_WIDTH or self.size.height < _LEAST_HEIGHT
        if not (small or screen.has_class("-tiny") or screen.has_class("-flat")):
            return False
        from chasm_game.tui.screens.base import TooSmall

        return bool(screen.query(TooSmall))

    def strip(self) -> ComposeResult:
        """What every whole screen has above its hints."""
        yield from ()

    def show_screen(self, screen: Screen[None]) -> None:
        """One screen above the lowest, whatever was there."""
        # Switching would replace what is on top, which may be a question above the screen that is meant.
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def open_settings(self) -> None:
        """The settings."""
        from chasm_game.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def open_keys(self) -> None:
        """The keys, to be changed."""
        from chasm_game.tui.screens.keys import KeysScreen

        self.push_screen(KeysScreen())

    async def action_quit(self) -> None:
        """Leave; ask only where text would be lost, and only once."""
        from chasm_game.tui.screens.base import Dialog
        from chasm_game.tui.screens.leave import LeaveScreen

        screen = self.screen
        # Only here can something be lost that is on no disk.
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
        about = getattr(screen, "TITLE_WORDS", "")
        self.push_screen(HelpScreen(about, (*focused, *keys, *self.EVERYWHERE), words))

    def _called(self, command: Command) -> Command:
        if self.LEAVING is None or command.action != "leave":
            return command
        name, about = self.LEAVING
        return replace(command, name=name, help=about)
