"""Files that are written whole or not at all, and what a disk may say to that."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "AlreadyThere",
    "delete",
    "give_name",
    "move_over",
    "reason_of",
    "remove",
    "retried",
    "sync",
    "sync_folder",
    "write_all",
    "write_whole",
]

T = TypeVar("T")

CANNOT_SYNC = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK})
"""What a file system says that has no such thing as a sync: shares of Windows, FUSE. It is no fault of the disk."""
STREAMS = ("/dev/std", "/dev/fd/", "/proc/")
"""Names that stand for a stream which is open already."""


class AlreadyThere(ChasmError):
    """A file that was to be new has a name that something has."""


def reason_of(error: OSError | ValueError) -> str:
    """Why, in the system's words. A name that no file can have is a `ValueError`."""
    if isinstance(error, OSError):
        return (error.strerror or "unknown reason").lower()
    return "its name is not possible"


def retried(call: Callable[..., T], *given: object) -> T:
    """A call of the system, made again where a signal came in between: Python sees to that for most, not for all."""
    while True:
        try:
            return call(*given)
        except InterruptedError:
            continue


def sync(handle: int) -> bool:
    """Have the disk confirm what was written; False where the file system knows no such thing. Raises `OSError`."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in CANNOT_SYNC:
            return False
        raise
    return True


def sync_folder(folder: Path) -> None:
    """Make a new name itself durable, where the system can. Raises `OSError` where the disk fails."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (PermissionError, AttributeError):  # a folder that may not be listed, a system that opens none
        return
    try:
        sync(handle)
    finally:
        os.close(handle)


def give_name(draft: Path, path: Path) -> None:
    """Move a file to a name that nothing has. Raises `FileExistsError` where something has it, or `OSError`.

    A link never replaces a file. Where there are no links, an empty file keeps the name free meanwhile.
    """
    try:
        retried(os.link, draft, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            move_over(draft, path)
        except BaseException:
            remove(path)
            raise
    else:
        remove(draft)


def remove(path: Path) -> None:
    """Remove a file of ours, if it is there and can be."""
    with contextlib.suppress(OSError):
        retried(os.unlink, path)


def delete(path: Path) -> None:
    """Remove a file. Raises `FileNotFoundError` where there is none, or `OSError`."""
    retried(os.unlink, path)


def move_over(draft: Path, path: Path) -> None:
    """Move a file to a name, whatever file has it. Raises `FileNotFoundError` where there is no draft, or `OSError`."""
    retried(os.replace, draft, path)


def write_whole(
    path: Path, content: str | bytes, *, fresh: bool = False, parents: bool = False, private: bool = False
) -> None:
    """Write a file: it has its name when all of it is on disk, and what stood there stays until then.

    Text is written in UTF-8, halves of characters as `?`. Links are followed, and a file that is replaced keeps its
    permissions. With `fresh` nothing is ever replaced; with `parents` folders are made that are not there; a `private`
    file that was not there is its owner's alone, and so is its folder. Raises `AlreadyThere` where something must not
    be replaced, and `ChasmError` where the file cannot be written; what stood there is as it was.
    """
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    rights = 0o600 if private else 0o666
    try:
        if parents:
            _make_folder(path.parent, 0o700 if private else 0o777)
        if fresh:
            _write_new(path, raw, rights)
        elif _is_stream(path):
            with path.open("wb") as stream:
                stream.write(raw)
        else:
            # Where a link leads: a draft that takes the name of the link itself would leave the file behind it as it
            # was.
            _write_over(Path(os.path.realpath(path)), raw, rights)
    except FileExistsError:
        raise AlreadyThere(f"{path} is there already") from None
    except (OSError, ValueError) as error:
        raise ChasmError(f"{path} cannot be written: {reason_of(error)}") from None


def _is_stream(path: Path) -> bool:
    """Whether it is no file on a disk, but a pipe, a device or a name for a stream; a folder is told of as none."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) or os.path.abspath(path).startswith(STREAMS)  # noqa: PTH100  (`resolve` follows links)


def _write_new(path: Path, raw: bytes, rights: int) -> None:
    if os.path.lexists(path):  # told before anything is written; `give_name` makes sure
        raise FileExistsError
    with _draft_beside(path, raw, rights) as draft:
        give_name(draft, path)


def _write_over(path: Path, raw: bytes, new_rights: int) -> None:
    if not path.exists():
        with _draft_beside(path, raw, new_rights) as draft:
            move_over(draft, path)
        return
    # Asked here, as replacing a file takes rights on its folder only, and would pass over what its owner has locked.
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    before = path.stat()
    rights = stat.S_IMODE(before.st_mode)
    with _draft_beside(path, raw, rights) as draft:
        with contextlib.suppress(OSError, AttributeError):  # only root gives a file away
            os.chown(draft, before.st_uid, before.st_gid)
        with contextlib.suppress(OSError):  # a file system without permissions
            draft.chmod(rights)
        move_over(draft, path)


def _make_folder(folder: Path, rights: int) -> None:
    try:
        folder.mkdir(rights, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


@contextlib.contextmanager
def _draft_beside(path: Path, raw: bytes, rights: int) -> Iterator[Path]:
    """A file with this content on disk, to be given its name; it leaves nothing behind where that fails."""
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), rights)
    try:
        try:
            write_all(handle, raw)
            sync(handle)
        finally:
            os.close(handle)
        yield draft
    except BaseException:
        remove(draft)
        raise
    with contextlib.suppress(OSError):  # the file is whole either way
        sync_folder(path.parent)


def write_all(handle: int, raw: bytes) -> None:
    """Write every byte, however few the system takes at a time. Raises `OSError`."""
    rest = memoryview(raw)
    while rest:
        taken = os.write(handle, rest)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]
