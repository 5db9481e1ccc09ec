"""What screens may ask of the app that shows them. They import these protocols and never an app."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeVar

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from chasm_game.errors import ChasmError
    from chasm_game.session.preview.preview import Preview
    from chasm_game.session.room.port import RoomDoorPort, RoomPort
    from chasm_game.session.room.views import TimerView
    from chasm_game.session.seat import Request, Seat
    from chasm_game.settings import Keeper, Motion, Settings
    from chasm_game.tui.backstage import Backstage, Beginning
    from chasm_game.tui.room_calls import RoomAnswer, RoomSeen
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["GameHost", "Host", "LibraryHost", "PreviewHost", "RoomHost"]

_Found = TypeVar("_Found")


class Host(Protocol):
    """What every app of ours gives every screen."""

    guided: bool
    """Whether a first game explains its parts."""
    keeper: Keeper
    """The settings and where they are kept."""

    @property
    def settings(self) -> Settings:
        """What the player has set."""
        ...

    @property
    def motion(self) -> Motion:
        """How much may move."""
        ...

    @property
    def is_answer_due(self) -> bool:
        """Whether something was handed in and is not answered yet: mostly it brings another screen."""
        ...

    @property
    def keymap(self) -> Mapping[str, str]:
        """Keys that are not the usual ones, by the id of a command."""
        ...

    def keep(self, **values: object) -> None:
        """Change settings, now and for the next time."""
        ...

    def remember(self, explanation: str) -> None:
        """Keep in mind that something was explained."""
        ...

    def take_keys(self) -> None:
        """The keys as they are set."""
        ...

    def action_change_theme(self) -> None:
        """Every theme, shown while one moves through them."""
        ...

    def open_keys(self) -> None:
        """The keys, to be changed."""
        ...

    def complain(self, error: ChasmError) -> None:
        """An error, on one line."""
        ...

    def say(
        self,
        message: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        lasting: bool = False,
    ) -> None:
        """A notice that goes by itself, or with its screen unless it is `lasting`; the message is text, not markup."""
        ...

    def hush(self) -> None:
        """Take away what was said before, where it does not hold any more."""
        ...

    def strip(self) -> ComposeResult:
        """What every whole screen has above its hints."""
        ...


class GameHost(Host, Protocol):
    """An app in which one game is played."""

    CALM: ClassVar[float]
    """Seconds in which the Enter that decided does not yet go on."""

    @property
    def drafts(self) -> dict[str, object]:
        """What was filled in and not handed in in this game, by where."""
        ...

    @property
    def seat(self) -> Seat | None:
        """Where the player sits, while a game is open."""
        ...

    def hand_in(self, request: Request) -> None:
        """Hand something in; what comes of it is shown when it is there, and so is why it could not be done."""
        ...

    def follow(self) -> None:
        """Show what is seen from the seat now, where the player looks at the game."""
        ...

    def go_on(self) -> None:
        """The screen that the game asks for."""
        ...

    def show_silent(self, followed: ConsequencesView) -> None:
        """The silent rounds behind the last decision."""
        ...

    def take_back(self) -> None:
        """In practice: the last decision or ask is undone."""
        ...

    def leave(self) -> None:
        """Out of the game; nothing is lost."""
        ...

    @property
    def library(self) -> LibraryHost | None:
        """The same app where other games can be begun in it; None where there is only this one."""
        ...


class LibraryHost(Host, Protocol):
    """An app with stories and saves."""

    @property
    def backstage(self) -> Backstage:
        """Library and saves."""
        ...

    @property
    def usual(self) -> Beginning:
        """How a new game is begun, unless the player says otherwise."""
        ...

    def begin(
        self,
        scenario: str,
        *,
        team: str = "",
        seed: int = 1,
        practice: bool = False,
        quick: bool = False,
        difficulty: str = WRITTEN,
    ) -> None:
        """Begin a game."""
        ...

    def resume(self, save: str) -> None:
        """Go on with a save."""
        ...

    def begin_from(self, save: str, round_id: str) -> None:
        """Begin a practice game in a round of a game that was played."""
        ...

    def open_library(self) -> None:
        """The library."""
        ...

    def open_settings(self) -> None:
        """The settings."""
        ...

    def open_saves(self) -> None:
        """The shelf of saves."""
        ...


class RoomHost(Host, Protocol):
    """An app of a room."""

    @property
    def door(self) -> RoomDoorPort:
        """The ways into a room."""
        ...

    @property
    def seen(self) -> RoomSeen:
        """What was last seen of the room that is open."""
        ...

    def call(self, act: Callable[[RoomPort], _Found], then: Callable[[RoomAnswer[_Found]], None]) -> None:
        """Do something to the room, in a thread of its own, and hear of it later. Calls are answered in their order."""
        ...

    def tick(self, then: Callable[[TimerView], None]) -> None:
        """Look at the time that is left."""
        ...

    def enter(self, make: Callable[[], RoomPort]) -> None:
        """Open a room. Two are never opened at once."""
        ...

    def go_on(self) -> None:
        """The screen that the room's stage asks for."""
        ...

    def open_sheets(self) -> None:
        """The belief sheets before the first round once more, while they can still be changed."""
        ...

    def leave(self) -> None:
        """Out of the room; everything is saved."""
        ...

    @property
    def writes_pages(self) -> bool:
        """Whether the debrief can be written from here."""
        ...

    def write_pages(self, room: RoomPort, *, hidden: bool) -> str:
        """Write the debrief of a room into its folder, `hidden` without scores; says where. In the room's thread."""
        ...


class PreviewHost(Host, Protocol):
    """An app of a preview."""

    @property
    def preview(self) -> Preview:
        """The file and its play."""
        ...

    def go_on(self) -> None:
        """The screen that the game asks for."""
        ...
