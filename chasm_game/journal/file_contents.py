"""What is in a file that was sent: a save, or the saves in something packed. Nothing is ever written to a disk.

Whatever somebody packed, it ends soon: members, bytes that are unpacked and packing inside of packing are bounded.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from chasm_game.file_facts import head_of, is_hidden
from chasm_game.files import reason_of
from chasm_game.journal.damage import MAX_BYTES, DamagedSave, whole_file
from chasm_game.journal.file_kinds import HEAD, Kind, kind_of, named_like_a_save, what_it_is

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FoundRoom", "FoundSave", "NotRead", "Refused", "contents"]

MAX_MEMBERS = 2_000
"""Names in one packed file, with what is packed in it."""
MAX_UNPACKED = 256 << 20
"""Bytes that are unpacked of one packed file."""
MAX_DEPTH = 3
"""A zip in a zip in a zip; deeper packing is not opened."""
MAX_ROOM = 4 << 20
"""Bytes of a packed journal of a room that is read; that of a long day with forty teams has a quarter of it."""
MAX_DIRECTORY = 4 << 20
"""Bytes of a zip file's own list of names: room for more than `MAX_MEMBERS` of the longest."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class FoundSave:
    """Bytes that may be a save, with the name of their file; in a packed one, of that and of the member."""

    path: Path
    raw: bytes


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """The journal of a room that was packed with its saves; it lies nowhere on the disk."""

    path: Path
    raw: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that gives no games though it should, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A path that is no save and was not read, and why."""

    path: Path
    reason: str
    is_hidden: bool = False


_Found = FoundSave | FoundRoom | Refused | NotRead


class _TooMuch(Exception):
    """More than anybody packs who sends saves."""


@dataclass
class _Budget:
    """What may still be unpacked of one file."""

    members: int = field(default_factory=lambda: MAX_MEMBERS)
    unpacked: int = field(default_factory=lambda: MAX_UNPACKED)
    taken: set[Path] = field(default_factory=set)

    def spend(self, raw: bytes) -> bytes:
        # Counted as it comes out: the sizes that a packed file states of itself may be lies.
        self.unpacked -= len(raw)
        if self.unpacked < 0:
            raise _TooMuch(f"more than {MAX_UNPACKED >> 20} MiB come out of it; unpack it, and name its folder")
        return raw

    def named(self, path: Path) -> Path:
        """A path that no other member has: zip files may hold two of one name."""
        number, name = 1, path
        while name in self.taken:
            number += 1
            name = path.with_name(f"{path.name} ({number})")
        self.taken.add(name)
        return name


def contents(path: Path) -> Iterator[_Found]:
    """The save that a file is, or everything that is packed in it; and why something of it is not read."""
    kind, budget = kind_of(head_of(path, HEAD)), _Budget()
    try:
        if kind is Kind.ZIP:
            with path.open("rb") as handle:
                yield from _of_zip(path, handle, budget, 1)
        elif kind is Kind.GZIP:
            with path.open("rb") as handle:
                yield from _of_gzip(path, handle, budget, 1)
        else:
            yield FoundSave(path, whole_file(path))
    except DamagedSave as damage:
        yield Refused(path, damage.reason)
    except _TooMuch as much:
        yield Refused(path, str(much))
    except OSError as error:
        yield Refused(path, f"cannot be read: {reason_of(error)}")


def _of_zip(path: Path, handle: IO[bytes], budget: _Budget, depth: int) -> Iterator[_Found]:
    try:
        _check_directory(handle)
        with zipfile.ZipFile(handle) as packed:
            members = [info for info in packed.infolist() if not info.is_dir()]
            # Every document of an office program is a zip file, and a folder of teams holds many.
            if {info.filename for info in members} & {"[Content_Types].xml", "mimetype"}:
                yield NotRead(path, "a document of an office program, and no save")
                return
            budget.members -= len(members)
            if budget.members < 0:
                raise _TooMuch(f"more than {MAX_MEMBERS:,} files are packed in it; unpack it, and name its folder")
            found = (each for member in members for each in _of_member(path, packed, member, budget, depth))
            yield from _of_one_zip(path, found)
    except _DAMAGE as error:
        yield Refused(path, f"the zip file is damaged or of a kind that is not read: {_words(error)}")


def _of_one_zip(path: Path, found: Iterator[_Found]) -> Iterator[_Found]:
    """What was found in a zip file; of one with nothing of ours in it only itself, not its two hundred pictures."""
    others: list[NotRead | FoundRoom] = []
    for each in found:
        if isinstance(each, NotRead | FoundRoom):
            others.append(each)
            continue
        yield each
        yield from others
        others = []
        yield from found
    if others:
        yield NotRead(path, "a zip file without a save in it")


def _check_directory(handle: IO[bytes]) -> None:
    """Look at how long a zip file's list of names is before anything makes objects of it."""
    size = handle.seek(0, io.SEEK_END)
    # The end record is 22 bytes, and a comment of 64 KiB may stand behind it.
    handle.seek(max(size - (1 << 16) - 22, 0))
    tail = handle.read()
    at = tail.rfind(_END)
    long = int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_DIRECTORY
    if at >= 0 and (long or _END_64 in tail[max(at - 20, 0) : at]):
        raise _TooMuch(f"more than {MAX_MEMBERS:,} files are packed in it; unpack it, and name its folder")


