"""The files under the saves: names that nothing has, a hold that one process has, what a folder lists."""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.journal.actions import Header

__all__ = ["SUFFIX", "create_file", "hold", "save_files", "sync_folder"]

SUFFIX = ".jsonl"
MAX_FILES = 10_000


def create_file(folder: Path, header: Header, line: bytes) -> tuple[Path, io.FileIO]:
    """A held file with its first line on disk, under a new name. Raises `OSError`, and leaves nothing behind then."""
    draft = folder / f".{secrets.token_hex(8)}.tmp"
    handle = io.FileIO(draft, "x+b")
    try:
        hold(handle)
        rest = line
        while rest:
            rest = rest[handle.write(rest) or 0 :]
        os.fsync(handle.fileno())
        path = _named(draft, folder, header)
    except BaseException:
        handle.close()
        raise
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    sync_folder(folder)
    return path, handle


def _named(draft: Path, folder: Path, header: Header) -> Path:
    """Give the draft the first free name. A link never replaces a file; where there are no links, look first."""
    for path in _names(folder, header):
        try:
            os.link(draft, path)
        except FileExistsError:
            continue
        except OSError:
            if path.exists():
                continue
            draft.rename(path)
        return path
    raise AssertionError


def _names(folder: Path, header: Header) -> Iterator[Path]:
    """Scenario, team, time; numbered from the second one on."""
    team = re.sub(r"[^a-z0-9]+", "-", header.team.lower()).strip("-")[:30]
    stamp = re.sub(r"[^0-9]", "", header.started)[:14]
    stem = "-".join(part for part in (header.scenario[:60], team, f"{stamp[:8]}-{stamp[8:]}") if part)
    number = 1
    while True:
        yield folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        number += 1


def sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":
    _FAR = 1 << 40
    """A byte that no save has: Windows keeps others from reading what is locked."""

    def hold(handle: io.FileIO) -> bool:
        """Hold a file until it is closed; False where another process holds it."""
        import msvcrt

        at = handle.tell()
        handle.seek(_FAR)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            handle.seek(at)
        return True

else:

    def hold(handle: io.FileIO) -> bool:
        """Hold a file until it is closed; False where another process holds it.

        The system lets go of a killed holder's files. Where a file system has no locks it is better to play than not.
        """
        import fcntl

        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


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
