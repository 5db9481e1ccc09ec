"""The file of a save: append-only, one JSON object a line, each on disk before what it reveals is shown."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Action, Header
from chasm_game.journal.lines import NotAnAction, from_line, to_line

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["SUFFIX", "DamagedSave", "Journal", "Record", "read_save", "save_files"]

SUFFIX = ".jsonl"
MAX_BYTES = 16 << 20
"""A save of the longest scenario, every round rewound often, is a tenth of that."""
MAX_FILES = 10_000


class DamagedSave(ChasmError):
    """A save that cannot be trusted: names the file, the line and the reason."""

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


def read_save(path: Path) -> Record:
    """Read a save. Raises `DamagedSave`."""
    try:
        if path.exists() and not path.is_file():
            raise DamagedSave(path, 0, "this is no ordinary file")
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise DamagedSave(path, 0, f"cannot be read: {(error.strerror or 'unknown').lower()}") from None
    if len(raw) > MAX_BYTES:
        raise DamagedSave(path, 0, f"larger than {MAX_BYTES >> 20} MiB, which no save is")
    length = raw.rfind(b"\n") + 1
    lines = raw[:length].split(b"\n")[:-1]
    if not lines:
        raise DamagedSave(path, 1, "no whole line is in it")
    actions = []
    for number, line in enumerate(lines):
        try:
            actions.append(from_line(number, line))
        except NotAnAction as error:
            raise DamagedSave(path, number + 1, str(error)) from None
    header, *rest = actions
    assert isinstance(header, Header)
    done = tuple(a for a in rest if not isinstance(a, Header))
    return Record(path, header, done, torn=length < len(raw), length=length)


class Journal:
    """A save that is being written. One process at a time holds it."""

    def __init__(self, path: Path, handle: BinaryIO, count: int) -> None:
        self.path, self._handle, self._count = path, handle, count

    @classmethod
    def create(cls, folder: Path, header: Header) -> Journal:
        """Begin a save in a folder, under a name that nothing has. Raises `ChasmError` where it cannot be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path, handle = _new_file(folder, header)
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            hint = "name another folder with --saves"
            raise ChasmError(f"no save can be written in {folder}: {reason}; {hint}") from None
        journal = cls(path, handle, 0)
        _lock(handle, path)
        journal._write(to_line(0, header))
        _sync_folder(folder)
        journal._count = 1
        return journal

    @classmethod
    def resume(cls, record: Record) -> Journal:
        """Go on with a save that was read; a torn last line is cut off. Raises `ChasmError` where it is in use."""
        try:
            handle = record.path.open("r+b", buffering=0)
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            raise ChasmError(f"{record.path} cannot be written: {reason}") from None
        _lock(handle, record.path)  # type: ignore[arg-type]
        if os.fstat(handle.fileno()).st_size < record.length:
            handle.close()
            raise ChasmError(f"{record.path} was changed by somebody else")
        if record.torn:
            handle.truncate(record.length)
        handle.seek(0, os.SEEK_END)
        return cls(record.path, handle, len(record.actions) + 1)  # type: ignore[arg-type]

    def append(self, action: Action) -> None:
        """Write one action; it is on disk when this returns. Raises `ChasmError` where it cannot be."""
        self._write(to_line(self._count, action))
        self._count += 1

    def close(self) -> None:
        """Let go of the file."""
        self._handle.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, line: bytes) -> None:
        at = self._handle.tell()
        try:
            written = 0
            while written < len(line):
                written += self._handle.write(line[written:]) or 0
            os.fsync(self._handle.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):  # half a line must not stay before the next one
                self._handle.truncate(at)
                self._handle.seek(at)
            raise ChasmError(f"{self.path} cannot be written: {(error.strerror or 'unknown').lower()}") from None


def save_files(folder: Path) -> list[Path]:
    """The saves in a folder, the latest first."""
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and entry.is_file():
                found.append((entry.stat().st_mtime_ns, entry.name))
            if len(found) >= MAX_FILES:
                break
    return [folder / name for _, name in sorted(found, reverse=True)]


def _new_file(folder: Path, header: Header) -> tuple[Path, BinaryIO]:
    team = re.sub(r"[^a-z0-9]+", "-", header.team.lower()).strip("-")[:30]
    stamp = re.sub(r"[^0-9]", "", header.started)[:14]
    stem = "-".join(part for part in (header.scenario[:60], team, f"{stamp[:8]}-{stamp[8:]}") if part)
    number = 1
    while True:
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        try:
            return path, path.open("xb", buffering=0)  # type: ignore[return-value]
        except FileExistsError:
            number += 1


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(handle: BinaryIO, path: Path) -> None:
    """Hold the file until it is closed, also against a killed holder: the system lets go of its locks."""
    try:
        import fcntl
    except ImportError:  # Windows keeps a file open for writing to itself in other ways
        return
    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise ChasmError(f"{path} is open in another window; close it there first") from None
    except OSError:
        return  # a file system without locks: better to play than not
