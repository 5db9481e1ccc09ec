"""Lanes of a walk: in pieces that fit the processor's cache, all of them as a slice, and how deep a walk may go."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.round import Lanes

__all__ = ["deep", "pieces", "slice_for_all"]


def pieces(lanes: int, block: int) -> list[slice]:
    """So many lanes in pieces of about equal size, none larger than a block."""
    edges = np.linspace(0, lanes, -(-lanes // block) + 1).astype(int).tolist()
    return [slice(first, last) for first, last in pairwise(edges)]


def slice_for_all(where: Lanes, lanes: int) -> Lanes | slice:
    """Some of so many lanes; a slice where it is all of them, in their order, which spares looking each of them up."""
    return slice(None) if where.size == lanes else where


@contextmanager
def deep(plan: Plan) -> Iterator[None]:
    """A round is a few calls deep, and there may be many."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 4_000 + 10 * len(plan.rounds)))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
