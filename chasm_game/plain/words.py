"""What is typed, as a word to be compared: digits of an input method, capitals and a list's dot make no other word."""

from __future__ import annotations

import unicodedata

__all__ = ["word_of"]

_ENDS = ".。．)）"
"""What stands behind a number where it is read off a list, or behind a word out of habit."""


def word_of(said: str) -> str:
    """A line as a word of the game: `１`, `1.` and `1)` are `1`, `Skip.` is `skip`."""
    return unicodedata.normalize("NFKC", said).strip().rstrip(_ENDS).strip().lower()
