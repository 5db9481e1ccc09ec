"""The file of a save: append-only, one JSON object a line, each on disk before what it reveals is shown."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.encodings import MARK, encoding_of
from chasm_game.errors import ChasmError
from chasm_game.files import reason_of
from chasm_game.journal.actions import Action, Corrected, Header, Named, Removed, Renamed, Restored
from chasm_game.journal.append_file import HeldFile
from chasm_game.journal.damage import MAX_BYTES, DamagedSave, whole_file
from chasm_game.journal.files import create_held, save_names
from chasm_game.journal.lines import NotAnAction, from_line, to_line
from chasm_game.scenario.frames import foreign_format

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GZIP", "MAX_BYTES", "DamagedSave", "Journal", "Record", "parse_save", "read_save"]

GZIP = b"\x1f\x8b"
"""How a file begins that gzip packed."""
MAX_EMPTY = 10_000
"""Empty lines of a save: an editor may put one behind each, and no game has so many."""


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
    foreign: str = ""
    """Why no line can be appended to this file; empty for what the game itself wrote."""
    name: str = ""
    """What the player calls this game; empty where it has no name of its own."""
    named_at: tuple[int, ...] = ()
    """Which lines only named it, counted from 0 for the header. They are no actions."""

    @property
    def team(self) -> str:
        """The newest name of the team; the header has the first."""
        names = [action.team for action in self.actions if isinstance(action, Renamed)]
        return names[-1] if names else self.header.team

    def line_number(self, index: int) -> int:
        """In which line an action stands, counted from 1 for the header."""
        line = index + 2
        for named in self.named_at:
            # Each line that only named the game stands between actions and counts as none of them.
            line += named < line
        return line

    @property
    def corrected(self) -> int:
        """How many rounds were corrected."""
        return len({action.round for action in self.actions if isinstance(action, Corrected)})

    @property
    def removed(self) -> bool:
        """Whether the team was taken out of its room, and not taken back."""
        moves = [action for action in self.actions if isinstance(action, Removed | Restored)]
        return bool(moves) and isinstance(moves[-1], Removed)


def read_save(path: Path) -> Record:
    """Read a save, to go on with it. Raises `DamagedSave` where it cannot be read, or a whole line says nothing."""
    return _parsed(path, whole_file(path), unended=False)


def parse_save(path: Path, raw: bytes) -> Record:
    """The save in these bytes, to look at it only. Raises `DamagedSave`, as `read_save` does.

    A last line without an end counts where all of it is there: mail programs and editors take the end away.
    """
    return _parsed(path, raw, unended=True)


def _parsed(path: Path, raw: bytes, *, unended: bool) -> Record:
    text, foreign = _as_utf8(path, raw)
    length = text.rfind(b"\n") + 1
    if not length and not (unended and text.strip()):
        raise DamagedSave(path, 1, "no whole line is in it")
    actions = _actions(path, text[:length])
    # To go on with it such a line is torn and will be written again; to look at it, it is worth reading.
    if unended and text[length:].strip():
        with contextlib.suppress(DamagedSave):  # else it is torn, and dropped
            actions, length = _actions(path, text), len(text)
    header = actions[0] if actions else None
    if not isinstance(header, Header):
        raise DamagedSave(path, 1, "no line is in it")
    done = tuple(a for a in actions[1:] if not isinstance(a, Header | Named))
    names = [(at, a.name) for at, a in enumerate(actions) if isinstance(a, Named)]
    torn = bool(text[length:].strip())
    whole = len(raw) if foreign else raw.rfind(b"\n") + 1
    return Record(
        path,
        header,
        done,
        torn=torn,
        length=whole,
        size=len(raw),
        foreign=foreign,
        name=names[-1][1] if names else "",
        named_at=tuple(at for at, _ in names),
    )


def _actions(path: Path, text: bytes) -> list[Header | Action | Named]:
    """What whole lines say; empty ones say nothing, and only count in what is told of an error."""
    actions: list[Header | Action | Named] = []
    for number, line in enumerate(io.BytesIO(text), start=1):
        if not line.strip():
            if number - len(actions) > MAX_EMPTY:
                raise DamagedSave(path, number, f"more than {MAX_EMPTY:,} empty lines are in it")
            continue
        try:
            actions.append(from_line(len(actions), line))
        except NotAnAction as error:
            raise DamagedSave(path, number, str(error)) from None
    return actions


def _as_utf8(path: Path, raw: bytes) -> tuple[bytes, str]:
    """The text without its mark, and why nothing can be appended to the file as it is."""
    if (other := foreign_format(raw)) is not None:
        raise DamagedSave(path, 0, f"this is {other[0]}, and no save: {other[1]}")
    if raw.startswith(GZIP):
        raise DamagedSave(path, 0, "this is packed with gzip: unpack it first")
    encoding = encoding_of(raw)
    if encoding != "utf-8-sig":
        try:
            return _ended_as_ours(raw.decode(encoding).removeprefix("\ufeff").encode("utf-8")), "in UTF-16"
        except UnicodeError:
            raise DamagedSave(path, 0, "this is UTF-16, and a part of it is missing or damaged") from None
    text = raw.removeprefix(MARK)
    if b"\n" not in text and b"\r" in text:
        return _ended_as_ours(text), "written with line ends of an old Mac"
    return text, ""


def _ended_as_ours(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


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
        if record.foreign:
            cure = "save it as plain text in UTF-8 first"
            raise ChasmError(f"{record.path} is {record.foreign}, and the game cannot go on in it: {cure}")
        return cls.reopened(record.path, record.length, record.size)

    def append(self, action: Action | Named) -> None:
        """Write one action; it is on disk when this returns.

        Raises `ChasmError` where it cannot be; the save is as it was then, and writing may be tried again.
        """
        self.append_line(to_line(self.count, action))
