"""Lines by round in braille, labelled at their ends; stars and circles where braille cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from chasm_game.tui.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LineChart", "Series"]

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_LEFT, _RIGHT = 4, 12
"""Cells for the axis and for the labels at the ends."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of values in 0..100."""

    name: str
    values: tuple[float, ...]
    dotted: bool = False
    """Drawn with gaps, so that lines are told apart without colour."""
    sparse: bool = False
    """Drawn with wide gaps: a line that stands behind the others."""


class LineChart(Widget):
    """Two lines over the rounds, and perhaps a third behind them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chart--0", "chart--1", "chart--2", "chart--axis"}
    DEFAULT_CSS = """
    LineChart { height: 12; width: 1fr; max-width: 110;
        .chart--0 { color: $primary; text-style: bold; }
        .chart--1 { color: $secondary; }
        .chart--2 { color: $foreground 70%; }
        .chart--axis { color: $foreground 55%; }
    }
    """

    def __init__(self, series: Sequence[Series], labels: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._series, self._labels = tuple(series[:3]), tuple(labels)
        self._drawn: tuple[tuple[int, int], list[list[tuple[str, str]]]] = ((-1, -1), [])

    def render_line(self, y: int) -> Strip:
        """One row of the chart."""
        size = (self.size.width, self.size.height)
        if self._drawn[0] != size:
            self._drawn = (size, self._draw(*size))
        rows = self._drawn[1]
        if y >= len(rows):
            return Strip.blank(size[0])
        return Strip([Segment(c, self.get_component_rich_style(s)) for c, s in rows[y]], size[0]).simplify()

    def _draw(self, width: int, height: int) -> list[list[tuple[str, str]]]:
        if width < _LEFT + _RIGHT + 8 or height < 4 or not self._labels:
            return []
        rows = [[(" ", "chart--axis")] * width for _ in range(height)]
        plot_w, plot_h = width - _LEFT - _RIGHT, height - 1
        for value in (100, 50, 0):
            y = _row_of(value, plot_h)
            _write(rows[y], 0, f"{value:3d}", "chart--axis")
            rows[y][_LEFT : _LEFT + plot_w] = [("┈" if glyphs().unicode else ".", "chart--axis")] * plot_w
        for number, series in reversed(list(enumerate(self._series))):
            paint = _braille if glyphs().unicode else _stars
            paint(rows, series, f"chart--{number}", plot_w, plot_h)
        self._ends(rows, width - _RIGHT + 1, plot_h)
        self._feet(rows[-1], plot_w)
        return rows

    def _ends(self, rows: list[list[tuple[str, str]]], x: int, height: int) -> None:
        """Names and last values at the line ends, never on top of each other."""
        taken: set[int] = set()
        for number, series in enumerate(self._series):
            wanted = _row_of(series.values[-1], height)
            y = min((row for row in range(height) if row not in taken), key=lambda row, at=wanted: (abs(row - at), row))  # type: ignore[misc]
            taken.add(y)
            _write(rows[y], x, f"{series.name} {series.values[-1]:.0f}"[: _RIGHT - 1], f"chart--{number}")

    def _feet(self, row: list[tuple[str, str]], plot_w: int) -> None:
        """What stands under each point, as far as there is room."""
        free = 0
        for index, label in enumerate(self._labels):
            x = _LEFT + _x_of(index, len(self._labels), plot_w * 2) // 2 - len(label) // 2
            x = min(max(x, _LEFT), _LEFT + plot_w - len(label))
            if x >= free:
                _write(row, x, label, "chart--axis")
                free = x + len(label) + 1


def _write(row: list[tuple[str, str]], x: int, words: str, style: str) -> None:
    row[x : x + len(words)] = [(c, style) for c in words]


def _row_of(value: float, height: int) -> int:
    return round((1 - min(max(value, 0), 100) / 100) * (height - 1))


def _x_of(index: int, count: int, width: int) -> int:
    return 0 if count < 2 else round(index / (count - 1) * (width - 1))


def _points(series: Series, width: int, height: int) -> list[tuple[int, int]]:
    """Every dot of a line on a grid of width x height."""
    spots = [
        (_x_of(i, len(series.values), width), round((1 - min(max(v, 0), 100) / 100) * (height - 1)))
        for i, v in enumerate(series.values)
    ]
    dots = spots[:1]
    for (x0, y0), (x1, y1) in pairwise(spots):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        dots += [(round(x0 + (x1 - x0) * k / steps), round(y0 + (y1 - y0) * k / steps)) for k in range(1, steps + 1)]
    if series.sparse:
        return dots[::5]
    return [dot for n, dot in enumerate(dots) if not series.dotted or n % 4 < 2]


def _braille(rows: list[list[tuple[str, str]]], series: Series, style: str, width: int, height: int) -> None:
    cells: dict[tuple[int, int], int] = {}
    for x, y in _points(series, width * 2, height * 4):
        cell = (y // 4, x // 2)
        cells[cell] = cells.get(cell, 0) | _DOTS[y % 4][x % 2]
    for (y, x), dots in cells.items():
        rows[y][_LEFT + x] = (chr(0x2800 + dots), style)


def _stars(rows: list[list[tuple[str, str]]], series: Series, style: str, width: int, height: int) -> None:
    for x, y in _points(series, width, height):
        rows[y][_LEFT + x] = ("." if series.sparse else "o" if series.dotted else "*", style)
