"""The balance of a shipped story, made once by each process of the tests: it takes seconds."""

from __future__ import annotations

from functools import cache

from analysis import small

from chasm_game.analysis.balance import balance
from chasm_game.analysis.balance_data import Balance
from chasm_game.scenario.library import Library

__all__ = ["balanced"]


@cache
def balanced(story: str) -> Balance:
    """Of a story, under seed 1, with all its properties. Whoever asks stands in the group `shipped` of xdist."""
    return balance(Library(small.ROOT / "story").find(story))
