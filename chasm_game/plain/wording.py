"""Changes as plain mode says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.views.named import Named

__all__ = ["by_sign", "moved"]


def moved(change: float, digits: int = 0) -> str:
    """`, up 3`, or nothing where nothing is left after rounding."""
    size = f"{abs(change):.{digits}f}"
    return "" if float(size) == 0 else f" ({'up' if change > 0 else 'down'} {size})"


def by_sign(touched: Iterable[tuple[Named, int, float | None]]) -> str:
    """`Up: a, b. Down: c.` of names, signs and, where they may be known, points: `Up: a 2.0, b 0.3.`"""
    told: dict[int, list[str]] = {1: [], -1: []}
    for who, sign, points in touched:
        told[sign].append(one_line(who.name) + ("" if points is None else f" {abs(points):.1f}"))
    words = {1: "Up", -1: "Down"}
    return " ".join(f"{words[sign]}: {', '.join(names)}." for sign, names in told.items() if names)
