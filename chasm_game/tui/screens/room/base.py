"""What the screens of a room share: the room, a way to do things that may fail, and the two kinds of dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from chasm_game.errors import ChasmError
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog, Page
from chasm_game.tui.text import DOWN, Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.views import RoomView
    from chasm_game.tui.host import RoomHost

__all__ = ["EntryScreen", "RoomPage", "SureScreen"]


class RoomPage(Page):
    """A screen of a room. `view` is what the projector may show."""

    TITLE_WORDS = "A room: one laptop, a projector, and a facilitator who types for every team."

    def __init__(self, room: RoomPort) -> None:
        super().__init__()
        self.room = room
        self.view: RoomView = room.view()

    @property
    def chasm(self) -> RoomHost:
        """The app of the room."""
        return cast("RoomHost", self.app)

    def attempt(self, act: Callable[[], object], below: str = "") -> bool:
        """Do something to the room; an error is said, and nothing was done. Looks at the room again.

        `below` names a `Static` of this screen for the error, where a notice would hide what is typed.
        """
        if below:
            self.query_one(below, Static).update("")
        try:
            act()
        except ChasmError as error:
            if below:
                self.query_one(below, Static).update(flow([Para(line(_capital(str(error)), DOWN))]))
            else:
                self.chasm.complain(error)
            return False
        finally:
            self.view = self.room.view()
            self.chasm.say_of_files()
        return True

    def action_leave(self) -> None:
        """Ask first: the screen is projected, and a key is quickly pressed."""
        sure = SureScreen(
            "Leave the room?", [Para(line("Everything is saved. The same command goes on where you are."))], "Leave"
        )
        self.app.push_screen(sure, lambda yes: self.chasm.leave() if yes else None)


class SureScreen(Dialog[bool]):
    """A question with two buttons. Esc is no."""

    TITLE_WORDS = "A question. Enter presses the marked button, arrows and Tab mark the other one, Esc is no."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command(
            "if-sure.other", "left,right,up,down", "other", "Other button", "Mark the other button.", key_name="←→"
        ),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    SureScreen { #box { width: 66; } #words { height: auto; margin-bottom: 1; }
        Horizontal { height: 1; } Button { margin-right: 2; } }
    """

    def __init__(self, title: str, words: Sequence[Para], yes: str, *, no: str = "Not yet", wary: bool = False) -> None:
        super().__init__()
        self._title, self._words, self._yes, self._no, self._wary = title, list(words), yes, no, wary

    def body(self) -> ComposeResult:
        """Question, words, buttons."""
        yield Static(flow([Para(line(self._title, "bold")), Para(line("")), *self._words]), id="words", markup=False)
        with Horizontal():
            yield Button(self._yes, id="yes", compact=True)
            yield Button(self._no, id="no", compact=True)

    def on_mount(self) -> None:
        """Enter means yes, unless it must not be pressed by accident."""
        self.query_one("#no" if self._wary else "#yes").focus()

    def action_other(self) -> None:
        """The other button."""
        self.focus_next("Button")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer."""
        self.close(event.button.id == "yes")


class EntryScreen(Dialog[str]):
    """One line to type. What cannot be is said below it, and nothing is lost."""

    TITLE_WORDS = "One line to type. Enter hands it in, Esc leaves everything as it was."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("entry.help", "f1", "app.help", "Help", "What this is.", key_name="F1"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    EntryScreen { #box { width: 76; } #words, #wrong { height: auto; margin-bottom: 1; } #wrong { margin: 1 0 0 0; } }
    """

    def __init__(
        self, title: str, words: Sequence[Para], take: Callable[[str], object], *, value: str = "", most: int = 2_000
    ) -> None:
        super().__init__()
        self._title, self._words, self._take = title, list(words), take
        self._value, self._most = value, most

    def body(self) -> ComposeResult:
        """Question, words, the line."""
        yield Static(flow([Para(line(self._title, "bold")), Para(line("")), *self._words]), id="words", markup=False)
        yield Input(self._value, id="line", max_length=self._most, select_on_focus=False)
        yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, or say why not."""
        try:
            self._take(event.value)
        except ChasmError as error:
            self.query_one("#wrong", Static).update(flow([Para(line(_capital(str(error)), DOWN))]))
        else:
            self.close(event.value)
            cast("RoomHost", self.app).say_of_files()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
