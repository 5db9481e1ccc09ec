"""Every error that Chasm raises on purpose descends from `ChasmError`.

A subclass stands for a cause that a caller can act on. It carries facts; its message is one lower-case sentence
that names the place and, where one is known, the cure. Programming errors are never of this family.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ChasmError", "IllegalDecision", "NotFound", "UnreadableDecision", "nearest", "require"]


class ChasmError(Exception):
    """Something outside the program is wrong: a file, a name, a decision."""


class NotFound(ChasmError):
    """No scenario, save or file has this name."""


class UnreadableDecision(ChasmError):
    """The text is no decision at all."""


class IllegalDecision(ChasmError):
    """A decision that exists, but cannot be taken now: unknown here, locked, or the game is over."""


def require(holds: bool, otherwise: str) -> None:
    """Raise `IllegalDecision` with what is said `otherwise`, where something does not hold."""
    if not holds:
        raise IllegalDecision(otherwise)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `name` was most likely meant to be, or None."""
    found = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None
