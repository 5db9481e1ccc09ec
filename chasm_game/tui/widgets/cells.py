"""A sheet of cells to draw on: a symbol and the name of its style in each. Text of any script keeps to its width."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

__all__ = ["Cell", "Sheet", "cut", "strip_of"]

Cell = tuple[str, str]
"""What is in a cell, and the name of its style. The second cell of a wide sign holds nothing."""


class Sheet:
    """Rows of cells, empty at first."""

    def __init__(self, width: int, height: int, style: str) -> None:
        self.width, self.height = width, height
        self.rows: list[list[Cell]] = [[(" ", style)] * width for _ in range(height)]

    def put(self, x: int, y: int, sign: str, style: str) -> None:
        """One sign of one cell; outside the sheet nothing."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.rows[y][x] = (sign, style)

    def write(self, x: int, y: int, words: str, style: str, room: int = 0) -> None:
        """A text from a place on, cut to `room` cells (0: to the edge)."""
        if not 0 <= y < self.height or not 0 <= x < self.width:
            return
        for sign in cut(words, min(room or self.width, self.width - x)):
            wide = cell_len(sign)
            # An accent of its own belongs to the sign before it; in a cell of its own it would shift the row.
            if wide == 0 and x > 0:
                before, its = self.rows[y][x - 1]
                self.rows[y][x - 1] = (before + sign, its)
                continue
            # The second cell of a wide sign stays empty: whoever paints it would push everything after it to the
            # right.
            self.rows[y][x : x + wide] = [(sign, style), *[("", style)] * (wide - 1)]
            x += wide

    @property
    def plain(self) -> str:
        """What is drawn, without its styles."""
        return "\n".join("".join(sign for sign, _ in row).rstrip() for row in self.rows)


def cut(words: str, room: int) -> str:
    """A text on one line in at most `room` cells, with an ellipsis where it was cut."""
    shown = one_line(words)
    if cell_len(shown) <= room:
        return shown
    while shown and cell_len(shown) > room - 1:
        shown = shown[:-1]
    return shown.rstrip() + "…" if room > 0 else ""


def strip_of(cells: Sequence[Cell], style: Callable[[str], Style]) -> Strip:
    """A row as Textual paints it."""
    runs = [Segment("".join(sign for sign, _ in run), style(name)) for name, run in groupby(cells, key=itemgetter(1))]
    return Strip(runs).adjust_cell_length(len(cells), style(cells[-1][1]) if cells else None)
