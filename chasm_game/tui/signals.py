"""How the program ends when nobody pressed a key for it: a signal, a terminal that went away."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["GRACE", "Endings", "die_of", "ending_signals", "terminal_gone"]

GRACE = 2.0
"""Seconds in which the program may end by itself; a terminal that went away may take no output for ever."""
_HARMLESS = {"SIGCHLD", "SIGCLD", "SIGCONT", "SIGURG", "SIGWINCH", "SIGINFO", "SIGTSTP", "SIGTTIN", "SIGTTOU"}
"""What ends nothing by default: it is ignored, or stops."""
_NOT_OURS = {"SIGKILL", "SIGSTOP", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL"}
"""What cannot be caught, or is a fault of the machine's code that would only be repeated."""


def terminal_gone() -> bool:
    """Whether the terminal that the program was started on was closed."""
    try:
        import termios

        termios.tcgetattr(0)
    except ImportError:  # another system, which ends the program itself
        return False
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    return False


def ending_signals() -> list[int]:
    """The signals that would end the program as things are; one that somebody ignores (`nohup`) stays ignored."""
    without = {getattr(signal, name) for name in _HARMLESS | _NOT_OURS if hasattr(signal, name)}
    usual = {number for number in signal.valid_signals() - without if signal.getsignal(number) is signal.SIG_DFL}
    # Python puts a handler of its own there, so it does not look like one that nobody has changed.
    interrupt = {signal.SIGINT} - ({signal.SIGINT} if signal.getsignal(signal.SIGINT) is signal.SIG_IGN else set())
    return sorted(usual | interrupt)


def die_of(number: int) -> None:
    """End as the signal would have ended the program, now that everything is in order. Ctrl+C is exit code 130."""
    if number == signal.SIGINT or sys.platform == "win32":
        sys.exit(128 + number)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Whoever started the program sees by what it ended: a number of our own would hide the signal.
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    sys.exit(128 + number)  # where somebody keeps it from us


class Endings:
    """While it is in force, a signal that ends the program asks it to leave first, and does not wait for ever."""

    def __init__(self, leave: Callable[[int], object], emergency: Callable[[], object]) -> None:
        """`leave` is called in the loop with the signal; `emergency` in a thread, where the loop does not answer."""
        self._leave, self._emergency = leave, emergency
        self._loop = asyncio.get_running_loop()
        self._before: dict[int, object] = {}

    def begin(self) -> None:
        """Hear them."""
        for number in ending_signals():
            with contextlib.suppress(ValueError, OSError):  # not in this thread, or kept by the C library
                self._before[number] = signal.signal(number, self._caught)

    def end(self) -> None:
        """Leave them to whoever had them before."""
        while self._before:
            number, handler = self._before.popitem()
            with contextlib.suppress(ValueError, OSError, TypeError):
                signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal gave back

    def _caught(self, number: int, _frame: FrameType | None) -> None:
        self.leave(number)

    def leave(self, number: int) -> None:
        """Leave as for this signal. May be called by any thread."""
        # Started before the loop is asked: if it never answers, this is what ends the program.
        limit = threading.Timer(GRACE, self._at_once, (number,))
        limit.daemon = True
        limit.start()
        with contextlib.suppress(RuntimeError):  # the loop is over: the program is leaving already
            self._loop.call_soon_threadsafe(self._leave, number)

    def _at_once(self, number: int) -> None:
        self._emergency()
        os._exit(128 + number)
