"""What a file is, by its first bytes and not by its name: a save, something packed, or something else."""

from __future__ import annotations

from enum import Enum

from chasm_game.encodings import encoding_of
from chasm_game.journal.journal import GZIP
from chasm_game.scenario.frames import foreign_format

__all__ = ["HEAD", "Kind", "kind_of", "named_like_a_save", "what_it_is"]

HEAD = 4_096
"""Bytes that are looked at."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins; the second has nothing in it."""

_FIELDS = (b'"chasm"', b'"scenario_sha256"', b'"scenario_text"', b'"do"')
"""One of these stands early in the first line of a save, also of one whose header is missing."""
_PACKED = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"Rar!\x1a\x07", "a rar file"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"BZh", "packed with bzip2"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
)
_ROOM, _PEOPLE = b'"chasm_room"', b'"chasm_people"'
_MAIL = (b"from ", b"received:", b"return-path:", b"delivered-to:", b"mime-version:", b"x-", b"message-id:")


class Kind(Enum):
    """What is done with a file."""

    SAVE = "save"
    """It is read."""
    ZIP = "zip"
    """What is in it is looked at in the same way."""
    GZIP = "gzip"
    """It is unpacked, and looked at in the same way."""
    ROOM = "room"
    """The journal of a room: it is no save, and vouches for the saves beside it."""
    OTHER = "other"
    """It is named, and not read."""


def named_like_a_save(name: str) -> bool:
    """Whether somebody who looks at the name takes it for a save; mail and phones put something behind it."""
    return ".jsonl" in name.casefold()


def kind_of(head: bytes) -> Kind:
    """What a file is that begins so."""
    if head.startswith(ZIP):
        return Kind.ZIP
    if head.startswith(GZIP):
        return Kind.GZIP
    text = _text(head)
    if not text.startswith(b"{") or text.startswith(b"{" + _PEOPLE):  # in which something is done, as in saves
        return Kind.OTHER
    if _ROOM in text:  # before the fields of a save: a room's journal has a scenario and a rulebook too
        return Kind.ROOM
    return Kind.SAVE if any(field in text for field in _FIELDS) else Kind.OTHER


def what_it_is(head: bytes) -> str:
    """Why a file of another kind is not read, in words."""
    packed = next((what for begins, what in _PACKED if head.startswith(begins)), "")
    # A tar file begins with a name of its first member; its mark stands behind that.
    if head[257:262] == b"ustar":
        packed = "a tar file"
    if packed:
        return f"{packed}, which is not opened: unpack it"
    if (other := foreign_format(head)) is not None:
        return f"{other[0]}, and no save"
    text = _text(head)
    if not text:
        return "nothing is in it"
    if text.lower().startswith(_MAIL):
        return "a mail: save what is attached to it"
    if text.startswith(b"{") and _ROOM in text:
        return "the journal of a room, and no save"
    if text.startswith(b"{" + _PEOPLE):
        return "the people of a live room, and no save"
    return "no save"


def _text(head: bytes) -> bytes:
    """The first bytes as UTF-8 without a mark, without what is empty before them."""
    return head.decode(encoding_of(head), "replace").encode("utf-8", "replace").lstrip()
