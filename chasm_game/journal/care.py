"""What is done to a save besides playing it: it is given a name of its own, or deleted. Never one that is open."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from chasm_game import file_facts
from chasm_game.errors import ChasmError
from chasm_game.file_facts import head_of
from chasm_game.files import delete, reason_of, sync_folder
from chasm_game.journal.actions import MAX_NAME, Named, kept_text
from chasm_game.journal.file_kinds import HEAD, Kind, kind_of
from chasm_game.journal.files import SUFFIX, Hold, open_held
from chasm_game.journal.journal import Journal, read_save
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["delete_save", "name_save"]


def name_save(path: Path, name: str) -> str:
    """Give a game a name of its own, of at most 80 characters, and return it; an empty one takes the name away.

    A line is appended, and nothing else of the file changes; the lists go on showing it where it stood. Raises
    `ChasmError` where it is open elsewhere, damaged, or cannot be written.
    """
    kept = kept_text(one_line(name), MAX_NAME)
    record = read_save(path)
    stat = path.stat()
    # Held like a game that is played: a name appended beside an open window's lines would displace its file.
    journal = Journal.resume(record)
    try:
        journal.append(Named(kept))
    finally:
        journal.close()
    if journal.lost:
        raise ChasmError(journal.lost)
    # A name is no play: the game that was played last stays the one that Resume goes on with.
    with contextlib.suppress(OSError):
        os.utime(journal.path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return kept


def delete_save(path: Path) -> None:
    """Delete a save, a damaged one too.

    Raises `ChasmError` where it is open elsewhere, belongs to a room, is no save, or cannot be deleted.
    """
    # Before any byte is read: a pipe would be waited for.
    if file_facts.kind_of(path) != "file":
        raise ChasmError(f"there is no save {path}")
    if not (path.name.endswith(SUFFIX) or kind_of(head_of(path, HEAD)) is Kind.SAVE):
        raise ChasmError(f"{path} is no save, and is not deleted")
    if file_facts.kind_of(path.parent / ROOM_FILE) == "file":
        raise ChasmError(f"{path} belongs to a room: in the room, m takes its team out; or delete the whole folder")
    try:
        held = open_held(path)
        try:
            if held.hold is Hold.THEIRS:
                raise ChasmError(f"{path} is open in another window; close it there first")
            if os.name == "nt":  # there nothing that is open can be deleted
                held.handle.close()
            delete(path)
        finally:
            held.handle.close()
        # The removal itself has to be on disk, or a deleted game is back after a power cut.
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise ChasmError(f"{path} cannot be deleted: {reason_of(error)}") from None
