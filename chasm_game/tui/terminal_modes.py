"""The modes of the terminal: every key as it comes while the game is there; afterwards as they were found."""

from __future__ import annotations

import contextlib
import termios
import tty
from typing import Any

__all__ = ["Modes"]


class Modes:
    """Those of standard input. Where that is no terminal, or one without modes, nothing is done."""

    def __init__(self) -> None:
        self._found: list[Any] | None = None

    def take(self) -> None:
        """Have every key come at once and as it is. How the modes were found is remembered the first time."""
        with contextlib.suppress(termios.error):
            now = termios.tcgetattr(0)
            # After Ctrl+Z these may be what the shell has set for its own line: what counts is how it was found.
            self._found = self._found or now
            termios.tcsetattr(0, termios.TCSANOW, _raw(now))

    def drop_typed(self) -> None:
        """What was typed and not read is nobody's: else the shell would get what was typed for the game."""
        with contextlib.suppress(termios.error):
            termios.tcflush(0, termios.TCIFLUSH)

    def give_back(self) -> None:
        """As they were found. From any thread, and as often as one likes."""
        if self._found is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._found)


def _raw(attributes: list[Any]) -> list[Any]:
    """Every byte as it comes and at once: no echo, no lines, no signals of keys, no flow control, no changed ends."""
    changed = list(attributes)
    changed[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    ends = termios.ICRNL | termios.INLCR | termios.IGNCR
    changed[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ISTRIP | ends)
    # A list within the list: else the attributes that are put back at the end were changed with it.
    changed[tty.CC] = list(attributes[tty.CC])
    changed[tty.CC][termios.VMIN], changed[tty.CC][termios.VTIME] = 1, 0
    return changed
