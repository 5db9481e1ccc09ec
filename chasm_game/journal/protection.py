"""What the file system under a folder of saves does not do for them: shares and some drives know no locks, no sync."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from chasm_game.files import sync
from chasm_game.journal.files import save_files

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["unprotected"]

NO_LOCKS = (
    "No locks: the file system here keeps no second window from a save. Open each in one window; where two write, "
    "the second goes on in a file of its own, and says so."
)
NO_SYNC = (
    "No sync: the file system here does not say when a decision is on the disk. A game that crashes loses nothing; "
    "where the power fails, the last decisions may be lost."
)


def unprotected(folder: Path) -> tuple[str, ...]:
    """A sentence for each thing that is missing, asked of the latest save; none where there is none to ask.

    Nothing is written. Somebody who plays the save at this moment notices nothing.
    """
    for path in save_files(folder)[:1]:
        with contextlib.suppress(OSError), path.open("rb") as file:
            handle = file.fileno()
            return tuple(warning for warning, has in ((NO_LOCKS, _locks), (NO_SYNC, _syncs)) if not has(handle))
    return ()


def _locks(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # a system whose locks are in its files
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # somebody plays it
        return True
    except OSError:
        return False
    return True


def _syncs(handle: int) -> bool:
    try:
        return sync(handle)
    except OSError:  # the disk fails, or cannot be written to: no answer to this question
        return True
