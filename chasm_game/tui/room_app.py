"""The app of a room: one laptop, a projector, and a facilitator who types."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual.app import SystemCommand
from textual.widgets import Static

from chasm_game.errors import ChasmError
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.base_app import NOTICE
from chasm_game.tui.room_calls import RoomAnswer, RoomCalls, RoomSeen, Ticked, asked, left_rooms, seen_of, ticked
from chasm_game.tui.screens.room.door import RoomDoorScreen
from chasm_game.tui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen

    from chasm_game.session.room.port import RoomDoorPort, RoomPort
    from chasm_game.session.room.views import RoomLine, TimerView

__all__ = ["RoomApp"]

_Found = TypeVar("_Found")


class RoomApp(Shell):
    """A room on a screen. Without a `room` it first asks whether one that was left is meant.

    The room is called in a thread of its own; what it answers is shown when it is there.
    """

    CSS = Shell.CSS + "#room-waits { display: none; height: 1; padding: 0 2; color: $chasm-muted; }"
    PATIENCE = 0.3
    """Seconds after which it is said that the room has not answered yet."""

    def __init__(
        self,
        door: RoomDoorPort,
        room: RoomPort | None = None,
        writer: Callable[[RoomPort, bool], str] | None = None,
    ) -> None:
        super().__init__()
        self._writer = writer
        self.door = door
        self.room = room
        """The room that is open. It is called by `call` alone."""
        self._seen: RoomSeen | None = None
        self._calls = RoomCalls(self._from_the_room)
        self._waiting = 0
        self._entering = self._ticking = False
        self._said_of_files, self._files_said_at = "", -NOTICE

    @property
    def seen(self) -> RoomSeen:
        """What was last seen of the room that is open."""
        assert self._seen is not None
        return self._seen

    @property
    def waiting(self) -> bool:
        """Whether something that was handed in is not answered yet."""
        return self._waiting > 0

    @property
    def is_answer_due(self) -> bool:
        """The same, for screens that are about to be covered by what the room answers."""
        return self.waiting

    def get_default_screen(self) -> Screen[None]:
        """The door is below everything."""
        return RoomDoorScreen()

    def on_mount(self) -> None:
        """Into the room, where one is given; else to the door."""
        room = self.room
        # A room that was given is looked at in its thread like any other: opening may mend its saves, which takes a
        # while.
        if room is not None:
            self.enter(lambda: room)
        else:
            self._call(lambda: left_rooms(self.door), self._show_door)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Themes, help and leaving; what the screen can do comes from the screen."""
        yield SystemCommand("Theme", "Dark, light, high contrast, and more", self.action_change_theme)
        yield SystemCommand("Help", "What this screen is, its keys and its words", self.action_help)
        yield SystemCommand("Leave", "Leave the room; everything is saved", self.exit)

    def strip(self) -> ComposeResult:
        """That something was handed in and is not answered yet."""
        yield Static("Handed in. Waiting for the room.", id="room-waits", markup=False)

    # ------------------------------------------------------------- calls of the room

    def call(self, act: Callable[[RoomPort], _Found], then: Callable[[RoomAnswer[_Found]], None]) -> None:
        """Do something to the room, and hear of it later. Calls are answered in their order."""
        room = self.room
        if room is None:
            return

        def answered(answer: RoomAnswer[_Found]) -> None:
            # Before anybody hears of it: a screen that is opened by the answer is made of what is seen now.
            self._seen = answer.seen
            self.say_of_files()
            then(answer)

        self._call(lambda: asked(room, act), answered)

    def tick(self, then: Callable[[TimerView], None]) -> None:
        """Look at the time that is left, unless the last look is not answered yet: looks must not pile up."""
        room = self.room
        if room is None or self._ticking:
            return
        self._ticking = True

        def looked(found: Ticked) -> None:
            self._ticking = False
            self._seen = replace(self.seen, timer=found.timer, notice=found.notice)
            if found.fault is not None:
                self.complain(found.fault)
            self.say_of_files()
            then(found.timer)

        self._calls.call(lambda: ticked(room), looked)

    def _call(self, work: Callable[[], _Found], then: Callable[[_Found], None]) -> None:
        self._waiting += 1
        if self._waiting == 1:
            # A disk answers long before; a line that comes and goes at every letter would only be a flicker.
            self.set_timer(self.PATIENCE, self._show_waiting)

        def answered(found: _Found) -> None:
            self._waiting -= 1
            self._show_waiting()
            then(found)

        self._calls.call(work, answered)

    def _from_the_room(self, heard: Callable[[], None]) -> None:
        """From the thread of the room; an app that is gone hears nothing."""
        with contextlib.suppress(RuntimeError):  # its loop is over
            self.call_later(heard)

    def _show_waiting(self) -> None:
        # Not only the topmost: a question may stand above the page that waits.
        for screen in self.screen_stack:
            for waits in screen.query("#room-waits"):
                waits.display = self.waiting

    def let_go(self) -> None:
        """Close the room that is open, if one is; what was handed in is written before."""
        # First, for a call that is still on its way would write to a room that is closed.
        self._calls.close()
        if self.room is not None:
            self.room.close()

    # ------------------------------------------------------------- the way from screen to screen

    def _show_door(self, left: Sequence[RoomLine] | ChasmError) -> None:
        if isinstance(left, ChasmError):
            self.complain(left)
        elif isinstance(self.screen_stack[0], RoomDoorScreen):
            self.screen_stack[0].show(left)

    def enter(self, make: Callable[[], RoomPort]) -> None:
        """Open a room, and say so where it stands in the middle. Two are never opened at once."""
        if self._entering:
            return
        self._entering = True

        def open_it() -> tuple[RoomPort, RoomSeen, bool] | ChasmError:
            try:
                room = make()
            except ChasmError as error:
                return error
            # Known from here on: whoever leaves while it is still being looked at closes it all the same.
            self.room = room
            return room, seen_of(room), room.torn

        self._call(open_it, self._entered)

    def _entered(self, found: tuple[RoomPort, RoomSeen, bool] | ChasmError) -> None:
        self._entering = False
        if isinstance(found, ChasmError):
            self.complain(found)
            return
        self.room, self._seen, was_torn = found
        self.go_on()
        if self.seen.view.stage is not RoomStage.TEAMS:
            torn = " The last thing typed was cut off; what was typed before stands." if was_torn else ""
            self.say(f"This room goes on where it stood.{torn}")

    def go_on(self) -> None:
        """The screen that the room's stage asks for."""
        from chasm_game.tui.screens.room.stages import screen_of

        self._turn_to(screen_of(self.seen))

    def open_sheets(self) -> None:
        """The belief sheets before the first round once more, while they can still be changed."""
        from chasm_game.tui.screens.room.sheets import RoomSheetsScreen

        self._turn_to(RoomSheetsScreen(self.seen))

    def _turn_to(self, screen: Screen[None]) -> None:
        """Another page of the room, whatever was there; notices of the page before go with it."""
        # What was said of a page that is gone would lie over the names on the next one.
        self.hush()
        if time.monotonic() - self._files_said_at < NOTICE:
            self._said_of_files = ""  # what became of the files is no matter of one page: it is said again
        self.show_screen(screen)
        self.say_of_files()

    def say_of_files(self) -> None:
        """Once: what became of the room's files, where something took them away."""
        notice = "" if self._seen is None else self._seen.notice
        if notice and notice != self._said_of_files:
            self._said_of_files, self._files_said_at = notice, time.monotonic()
            self.say(notice[:1].upper() + notice[1:], severity="warning")

    @property
    def writes_pages(self) -> bool:
        """Whether the debrief can be written from here."""
        return self._writer is not None

    def write_pages(self, room: RoomPort, *, hidden: bool) -> str:
        """Write the debrief of a room into its folder, `hidden` without scores; says where. In the room's thread."""
        assert self._writer is not None
        return self._writer(room, hidden)

    def leave(self) -> None:
        """Out of the program; everything is saved."""
        self.exit()
