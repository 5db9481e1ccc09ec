"""The pages of the walk that were opened, one of them on screen: each is built once, and again where it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from chasm_game.tui.block_letters import large
from chasm_game.tui.text import ACCENT, MUTED, Para, flow
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.debrief_page import page_body, page_head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from chasm_game.debrief.page import PageView, WalkView

__all__ = ["OpenedPages"]

_KEYS = "r plays again or shares, a shows every detail, e writes to files, Esc goes back to the title."


class OpenedPages(ContentSwitcher):
    """A pane for each page that was opened."""

    def __init__(self, walk: WalkView) -> None:
        super().__init__()
        self._walk = walk
        self._worded = False

    @property
    def opened(self) -> VerticalScroll:
        """The pane that is on screen."""
        assert self.current is not None, "the first page is opened when the screen is there"
        return self.get_child_by_id(self.current, VerticalScroll)

    def open(self, page: PageView) -> VerticalScroll:
        """Put a page on screen; its pane."""
        name = _pane(page)
        if not self.query_children(f"#{name}"):  # a page is built when it is first opened
            self.mount(VerticalScroll(*self._built(page), id=name, classes="page"))
        self.current = name
        return self.opened

    def tell(self, walk: WalkView) -> None:
        """The walk was told anew: build the opened pages again that say something else now."""
        before, self._walk = self._walk, walk
        for new in walk.pages:
            for pane in self.query_children(f"#{_pane(new)}").results(VerticalScroll):
                # Pages that the review does not change keep their place: somebody reads them.
                if before.page(new.id) != new:
                    self._rebuild(pane, new)

    def turn_words(self) -> None:
        """Charts or words, on every page."""
        self._worded = not self._worded
        for chart in self.query(Chart):
            chart.worded = self._worded
            chart.set_class(self._fills(chart), "-fills")

    @work
    async def _rebuild(self, pane: VerticalScroll, page: PageView) -> None:
        await pane.remove_children()
        await pane.mount_all(self._built(page))
        self.screen.refresh_bindings()

    def _built(self, page: PageView) -> Iterable[Widget]:
        """The page; under the words of the first the score in large digits, under the last one what can be done."""
        yield page_head(page)
        if page.id == "ended":
            *rows, last = [Content.styled(row, f"bold {ACCENT}") for row in large(self._walk.score)]
            score = [
                Para(Content(""), row) for row in (*rows, last + Content.styled(f"  {self._walk.possible}", MUTED))
            ]
            yield Static(flow(score), classes="score", markup=False)
        for each in page_body(page, worded=self._worded):
            if isinstance(each, Chart):
                each.set_class(self._fills(each), "-fills")
            yield each
        if page is self._walk.pages[-1]:
            yield Static(flow([Para(Content.styled(_KEYS, MUTED), gap=1)]), markup=False)

    def _fills(self, chart: Chart) -> bool:
        """Lines and distributions take the room that is left; all else is as high as it needs to be."""
        from chasm_game.charts.figures import Distribution, Lines

        return isinstance(chart.figure, Lines | Distribution) and not self._worded


def _pane(page: PageView) -> str:
    """The name of the pane of a page: its place may change when the review comes."""
    return f"page-{page.id}"
