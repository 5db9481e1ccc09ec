"""A page of a debrief as widgets: heading and words, the chart or table, what is said after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.paragraphs.debrief_page import paras, table_lines
from chasm_game.tui.text import Drawn, Para, flow, heading
from chasm_game.tui.widgets.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from chasm_game.debrief.page import PageView, Table

__all__ = ["page_body", "page_head"]


def page_head(page: PageView, *, gap: int = 0) -> Static:
    """Heading and words; `gap` empty lines stand above it."""
    return Static(flow([heading(page.heading, gap=gap), Para(Content("")), *paras(page.words)]), markup=False)


def page_body(page: PageView, *, worded: bool = False) -> Iterator[Widget]:
    """What follows the words; the chart is told in words where they are wanted."""
    if page.figure is not None:
        yield Chart(page.figure, worded=worded)
    if page.table is not None:
        yield Static(_drawn(page.table), classes="table", markup=False)
    if page.after:
        yield Static(flow(paras(page.after)), markup=False)


def _drawn(table: Table) -> Drawn:
    return Drawn(lambda width: table_lines(table, width))
