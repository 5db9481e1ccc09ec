"""Where on an axis somebody stands, as nine marks that a key, a digit or a voice can give; a way is -1 to 1."""

from __future__ import annotations

__all__ = ["FIRST", "LAST", "MARKS_TOLD", "MIDDLE", "mark_of", "way_of"]

FIRST, MIDDLE, LAST = 1, 5, 9
"""The mark at the low statement, the one between the two, the one at the high statement."""

MARKS_TOLD = {
    1: "the first alone",
    2: "much more the first",
    3: "more the first",
    4: "a little more the first",
    5: "between the two",
    6: "a little more the second",
    7: "more the second",
    8: "much more the second",
    9: "the second alone",
}
"""A mark in words; the first statement is the low one."""


def way_of(mark: int) -> float:
    """The way, -1 to 1, that a mark of 1 to 9 stands for: quarters, which no computer rounds."""
    return (mark - MIDDLE) / (LAST - MIDDLE)


def mark_of(way: float) -> int:
    """The nearest mark to a way of -1 to 1; of two that are as near the one towards the middle."""
    steps = way * (LAST - MIDDLE)
    # A hair less than a half: a way just between two marks goes towards the middle, not to the even number as `round`.
    towards = int(abs(steps) + 0.5 - 1e-9)
    return MIDDLE + (towards if steps > 0 else -towards)
