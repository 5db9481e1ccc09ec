"""The journal of a room: who takes part, and every letter, on disk before the screen shows it.

A room is a folder: its journal, and an ordinary save for each team. The journal's name is not a save's, so that the
folder can be given to whatever reads saves.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of, remove, sync_folder
from chasm_game.journal.append_file import HeldFile
from chasm_game.journal.damage import DamagedSave, whole_lines
from chasm_game.journal.files import create_held, numbered
from chasm_game.journal.json_fields import NotAnAction
from chasm_game.journal.room_actions import RoomAction, RoomHeader
from chasm_game.journal.room_lines import room_from_line, room_to_line
from chasm_game.journal.room_replay import RoomState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.journal.files import Held

__all__ = ["DEBRIEF_FOLDER", "ROOM_FILE", "RoomJournal", "RoomRecord", "parse_room", "read_room"]

ROOM_FILE = "room.journal"
"""The name of the journal in a room's folder."""
DEBRIEF_FOLDER = "debrief"
"""In a room's folder: what is written of its debrief. Written again, it takes the place of what was there."""


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
    state, count = parse_room(path, whole)
    return RoomRecord(path, state, count, len(whole), size)


def parse_room(path: Path, whole: bytes) -> tuple[RoomState, int]:
    """What the whole lines of a room's journal come to, and how many they are. Raises `DamagedSave`."""
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
    if state is None:
        raise DamagedSave(path, 1, "no whole line is in it")
    return state, count


class RoomJournal(HeldFile):
    """A room's journal that is being written. One process at a time holds it."""

    @classmethod
    def create(cls, parent: Path, header: RoomHeader) -> RoomJournal:
        """Begin a room in a new folder of its own under `parent`. Raises `ChasmError` where that cannot be."""
        line = room_to_line(0, header)
        stamp = re.sub(r"[^0-9]", "", header.started)[:14]
        folder = parent / f"room-{header.scenario[:60]}-{stamp[:8]}-{stamp[8:]}"
        try:
            held = _in_new_folder(chain([folder], numbered(folder)), line)
        except OSError as error:
            hint = "name another folder with --saves"
            raise ChasmError(f"no room can be kept in {parent}: {reason_of(error)}; {hint}") from None
        return cls(held, line)

    @classmethod
    def resume(cls, record: RoomRecord) -> RoomJournal:
        """Go on with a room that was read. Raises `ChasmError` where it is open elsewhere, changed or not writable."""
        return cls.reopened(record.path, record.length, record.size)

    def append(self, action: RoomAction) -> None:
        """Write one action; it is on disk when this returns. Raises `ChasmError` where it cannot be."""
        try:
            self.append_line(room_to_line(self.count, action))
        except NotAnAction as error:
            raise ChasmError(f"{self.path} cannot keep this: {error}") from None

    @staticmethod
    def _other_names(path: Path) -> Iterator[Path]:
        """Folders: a room has its journal under one name."""
        return numbered(path.parent)

    def copied_with(self, others: Sequence[HeldFile]) -> tuple[Held, list[Held]]:
        """All of the room in a new folder beside its own: the journal, and the saves of its teams under their names.

        Raises `OSError`, and leaves nothing behind then.
        """
        # The journal first, for its folder is where the saves go.
        journal = _in_new_folder(self._names, self._text)
        folder, copies = journal.path.parent, [journal]
        try:
            for each in others:
                copies.append(each.copied([folder / each.path.name]))  # noqa: PERF401  (what was made is removed)
        except BaseException:
            for copy in copies:
                with contextlib.suppress(OSError):
                    copy.handle.close()
                remove(copy.path)
            with contextlib.suppress(OSError):
                folder.rmdir()
            raise
        return journal, copies[1:]


def _in_new_folder(names: Iterator[Path], content: bytes) -> Held:
    """A room's journal in a folder that is made for it, under the first of these names that nothing has.

    Raises `OSError`, and leaves nothing behind then.
    """
    folder = next(names)
    folder.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            folder.mkdir()
        except FileExistsError:
            folder = next(names)
        else:
            break
    try:
        sync_folder(folder.parent)
        return create_held([folder / ROOM_FILE], content)  # it has its name only when its first line is on disk
    except BaseException:
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise
