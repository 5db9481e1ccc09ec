"""How the program ends when nobody pressed a key for it: a fault, a signal, a terminal that went away."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["on_signals", "terminal_gone"]

GRACE = 2.0
"""Seconds in which a terminal that went away may still be written to; then the program ends without it."""


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


def on_signals(leave: Callable[[int], object]) -> None:
    """Leave properly when the system asks for it: the terminal is given back, the game is saved already.

    A terminal that was closed takes no more output, and writing to it may wait for ever: so there is a limit.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):  # not here, or not in this thread
                loop.add_signal_handler(number, _leave, leave, 128 + number)


def _leave(leave: Callable[[int], object], code: int) -> None:
    limit = threading.Timer(GRACE, os._exit, (code,))
    limit.daemon = True
    limit.start()
    leave(code)
