"""A histogram that stands on its axis, with a mark under the bin where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import HERE
from chasm_game.charts.layout import occupied
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.widgets.cells import Sheet, cut

if TYPE_CHECKING:
    from chasm_game.charts.figures import Distribution

__all__ = ["LEAST_WIDTH", "draw"]

LEAST_WIDTH = 30
"""Below this a chart says less than its words."""
LEAST_WITH_CAPTION = 6
"""Rows from which one is given to what the chart shows."""
WIDEST = 9
"""Cells of a bar: a few bins fill the width, and are still bars."""


def draw(figure: Distribution, width: int, height: int) -> Sheet:
    """The bins that hold anything, as wide as there is room for; what it shows above, how many at its left."""
    sheet = Sheet(width, height, "chart--axis")
    most = max(figure.counts, default=1) or 1
    left = len(f"{most:,}") + 1
    first, counts, each = _bins(figure, width - left)
    most = max(counts, default=1) or 1
    wide = min(max((width - left) // max(len(counts), 1), 1), WIDEST)
    above = int(height >= LEAST_WITH_CAPTION)
    rows = max(height - 2 - above, 1)
    if above:
        sheet.write(left, 0, cut(figure.title, width - left), "chart--muted")
    blocks = glyphs().blocks
    full = len(blocks) - 1
    here = None if figure.here is None else (figure.here - first) // each
    for n, count in enumerate(counts):
        # One way through the story is one way: beside a bin of thousands it would else be rounded to nothing.
        tall = max(1, round(count / most * full * rows)) if count else 0
        style = "chart--here" if n == here else "chart--bar"
        for y in range(rows):
            mark = blocks[min(max(tall - (rows - 1 - y) * full, 0), full)]
            # From three cells on one is left between the bars.
            for x in range(n * wide, n * wide + max(wide - (wide > 2), 1)):
                sheet.put(left + x, above + y, mark, style)
    sheet.write(0, above, f"{most:,}".rjust(left - 1), "chart--axis")
    _foot(sheet, figure, first, len(counts) * each, left, len(counts) * wide)
    if here is not None and 0 <= here < len(counts):
        _here(sheet, left + here * wide, above + rows + 1)
    return sheet


def _bins(figure: Distribution, width: int) -> tuple[int, list[int], int]:
    """The first bin that is drawn, the counts, and how many bins of the figure each of them holds."""
    kept = occupied(figure.counts)
    if figure.here is not None:
        # The own bin is drawn even where nothing else fell near it.
        kept = range(min(kept.start, figure.here), max(kept.stop, figure.here + 1))
    # Rounded up: several bins share a bar rather than the last ones being cut off.
    each = -(-len(kept) // max(width, 1))
    counts = [sum(figure.counts[at : min(at + each, kept.stop)]) for at in range(kept.start, kept.stop, each)]
    return kept.start, counts, each


def _foot(sheet: Sheet, figure: Distribution, first: int, bins: int, left: int, wide: int) -> None:
    low, high = (figure.low + n * figure.width for n in (first, first + bins))
    y, end = sheet.height - 2, min(left + wide, sheet.width) - 1
    for x in range(left, end):
        sheet.put(x, y, glyphs().rule, "chart--grid")
    sheet.write(left, y, f"{low:.0f} ", "chart--axis")
    label = f" {high:.0f}"
    sheet.write(max(end - len(label), left), y, label, "chart--axis")


def _here(sheet: Sheet, x: int, y: int) -> None:
    mark = f"{glyphs().up} {HERE}"
    if x + len(mark) > sheet.width:
        mark = f"{HERE} {glyphs().up}"
        x = max(x - len(mark) + 1, 0)
    sheet.write(x, y, mark, "chart--here")
