"""Codes, tokens and PINs: what lets somebody in. All of it comes from the system's own randomness."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["hashed", "is_code", "join_code", "new_pin", "new_token", "same"]

# Without c, h, j, q, w, x and y, which people of several languages hear and spell differently.
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def join_code(taken: Collection[str] = ()) -> str:
    """Eight letters that can be said and typed, of 24 million; never one that is taken."""
    while True:
        code = "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 4)
        if code not in taken:
            return code


def is_code(text: str) -> bool:
    """Whether it could be a join code."""
    return len(text) == 8 and all(sign in (_VOWELS if at % 2 else _CONSONANTS) for at, sign in enumerate(text))


def new_pin(taken: Collection[str]) -> str:
    """Four digits that no other seat of the room has: a person at the wrong team finds out."""
    while True:
        pin = f"{secrets.randbelow(10_000):04}"
        if pin not in taken:
            return pin


def new_token() -> str:
    """What a device keeps: 256 bits as text."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token; it is too long to be found from that."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same(given: str, kept: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), kept.encode("utf-8", "replace"))
