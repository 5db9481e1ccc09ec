"""The balance of a shipped story, made once by each process of the tests: it takes seconds."""

from __future__ import annotations

from functools import cache

from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance
from chasm_game.analysis.balance_data import Balance

__all__ = ["balanced"]


@cache
def balanced(story: str) -> Balance:
    """Of a story, under seed 1, with all its properties. Whoever asks stands in the group `shipped` of xdist."""
    return balance(shipped_library().find(story))
