"""A file of lines that is only ever appended to: each is on disk when `append_line` returns. One process holds it."""

from __future__ import annotations

import contextlib
import io
import os
from typing import TYPE_CHECKING, Self

from chasm_game.errors import ChasmError
from chasm_game.journal.files import hold

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["MAX_BYTES", "DamagedSave", "HeldFile", "reason_of", "whole_lines"]

MAX_BYTES = 16 << 20
"""A save of the longest scenario, every round rewound often, is a tenth of that."""


class DamagedSave(ChasmError):
    """A save that cannot be trusted: names the file, the line (0 for the whole of it) and the reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def whole_lines(path: Path) -> tuple[bytes, int]:
    """The whole lines of a file, and how many bytes it has with the torn one. Raises `DamagedSave`."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise DamagedSave(path, 0, "this is no ordinary file")
        with path.open("rb") as handle:
            whole = os.fstat(handle.fileno()).st_size <= MAX_BYTES
            raw = handle.read(MAX_BYTES + 1) if whole else b""
    except (OSError, ValueError) as error:
        raise DamagedSave(path, 0, f"cannot be read: {reason_of(error)}") from None
    if not whole or len(raw) > MAX_BYTES:
        raise DamagedSave(path, 0, f"larger than {MAX_BYTES >> 20} MiB, which no save is")
    length = raw.rfind(b"\n") + 1
    if not length:
        raise DamagedSave(path, 1, "no whole line is in it")
    return raw[:length], len(raw)


class HeldFile:
    """Such a file, open for writing."""

    def __init__(self, path: Path, handle: io.FileIO, *, count: int, end: int) -> None:
        self.path, self._handle, self._count, self._end = path, handle, count, end

    @staticmethod
    def reopened(path: Path, size: int) -> io.FileIO:
        """Hold a file that was read when it had `size` bytes.

        Raises `ChasmError` where it is open elsewhere, was changed since, or cannot be written.
        """
        try:
            handle = io.FileIO(path, "r+b")
        except OSError as error:
            raise ChasmError(f"{path} cannot be written: {reason_of(error)}") from None
        if not hold(handle):
            handle.close()
            raise ChasmError(f"{path} is open in another window; close it there first")
        if os.fstat(handle.fileno()).st_size != size:
            handle.close()
            raise ChasmError(f"{path} was changed while it was being read; open it again")
        return handle

    def append_line(self, line: bytes) -> None:
        """Write one line; it is on disk when this returns.

        Raises `ChasmError` where it cannot be; the file is as it was then, and writing may be tried again.
        """
        if self._end + len(line) > MAX_BYTES:
            raise ChasmError(f"{self.path} is full: a save holds {MAX_BYTES >> 20} MiB")
        try:
            self._write(line)
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError, ValueError):  # half a line must not stay before the next one
                self._handle.truncate(self._end)
            raise ChasmError(f"{self.path} cannot be written: {reason_of(error)}") from None
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


def reason_of(error: OSError | ValueError) -> str:
    """In the system's words. A file that was closed, or a name that cannot be, is a `ValueError`."""
    return (error.strerror or "unknown").lower() if isinstance(error, OSError) else str(error).lower()
