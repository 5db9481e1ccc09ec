"""The chasm cell by cell: two cliffs with whoever lives on them, a bridge of words, mist. Pure; knows no widget.

Row 0 is the air in which people and houses stand and the bridge has its rail; from row 1 down there is rock, and the
bridge. Edges are drawn to an eighth of a cell, so that a cliff moves smoothly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.tui.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.tui.widgets.cells import Cell

__all__ = ["Scene"]

_WORN = (0.0, 0.0, 0.75, 1.25, 2.125, 1.875, 2.75, 3.375, 3.0, 3.875, 4.5, 4.25, 5.125, 5.5)
"""How far each row of a cliff stands back from its edge, in cells; it is the same rock every time."""
_NARROWEST = 6
"""Cells that are always left to a cliff."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A chasm of a size in cells, as it is at one moment."""

    width: int
    rows: int
    gap: float | None
    """0..100, how far the people are away; None where nobody knows."""
    bridge: float
    """0..100, how far the bridge reaches on its way to the people."""
    mist: float
    """0..1, how thick the mist is."""

    @property
    def near(self) -> int:
        """Cells of the company's cliff."""
        return max(_NARROWEST, self.width // 5)

    @property
    def span(self) -> float:
        """Cells between the cliffs; where nobody knows, as far as the bridge could lead."""
        most = self.width - self.near - max(_NARROWEST, self.width // 7)
        # Neither near nor far: where nobody knows, the picture must not say how wide it is.
        return most * 0.75 if self.gap is None else 1 + self.gap / 100 * (most - 1)

    def row(self, y: int) -> list[Cell]:
        """The cells of a row, from the air (0) down."""
        cells: list[Cell] = [(" ", "chasm--air")] * self.width
        if y == 0:
            self._houses(cells)
            self._rail(cells)
            if self.gap is not None:
                self._people(cells)
        else:
            if y == 1:
                self._deck(cells)
            self._company(cells, y)
            if self.gap is not None:
                self._far_side(cells, y)
        if self.mist > 0:
            self._mist(cells, y)
        return cells

    # ------------------------------------------------------------- what stands on the cliffs

    def _houses(self, cells: list[Cell]) -> None:
        """A works with its roofs, a step back from the edge."""
        works = glyphs().works[: max(self.near - 2, 0)]
        for x, mark in enumerate(works, start=max(self.near - len(works) - 2, 0)):
            cells[x] = (mark, "chasm--company")

    def _people(self, cells: list[Cell]) -> None:
        """People, as far as there is room for them, the first near the edge."""
        x = self.near + self.span + 1.5
        for step in _STRIDES:
            if x >= self.width - 1:
                return
            cells[math.floor(x)] = (glyphs().person, "chasm--people")
            x += step

    def _rail(self, cells: list[Cell]) -> None:
        # A post every third cell: the rail is seen through, and the planks below it stay what is counted.
        for x in range(self.near + 1, self.near + math.floor(self._reach), 3):
            cells[x] = (glyphs().post, "chasm--bridge")

    @property
    def _reach(self) -> float:
        return min(max(self.bridge, 0), 100) / 100 * self.span

    def _deck(self, cells: list[Cell]) -> None:
        """What is built, and the way that is left."""
        marks, built = glyphs(), self.near + round(self._reach)
        end = min(self.near + math.ceil(self.span), self.width)
        for x in range(self.near, end):
            cells[x] = (marks.plank, "chasm--bridge") if x < built else (marks.gap, "chasm--way")

    # ------------------------------------------------------------- rock

    def _company(self, cells: list[Cell], y: int) -> None:
        edge = self.near - _worn(y)
        whole, rest = divmod(max(edge, 1.0), 1)
        for x in range(int(whole)):
            cells[x] = (_rock(x, y), "chasm--company" if y == 1 or x >= whole - 1 else "chasm--company-deep")
        # Under an eighth there is no sign for it.
        if rest >= 0.125:
            cells[int(whole)] = (glyphs().eighths[int(rest * 8)], "chasm--company")

    def _far_side(self, cells: list[Cell], y: int) -> None:
        """The same seen from the other side: the part of a cell that is air is drawn, in reverse."""
        edge = min(self.near + self.span + _worn(y), self.width - 1.0)
        whole, rest = divmod(edge, 1)
        first = int(whole)
        for x in range(first, self.width):
            lit = y == 1 or x <= first + 1
            cells[x] = (_rock(x, y), "chasm--people" if lit else "chasm--people-deep")
        if rest >= 0.125:
            mark = glyphs().eighths[int(rest * 8)]
            # Signs fill a cell from the left only: reversed, the same sign fills it from the right.
            cells[first] = (mark, "chasm--people-edge") if glyphs().unicode else (mark, "chasm--people")

    # ------------------------------------------------------------- mist

    def _mist(self, cells: list[Cell], y: int) -> None:
        """Wisps that thicken away from the company; thinning, they open in the same places every time."""
        light, thick = glyphs().mist
        clear = self._reach if y < 2 else 1  # as far as there is a bridge, one sees it
        start, depth = self.near + int(min(clear, self.span * 0.6)), max(self.width - self.near, 1)
        for x in range(start, self.width):
            away = min((x - start) / (depth * 0.5), 1.0)
            # Tuned by eye: thin at the bridge, closed at the far side, and with holes where the noise is low.
            level = self.mist * (0.25 + 1.05 * away) + (_haze(x, y) - 1) * (1.15 - 0.55 * away)
            if level > 0.55:
                cells[x] = (thick, "chasm--mist")
            elif level > 0.12:
                cells[x] = (light, "chasm--mist")


_STRIDES = (2, 3, 2, 2, 4, 2, 3, 2, 5, 2, 2, 3, 2, 4, 2, 2, 3)
"""Cells from one of the people to the next: uneven, as people stand; and always the same, or they would fidget."""


def _worn(y: int) -> float:
    return _WORN[y % len(_WORN)] + (y // len(_WORN)) * 3


def _rock(x: int, y: int) -> str:
    """Rock, with a seam in it here and there."""
    marks = glyphs()
    return marks.seam if y > 1 and _haze(x * 2 + 7, y * 3) > 0.7 else marks.rock


def _haze(x: int, y: int) -> float:
    """Smooth noise of 0..1, longer than it is high."""
    wave: Callable[[float], float] = math.sin
    waves = wave(x * 0.27 + y * 1.9) + wave(x * 0.11 - y * 1.1 + 1.3) + 0.5 * wave(x * 0.83 + y * 2.3 + 0.5)
    return (waves / 2.5 + 1) / 2
