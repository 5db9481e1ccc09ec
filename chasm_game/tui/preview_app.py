"""The app of a preview: the game's own screens, a file below them, and a look at that file twenty times a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.containers import VerticalScroll

from chasm_game.errors import ChasmError
from chasm_game.session.local_seat import LocalSeat
from chasm_game.tui.commands import bindings
from chasm_game.tui.game_shell import GameShell
from chasm_game.tui.program_keys import PREVIEW_KEYS
from chasm_game.tui.screens.preview.file import PreviewFileScreen
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.preview_bar import PreviewBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from chasm_game.session.preview.preview import Preview
    from chasm_game.tui.commands import Command
    from chasm_game.tui.screens.preview.jump import Jump
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["LOOKS", "PreviewApp"]

LOOKS = 0.05
"""Seconds between two looks at the file. A save has settled after three: under half a second with the reading."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the author is, by ids."""

    followed: str | None
    """The round whose consequences are on screen."""
    round: str | None
    """The round that waits on screen."""
    answer: str | None
    """The answer that is highlighted there."""
    scrolled: float


class PreviewApp(GameShell):
    """Play while you write."""

    LEAVING = ("File", "To the file; the play stays where it is.")
    EVERYWHERE: ClassVar[tuple[Command, ...]] = PREVIEW_KEYS
    BINDINGS = bindings(EVERYWHERE)

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        """The file and its play."""
        self._followed: str | None = None
        self._sit_down()

    def get_default_screen(self) -> Screen[None]:
        """The file is below everything."""
        return PreviewFileScreen()

    def on_mount(self) -> None:
        """Look at the file; the shell begins to play."""
        self.set_interval(LOOKS, self._look)

    def strip(self) -> ComposeResult:
        """How the file is, on every screen."""
        yield PreviewBar(self.preview.view)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What can be done with a preview, and everything else."""
        for command in self.EVERYWHERE:
            yield SystemCommand(command.name, command.help, getattr(self, f"action_{command.action}"))
        yield from super().get_system_commands(screen)

    # ------------------------------------------------------------------------------------------------ the file

    def _look(self) -> None:
        """Read the file if it was saved, and show the same place of the new version."""
        before = self.preview.play
        if self.preview.measured():
            self._tell()
        if not self.preview.look():
            return
        # Nothing of the play has changed: redrawing its screen would lose where the author reads.
        if self.preview.play is before:
            self._tell()
        else:
            self._show_again()

    def _show_again(self) -> None:
        """The play was made anew: the place where the author was, as far as it is still there."""
        place, first = self._place(), self.seat is None
        self._sit_down()
        self._tell()
        # The author looks at the file, and is not taken away from it by a save.
        if len(self.screen_stack) == 1 and not first:
            return
        if self.seat is not None and place.followed is not None:
            rounds = self.seat.state.view.rounds
            same = next((c for c in rounds if c.id == place.followed), None)
            if same is not None:
                self.show_consequences(same)
                return
        self.go_on()
        # Before the new screen is laid out there is no list to highlight in, and nothing to scroll.
        self.call_after_refresh(self._find, place)

    def _sit_down(self) -> None:
        """At the play as it is now; it answers at once, for no disk keeps it."""
        if self.preview.play is not None:
            self.sit(LocalSeat(self.preview.play, at_once=True))

    def _tell(self) -> None:
        """Bring what is told of the file up to date on every screen."""
        # Only for somebody who looks: what is only played is not measured.
        if len(self.screen_stack) == 1:
            self.preview.measure()
        view = self.preview.view
        for screen in self.screen_stack:
            for bar in screen.query(PreviewBar):
                bar.show(view)
            if isinstance(screen, PreviewFileScreen):
                screen.show(view)

    def _place(self) -> _Place:
        from chasm_game.tui.screens.round import RoundScreen

        screen = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if not isinstance(screen, RoundScreen) or not screen.is_mounted:
            return _Place(self._followed, None, None, 0.0)
        at = screen.query_one("#responses", Menu).highlighted
        answers = screen.view.responses
        answer = answers[at].id if at is not None and at < len(answers) else None
        return _Place(None, screen.view.id, answer, screen.query_one("#story", VerticalScroll).scroll_y)

    def _find(self, place: _Place) -> None:
        """Highlight the same answer and scroll to the same line, if the same round is on screen."""
        from chasm_game.tui.screens.round import RoundScreen

        screen = self.screen
        if not isinstance(screen, RoundScreen) or not screen.is_mounted or screen.view.id != place.round:
            return
        ids = [r.id for r in screen.view.responses]
        if place.answer in ids:
            screen.query_one("#responses", Menu).highlighted = ids.index(place.answer)
        screen.query_one("#story", VerticalScroll).scroll_to(y=place.scrolled, animate=False)

    # ------------------------------------------------------------------------------------------------ the play

    def go_on(self) -> None:
        """The screen that the play asks for."""
        self._followed = None
        super().go_on()

    def show_consequences(self, followed: ConsequencesView) -> None:
        """What followed from a decision."""
        self._followed = followed.id
        super().show_consequences(followed)

    def leave(self) -> None:
        """Back to the file; the play stays where it is."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._tell()

    def take_back(self) -> None:
        """The last decision or ask is undone."""
        try:
            self.preview.take_back()
        except ChasmError as error:
            self.complain(error)
        else:
            self._sit_down()
            self.go_on()

    def action_take_back(self) -> None:
        """F9."""
        self.take_back()

    def action_again(self) -> None:
        """From the beginning."""
        self.preview.again()
        self._begin_anew()

    def action_file(self) -> None:
        """To the file, and back."""
        if len(self.screen_stack) > 1:
            self.leave()
        elif self.seat is not None:
            self.go_on()

    def action_numbers(self) -> None:
        """Show or hide true numbers, where the author is."""
        self.preview.show_numbers(numbers=not self.preview.view.numbers)
        self._show_again()

    def action_jump(self) -> None:
        """Ask where to."""
        from chasm_game.tui.screens.preview.jump import JumpScreen

        try:
            screen = JumpScreen(self.preview.jump_form())
        except ChasmError as error:
            self.complain(error)
        else:
            self.push_screen(screen, self._jump)

    def _jump(self, jump: Jump | None) -> None:
        if jump is None:
            return
        try:
            self.preview.jump(jump.round, jump.way, jump.numbers)
        except ChasmError as error:
            self.complain(error)
        else:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Another play was begun: show where it stands."""
        self._sit_down()
        self._tell()
        if self.seat is not None:
            self.go_on()
