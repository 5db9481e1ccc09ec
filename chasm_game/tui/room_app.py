"""The app of a room: one laptop, a projector, and a facilitator who types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SystemCommand

from chasm_game.errors import ChasmError
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.screens.room.door import RoomDoorScreen
from chasm_game.tui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen

    from chasm_game.session.room.port import RoomDoorPort, RoomPort

__all__ = ["RoomApp"]


class RoomApp(Shell):
    """A room on a screen. Without a `room` it first asks whether one that was left is meant."""

    CSS = """
    ToastRack { dock: top; align: left top; margin: 1 0 0 0; }
    ToastHolder { align-horizontal: left; }
    """
    """Notices come over the title: below are the teams, on the right the time."""

    def __init__(self, door: RoomDoorPort, room: RoomPort | None = None) -> None:
        super().__init__()
        self.door = door
        self.room = room
        """The room that is open."""
        self._said_of_files = ""

    def get_default_screen(self) -> Screen[None]:
        """The door is below everything."""
        return RoomDoorScreen(self.door.left() if self.room is None else ())

    def on_mount(self) -> None:
        """Into the room, where one is given."""
        if self.room is not None:
            self.enter(lambda: self.room)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Themes, help and leaving; what the screen can do comes from the screen."""
        yield SystemCommand("Theme", "Dark, light, high contrast, and more", self.action_change_theme)
        yield SystemCommand("Help", "What this screen is, its keys and its words", self.action_help)
        yield SystemCommand("Leave", "Leave the room; everything is saved", self.exit)

    def enter(self, make: Callable[[], RoomPort | None]) -> None:
        """Open a room, and say so where it stands in the middle."""
        try:
            self.room = make()
        except ChasmError as error:
            self.complain(error)
            return
        if self.room is not None and self.room.stage is not RoomStage.TEAMS:
            torn = " The last thing typed was cut off; what was typed before stands." if self.room.torn else ""
            self.say(f"This room goes on where it stood.{torn}")
        self.go_on()

    def go_on(self) -> None:
        """The screen that the room's stage asks for."""
        from chasm_game.tui.screens.room.end import RoomEndScreen
        from chasm_game.tui.screens.room.reveal import RoomRevealScreen
        from chasm_game.tui.screens.room.round import RoomRoundScreen
        from chasm_game.tui.screens.room.sheets import RoomSheetsScreen
        from chasm_game.tui.screens.room.teams import RoomTeamsScreen

        if self.room is None:
            return
        stage = self.room.stage
        if stage is RoomStage.TEAMS:
            screen: Screen[None] = RoomTeamsScreen(self.room)
        elif stage in {RoomStage.SHEETS_BEFORE, RoomStage.SHEETS_AFTER}:
            screen = RoomSheetsScreen(self.room)
        elif stage is RoomStage.LETTERS:
            screen = RoomRoundScreen(self.room)
        elif stage is RoomStage.END:
            screen = RoomEndScreen(self.room)
        else:
            screen = RoomRevealScreen(self.room)
        self.show_screen(screen)
        self.say_of_files()

    def say_of_files(self) -> None:
        """Once: what became of the room's files, where something took them away."""
        notice = "" if self.room is None else self.room.notice
        if notice and notice != self._said_of_files:
            self._said_of_files = notice
            self.say(notice[:1].upper() + notice[1:], severity="warning")

    def leave(self) -> None:
        """Out of the program; everything is saved."""
        self.exit()
