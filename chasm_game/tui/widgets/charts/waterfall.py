"""From one value to another, point by point: the amount, the way it went, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.charts.layout import scaled, spans
from chasm_game.text import one_line, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.widgets.cells import Sheet

if TYPE_CHECKING:
    from chasm_game.charts.figures import Fall, Waterfall

__all__ = ["LEAST_WIDTH", "draw", "height_at"]

LEAST_WIDTH = 40
"""Below this the reasons would stand two or three words a row."""
_AMOUNT = 8
"""Cells of an amount with its sign, and of the space behind it."""


def _room(width: int) -> int:
    """Cells for the way; the rest is for the reasons."""
    return min(max(width * 3 // 10, 12), 36)


def _reason(step: Fall, width: int) -> list[str]:
    name = one_line(step.name) + (f"  ({one_line(step.note)})" if step.note else "")
    rows = Content(name).wrap(max(width - _AMOUNT - _room(width) - 2, 8))
    return [row.plain.rstrip() for row in rows] or [""]


def height_at(figure: Waterfall, width: int) -> int:
    """The rows that it takes."""
    return 2 + sum(len(_reason(step, width)) for step in figure.steps)


def draw(figure: Waterfall, width: int, height: int) -> Sheet:
    """The figure; what stands still between two steps is a thin line down."""
    sheet = Sheet(width, max(height, height_at(figure, width)), "chart--text")
    way, room = _Way(figure, _room(width)), _room(width)
    start = _AMOUNT + 1
    _stop(sheet, 0, figure.start, start + way.at(figure.start), "before")
    y = 1
    for step, (came, went) in zip(figure.steps, spans(figure), strict=True):
        up = step.amount > 0
        style = "chart--up" if up else "chart--down"
        sheet.write(0, y, signed(step.amount, 2).rjust(_AMOUNT - 1), style)
        first, last = sorted((way.at(came), way.at(went)))
        # One cell at least: an amount that is told is also seen.
        for x in range(first, max(last, first + 1)):
            sheet.put(start + x, y, glyphs().gain if up else glyphs().loss, style)
        for row in _reason(step, width):
            sheet.write(start + room + 1, y, row, "chart--text")
            y += 1
    _stop(sheet, y, figure.end, start + way.at(figure.end), "after")
    return sheet


def _stop(sheet: Sheet, y: int, value: float, x: int, words: str) -> None:
    sheet.write(0, y, f"{value:.1f}".rjust(_AMOUNT - 1), "chart--strong")
    sheet.put(x, y, glyphs().stop, "chart--strong")
    sheet.write(x + 2, y, words, "chart--muted")


class _Way:
    """The part of the range that the way takes, as wide as there is room for."""

    def __init__(self, figure: Waterfall, room: int) -> None:
        stops = [figure.start, *(went for _, went in spans(figure))]
        # At least two points wide: a way of tenths would else look like an avalanche.
        middle, half = (min(stops) + max(stops)) / 2, max((max(stops) - min(stops)) / 2, 1.0)
        self._low, self._high, self._room = middle - half, middle + half, room

    def at(self, value: float) -> int:
        return round(scaled(value, self._low, self._high, self._room - 1))
