"""What brings a terminal back to its seat after it was closed or killed: a small file that only its user can read."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from chasm_game.errors import ChasmError
from chasm_game.files import remove, write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KeptSeat", "KeptSeats"]

_CODE = re.compile(r"[a-z]{4,40}")
_MOST = 4096


@dataclass(frozen=True, slots=True)
class KeptSeat:
    """A seat in one room; without a token, one that was asked for and perhaps given."""

    root: str
    """Where the host was."""
    room: str
    """The join code of the room."""
    key: str
    """What was sent with the wish for a seat: the same key gets the same seat."""
    token: str = ""
    code: str = ""
    """Of the seat."""
    pin: str = ""
    team: int = 0


class KeptSeats:
    """Seats by the code of their room. Where nothing can be kept, a terminal comes back by its PIN."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def found(self, room: str, root: str = "") -> KeptSeat | None:
        """The seat in a room; without its code, the one at this host if there is just one."""
        if room:
            return self._read(self._path(room))
        there = [seat for path in self._files() if (seat := self._read(path)) is not None and seat.root == root]
        # Of several nobody knows which room is meant, and a wrong seat would be somebody's vote in another room.
        return there[0] if len(there) == 1 else None

    def begun(self, room: str, root: str) -> KeptSeat:
        """A seat that is going to be asked for; its key is on disk before that."""
        seat = KeptSeat(root, room, uuid4().hex)
        self.keep(seat)
        return seat

    def keep(self, seat: KeptSeat) -> None:
        """Write it, for its user alone; whole or not at all."""
        path = self._path(seat.room)
        if path is None:
            return
        with suppress(ChasmError):  # without it nobody comes back by itself; a PIN leads back too
            write_whole(path, json.dumps(asdict(seat)), parents=True, private=True)

    def forget(self, room: str) -> None:
        """The room was closed, or the seat is another's."""
        path = self._path(room)
        if path is not None:
            remove(path)

    def _path(self, room: str) -> Path | None:
        return self._folder / f"{room}.json" if self._folder is not None and _CODE.fullmatch(room) else None

    def _files(self) -> list[Path]:
        if self._folder is None:
            return []
        with suppress(OSError):
            return sorted(self._folder.glob("*.json"))
        return []

    def _read(self, path: Path | None) -> KeptSeat | None:
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                said = json.loads(file.read(_MOST))
            texts = {name: str(said[name]) for name in ("root", "room", "key", "token", "code", "pin")}
            return KeptSeat(**texts, team=int(said["team"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
