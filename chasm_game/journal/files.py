"""The files under the saves: names that nothing has, a hold that one process has, what a folder lists."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import secrets
import sys
import time
import unicodedata
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

from chasm_game.files import give_name, remove, sync, sync_folder, write_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chasm_game.journal.actions import Header

__all__ = ["SUFFIX", "Held", "Hold", "create_held", "numbered", "open_held", "read_all", "save_files", "save_names"]

SUFFIX = ".jsonl"
MAX_FILES = 10_000


class Hold(Enum):
    """What came of asking for a file to be held."""

    OURS = "ours"
    THEIRS = "theirs"
    """Another process has it."""
    UNKNOWN = "unknown"
    """The file system has no locks: nobody can tell. It is better to play than not."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was opened to be appended to."""

    path: Path
    handle: io.FileIO
    hold: Hold
    synced: bool
    """Whether the disk confirmed what is in it; False where the file system knows no such thing."""


def create_held(paths: Iterable[Path], content: bytes, rights: int = 0o666) -> Held:
    """A held file with its content on disk, under the first of these names in one folder that nothing has.

    It has these rights, less what the user's mask takes, from its first byte. Raises `OSError`, and leaves nothing
    behind then.
    """
    names = iter(paths)
    path = next(names)
    folder = path.parent
    # Written under a hidden name first: a listing or a cloud client never sees a save without its header.
    draft = folder / f".{secrets.token_hex(8)}.tmp"
    # `O_EXCL`: of a name that somebody put there as a link to a file elsewhere nothing is written over.
    handle = _opened(draft, os.O_CREAT | os.O_EXCL, rights)
    named: Path | None = None
    try:
        # Held before it has its name: nobody else can take it in between.
        held = hold(handle)
        write_all(handle.fileno(), content)
        synced = sync(handle.fileno())
        named = _named(draft, path, names)
        # The name too has to be on disk: a file whose folder was not written is not found after a power cut.
        sync_folder(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            handle.close()
        remove(named or draft)
        raise
    return Held(named, handle, held, synced)


def open_held(path: Path) -> Held:
    """Open a file that is there to be appended to, and hold it. Raises `OSError`."""
    handle = _opened(path)
    return Held(path, handle, hold(handle), synced=True)


def read_all(handle: io.FileIO, most: int) -> bytes:
    """At most so many bytes from where it stands, however few the system gives at a time. Raises `OSError`."""
    parts: list[bytes] = []
    while most > 0 and (part := handle.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _opened(path: Path, more: int = 0, rights: int = 0o666) -> io.FileIO:
    """For appending: what two processes write at once stands one behind the other, and not one over the other."""
    # Not passed on to programs that are started: a child would keep the lock after we are gone.
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | more
    return io.FileIO(os.open(path, flags, rights), "r+b")


def _named(draft: Path, path: Path, others: Iterator[Path]) -> Path:
    """Give the draft its name, or the first of the others that is free."""
    while True:
        try:
            give_name(draft, path)
        except FileExistsError:
            following = next(others, None)
            if following is None:
                raise
            path = following
        else:
            return path


def save_names(folder: Path, header: Header) -> Iterator[Path]:
    """Scenario, team, time; numbered from the second one on."""
    team = _plain_name(header.team)
    stamp = re.sub(r"[^0-9]", "", header.started)[:14]
    # 60 and 30 signs and a time: with a number behind it far below the 255 bytes that file systems allow a name.
    stem = "-".join(part for part in (header.scenario[:60], team, f"{stamp[:8]}-{stamp[8:]}") if part)
    yield folder / f"{stem}{SUFFIX}"
    yield from numbered(folder / f"{stem}{SUFFIX}")


def _plain_name(team: str) -> str:
    """A name in the letters that every mail program and file system takes, without accents; at most 30 of them.

    Where less than half of its letters can be written so, a short hash tells teams apart that would have one file name
    on three laptops: `7-3fd29a` for a name in Japanese with a 7 in it.
    """
    plain = unicodedata.normalize("NFKD", team).lower()
    kept = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")[:30]
    letters = sum(unicodedata.category(sign)[0] in "LNS" for sign in team)
    # Half of the letters is enough to know a team by; less, and two teams may have one file name.
    if 2 * len(kept.replace("-", "")) >= min(letters, 30):
        return kept
    digest = hashlib.sha256(team.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{kept}-{digest}".strip("-")


def numbered(path: Path) -> Iterator[Path]:
    """A name with -2, -3 and so on behind its stem."""
    return (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


if sys.platform == "win32":
    _FAR = 1 << 40
    """A byte that no save has: Windows keeps others from reading what is locked."""

    def hold(handle: io.FileIO) -> Hold:
        """Hold a file until it is closed."""
        import msvcrt

        at = handle.tell()
        handle.seek(_FAR)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return Hold.THEIRS
        finally:
            handle.seek(at)
        return Hold.OURS

else:

    def hold(handle: io.FileIO) -> Hold:
        """Hold a file until it is closed. The system lets go of a killed holder's files.

        A listing that looks whether there are locks here has it for an instant; so it is asked for a few times.
        """
        import fcntl

        # A tenth of a second in all: long for a listing, too short for somebody who waits for a window to open.
        for wait in (0.01, 0.03, 0.06, 0.0):
            try:
                fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(wait)
            except OSError:
                return Hold.UNKNOWN
            else:
                return Hold.OURS
        return Hold.THEIRS


def save_files(folder: Path) -> list[Path]:
    """The saves in a folder, the latest first; at most `MAX_FILES`. A folder that is not there has none."""
    found: list[tuple[int, str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # one that vanishes meanwhile does not hide the others
                if entry.name.endswith(SUFFIX) and entry.is_file():
                    found.append((entry.stat().st_mtime_ns, entry.name))
            if len(found) >= MAX_FILES:
                break
    return [folder / name for _, name in sorted(found, reverse=True)]
