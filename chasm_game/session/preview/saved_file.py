"""A file that an editor saves: its text whenever it is new and whole.

Editors write in two ways: they truncate the file and write it again, or they write a temporary file and rename it.
Between the two steps the file is empty, half, or not there. So a change is believed only when it has been the same at
several looks, and is thrown away where it changed while it was read. Looking costs one `stat`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.load import Source, read

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SETTLED", "SavedFile"]

SETTLED = 2
"""A change is believed when this many looks after the first find it unchanged."""

_Signature = tuple[int, int, int, int] | None


class SavedFile:
    """A file, looked at again and again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._taken: _Signature | str = "never"
        """How the file was when it was last read; `never` fits no file."""
        self._seen: _Signature | str = "never"
        self._looks = 0
        """How many looks have found the file as `_seen`, after the first."""

    def now(self) -> Source | FaultyFile:
        """The file as it is, without waiting; or why it cannot be read."""
        self._taken = self._seen = self._signature()
        return self._read()

    def look(self) -> Source | FaultyFile | None:
        """The file if it is new since it was last read, and has settled; else None."""
        signature = self._signature()
        if signature == self._taken or signature != self._seen:  # nothing new, or it may still be written
            self._seen, self._looks = signature, 0
            return None
        self._looks += 1
        if self._looks < SETTLED:
            return None
        found = self._read()
        if self._signature() != signature:
            self._seen, self._looks = "never", 0
            return None
        self._taken = signature
        return found

    def _read(self) -> Source | FaultyFile:
        try:
            return read(self.path)
        except FaultyFile as fault:
            return fault

    def _signature(self) -> _Signature:
        """What changes whenever the file does: another file under its name, its size, its time."""
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return None
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
