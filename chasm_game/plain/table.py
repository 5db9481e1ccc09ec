"""Rows under each other, columns aligned by what they take up on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["aligned", "cut"]


def aligned(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """The rows as lines, two spaces between columns; the columns in `right` end at the same place."""
    columns = max(len(row) for row in rows)
    widths = [max(cell_len(row[n]) for row in rows if n < len(row)) for n in range(columns)]
    return "\n".join("  ".join(_padded(row, widths, right)).rstrip() for row in rows)


def _padded(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> list[str]:
    padded = []
    for number, (cell, width) in enumerate(zip(row, widths, strict=False)):
        space = " " * (width - cell_len(cell))
        padded.append(space + cell if number in right else cell + space)
    return padded


def cut(text: str, cells: int) -> str:
    """A text of any origin on one line of at most so many cells."""
    line = one_line(text)
    if cell_len(line) <= cells:
        return line
    while cell_len(line) > cells - 1:
        # At once to about the right length: cell by cell a long text would take its square of time.
        line = line[: min(len(line) - 1, cells)]
    return line + "…"
