"""Plain mode on this process's own input and output."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from chasm_game.plain.game import PlainGame

if TYPE_CHECKING:
    from chasm_game.session.play import Play

__all__ = ["play_plain", "tell"]

WIDEST = 100


def play_plain(play: Play) -> None:
    """Play line by line on standard input and output."""
    if sys.stdin.isatty():
        tell("Chasm in plain mode: made to be listened to, and as deep as the screen. Type help at any time.")
    PlainGame(play, _read, tell).run()


def tell(paragraph: str) -> None:
    """A paragraph and an empty line. A terminal gets whole words on a line; a pipe gets the paragraph as it is."""
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else 0
    for part in paragraph.split("\n\n"):
        lines = textwrap.wrap(part, width, break_on_hyphens=False) if width else [part]
        print("\n".join(lines), end="\n\n", flush=True)


def _read() -> str | None:
    """The next line of standard input, None at its end. Bytes that are no UTF-8 are shown, never fatal."""
    if sys.stdin.isatty():
        print("> ", end="", flush=True)
    line = sys.stdin.buffer.readline(65_536)
    return line.decode("utf-8", "replace").rstrip("\r\n") if line else None
