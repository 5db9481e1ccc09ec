"""Which way answers would have been seen to move people, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.text import one_line
from chasm_game.views.foresight import STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.views.foresight import ArrowView, ImpactView

__all__ = ["WAYS", "arrow_words", "arrows"]

WAYS = {1: "up", -1: "down", 0: "either way"}
"""Which way an arrow points; 0 where luck decides."""


def arrows(impacts: tuple[ImpactView, ...], *, later: bool) -> Iterator[tuple[str, str, ArrowView]]:
    """Id, name and arrow of everybody who is moved by a moment."""
    for impact in impacts:
        arrow = impact.later if later else impact.now
        if arrow is not None:
            yield impact.id, impact.name, arrow


def arrow_words(moved: Iterable[tuple[str, str, ArrowView]]) -> str:
    """`up Guests (much), down Crews (a little), either way Owners (some)`; empty for nobody."""
    sides: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for _, name, arrow in moved:
        sides[arrow.direction].append(f"{one_line(name)} ({STRENGTHS[arrow.strength]})")
    return ", ".join(f"{WAYS[way]} {', '.join(names)}" for way, names in sides.items() if names)
