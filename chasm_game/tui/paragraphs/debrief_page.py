"""A page of the walk as paragraphs, and its table on any width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.tui.paragraphs.dashboard import bar
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Para, fitted, heading, line, paragraphs, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.debrief.page import Table, Words

__all__ = ["paras", "table_lines"]

_HANGS = 4
"""Cells that a mark may take to hang beside its paragraph; a longer one begins it."""


def paras(words: Iterable[Words]) -> list[Para]:
    """One under the other; marked ones close together."""
    found: list[Para] = []
    listed = headed = False
    for each in words:
        # Numbered sentences are one list, and what stands under a heading belongs to it.
        gap = 0 if not found or headed or (listed and each.mark) else 1
        found += _para(each, gap)
        listed, headed = bool(each.mark), each.kind in {"head", "name"}
    return found


def _para(each: Words, gap: int) -> list[Para]:
    if each.kind == "head":
        return [heading(line(each.text).plain, gap=gap)]
    if each.kind == "name":
        return [Para(line(each.text, "bold"), gap=gap)]
    hangs = len(each.mark) <= _HANGS
    mark = line(f"{each.mark} ", ACCENT) + Content(" ") if each.mark and hangs else Content("")
    before = Content("") if hangs else line(each.mark, "bold") + Content(" ")
    if each.kind != "story":
        style = MUTED if each.kind == "note" else ""
        return [Para(before + text(each.text, style), mark, gap=gap)]
    blocks = paragraphs([each.text]) or [Para(Content(""))]
    first = Para(before + blocks[0].body, mark + blocks[0].mark, gap=gap)
    return [first, *(Para(b.body, b.mark, indent=mark.cell_length, gap=b.gap) for b in blocks[1:])]


_SHARE = re.compile(r"\d+|–")
_STYLES = {"+": UP, "−": DOWN}
"""Of a gain and of a loss, by the sign before it."""
_LEAST = 6
"""Cells to which a column shrinks at most."""
_BAR = 9
"""Cells from which a share has a bar beside its number."""


def table_lines(table: Table, width: int) -> list[Content]:
    """Head, rows, an empty line between rows that wrap."""
    widths = _widths(table, width)
    right = [numbers and not table.shares for numbers in table.numeric]
    lines = _row([line(cell, f"bold {MUTED}") for cell in table.head], widths, right)
    for number, row in enumerate(table.rows):
        strong = "bold" if number == table.marked else ""
        cells = [_cell(table, n, cell, widths[n], strong) for n, cell in enumerate(row)]
        lines += _row(cells, widths, right)
    return lines


def _cell(table: Table, column: int, cell: str, width: int, strong: str) -> Content:
    if column > 0 and table.shares and _SHARE.fullmatch(cell):
        return _share(cell, width)
    # By what the column is: "+2" may be a gain, a place on an axis, or the second silent round.
    if column in table.changes and cell[:1] in _STYLES:
        return Content.styled(cell, _STYLES[cell[:1]])
    return line(cell, strong)


def _share(cell: str, width: int) -> Content:
    number = Content.styled(cell.rjust(3), "bold")
    if width < _BAR or not cell.isdigit():
        return number
    # Twice as long as it is large: of five shares hardly one is over half, and small ones must be told apart.
    return Content.assemble(number, " ", bar(min(float(cell) * 2, 100), width - 4, ACCENT))


def _widths(table: Table, width: int) -> list[int]:
    """What each column gets: as much as it needs while there is room, then the widest give way."""
    columns = list(zip(table.head, *table.rows, strict=True))
    if table.shares:
        name = min(max(line(cell).cell_length for cell in columns[0]), max(width // 3, _LEAST))
        rest = len(columns) - 1
        return [name, *[max((width - name - 2 * rest) // max(rest, 1), 4)] * rest]
    needs = [max(line(cell).cell_length for cell in column) for column in columns]
    room = width - 2 * (len(columns) - 1)
    while sum(needs) > room and max(needs) > _LEAST:
        # The widest column gives first: it is the one that wraps anyway.
        needs[needs.index(max(needs))] -= 1
    return needs


def _row(cells: Sequence[Content], widths: Sequence[int], right: Sequence[bool]) -> list[Content]:
    """One row, as many lines high as its fullest cell."""
    wrapped = [cell.wrap(max(width, 1)) or [Content("")] for cell, width in zip(cells, widths, strict=True)]
    space = Content("  ")
    return [
        space.join(
            [
                _placed(rows[n] if n < len(rows) else Content(""), width, right=on_the_right)
                for rows, width, on_the_right in zip(wrapped, widths, right, strict=True)
            ]
        )
        for n in range(max(len(rows) for rows in wrapped))
    ]


def _placed(content: Content, width: int, *, right: bool) -> Content:
    content = content.rstrip()
    pad = max(width - content.cell_length, 0) if right else 0
    return fitted(Content(" " * pad) + content, width)
