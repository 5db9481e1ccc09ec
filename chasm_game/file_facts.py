"""What a name stands for: whether it is hidden, a file or a folder, whose home, and how what is there begins."""

from __future__ import annotations

import stat
from pathlib import Path

from chasm_game.errors import ChasmError

__all__ = ["expanded", "head_of", "is_hidden", "kind_of"]

_LEFT_BY_SYSTEMS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def is_hidden(name: str) -> bool:
    """Whether a name is hidden, or is one that systems leave in every folder. Such files and folders are not read."""
    return name.startswith(".") or name.casefold() in _LEFT_BY_SYSTEMS


def kind_of(path: Path) -> str:
    """`file`, `folder`, `other`, or empty where nothing can be seen: a name that is too long, a folder of others'."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def head_of(path: Path, length: int) -> bytes:
    """The first `length` bytes of an ordinary file; empty where there is none to read."""
    try:
        # A pipe or a device may have no end, and opening one may wait for ever.
        if not path.is_file():
            return b""
        with path.open("rb") as handle:
            return handle.read(length)
    except (OSError, ValueError):
        return b""


def expanded(path: str | Path) -> Path:
    """A path whose leading `~` or `~somebody` is the home of that user. Raises `ChasmError` where none is known."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise ChasmError(f"nobody's home is known by the name in {path}: name another folder") from None
