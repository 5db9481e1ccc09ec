"""A file that an editor saves: its text whenever it is new and whole.

Editors write in two ways: they truncate the file and write it again, or they write a temporary file and rename it.
Between the two steps the file is empty, half, or not there. So a change is believed only when it has been the same at
several looks, and is thrown away where it changed while it was read. Looking costs one `stat`.

A time stamp tells two edits apart only if its grain is fine enough: FAT keeps two seconds, and some programs put the
old stamp back. So while a change is young its content is looked at too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.source import Source, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["SETTLED", "YOUNG", "SavedFile"]

SETTLED = 2
"""A change is believed when this many looks after the first find it unchanged."""

YOUNG = 3.0
"""Seconds after a change in which another one may have the same time stamp: a little more than the coarsest grain."""

_Signature = tuple[int, ...] | None


class SavedFile:
    """A file, looked at again and again."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.path, self._clock = path, clock
        self._taken: _Signature | str = "never"
        """How the file was when it was last read; `never` fits no file."""
        self._seen: _Signature | str = "never"
        self._since = clock()
        """When the stamp that is seen now was first seen."""
        self._text: str | None = None
        """What was read last; None where it could not be read."""
        self._looks = 0
        """How many looks have found the file as `_seen`, after the first."""

    def now(self) -> Source | FaultyFile:
        """The file as it is, without waiting; or why it cannot be read."""
        self._taken = self._seen = self._signature()
        self._since = self._clock()
        return self._read()

    def look(self) -> Source | FaultyFile | None:
        """The file if it is new since it was last read, and has settled; else None."""
        signature = self._signature()
        # Never read on the first sight of a change: editors that truncate would show an empty scenario for a moment.
        if signature != self._seen:  # it may still be written
            self._seen, self._since, self._looks = signature, self._clock(), 0
            return None
        if signature == self._taken and not self._rewritten():
            return None
        self._looks += 1
        if self._looks < SETTLED:
            return None
        found = self._read()
        self._looks = 0
        # It changed while it was read: what was read may be half of the old text and half of the new one.
        if self._signature() != signature:
            self._seen = "never"
            return None
        self._taken = signature
        return found

    def _rewritten(self) -> bool:
        """Whether another text stands under the stamp of the one that was read."""
        # After that a second save must have another stamp, and looking costs one `stat` again.
        if self._clock() - self._since > YOUNG:
            return False
        try:
            return read(self.path).text != self._text
        except FaultyFile:
            return self._text is not None

    def _read(self) -> Source | FaultyFile:
        try:
            found = read(self.path)
        except FaultyFile as fault:
            self._text = None
            return fault
        self._text, self._since = found.text, self._clock()
        return found

    def _signature(self) -> _Signature:
        """What changes with the file: another file under its name, its size, its time, the time of its entry."""
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return None
        # The inode changes where an editor renames a new file over the old one, even if size and time stay.
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
