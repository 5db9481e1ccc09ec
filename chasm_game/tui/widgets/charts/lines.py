"""Lines over the rounds in braille, named at their ends; stars and circles where braille cannot be shown."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from chasm_game.charts.layout import even_rows, scaled, spread
from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.widgets.cells import Sheet, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.charts.figures import Line, Lines

__all__ = ["LEAST_WIDTH", "STYLES", "draw"]

LEAST_WIDTH = 32
"""Below this a chart says less than its words."""
LEAST_WITH_CAPTION = 8
"""Rows from which one is given to what the chart shows."""
STYLES = tuple(f"chart--line-{n}" for n in range(6))
# Bits of a braille sign (U+2800), by the row and the column of the dot in its cell.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_SIGNS = {"solid": "*", "dotted": "o", "sparse": "."}
_KEPT = {"solid": (1, 1), "dotted": (2, 4), "sparse": (1, 5)}
"""Of a stroke, how many dots of how many are drawn."""


def draw(figure: Lines, width: int, height: int) -> Sheet:
    """The figure on a sheet of this size."""
    sheet = Sheet(width, height, "chart--axis")
    # What it shows stands above it, where there is room for more than the lines.
    above = int(height >= LEAST_WITH_CAPTION)
    rows, marks = even_rows(figure.low, figure.high, height - above - 1, max(min(height // 3 + 1, 6), 2))
    left = max(len(f"{mark:g}") for mark in marks) + 1
    # Room for the names at the ends, but never more than a third of the chart.
    right = min(max((cell_len(_name(line)) for line in figure.lines), default=0) + 2, width // 3)
    plot = _Plot(sheet, figure, left, max(width - left - right, 4), rows, top=height - 1 - rows)
    if above:
        # Directly above the axis: what an even axis leaves over stays empty above both.
        sheet.write(left, plot.top - 1, cut(figure.title, width - left), "chart--muted")
    plot.axis(marks)
    for number, line in reversed(list(enumerate(figure.lines))):  # the first line lies on top
        plot.line(line, STYLES[number % len(STYLES)])
    plot.ends()
    plot.feet()
    return sheet


def _name(line: Line) -> str:
    return one_line(line.name) if line.last is None else f"{one_line(line.name)} {line.last:.0f}"


class _Plot:
    """The part of the sheet in which lines are drawn."""

    def __init__(self, sheet: Sheet, figure: Lines, left: int, width: int, height: int, top: int) -> None:
        self.sheet, self.figure, self.left, self.width, self.height, self.top = sheet, figure, left, width, height, top

    def _up(self, value: float, dots: int = 1) -> int:
        """The row of a value in the sheet, in parts of a cell."""
        size = (self.height - 1) * dots
        # From the middle of the first cell to the middle of the last, where the numbers of the axis stand: so no value
        # lies above the line of a larger one.
        down = self.top * dots + (dots - 1) / 2 + size - scaled(value, self.figure.low, self.figure.high, size)
        return math.floor(down + 0.5)

    def _across(self, index: int, dots: int = 1) -> int:
        count = len(self.figure.x)
        return 0 if count < 2 else round(index / (count - 1) * (self.width * dots - 1))

    def axis(self, marks: tuple[float, ...]) -> None:
        """Round numbers, each with a thin line."""
        for mark in marks:
            y = self._up(mark)
            self.sheet.write(0, y, f"{mark:g}".rjust(self.left - 1), "chart--axis")
            for x in range(self.left, self.left + self.width):
                self.sheet.put(x, y, glyphs().thin, "chart--grid")

    def line(self, line: Line, style: str) -> None:
        """One line; a value alone between gaps is a dot."""
        kept, of = _KEPT.get(line.stroke, (1, 1))
        fine = glyphs().unicode
        across, down = (2, 4) if fine else (1, 1)
        cells: dict[tuple[int, int], int] = {}
        for n, (x, y) in enumerate(self._path(line, across, down)):
            # Counted along the line and not across the sheet, so that steep and flat parts are dotted alike.
            if n % of < kept:
                at = (x // across, y // down)
                # Dots of one line share their cell; of two lines the one that is drawn later has it.
                cells[at] = cells.get(at, 0) | (_DOTS[y % 4][x % 2] if fine else 0)
        for (x, y), dots in cells.items():
            self.sheet.put(self.left + x, y, chr(0x2800 + dots) if fine else _SIGNS.get(line.stroke, "*"), style)

    def _path(self, line: Line, across: int, down: int) -> Iterator[tuple[int, int]]:
        spots = [
            None if point.value is None else (self._across(n, across), self._up(point.value, down))
            for n, point in enumerate(line.points[: len(self.figure.x)])
        ]
        # Each stretch begins behind its first point, which would else be missing at the very start.
        yield from (spot for spot in spots[:1] if spot)
        for start, end in pairwise(spots):
            if start is None or end is None:
                yield from [end] if end else []
                continue
            (x0, y0), (x1, y1) = start, end
            steps = max(abs(x1 - x0), abs(y1 - y0), 1)
            for k in range(1, steps + 1):
                yield round(x0 + (x1 - x0) * k / steps), round(y0 + (y1 - y0) * k / steps)

    def ends(self) -> None:
        """Names with last values where the lines end, never on top of each other."""
        known = [(n, line, line.last) for n, line in enumerate(self.figure.lines) if line.last is not None]
        size, low, high = self.height - 1.0, self.figure.low, self.figure.high
        places = spread([size - scaled(last, low, high, size) for _, _, last in known], 1.0, 0.0, size)
        taken: set[int] = set()
        for (n, line, _), place in sorted(zip(known, places, strict=True), key=lambda item: item[1]):
            # Rounding can put two names that were spread into one row: the lower one moves down.
            row = next((row for row in range(round(place), self.height) if row not in taken), self.height - 1)
            taken.add(row)
            x = self.left + self.width + 1
            self.sheet.write(x, self.top + row, _name(line), STYLES[n % len(STYLES)])

    def feet(self) -> None:
        """What stands under each point, as far as there is room."""
        free = 0
        for index, label in enumerate(self.figure.x):
            shown = one_line(label)
            x = self.left + self._across(index) - cell_len(shown) // 2
            x = min(max(x, self.left), self.left + self.width - cell_len(shown))
            # A label that would touch the one before is left out, whichever it is: the first always stands.
            if x >= free:
                self.sheet.write(x, self.top + self.height, shown, "chart--axis")
                free = x + cell_len(shown) + 1