def _of_member(
    path: Path, packed: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, depth: int
) -> Iterator[_Found]:
    # A name in a zip file may lead up and out of it; here it only names, and nothing is written.
    parts = [part for part in re.split(r"[\\/:]+", info.filename) if part not in {"", ".", ".."}] or ["(no name)"]
    if any(is_hidden(part) for part in parts):  # what a system packs beside every file is nobody's
        return
    at = budget.named(path.joinpath(*parts))
    if info.flag_bits & 1:
        yield Refused(at, "it is locked with a password: unpack it first")
    else:
        try:
            with packed.open(info) as handle:
                yield from _of_packed(at, handle, budget, depth)
        except _DAMAGE as error:
            yield Refused(at, f"it cannot be unpacked: {_words(error)}")


def _of_gzip(path: Path, handle: IO[bytes], budget: _Budget, depth: int) -> Iterator[_Found]:
    try:
        with gzip.GzipFile(fileobj=handle) as unpacked:
            yield from _of_packed(path, unpacked, budget, depth)
    except (gzip.BadGzipFile, *_DAMAGE) as error:
        yield Refused(path, f"it cannot be unpacked: {_words(error)}")


def _of_packed(path: Path, handle: IO[bytes] | gzip.GzipFile, budget: _Budget, depth: int) -> Iterator[_Found]:
    """What comes out of one packed file: no more of it than its kind asks for."""
    head = budget.spend(handle.read(HEAD))
    kind = kind_of(head)
    if kind in {Kind.OTHER, Kind.ROOM} and not named_like_a_save(path.name):
        yield NotRead(path, what_it_is(head))
        # One byte more than may be there tells that there is more.
        if kind is Kind.ROOM and len(raw := head + budget.spend(handle.read(MAX_ROOM + 1 - len(head)))) <= MAX_ROOM:
            yield FoundRoom(path, raw)
        return
    # Unpacked no further than a save may be long: what is packed may grow without end.
    raw = head + budget.spend(handle.read(MAX_BYTES + 1 - len(head)))
    if len(raw) > MAX_BYTES:
        yield Refused(path, f"larger than {MAX_BYTES >> 20} MiB, which no save is")
    elif kind not in {Kind.ZIP, Kind.GZIP}:
        yield FoundSave(path, raw)
    elif depth >= MAX_DEPTH:
        yield Refused(path, f"packed more than {MAX_DEPTH} times: unpack it")
    else:
        inside = _of_zip if kind is Kind.ZIP else _of_gzip
        yield from inside(path, io.BytesIO(raw), budget, depth + 1)


def _words(error: BaseException) -> str:
    return (str(error) or type(error).__name__).lower().rstrip(".")
