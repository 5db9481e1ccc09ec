"""The journal of a room: who takes part, and every letter, on disk before the screen shows it.

A room is a folder: its journal, and an ordinary save for each team. The journal's name is not a save's, so that the
folder can be given to whatever reads saves.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.append_file import DamagedSave, HeldFile, reason_of, whole_lines
from chasm_game.journal.files import hold, sync_folder
from chasm_game.journal.json_fields import NotAnAction
from chasm_game.journal.room_actions import RoomAction, RoomHeader
from chasm_game.journal.room_lines import room_from_line, room_to_line
from chasm_game.journal.room_replay import RoomState

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ROOM_FILE", "RoomJournal", "RoomRecord", "read_room"]

ROOM_FILE = "room.journal"
"""The name of the journal in a room's folder."""


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """What a room's journal says, and what it comes to."""

    path: Path
    state: RoomState
    count: int
    """Whole lines."""
    length: int
    """Bytes of them."""
    size: int
    """Bytes of the file when it was read."""

    @property
    def torn(self) -> bool:
        """Whether the last line was cut off and dropped."""
        return self.length < self.size


def read_room(folder: Path) -> RoomRecord:
    """Read the journal of a room's folder. Raises `DamagedSave` with the line and the reason."""
    path = folder / ROOM_FILE
    whole, size = whole_lines(path)
    state: RoomState | None = None
    count = 0
    for count, line in enumerate(io.BytesIO(whole), start=1):
        try:
            action = room_from_line(count - 1, line)
            if isinstance(action, RoomHeader):
                state = RoomState(action)
            else:
                assert state is not None
                state.do(action)
        except ChasmError as error:
            raise DamagedSave(path, count, str(error)) from None
    assert state is not None
    return RoomRecord(path, state, count, len(whole), size)


class RoomJournal(HeldFile):
    """A room's journal that is being written. One process at a time holds it."""

    @classmethod
    def create(cls, parent: Path, header: RoomHeader) -> RoomJournal:
        """Begin a room in a new folder of its own under `parent`. Raises `ChasmError` where that cannot be."""
        line = room_to_line(0, header)
        try:
            folder = _new_folder(parent, header)
            draft = folder / f".{ROOM_FILE}.tmp"
            handle = io.FileIO(draft, "x+b")
            try:
                hold(handle)
                written = 0
                while written < len(line):
                    written += handle.write(line[written:]) or 0
                os.fsync(handle.fileno())
                _name(draft, folder / ROOM_FILE)  # it has its name only when its first line is on disk
            except BaseException:
                handle.close()
                with contextlib.suppress(OSError):
                    draft.unlink(missing_ok=True)
                    folder.rmdir()
                raise
            sync_folder(folder)
            sync_folder(parent)
        except OSError as error:
            hint = "name another folder with --saves"
            raise ChasmError(f"no room can be kept in {parent}: {reason_of(error)}; {hint}") from None
        return cls(folder / ROOM_FILE, handle, count=1, end=len(line))

    @classmethod
    def resume(cls, record: RoomRecord) -> RoomJournal:
        """Go on with a room that was read. Raises `ChasmError` where it is open elsewhere, changed or not writable."""
        handle = cls.reopened(record.path, record.size)
        return cls(record.path, handle, count=record.count, end=record.length)

    def append(self, action: RoomAction) -> None:
        """Write one action; it is on disk when this returns. Raises `ChasmError` where it cannot be."""
        try:
            self.append_line(room_to_line(self._count, action))
        except NotAnAction as error:
            raise ChasmError(f"{self.path} cannot keep this: {error}") from None


def _name(draft: Path, path: Path) -> None:
    """A link first: not every system renames a file that is open."""
    try:
        os.link(draft, path)
    except OSError:
        draft.rename(path)
    else:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _new_folder(parent: Path, header: RoomHeader) -> Path:
    """`room-SCENARIO-TIME`, numbered from the second one on."""
    parent.mkdir(parents=True, exist_ok=True)
    stamp = re.sub(r"[^0-9]", "", header.started)[:14]
    stem = f"room-{header.scenario[:60]}-{stamp[:8]}-{stamp[8:]}"
    number = 1
    while True:
        folder = parent / f"{stem}{'' if number == 1 else f'-{number}'}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder
