"""The pieces of what a terminal sends, whole: keys, sequences and pastes; and letters in UTF-8, cut from bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["CTRL_C", "Kind", "Part", "letter"]

CTRL_C = re.compile(rb"\x1b\[99;(?:5|69|133|197)(?:;[\d:]*)?u")
"""Ctrl+C in kitty's keyboard protocol; 64 and 128 are the locks of capitals and digits."""
_LENGTHS = ((0xC2, 0xDF, 2), (0xE0, 0xEF, 3), (0xF0, 0xF4, 4))
"""Of letters in UTF-8, by their first byte."""


class Kind(Enum):
    """What a part is."""

    TEXT = auto()
    """One character, or one control character that is a key."""
    ESCAPE = auto()
    """The Escape key."""
    SEQUENCE = auto()
    """A whole escape sequence, or Escape and a character (Alt held); not yet known to be a key."""
    PASTE = auto()
    """What was pasted."""
    ASK = auto()
    """Nothing that was sent: the terminal is to be asked to say a word."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what was sent, whole."""

    kind: Kind
    text: str = ""

    @property
    def is_ctrl_c(self) -> bool:
        """Ctrl+C, as every terminal sends it or as those do that spell keys out."""
        if self.kind is Kind.TEXT:
            return self.text == "\x03"
        return self.kind is Kind.SEQUENCE and bool(CTRL_C.fullmatch(self.text.encode()))


def letter(sent: bytes) -> tuple[str, int] | None:
    """The letter of several bytes at the front, and how many these are; None where it has only begun.

    Bytes that are no letter are an empty text, and as many as no letter can begin with.
    """
    length = next((n for low, high, n in _LENGTHS if low <= sent[0] <= high), 0)
    try:
        return sent[:length].decode("utf-8"), max(1, length)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(sent) < length:
            return None
        return "", max(1, error.end)
