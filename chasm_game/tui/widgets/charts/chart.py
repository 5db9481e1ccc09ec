"""One widget for every figure: drawn where there is room, in words where there is none or the player prefers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from chasm_game.charts.figures import Bars, Distribution, Lines, Waterfall
from chasm_game.charts.words import Figure, in_words
from chasm_game.tui.widgets.cells import Sheet, strip_of
from chasm_game.tui.widgets.charts import bars, distribution, lines, waterfall

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Size

__all__ = ["Chart"]

_PAINTERS: dict[type, Any] = {Lines: lines, Bars: bars, Distribution: distribution, Waterfall: waterfall}


class Chart(Widget):
    """A figure. The screen that holds it gives `w` to `worded`: the same thing in words, and back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--axis", "chart--grid", "chart--text", "chart--strong", "chart--muted", "chart--bar", "chart--here",
        "chart--up", "chart--down", *lines.STYLES,
    }  # fmt: skip
    DEFAULT_CSS = """
    Chart { height: auto; width: 1fr; max-width: 110;
        .chart--axis, .chart--muted { color: $chasm-muted; }
        .chart--grid { color: $chasm-faint; }
        .chart--text { color: $chasm-text; }
        .chart--strong { color: $chasm-text; text-style: bold; }
        .chart--bar, .chart--line-1 { color: $chasm-people; }
        .chart--here, .chart--line-0 { color: $chasm-accent; text-style: bold; }
        .chart--up, .chart--line-3 { color: $chasm-up; }
        .chart--down, .chart--line-4 { color: $chasm-down; }
        .chart--line-2 { color: $chasm-muted; }
        .chart--line-5 { color: $chasm-bridge; }
    }
    """
    TALL: ClassVar[int] = 14
    """Rows of lines and distributions, where neither the screen (`tall`) nor the style gives others."""

    worded: reactive[bool] = reactive(False, layout=True)
    """Whether its words stand there instead."""

    def __init__(
        self,
        figure: Figure,
        *,
        id: str | None = None,  # noqa: A002
        worded: bool = False,
        tall: int = TALL,
    ) -> None:
        super().__init__(id=id)
        self._figure, self._tall = figure, tall
        self._drawn: tuple[tuple[int, int, bool], Sheet] | None = None
        self._styles: dict[str, Style] = {}
        self.set_reactive(Chart.worded, worded)

    @property
    def figure(self) -> Figure:
        """What is shown."""
        return self._figure

    def show(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure, self._drawn = figure, None
        self.refresh(layout=True)

    def drawn_at(self, width: int) -> bool:
        """Whether it is drawn at this width, and not told."""
        return not self.worded and width >= _PAINTERS[type(self._figure)].LEAST_WIDTH

    @property
    def plain(self) -> str:
        """What stands there now, without colour."""
        return self._sheet(*self.size).plain

    # ------------------------------------------------------------- painting

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the figure, or its words, take."""
        figure = self._figure
        if not self.drawn_at(width):
            return len(_rows_in_words(figure, width))
        if isinstance(figure, Bars):
            return len(figure.bars)
        return waterfall.height_at(figure, width) if isinstance(figure, Waterfall) else self._tall

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        if width < 1:
            return Strip.blank(width)
        rows = self._sheet(width, height).rows
        return strip_of(rows[y], self._style) if y < len(rows) else Strip.blank(width, self.rich_style)

    def notify_style_update(self) -> None:
        """Another theme: the styles are looked up anew."""
        self._styles.clear()
        super().notify_style_update()

    def _sheet(self, width: int, height: int) -> Sheet:
        key = (width, height, self.worded)
        # Textual asks for row after row; the sheet is drawn once for all of them.
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw(width, height))
        return self._drawn[1]

    def _draw(self, width: int, height: int) -> Sheet:
        # Two rows hold an axis and nothing above it.
        if self.drawn_at(width) and height >= 3:
            sheet: Sheet = _PAINTERS[type(self._figure)].draw(self._figure, width, height)
            return sheet
        rows = _rows_in_words(self._figure, width)
        sheet = Sheet(width, max(len(rows), height), "chart--text")
        for y, row in enumerate(rows):
            sheet.write(0, y, row, "chart--text")
        return sheet

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            # Looking a component style up walks the stylesheet; a chart asks for one in every cell.
            found = self._styles[name] = self.get_component_rich_style(name)
        return found


def _rows_in_words(figure: Figure, width: int) -> list[str]:
    """The words, each line wrapped."""
    rows = [row for sentence in in_words(figure) for row in Content(sentence).wrap(max(width, 8))]
    return [row.plain.rstrip() for row in rows] or [""]
