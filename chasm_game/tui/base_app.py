"""An app that follows a player's settings: theme, motion and keys; and says what it has to say on one line."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Literal

from textual.command import CommandPalette

from chasm_game.errors import ChasmError
from chasm_game.settings import Keeper
from chasm_game.text import one_line
from chasm_game.tui.terminal_app import TerminalApp
from chasm_game.tui.themes import DARK, OURS, WITHOUT_COLOUR

if TYPE_CHECKING:
    from textual.types import AnimationLevel

    from chasm_game.settings import Motion, Settings

__all__ = ["Settled", "forced_motion"]

_MOTIONS: dict[str, Motion] = {"full": "full", "basic": "reduced", "none": "none"}
"""What `TEXTUAL_ANIMATIONS` may say, and which of our motions it is."""
_LEVELS: dict[Motion, AnimationLevel] = {"full": "full", "reduced": "basic", "none": "none"}
"""What Textual calls our motions."""
NOTICE = 6.0
"""Seconds that a notice stands."""


def forced_motion() -> Motion | None:
    """The motion that `TEXTUAL_ANIMATIONS` asks for; None where it is not set."""
    return _MOTIONS.get(os.environ.get("TEXTUAL_ANIMATIONS", "").lower())


class Settled(TerminalApp):
    """Reads its keeper once, follows every change, and hands what a player changes back to it."""

    CSS = """
    CommandPalette SearchIcon { display: none; }
    ToastRack { dock: top; align: left top; margin: 0; overflow-y: hidden; }
    ToastHolder { align-horizontal: left; }
    Toast { width: 100%; max-width: 100%; margin: 0; padding: 0 1; }
    Input { text-style: $chasm-mark-style; }
    Input:ansi > .input--cursor { text-style: reverse; }
    """
    """Notices lie over the bar on top, and never over answers or hints. A field is marked where its ground
    cannot be seen.

    The palette's magnifying glass is an emoji, and so two cells wide in some terminals and one in others.
    """

    def __init__(self, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.keeper = keeper or Keeper()
        """The settings and where they are kept."""
        self.keymap: dict[str, str] = {}
        """Keys that are not the usual ones, by the id of a command."""
        for theme in OURS:
            self.register_theme(theme)
        self._said: dict[str, float] = {}
        self._lasting: dict[str, tuple[float, Literal["information", "warning", "error"]]] = {}
        self.guided = self.keeper.path is not None
        """Whether a first game explains its parts: only where it can be remembered that it did."""
        self.dress()

    def adopt(self, keeper: Keeper) -> None:
        """Follow these settings; what a first game explains is for games, and stays away."""
        self.keeper, self.guided = keeper, False
        self.dress()

    @property
    def settings(self) -> Settings:
        """What the player has set."""
        return self.keeper.settings

    @property
    def motion(self) -> Motion:
        """How much may move; what `TEXTUAL_ANIMATIONS` says wins over the settings. Every animation asks here.

        On a slow line nothing moves: it would be seen long after the keys that were pressed for it.
        """
        return "none" if self.is_slow else forced_motion() or self.settings.motion

    def dress(self) -> None:
        """Theme and motion as they are set; `NO_COLOR` wins over a theme."""
        wanted = self.settings.theme
        known = wanted if wanted in self.available_themes else DARK.name
        # A theme that is kept may have been Textual's own in an earlier version, or misspelt by hand.
        self.theme = WITHOUT_COLOUR if self.no_color else known
        self.animation_level = _LEVELS[self.motion]

    def on_mount(self) -> None:
        """Once the first frame is on its way: say what was wrong with the settings, and take its keys."""
        # Checking keys imports every screen, which costs more than the first frame may take.
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self.keeper.complaint:
            self.complain(ChasmError(self.keeper.complaint))
        if self.settings.keys:
            self.take_keys()

    def take_keys(self) -> None:
        """The keys as they are set; what clashes, or is no key, is told in a line and stays as usual."""
        faults: list[str] = []
        self.keymap = {}
        if self.settings.keys:
            # Nobody who keeps the usual keys pays for the import of all screens.
            from chasm_game.tui.keymap import checked

            self.keymap, faults = checked(self.settings.keys)
        self.set_keymap(self.keymap)
        for fault in faults:
            self.say(fault, severity="warning")

    def keep(self, **values: object) -> None:
        """Change settings, now and for the next time."""
        try:
            self.keeper.change(**values)
        except ChasmError as error:
            self.complain(error)
        # Also after a failure: what was changed counts for this run, though it is not kept for the next.
        self.dress()

    def remember(self, explanation: str) -> None:
        """Keep in mind that something was explained."""
        if explanation not in self.settings.seen:
            self.keep(seen=(*self.settings.seen, explanation))

    # ------------------------------------------------------------- themes in the palette

    def action_change_theme(self) -> None:
        """Every theme, shown while one moves through them."""
        from chasm_game.tui.themes import Themes

        self.push_screen(CommandPalette(providers=[Themes], placeholder="Which theme?"))

    def on_command_palette_option_highlighted(self, event: CommandPalette.OptionHighlighted) -> None:
        """Put the theme on that is highlighted."""
        from chasm_game.tui.themes import theme_of

        name = theme_of(event.highlighted_event.option)
        if name is not None and not self.no_color:
            self.theme = name

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        """Whoever chose none gets the old one back."""
        # Moving through the list has dressed the app already; leaving it must undo that.
        if not event.option_selected:
            self.dress()

    # ------------------------------------------------------------- what every screen may ask for

    def complain(self, error: ChasmError) -> None:
        """An error of the program, on one line."""
        words = one_line(str(error))
        self.say(words[:1].upper() + words[1:], severity="error")

    def say(
        self,
        message: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        lasting: bool = False,
    ) -> None:
        """A notice that goes by itself, or with its screen unless it is `lasting`; the message is text, not markup.

        One that still stands is not said again.
        """
        words, now = one_line(message), time.monotonic()
        # A key that is held down would else pile up the same notice until it hides the screen.
        if now - self._said.get(words, -NOTICE) >= NOTICE:
            self._said[words] = now
            if lasting:
                self._lasting[words] = (now, severity)
            self.notify(words, severity=severity, timeout=NOTICE, markup=False)

    def hush(self) -> None:
        """Take away what was said before: it would lie over what comes now. What lasts stays for its time."""
        if not self._said:  # nothing was: a screen that comes up pays nothing
            return
        self.clear_notifications()
        self._said.clear()
        now = time.monotonic()
        for words, (since, severity) in self._lasting.items():
            if (rest := NOTICE - (now - since)) > 0:
                self.notify(words, severity=severity, timeout=rest, markup=False)

    # ------------------------------------------------------------- notices end with their screen

    def push_screen(self, *given: Any, **how: Any) -> Any:
        """Another screen on top: what was said of the one below would lie over it."""
        self.hush()
        return super().push_screen(*given, **how)

    def switch_screen(self, *given: Any, **how: Any) -> Any:
        """Another screen instead."""
        self.hush()
        return super().switch_screen(*given, **how)

    def pop_screen(self) -> Any:
        """The screen below again."""
        self.hush()
        return super().pop_screen()
