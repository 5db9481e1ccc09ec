"""The chasm as a picture: two cliffs as far apart as the company and the people, and a bridge of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs

if TYPE_CHECKING:
    from rich.style import Style

    from chasm_game.session.views import ChasmView

__all__ = ["ChasmPicture", "caption"]

_WORN = (0, 1, 1, 2, 3, 2, 3, 4, 4, 3, 4, 5)
"""How far each row of a cliff stands back from its edge."""


def caption(view: ChasmView) -> str:
    """The picture in words."""
    if view.in_mist or view.width is None:
        return "In mist until you ask"
    told = f"Chasm {view.width:.0f} of 100"
    moved = 0.0 if view.before is None else view.width - view.before
    if round(abs(moved)) < 1:
        return told
    marks = glyphs()
    return f"{told} {marks.up if moved > 0 else marks.down}{abs(moved):.0f} {'wider' if moved > 0 else 'narrower'}"


class ChasmPicture(Widget):
    """Left the company, right the people; nothing of the far side while it is in mist."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chasm--company", "chasm--people", "chasm--bridge", "chasm--mist", "chasm--label", "chasm--caption",
    }  # fmt: skip
    DEFAULT_CSS = """
    ChasmPicture { height: 5; width: 1fr;
        .chasm--company { color: $primary; }
        .chasm--people { color: $secondary; }
        .chasm--bridge { color: $accent; text-style: bold; }
        .chasm--mist { color: $foreground 45%; }
        .chasm--label { color: $foreground 80%; }
        .chasm--caption { color: $foreground; }
    }
    """

    def __init__(self, company: str, *, labelled: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._company, self._labelled = one_line(company), labelled
        self._view: ChasmView | None = None
        self._title = ""

    def show(self, view: ChasmView, *, title: str = "") -> None:
        """Draw this chasm; a title stands in the air between the cliffs."""
        self._view, self._title = view, title
        self.refresh()

    @property
    def words(self) -> str:
        """What the picture says."""
        return "" if self._view is None else caption(self._view)

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        width, height = self.size
        view = self._view
        if view is None or width < 12:
            return Strip.blank(width, self.rich_style)
        top = 1 if self._labelled else 0
        if self._labelled and y == 0:
            return self._labels(width)
        if self._labelled and y == height - 1:
            return self._words(width, caption(view), "chasm--caption")
        return self._row(view, width, y - top, height - 2 * top)

    def _labels(self, width: int) -> Strip:
        people = "the people"
        room = max(width - len(people) - 1, 0)
        name = one_line(self._company, room) if room > 1 else ""
        gap = max(width - Segment(name).cell_length - len(people), 0)
        return Strip([Segment(name + " " * gap + people, self._style("chasm--label"))], width).adjust_cell_length(width)

    def _words(self, width: int, words: str, style: str) -> Strip:
        return Strip([Segment(words[:width].center(width), self._style(style))]).adjust_cell_length(width)

    def _row(self, view: ChasmView, width: int, row: int, rows: int) -> Strip:
        """The cells of one row of rock, air, bridge and mist."""
        near = max(5, width // 5)
        widest = width - near - max(5, width // 8)
        misty = view.in_mist or view.width is None
        gap = widest if view.width is None else 1 + round(view.width / 100 * (widest - 1))
        reach = round(view.bridge / 100 * (widest * 0.7 if misty else gap))
        cells = [(" ", "chasm--label")] * width
        self._cliff(cells, near, row, "chasm--company", left=True)
        if not misty:
            self._cliff(cells, near + gap, row, "chasm--people", left=False)
        if row == 0:
            self._bridge(cells, near, reach, near + gap if not misty else near + reach)
        if misty:
            self._mist(cells, near, row)
        if self._title and row == rows // 2:
            start = near + (gap - len(self._title)) // 2
            cells[start : start + len(self._title)] = [(c, "chasm--caption") for c in self._title]
        return self._strip(cells[:width])

    def _cliff(self, cells: list[tuple[str, str]], edge: int, row: int, style: str, *, left: bool) -> None:
        marks = glyphs()
        worn, below = _WORN[row % len(_WORN)], _WORN[(row + 1) % len(_WORN)]
        outward, inward = (marks.edges[1], marks.edges[0]) if left else (marks.edges[3], marks.edges[2])
        tip = outward if below > worn else inward if below < worn else marks.rock
        if left:
            end = max(edge - worn, 1)
            cells[:end] = [(marks.rock, style)] * (end - 1) + [(tip, style)]
        else:
            start = min(edge + worn, len(cells) - 1)
            cells[start:] = [(tip, style)] + [(marks.rock, style)] * (len(cells) - start - 1)

    def _bridge(self, cells: list[tuple[str, str]], start: int, reach: int, end: int) -> None:
        marks = glyphs()
        for x in range(start, end):
            built = x < start + reach
            mark = marks.plank if x < start + reach - 1 else marks.plank_end if built else marks.gap
            cells[x] = (mark, "chasm--bridge" if built else "chasm--mist")

    def _mist(self, cells: list[tuple[str, str]], near: int, row: int) -> None:
        """Thicker to the right; the same haze every time."""
        width = len(cells)
        light, thick = tuple(glyphs().mist)
        for x in range(near + 2, width):
            depth = (x - near) / (width - near) * 12 - 3 + (x * 7 + row * 5 + x * row % 3) % 5 - 2
            if depth >= 1:
                cells[x] = (thick if depth >= 6 else light, "chasm--mist")

    def _strip(self, cells: list[tuple[str, str]]) -> Strip:
        return Strip([Segment(mark, self._style(style)) for mark, style in cells], len(cells)).simplify()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)
