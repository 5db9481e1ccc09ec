"""The stories of the game as they are shipped, read once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chasm_game.scenario.library import Library

__all__ = ["shipped_library"]


@cache
def shipped_library() -> Library:
    """The shipped stories and their rulebook; read for as long as a second wherever it is done anew."""
    return Library(Path(__file__).parent.parent / "story")
