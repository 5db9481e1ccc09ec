"""Rows of numbers whose last axis is the lane; some are the same in every lane, and are kept once.

What is kept once, or shared, can be read only: `State.own` sees to numbers that may change in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["alike", "branched", "concatenated", "copied", "everywhere", "once", "rejoined", "taken"]


def everywhere(column: Any, lanes: int, kind: Any = np.float64) -> NDArray[Any]:
    """A number, or rows of them, the same in every lane, which is kept once. It can be read only: see `State.own`."""
    numbers = np.array(column, dtype=kind)[..., None]
    return np.broadcast_to(numbers, (*numbers.shape[:-1], lanes))


def once(rows: NDArray[Any]) -> bool:
    """Whether every lane has the same numbers, and these are kept once."""
    return rows.strides[-1] == 0 and not rows.flags.writeable


def alike(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether both are kept once, and are the same."""
    return once(one) and once(other) and bool((one[..., :1] == other[..., :1]).all())


def taken(rows: NDArray[Any], numbers: NDArray[np.int64], begun: int | None = None) -> NDArray[Any]:
    """Some lanes, by their numbers, which nobody checks; of rows behind the first `begun`, that are all alike, none."""
    if once(rows):
        few = rows[..., : numbers.size]
        if few.shape[-1] == numbers.size:
            return few
        return np.broadcast_to(rows[..., :1], (*rows.shape[:-1], numbers.size))
    if begun is not None:
        found = np.empty((len(rows), numbers.size), dtype=rows.dtype)
        found[begun:] = rows[begun:, :1]
        rows[:begun].take(numbers, axis=-1, out=found[:begun], mode="clip")
        return found
    # Looking whether each number is in range would take half as long again.
    return rows.take(numbers, axis=-1, mode="clip")


def copied(rows: NDArray[Any]) -> NDArray[Any]:
    """A copy that nobody else changes."""
    return rows if once(rows) else rows.copy()


def branched(rows: NDArray[Any]) -> NDArray[Any]:
    """A copy of what may be written in place; what may not be is shared."""
    return rows.copy() if rows.flags.writeable else rows


def concatenated(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """The lanes of all parts, one part after another."""
    if all(alike(parts[0], each) for each in parts):
        return np.broadcast_to(parts[0][..., :1], (*parts[0].shape[:-1], sum(each.shape[-1] for each in parts)))
    return np.concatenate(parts, axis=-1)


def rejoined(whole: NDArray[Any], pieces: list[NDArray[Any]]) -> NDArray[Any]:
    """The lanes of all pieces of a whole, which is given back where each still shares its numbers with it."""
    owner = whole if whole.base is None else whole.base
    return whole if all(each.base is owner for each in pieces) else concatenated(pieces)
