"""The only place that touches parts of Textual without a public name, each with what is lost where it goes.

`tests/tui/test_textual_private.py` has a test for each. They were looked at in Textual 8.2, which is why pyproject.toml
asks for no later minor: whoever raises it runs those tests first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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
    """A screen whose picture is painted when nothing on it is about to change any more, and so once.

    Textual paints after each layout and again for what else was asked for in the same turn; but a layout tells parts
    their sizes, and what they make of that (a bar to scroll by, a chart, an explanation) is laid out and painted anew a
    turn later. Over a line of 2 kB a second each of these pictures takes three seconds.

    Lost where it goes: nothing that one sees; a new screen is painted four or five times instead of once.
    """

    FIRST_TURNS: ClassVar[int] = 15
    """Turns of the screen's clock (a sixtieth of a second) that its first picture may wait."""
    TURNS: ClassVar[int] = 4
    """Turns that any later picture may wait."""
    ANSWER_TURNS: ClassVar[int] = 20
    """Turns for which a picture waits that another screen is about to cover."""

    holding = 0
    """So many turns its picture may still wait for what its parts ask for; 0 where it is not held."""
    was_painted = False
    """Whether it was seen before."""
    _in_turn = False
    """Whether a turn is under way: what asks for a picture in it gets one at its end."""
    _unpainted = False
    """Whether a picture is due."""

    @property
    def is_replaced_soon(self) -> bool:
        """Whether another screen is on its way, so that a picture of this one would be seen for a moment only."""
        return False

    def hold(self, turns: int) -> None:
        """Hold the picture until nothing is left to be done, and no longer than so many turns."""
        self.holding = max(self.holding, turns)
        self._update_timer.resume()

    def _compositor_refresh(self) -> None:
        """Paint, or remember that it is to be done: what has changed stays known until then."""
        if self.holding or self._in_turn:
            self._unpainted = True
            self._dirty_widgets.clear()  # the compositor has their places already
        else:
            self._paint()

    def _paint(self) -> None:
        self._unpainted, self.was_painted = False, True
        super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """A turn of the screen: lay out and gather what is to be painted; paint where nothing more is to come."""
        if not self.holding:
            # Another screen is waited for longer: it is made in a thread, and here nothing moves meanwhile.
            self.holding = self.ANSWER_TURNS if self.is_replaced_soon else self.TURNS * self._layout_required
        self._in_turn = True
        try:
            super()._on_timer_update()
        finally:
            self._in_turn = False
        self.holding = max(self.holding - 1, 0)
        if self._is_batched or (self.holding and self._is_busy()):
            self._update_timer.resume()
            return
        self.holding = 0
        if self._unpainted:
            self._paint()

    @property
    def _is_batched(self) -> bool:
        """Whether the app shows nothing for now: a picture that is painted meanwhile would be lost."""
        return bool(getattr(self.app, "_batch_count", 0))

    def _is_busy(self) -> bool:
        """Whether anything is about to change what is seen."""
        asked = self._layout_required or self._scroll_required or self._repaint_required or self._recompose_required
        if asked or self._callbacks or self._dirty_widgets or self.is_replaced_soon:
            return True
        return any(each.message_queue_size for each in self.walk_children(with_self=True))
