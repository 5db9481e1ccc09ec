"""The terminal for Textual, through its public interface: what is sent is taken apart by us, what is drawn goes to it.

Nothing that a terminal sends ends the reading thread; every way out, a signal's too, gives the terminal back.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import time
from threading import Thread, current_thread
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Size

from chasm_game.terminal_input import ASK, TerminalInput
from chasm_game.terminal_parts import Kind
from chasm_game.tui.signals import Endings
from chasm_game.tui.terminal_keys import Keys
from chasm_game.tui.terminal_modes import Modes
from chasm_game.tui.terminal_output import BEGIN, GIVE_BACK, Output, size_of
from chasm_game.tui.terminal_title import KEEP, TITLE_BACK

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["TerminalDriver"]

SPELL_KEYS = "\x1b[>25u"
"""Spell out every key and what it types (kitty's protocol), where the terminal can."""
WHOLE_PICTURES = "\x1b[?2026$p"
"""Asks whether pictures can be sent whole. Apple's terminal writes the p instead, and is not asked."""
UNHEARD = 3
"""Ctrl+C pressed so often, over more than a second, and not one heard: then the program ends without being asked."""


def _escape_wait() -> float:
    """Seconds a lone Escape is waited on where the terminal answers nothing; `ESCDELAY` (milliseconds) wins."""
    # What curses has read for decades; Textual has put it into its constant already.
    if os.environ.get("ESCDELAY", "").isdecimal():
        return constants.ESCAPE_DELAY
    # Over a slow line the rest of a sequence may come much later than its Escape.
    far = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    return 1.0 if far else 0.5


class OnTerminal(Protocol):
    """An app that knows its terminal."""

    terminal: TerminalDriver | None


class TerminalDriver(Driver):
    """Reads standard input in a thread, and draws on the terminal it is connected to."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._chasm = app
        cast("OnTerminal", app).terminal = self
        self.ended_by = 0
        """The signal that the program is leaving for; 0 where there was none."""
        self._running = asyncio.get_running_loop()
        self._output: Output | None = None
        self._modes = Modes()
        self._reader: Thread | None = None
        self._stop: tuple[int, int] | None = None
        self._endings = Endings(self._leave, self._emergency)
        self._unheard: list[float] = []
        self._title = ""

    @property
    def can_suspend(self) -> bool:
        """Ctrl+Z gives the shell back."""
        return True

    def write(self, data: str) -> None:
        """Draw. Before the terminal was taken, and after it was given back, nothing."""
        if self._output is not None:
            self._output.write(data)

    @property
    def is_slow(self) -> bool:
        """Whether the terminal takes pictures too slowly for what moves."""
        return self._output is not None and self._output.slow

    def name_window(self, naming: str) -> None:
        """Give the window another name; it is given its own back at the end."""
        # Remembered once only: a second time the terminal would keep our own title.
        self.write(naming if self._title else KEEP + naming)
        self._title = naming

    # ------------------------------------------------------------- taking the terminal, and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal: signals first, so that no way out is without them."""
        self._output = self._output or Output()
        # Before the first byte is drawn: whoever is killed in between leaves no terminal without echo behind.
        self._endings.begin()
        for number, do in self._steering():
            self._running.add_signal_handler(number, do)
        self._take()
        if self._title:
            self.write(KEEP + self._title)
        self._send_size()
        # Closing the input would not wake a thread that waits in `select`; a byte on a pipe does.
        self._stop = os.pipe()
        self._reader = Thread(target=self._read, args=(self._stop[0],), name="terminal-input", daemon=True)
        self._reader.start()

    def _take(self) -> None:
        self._modes.take()
        asks = "" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else WHOLE_PICTURES
        self.write(BEGIN + ("" if constants.DISABLE_KITTY_KEY else SPELL_KEYS) + asks + ASK)

    def disable_input(self) -> None:
        """Read no more; what was typed and not read is nobody's."""
        if self._stop is None:
            return
        reading, stopping = self._stop
        os.write(stopping, b"x")
        # The reader itself may be the one that leaves, when the terminal went away: it cannot wait for its own end.
        if self._reader is not None and self._reader is not current_thread():
            self._reader.join()
        os.close(reading)
        os.close(stopping)
        self._reader = self._stop = None
        self._modes.drop_typed()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        self._modes.give_back()
        self.write(self._giving_back)
        self.close()
        for number, _ in self._steering():
            self._running.remove_signal_handler(number)
        self._endings.end()

    def close(self) -> None:
        """Let go of it."""
        if self._output is not None:
            output, self._output = self._output, None
            output.close()

    @property
    def _giving_back(self) -> str:
        return GIVE_BACK + (TITLE_BACK if self._title else "")

    # ------------------------------------------------------------- what the system says

    def _steering(self) -> tuple[tuple[signal.Signals, Any], ...]:
        return (
            (signal.SIGWINCH, self._send_size),
            (signal.SIGTSTP, self._suspend),
            (signal.SIGCONT, self._continued),
        )

    def _send_size(self) -> None:
        if self._output is not None:
            size = Size(*size_of(self._output.handle))
            self.send_message(events.Resize(size, size))

    def _suspend(self) -> None:
        """Give the shell back, stop, and take the terminal again when the shell says so."""
        self.stop_application_mode()
        # SIGTSTP is ours now, so it would come back here; nothing can catch this one.
        os.kill(os.getpid(), signal.SIGSTOP)
        self.start_application_mode()
        self.send_message(self.SignalResume())
        self._redraw()

    def _continued(self) -> None:
        """Somebody stopped the program without asking, and its terminal was another's meanwhile."""
        if self._output is not None:
            self._take()
            self._redraw()

    def _redraw(self) -> None:
        self._chasm.call_later(self._chasm.refresh, repaint=True)

    def _leave(self, number: int) -> None:
        self.ended_by = self.ended_by or number
        self._chasm.exit(return_code=128 + number)

    def _emergency(self) -> None:
        """Give the terminal back from any thread, where the loop does not answer."""
        self._modes.give_back()
        if (output := self._output) is not None:
            output.write_now(self._giving_back)

    # ------------------------------------------------------------- what the terminal sends

    def _read(self, stop: int) -> None:
        """Read until the program stops, or the terminal is gone: then it ends as for a hang-up."""
        sent, keys = TerminalInput(escape_wait=_escape_wait()), Keys()
        while True:
            try:
                # No longer than a lone Escape may still turn out to be the beginning of a sequence.
                ready = select.select([0, stop], [], [], sent.wait(time.monotonic()))[0]
                if stop in ready:
                    return
                data = os.read(0, 4_096) if ready else b""
            except BlockingIOError:  # somebody else on this terminal made it so
                select.select([stop], [], [], 0.01)
                continue
            except OSError:
                # Read errors are how a terminal that was closed shows itself on some systems, an empty read on
                # others.
                data, ready = b"", [0]
            if ready and not data:
                self._endings.leave(signal.SIGHUP)
                return
            with contextlib.suppress(RuntimeError):  # the loop is over
                self._hear(sent, keys, data)

    def _hear(self, sent: TerminalInput, keys: Keys, data: bytes) -> None:
        now, answered = time.monotonic(), sent.answered
        parts = [*(sent.feed(data, now) if data else ()), *sent.tick(now)]
        for _ in range(sent.answered - answered):
            if self._output is not None:
                self._output.hear_answer(now)
        for part in parts:
            if part.kind is Kind.ASK:
                self.write(ASK)
            elif part.is_ctrl_c:
                self._interrupted()
            for event in keys.events(part):
                event.time = now  # all that was read together was typed before any of it was heard
                self.process_message(event)

    def _interrupted(self) -> None:
        """Ctrl+C goes to the program as a key; one that hears none ends all the same."""
        now = time.monotonic()
        self._unheard = [*self._unheard, now]
        # Not before a second has passed: a key that is held sends more than three while the program is only busy.
        if len(self._unheard) >= UNHEARD and now - self._unheard[0] > 1.0:
            self._emergency()
            # The loop hears nothing, so no orderly end would come: what was decided is on disk.
            os._exit(128 + signal.SIGINT)
        self._running.call_soon_threadsafe(self._heard)

    def _heard(self) -> None:
        self._unheard = []
