"""A workbook for spreadsheets: numbers are numbers in every country, and no text is ever run as a formula.

XlsxWriter writes it, and not openpyxl: it only writes, which is all that is asked for, needs no other package, and
keeps a text what it is where it is told so; openpyxl would take `=2+5` for a formula and has to be talked out of it
cell by cell.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from chasm_game.compare.sheets import Kind
from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.sheets import Column, Sheet, Value

__all__ = ["workbook"]

LONGEST = 32_767
"""Characters that a cell holds."""
_WIDTHS = {Kind.TEXT: 24, Kind.LONG: 60, Kind.FLAG: 8}
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one file of the kind .xlsx, headings frozen, every column as wide as what stands in it needs."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, **_AS_TEXT}) as book:
        formats = {kind: book.add_format(_look(kind)) for kind in Kind}
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for each in sheets:
            page = book.add_worksheet(each.name)
            for at, column in enumerate(each.columns):
                page.set_column(at, at, _WIDTHS.get(column.kind, 10), formats[column.kind])
                page.write_string(0, at, column.heading, heading)
            for number, row in enumerate(each.rows, start=1):
                for at, (column, value) in enumerate(zip(each.columns, row, strict=True)):
                    _write(page, number, at, column, value)
            page.freeze_panes(1, 3)  # the heading, and whose line it is
            page.autofilter(0, 0, len(each.rows), len(each.columns) - 1)
            page.set_landscape()
            page.repeat_rows(0)
            page.fit_to_pages(1, 0)
    return out.getvalue()


def _look(kind: Kind) -> dict[str, Any]:
    if kind is Kind.LONG:
        return {"text_wrap": True, "valign": "top"}
    return {"valign": "top"} if kind in {Kind.TEXT, Kind.FLAG} else {"num_format": kind.value, "valign": "top"}


def _write(page: Any, row: int, at: int, column: Column, value: Value) -> None:
    if value is None:
        return
    if column.kind is Kind.FLAG:
        # Not as a truth value: spreadsheets write that in the language of their country.
        page.write_string(row, at, "yes" if value else "no")
    elif isinstance(value, str):
        page.write_string(row, at, shown(value)[:LONGEST])
    else:
        page.write_number(row, at, value)
