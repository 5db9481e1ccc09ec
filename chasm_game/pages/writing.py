"""Pages as files: whole or not at all, under names that every system takes."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["file_stem", "write_page"]

NAME = 40
"""Signs of a team's name that its file's name keeps."""


def write_page(path: Path, text: str) -> None:
    """Write a page; what stood there is replaced only when the new one is whole. Its folder is made if need be.

    Raises `ChasmError` where it cannot be written.
    """
    beside = path.with_name(f".{path.name[:80]}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", errors="replace")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # it may never have been there
            beside.unlink()
        raise ChasmError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from None


def file_stem(team: str) -> str:
    """A team's name as a file's name on any system: letters, digits and dashes; `team` where none is left."""
    letters = unicodedata.normalize("NFKC", team).casefold()
    return re.sub(r"[^\w]+|_+", "-", letters)[:NAME].strip("-") or "team"
