"""The file of a save: append-only, one JSON object a line, each on disk before what it reveals is shown."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of
from chasm_game.journal.actions import Action, Header
from chasm_game.journal.append_file import MAX_BYTES, DamagedSave, HeldFile, whole_lines
from chasm_game.journal.files import create_held, save_names
from chasm_game.journal.lines import NotAnAction, from_line, to_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "DamagedSave", "Journal", "Record", "read_save"]


@dataclass(frozen=True, slots=True)
class Record:
    """What a save says. `torn` tells that its last line was cut off and dropped."""

    path: Path
    header: Header
    actions: tuple[Action, ...]
    torn: bool
    length: int
    """Bytes up to the end of the last whole line."""
    size: int
    """Bytes of the file when it was read."""


def read_save(path: Path) -> Record:
    """Read a save. Raises `DamagedSave` where it cannot be read, is too large, or a whole line of it says nothing."""
    whole, size = whole_lines(path)
    actions: list[Header | Action] = []
    for number, line in enumerate(io.BytesIO(whole)):
        try:
            actions.append(from_line(number, line))
        except NotAnAction as error:
            raise DamagedSave(path, number + 1, str(error)) from None
    header, *rest = actions
    assert isinstance(header, Header)
    done = tuple(a for a in rest if not isinstance(a, Header))
    return Record(path, header, done, torn=len(whole) < size, length=len(whole), size=size)


class Journal(HeldFile):
    """A save that is being written. One process at a time holds it."""

    @classmethod
    def create(cls, folder: Path, header: Header) -> Journal:
        """Begin a save in a folder, under a name that nothing has.

        It has its name only when its header is on disk: no save is ever without one. Raises `ChasmError` where it
        cannot be written, and leaves nothing behind then.
        """
        line = to_line(0, header)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held = create_held(save_names(folder, header), line)
        except OSError as error:
            hint = "name another folder with --saves"
            raise ChasmError(f"no save can be written in {folder}: {reason_of(error)}; {hint}") from None
        return cls(held, line)

    @classmethod
    def resume(cls, record: Record) -> Journal:
        """Go on with a save that was read; the next action takes the place of a torn last line.

        Raises `ChasmError` where it is open elsewhere, was changed since it was read, or cannot be written.
        """
        return cls.reopened(record.path, record.length, record.size)

    def append(self, action: Action) -> None:
        """Write one action; it is on disk when this returns.

        Raises `ChasmError` where it cannot be; the save is as it was then, and writing may be tried again.
        """
        self.append_line(to_line(self.count, action))
