"""The only place that touches parts of Textual without a public name, each with what is lost where it goes.

`tests/tui/test_textual_private.py` has a test for each. They were looked at in Textual 8.2, which is why pyproject.toml
asks for no later minor: whoever raises it runs those tests first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual._context import NoActiveAppError, active_message_pump
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.screen import Screen, ScreenResultType
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from chasm_game.tui.signals import terminal_gone

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

__all__ = ["HeldPicture", "Sequences", "WithoutTraceback"]


class Sequences:
    """Whole sequences and characters as Textual's own driver understands them: keys, mouse, focus.

    Lost where it goes: the program starts and hears nothing, so `driver.py` would need a table of keys of its own.
    """

    def __init__(self) -> None:
        self._parser = XTermParser()

    def events(self, text: str) -> list[Message]:
        """What one whole sequence or character is; nothing where Textual does not know it."""
        found = list(self._parser.feed(text))
        if not found:  # it may be waiting for more of what is whole already
            self._parser = XTermParser()
        return found


class WithoutTraceback(App[None]):
    """Ends on a fault without showing one: whoever started the app writes the log, and says where it stopped.

    That a part of a screen is missing while the screen is taken away is none: a screen that is left, or a program that
    ends, while it still comes up is built no further, and does not hear so before it looks for its parts.

    Lost where it goes: after a fault Textual's own traceback is shown, with the values of the game in it; and a key
    that opens a screen with one behind it that leaves ends as a fault.
    """

    fault: Exception | None = None
    """What the program stopped for, where it was a fault of its own."""

    def _handle_exception(self, error: Exception) -> None:
        # Writing to a terminal that is closed fails everywhere at once: that is no fault of the program.
        if terminal_gone():
            self.exit(return_code=128 + 1)  # as SIGHUP, which is on its way
            return
        if _of_what_is_gone(error) and (self._exit or _is_leaving(_asking())):
            return
        self.fault = self.fault or error
        if getattr(self, "_exception", error) is None:  # a test's pilot raises it again
            self._exception = error
            self._exception_event.set()
        self.exit(return_code=1)

    def panic(self, *renderables: object) -> None:
        """Stop without showing what Textual would show: it may hold values of the game."""
        self._handle_exception(RuntimeError(", ".join(type(each).__name__ for each in renderables)))


def _of_what_is_gone(error: BaseException) -> bool:
    """Whether it says that a part, a screen or the app is not there."""
    inner = error.error if isinstance(error, WorkerFailed) else error
    return isinstance(inner, (NoMatches, NoScreen, NoActiveAppError))


def _asking() -> MessagePump | None:
    """Whose handler or worker is at work."""
    try:
        return get_current_worker().node
    except NoActiveWorker:
        return active_message_pump.get(None)


def _is_leaving(pump: MessagePump | None) -> bool:
    """Whether a part is taken away, or stands in something that is, or nowhere any more."""
    while pump is not None and not isinstance(pump, App):
        if any(getattr(pump, each, False) for each in ("_pruning", "_closing", "_closed")):
            return True
        pump = getattr(pump, "_parent", None)
    return pump is None


class HeldPicture(Screen[ScreenResultType]):
    """A screen that is not painted while it is held.

    Lost where it goes: nothing that one sees; a new screen is painted two or three times instead of once.
    """

    holding = False
    """Whether its picture waits for what its parts still ask for."""

    def _compositor_refresh(self, *args: Any, **named: Any) -> None:
        if not self.holding:
            super()._compositor_refresh(*args, **named)
