"""The bytes of a save or a room, within bounds; and the one error that says that they cannot be trusted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "DamagedSave", "whole_file", "whole_lines"]

MAX_BYTES = 16 << 20
"""A save of the longest scenario, every round rewound often, is a tenth of that."""


class DamagedSave(ChasmError):
    """A save that cannot be trusted: names the file, the line (0 for the whole of it) and the reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def whole_lines(path: Path) -> tuple[bytes, int]:
    """The whole lines of a file, and how many bytes it has with the torn one. Raises `DamagedSave`."""
    raw = whole_file(path)
    # What stands behind the last end of line is half a line: the write of it was cut off.
    length = raw.rfind(b"\n") + 1
    if not length:
        raise DamagedSave(path, 1, "no whole line is in it")
    return raw[:length], len(raw)


def whole_file(path: Path) -> bytes:
    """All of an ordinary file, at most `MAX_BYTES`. Raises `DamagedSave`."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise DamagedSave(path, 0, "this is no ordinary file")
        with path.open("rb") as handle:
            # Asked of the open file: the one under the name may be another by now.
            whole = os.fstat(handle.fileno()).st_size <= MAX_BYTES
            raw = handle.read(MAX_BYTES + 1) if whole else b""
    except (OSError, ValueError) as error:
        raise DamagedSave(path, 0, f"cannot be read: {reason_of(error)}") from None
    if not whole or len(raw) > MAX_BYTES:
        raise DamagedSave(path, 0, f"larger than {MAX_BYTES >> 20} MiB, which no save is")
    return raw
