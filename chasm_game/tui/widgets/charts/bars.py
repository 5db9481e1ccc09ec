"""Values as bars in one range, with what was won or lost; and the bar alone, for rows that are laid out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from chasm_game.charts.layout import scaled
from chasm_game.text import one_line, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.widgets.cells import Cell, Sheet

if TYPE_CHECKING:
    from chasm_game.charts.figures import Bar, Bars

__all__ = ["LEAST_WIDTH", "cells_of", "draw"]

LEAST_WIDTH = 30
"""Below this a chart says less than its words: six cells of a bar beside ten of its name."""


def draw(figure: Bars, width: int, height: int) -> Sheet:
    """One row a bar: name, bar, value, change, note."""
    sheet = Sheet(width, max(height, len(figure.bars)), "chart--text")
    # Names take a third at most, for the bars are what is looked at.
    name = min(max((cell_len(one_line(bar.name)) for bar in figure.bars), default=0), width // 3)
    changes = any(bar.change is not None for bar in figure.bars)
    # Under that the note would leave a bar of a few cells.
    notes = width >= 64 and any(bar.note for bar in figure.bars)
    numbers = 5 + 7 * changes
    room = min(width - name - numbers - 2, 40) if notes else width - name - numbers - 2
    for y, bar in enumerate(figure.bars):
        sheet.write(0, y, bar.name, "chart--text", name)
        row = cells_of(bar.value, bar.change or 0.0, max(room, 1), low=figure.low, high=figure.high)
        for x, (mark, style) in enumerate(row, start=name + 1):
            sheet.put(x, y, mark, style)
        sheet.write(name + room + 2, y, f"{bar.value:.0f}".rjust(4), "chart--strong")
        _change(sheet, name + room + 7, y, bar)
        if notes:
            sheet.write(name + room + 2 + numbers, y, bar.note, "chart--muted")
    return sheet


def _change(sheet: Sheet, x: int, y: int, bar: Bar) -> None:
    if bar.change is None:
        return
    marks, change = glyphs(), signed(bar.change).lstrip("+−")
    if float(change) == 0:
        sheet.write(x, y, marks.same, "chart--muted")
    else:
        up = bar.change > 0
        sheet.write(x, y, f"{marks.up if up else marks.down}{change}", "chart--up" if up else "chart--down")


def cells_of(value: float, change: float, room: int, *, low: float = 0.0, high: float = 100.0) -> list[Cell]:
    """A bar of `room` cells: what stays, what was won (dashed) or lost (thin and dashed), and the rest."""
    marks = glyphs()
    full = round(scaled(value, low, high, room))
    before = round(scaled(value - change, low, high, room))
    if abs(change) >= 0.5 and full == before:  # a change that is seen in numbers is seen in the bar
        before = full - 1 if change > 0 else full + 1
    before = min(max(before, 0), room)
    stays, top = min(full, before), max(full, before)
    moved = (marks.won, "chart--up") if change > 0 else (marks.lost, "chart--down")
    return [
        *[(marks.bar, "chart--bar")] * stays,
        *[moved] * (top - stays),
        *[(marks.rest, "chart--grid")] * (room - top),
    ]
