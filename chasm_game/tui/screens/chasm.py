"""The chasm in detail: its two halves and what they mean, and how value is created, axis by axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief import happenings
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.screens.base import BACK, Dialog
from chasm_game.tui.text import ACCENT, COMPANY, FAINT, MUTED, PEOPLE, Para, columns, flow, line
from chasm_game.tui.widgets.chasm_picture import caption

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.tui.text import Laid
    from chasm_game.views.chasm import ChasmView, WayView

__all__ = ["ChasmScreen"]


class ChasmScreen(Dialog[None]):
    """Arrows scroll, Esc closes."""

    TITLE_WORDS = "The chasm in detail: whom value is created for, and how, the company's way beside the people's wish."
    WORDS = ("Chasm", "Way")
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("chasm.close", "enter,c,q", "back", "Close", "Close the chasm.", shown=False),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    ChasmScreen #box { width: 84; max-height: 92%; padding: 1 1 1 2; overflow-y: hidden; }
    ChasmScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    ChasmScreen Static { height: auto; padding-right: 1; }
    """

    def __init__(self, view: ChasmView, because: str = "") -> None:
        super().__init__()
        self._view, self._because = view, because

    def body(self) -> ComposeResult:
        """The widths, and each axis."""
        with VerticalScroll(id="page"):
            yield Static(flow(self._paras()), id="words", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def _paras(self) -> list[Laid]:
        view, marks = self._view, glyphs()
        paras: list[Laid] = [Para(Content.styled(caption(view, room=78), f"bold {ACCENT}"))]
        if self._because:
            paras.append(Para(line(self._because)))
        if view.how is not None:
            paras.append(Para(Content.styled(happenings.HALVES, MUTED)))
            legend = Content.assemble(
                (marks.stop, COMPANY), " you, by your deeds   ", (marks.full, PEOPLE), " the people"
            )
            paras.append(Para(legend, gap=1))
        for way in view.ways:
            paras += [Para(line(way.axis.title, "bold"), gap=1), _Slider(way)]
        return paras


@dataclass(frozen=True, slots=True)
class _Slider:
    """An axis between its two statements, and the same in words."""

    way: WayView

    def lines(self, width: int) -> list[Content]:
        """Laid out for a width."""
        way, marks = self.way, glyphs()
        cells: list[tuple[str, str]] = [(marks.rest, FAINT)] * width
        for stands, mark in ((way.people, (marks.full, PEOPLE)), (way.company, (marks.stop, COMPANY))):
            at = round((stands + 1) / 2 * (width - 1))
            # Where both stand in one cell the people's sign stands beside it: neither is hidden.
            cells[at - 1 if cells[at] != (marks.rest, FAINT) and at else at] = mark
        half = (width - 3) // 2
        low = line(way.axis.low, MUTED).wrap(half)
        high = [Content(" " * max(half - each.cell_length, 0)) + each for each in line(way.axis.high, MUTED).wrap(half)]
        rows = max(len(low), len(high))
        low, high = [*low, *[Content("")] * (rows - len(low))], [*high, *[Content("")] * (rows - len(high))]
        return [
            Content.assemble(*cells),
            *(columns([(left, half), (Content(""), 1), (right, half)]) for left, right in zip(low, high, strict=True)),
        ]
