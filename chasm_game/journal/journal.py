"""The file of a save: append-only, one JSON object a line, each on disk before what it reveals is shown."""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Action, Header
from chasm_game.journal.files import create_file, hold
from chasm_game.journal.lines import NotAnAction, from_line, to_line

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["MAX_BYTES", "DamagedSave", "Journal", "Record", "read_save"]

MAX_BYTES = 16 << 20
"""A save of the longest scenario, every round rewound often, is a tenth of that."""


class DamagedSave(ChasmError):
    """A save that cannot be trusted: names the file, the line (0 for the whole of it) and the reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


@dataclass(frozen=True, slots=True)
class Record:
    """What a save says. `torn` tells that its last line was cut off and dropped."""

    path: Path
    header: Header
    actions: tuple[Action, ...]
    torn: bool
    length: int
    """Bytes up to the end of the last whole line."""
    size: int
    """Bytes of the file when it was read."""


def read_save(path: Path) -> Record:
    """Read a save. Raises `DamagedSave` where it cannot be read, is too large, or a whole line of it says nothing."""
    raw = _bytes(path)
    length = raw.rfind(b"\n") + 1
    if not length:
        raise DamagedSave(path, 1, "no whole line is in it")
    actions: list[Header | Action] = []
    for number, line in enumerate(io.BytesIO(raw[:length])):
        try:
            actions.append(from_line(number, line))
        except NotAnAction as error:
            raise DamagedSave(path, number + 1, str(error)) from None
    header, *rest = actions
    assert isinstance(header, Header)
    done = tuple(a for a in rest if not isinstance(a, Header))
    return Record(path, header, done, torn=length < len(raw), length=length, size=len(raw))


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise DamagedSave(path, 0, "this is no ordinary file")
        with path.open("rb") as handle:
            whole = os.fstat(handle.fileno()).st_size <= MAX_BYTES
            raw = handle.read(MAX_BYTES + 1) if whole else b""
    except (OSError, ValueError) as error:
        raise DamagedSave(path, 0, f"cannot be read: {_reason(error)}") from None
    if not whole or len(raw) > MAX_BYTES:
        raise DamagedSave(path, 0, f"larger than {MAX_BYTES >> 20} MiB, which no save is")
    return raw


class Journal:
    """A save that is being written. One process at a time holds it."""

    def __init__(self, path: Path, handle: io.FileIO, *, count: int, end: int) -> None:
        self.path, self._handle, self._count, self._end = path, handle, count, end

    @classmethod
    def create(cls, folder: Path, header: Header) -> Journal:
        """Begin a save in a folder, under a name that nothing has.

        It has its name only when its header is on disk: no save is ever without one. Raises `ChasmError` where it
        cannot be written, and leaves nothing behind then.
        """
        line = to_line(0, header)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path, handle = create_file(folder, header, line)
        except OSError as error:
            hint = "name another folder with --saves"
            raise ChasmError(f"no save can be written in {folder}: {_reason(error)}; {hint}") from None
        return cls(path, handle, count=1, end=len(line))

    @classmethod
    def resume(cls, record: Record) -> Journal:
        """Go on with a save that was read; the next action takes the place of a torn last line.

        Raises `ChasmError` where it is open elsewhere, was changed since it was read, or cannot be written.
        """
        try:
            handle = io.FileIO(record.path, "r+b")
        except OSError as error:
            raise ChasmError(f"{record.path} cannot be written: {_reason(error)}") from None
        if not hold(handle):
            handle.close()
            raise ChasmError(f"{record.path} is open in another window; close it there first")
        if os.fstat(handle.fileno()).st_size != record.size:
            handle.close()
            raise ChasmError(f"{record.path} was changed while it was being read; open it again")
        return cls(record.path, handle, count=len(record.actions) + 1, end=record.length)

    def append(self, action: Action) -> None:
        """Write one action; it is on disk when this returns.

        Raises `ChasmError` where it cannot be; the save is as it was then, and writing may be tried again.
        """
        line = to_line(self._count, action)
        if self._end + len(line) > MAX_BYTES:
            raise ChasmError(f"{self.path} is full: a save holds {MAX_BYTES >> 20} MiB")
        try:
            self._write(line)
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError, ValueError):  # half a line must not stay before the next one
                self._handle.truncate(self._end)
            raise ChasmError(f"{self.path} cannot be written: {_reason(error)}") from None
        self._end += len(line)
        self._count += 1

    def close(self) -> None:
        """Let go of the file."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, line: bytes) -> None:
        if self._handle.seek(0, os.SEEK_END) != self._end:  # a torn line, or half of one that could not be taken back
            self._handle.truncate(self._end)
        self._handle.seek(self._end)
        written = 0
        while written < len(line):
            written += self._handle.write(line[written:]) or 0
        os.fsync(self._handle.fileno())


def _reason(error: OSError | ValueError) -> str:
    """In the system's words. A file that was closed, or a name that cannot be, is a `ValueError`."""
    return (error.strerror or "unknown").lower() if isinstance(error, OSError) else str(error).lower()
