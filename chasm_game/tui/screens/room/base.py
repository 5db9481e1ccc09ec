"""What the screens of a room share: the room, a way to do things that may fail, and the two kinds of dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog, Page
from chasm_game.tui.screens.room.keys import TellsWhy
from chasm_game.tui.text import DOWN, Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from chasm_game.errors import ChasmError
    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.views import RoomView
    from chasm_game.tui.host import RoomHost
    from chasm_game.tui.room_calls import RoomAnswer, RoomSeen
    from chasm_game.tui.widgets.team_grid import TeamGrid

__all__ = ["EntryScreen", "RoomPage", "SureScreen"]

LONGEST = 2_000
"""Signs of a line that is typed: what a save keeps of a reason."""
_Found = TypeVar("_Found")


class RoomPage(Page, TellsWhy[None]):
    """A screen of a room. It shows what was `seen` of it last, and never waits for the room."""

    TITLE_WORDS = "A room: one laptop, a projector, and a facilitator who types for every team."

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__()
        self.seen = seen
        self._alone = False

    @property
    def view(self) -> RoomView:
        """What the projector may show."""
        return self.seen.view

    @property
    def is_shut(self) -> bool:
        """Whether nothing is handed in until something else is answered, which may lead elsewhere."""
        return self._alone

    @property
    def chasm(self) -> RoomHost:
        """The app of the room."""
        return cast("RoomHost", self.app)

    def redraw(self) -> None:
        """Show the room as it is seen now."""

    def attempt(
        self,
        act: Callable[[RoomPort], _Found],
        then: Callable[[_Found], object] | None = None,
        *,
        failed: Callable[[ChasmError], object] | None = None,
        alone: bool = False,
    ) -> bool:
        """Do something to the room; what comes of it is shown when it is there. Says whether it was handed in.

        `then` gets what the act found; `failed` gets why it could not be done, which is said as a notice without it.
        `alone` is for what leads elsewhere: until it is answered nothing else is handed in from this screen, so that
        a key that is typed meanwhile decides nothing about what is no longer there, and nothing twice.
        """
        if self._alone:
            return False
        self._alone = alone

        def answered(answer: RoomAnswer[_Found]) -> None:
            # Only the call that shut the screen opens it: others that were handed in before are answered earlier.
            self._alone = self._alone and not alone
            if not self.is_attached:
                return
            self.seen = answer.seen
            if answer.fault is not None:
                (failed or self.chasm.complain)(answer.fault)
            elif then is not None:
                then(cast("_Found", answer.found))
            # After a success that leads elsewhere this screen is gone, or below the one that was opened.
            if answer.fault is not None or not alone:
                self.redraw()

        self.chasm.call(act, answered)
        return True

    def look(self, then: Callable[[], object]) -> None:
        """Once all that was handed in before is answered: go on with the room as it stands then."""
        self.attempt(lambda _: None, lambda _: then(), alone=True)

    def wrong(self, where: str, error: ChasmError | None) -> None:
        """Say an error in a `Static` of this screen, where a notice would hide what is typed; None clears it."""
        words = [] if error is None else [Para(line(_capital(str(error)), DOWN))]
        self.query_one(where, Static).update(flow(words))

    def marked(self, grid: TeamGrid, before: int, key: str) -> int:
        """The team that an arrow leads to; where there is none in that direction, that is said."""
        at = grid.moved(key)
        if at == before:
            self.chasm.say("There is no team in that direction.")
        return at

    def enter_line(
        self,
        title: str,
        words: Sequence[Para],
        act: Callable[[RoomPort, str], object],
        done: Callable[[str], object] | None = None,
        *,
        most: int = LONGEST,
    ) -> None:
        """A line to type, which is handed to the room; what cannot be is said below it."""

        def take(said: str, answered: Callable[[ChasmError | None], None]) -> bool:
            return self.attempt(lambda room: act(room, said), lambda _: answered(None), failed=answered)

        def closed(said: str | None) -> None:
            if said is not None and done is not None:
                done(said)

        self.app.push_screen(EntryScreen(title, words, take, most=most), closed)

    def put_right(self, message: str) -> None:
        """Something was put right: the page that the room asks for now, with what was done."""
        self.chasm.go_on()
        self.chasm.say(message)

    def action_leave(self) -> None:
        """Ask first: the screen is projected, and a key is quickly pressed."""
        sure = SureScreen(
            "Leave the room?", [Para(line("Everything is saved. The same command goes on where you are."))], "Leave"
        )
        self.app.push_screen(sure, lambda yes: self.chasm.leave() if yes else None)


class SureScreen(Dialog[bool], TellsWhy[bool]):
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
        cast("RoomHost", self.app).hush()
        self.query_one("#no" if self._wary else "#yes").focus()

    def why_not(self, key: str) -> str:  # noqa: ARG002
        """A question takes no letters: a key that was meant for the page below decides nothing."""
        return "Enter presses the marked button, an arrow marks the other one, Esc is no."

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
        self,
        title: str,
        words: Sequence[Para],
        take: Callable[[str, Callable[[ChasmError | None], None]], bool],
        *,
        most: int = LONGEST,
    ) -> None:
        super().__init__()
        self._title, self._words, self._take = title, list(words), take
        self._most = most
        self._sent: str | None = None
        """What was handed in and is not answered yet."""

    def body(self) -> ComposeResult:
        """Question, words, the line."""
        yield Static(flow([Para(line(self._title, "bold")), Para(line("")), *self._words]), id="words", markup=False)
        yield Input(id="line", max_length=self._most, select_on_focus=False)
        yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        cast("RoomHost", self.app).hush()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand it in, once; the answer closes this, or says why not."""
        # Enter pressed twice is one answer; what is typed meanwhile is in the line, and not in it.
        if self._sent is None:
            self._sent = event.value
            if not self._take(event.value, self._heard):
                self._sent = None

    def _heard(self, error: ChasmError | None) -> None:
        said, self._sent = self._sent, None
        if not self.is_attached:  # left before the answer came
            if error is not None:
                cast("RoomHost", self.app).complain(error)
        elif error is not None:
            self.query_one("#wrong", Static).update(flow([Para(line(_capital(str(error)), DOWN))]))
        else:
            self.close(said)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
