"""The door of a room: whether one that was left is meant, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.grammar import plural, under
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.screens.room.keys import TellsWhy
from chasm_game.tui.text import MUTED, Para, flow, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.session.room.views import RoomLine
    from chasm_game.tui.host import RoomHost

__all__ = ["RoomDoorScreen"]


class RoomDoorScreen(Page, TellsWhy[None]):
    """Go on with a room, or begin one."""

    TITLE_WORDS = (
        "A room of this story was left before its end. Go on with it, or begin a new one: two rooms are never mixed."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("door.enter", "enter", "enter", "Open", "Open the marked room.", priority=True),
        HELP,
        Command("door.leave", "escape,q", "leave", "Quit", "Leave the program.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RoomDoorScreen { #door { padding: 1 3; height: 1fr; } #words { height: auto; margin-bottom: 1; max-width: 90; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[RoomLine, ...] = ()

    @property
    def chasm(self) -> RoomHost:
        """The app of the room."""
        return cast("RoomHost", self.app)

    def body(self) -> ComposeResult:
        """The latest room first; a new one last."""
        yield TopBar("Chasm", "one laptop for a room")
        yield Vertical(id="door")

    def show(self, left: Sequence[RoomLine]) -> None:
        """The rooms that were left; the latest is marked. Nothing where none was."""
        self._left = tuple(left)
        if self._left:
            menu = Menu(*self._options(), id="rooms", markup=False)
            self.query_one("#door").mount(Static(flow(self._words()), id="words", markup=False), menu)
            # The list comes when the folders were looked through; until then there is nothing to focus.
            menu.focus()
            menu.highlighted = 0

    def _words(self) -> list[Para]:
        many = f"{plural(len(self._left), 'room')} of this story {'was' if len(self._left) == 1 else 'were'} left."
        return [
            Para(Content.styled(many, "bold")),
            Para(
                Content("Going on keeps the room's own teams and seed. A new room leaves the others untouched."), gap=1
            ),
        ]

    def _options(self) -> list[Option]:
        options = []
        for n, room in enumerate(self._left):
            far = f"{plural(room.teams, 'team')}, {plural(room.revealed, 'round')} revealed"
            where = f"{far}, {under(room.seed, room.difficulty)}"
            head = Content.assemble(("Go on: ", "bold"), f"begun {room.started} UTC, {where}")
            options.append(Option(Content("\n").join([head, line(room.folder, MUTED)]), id=str(n)))
        return [*options, Option(Content.styled("Begin a new room", "bold"), id="new")]

    def action_enter(self) -> None:
        """Enter opens what is marked."""
        for menu in self.query(Menu):
            menu.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        chosen = event.option.id or "new"
        door = self.chasm.door
        self.chasm.enter(door.new if chosen == "new" else lambda: door.resume(self._left[int(chosen)].folder))

    def action_leave(self) -> None:
        """Out."""
        self.app.exit()
