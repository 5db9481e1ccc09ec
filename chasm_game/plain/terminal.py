"""Plain mode on this process's own input and output."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from chasm_game.plain.game import PlainGame
from chasm_game.text import shown

if TYPE_CHECKING:
    from chasm_game.session.play import Play

__all__ = ["play_plain", "tell"]

WIDEST = 100
LONGEST = 65_536
"""Bytes of a line that are read; the rest of the line is passed over."""


def play_plain(play: Play) -> None:
    """Play line by line on standard input and output. Raises `ChasmError` where a decision cannot be saved."""
    if _listens():
        tell("Chasm in plain mode: made to be listened to, and as deep as the screen. Type help at any time.")
    PlainGame(play, _read, tell, guided=_listens()).run()


def tell(paragraph: str) -> None:
    """A paragraph and an empty line. A terminal gets whole words on a line; a pipe gets the paragraph as it is.

    The last gate before the terminal: nothing that steers it passes, whoever wrote it.
    """
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout and sys.stdout.isatty() else 0
    for part in shown(paragraph).split("\n\n"):
        lines = textwrap.wrap(part, width, break_on_hyphens=False) if width else [part]
        print("\n".join(lines), end="\n\n", flush=True)


def _listens() -> bool:
    """Whether a person types. A process may have been started without any input."""
    return sys.stdin is not None and sys.stdin.isatty()


def _read() -> str | None:
    """The next line of standard input, None at its end. Bytes that are no UTF-8 are shown, never fatal."""
    if sys.stdin is None:
        return None
    if _listens():
        print("> ", end="", flush=True)
    line = rest = sys.stdin.buffer.readline(LONGEST)
    while len(rest) == LONGEST and not rest.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(LONGEST)
    return line.decode("utf-8", "replace").rstrip("\r\n") if line else None
