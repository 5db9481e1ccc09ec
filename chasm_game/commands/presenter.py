"""`chasm room --resume FOLDER --presenter`: the notes and what was handed in, on a second terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from typing import TYPE_CHECKING

from chasm_game.text import shown

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["present"]

LOOKS = 0.5
"""Seconds between two looks at the room's journal."""
WIDEST = 100
"""Cells: in longer lines the eye loses the next one."""
CLEAR = "\x1b[H\x1b[2J"
"""The page is drawn where the last one stood: two of them one below the other would both look like now."""


def present(folder: Path) -> None:
    """Show a room whenever it has changed, until Ctrl+C; once, where nobody watches. Raises `ChasmError` at first.

    It only reads: the room stays with the terminal that holds it. What cannot be read once it was shown is said below.
    """
    from chasm_game.errors import ChasmError

    seen = _seen(folder)  # before it is read: what changes meanwhile is read again
    page = _page(folder)
    if not sys.stdout.isatty():
        print(page)
        return
    while True:
        print(f"{CLEAR}{_wrapped(page)}\n\nLooks again by itself. Ctrl+C ends this, not the room.", flush=True)
        while (now := _seen(folder)) == seen:
            time.sleep(LOOKS)
        seen = now
        try:
            page = _page(folder)
        except ChasmError as error:
            page = f"{page}\n\nNow it cannot be read: {shown(str(error))}"


def _page(folder: Path) -> str:
    from chasm_game.plain.presenter import presenter_paragraphs
    from chasm_game.session.room.presenter import look

    return "\n\n".join(presenter_paragraphs(look(folder)))


def _wrapped(page: str) -> str:
    """Broken between words, no wider than is good to read."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(textwrap.fill(line, width) for line in page.split("\n"))


def _seen(folder: Path) -> tuple[int, int] | None:
    """The size and the time of the journal; None where it is not there."""
    from chasm_game.journal.room_journal import ROOM_FILE

    try:
        found = (folder / ROOM_FILE).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
