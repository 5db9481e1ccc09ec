"""The ledger of one round: whose points on the left, and on the right the way they went, point by point."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.text import signed
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import MUTED, Drawn, Para, columns, flow, line
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.waterfalls import waterfalls

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.views.consequences import ConsequencesView

__all__ = ["LedgerScreen"]

WEIGHTS = "What deeds say"
"""The last entry: the points of no gauge, which are weights."""


class LedgerScreen(Dialog[None]):
    """Arrows choose whose points are seen, `w` tells them in words, Esc closes."""

    TITLE_WORDS = (
        "The ledger: every point that moved in the whole round, what happened included, for everybody and every gauge "
        "the way from before to after, each step with its cause. No point is unexplained. What deeds say are the "
        "weights by which the company shows what it values."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("ledger.words", "w", "words", "In words", "The chart in words, and back."),
        Command("ledger.down", "pagedown,space", "turn(1)", "Scroll", "Scroll the points.", key_name="PgDn"),
        Command("ledger.up", "pageup", "turn(-1)", "Up", "Scroll the points up.", shown=False),
        HELP,
        Command("ledger.close", "l,q,enter", "back", "Close", "Close the ledger.", shown=False),
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    LedgerScreen { background: $background;
        #box { width: 118; max-width: 96%; height: auto; max-height: 94%; padding: 1 2; overflow: hidden; }
        #head { height: 1; margin-bottom: 1; }
        #halves { height: auto; max-height: 100%; }
        #whose { width: 28%; min-width: 26; max-width: 42; max-height: 100%; margin-right: 2; }
        #points { width: 1fr; height: auto; max-height: 100%; min-height: 12; scrollbar-size-vertical: 1; }
    }
    LedgerScreen.-narrow {
        #halves { layout: vertical; }
        #whose { width: 1fr; max-width: 100%; max-height: 7; margin: 0 0 1 0; }
        #points { max-height: 11; min-height: 6; }
    }
    """

    def __init__(self, view: ConsequencesView) -> None:
        super().__init__()
        self._view = view
        self._falls, self._others = waterfalls(view)

    def body(self) -> ComposeResult:
        """Whose points, and the points."""
        head = Content.assemble(("The ledger of the whole round: ", MUTED), line(self._view.round_title, "bold"))
        yield Static(flow([Para(head, ruled=True)]), id="head", markup=False)
        with Horizontal(id="halves"):
            yield Menu(id="whose", markup=False)
            with VerticalScroll(id="points", can_focus=False):
                if self._falls:
                    yield Chart(self._falls[0], id="fall")
                yield Static(flow(feed.ledger(self._others)), id="others", markup=False)

    def on_mount(self) -> None:
        """Begin with whom the round moved first."""
        menu = self.query_one("#whose", Menu)
        entries = [(fall.title, fall.end - fall.start) for fall in self._falls]
        menu.add_options([Option(_entry(name, moved)) for name, moved in entries])
        # Where nothing moved the list is not empty, and says so on the right.
        if self._others or not entries:
            menu.add_option(Option(_entry(WEIGHTS, None)))
        # No name is cut where the points have room beside it.
        longest = max((line(name).cell_length for name, _ in entries), default=0)
        menu.styles.min_width = min(max(longest + 9, 26), 42)
        menu.highlighted = 0
        menu.focus()
        self._show(0)

    def _show(self, index: int) -> None:
        """The points of one entry."""
        drawn = index < len(self._falls)
        for chart in self.query(Chart):
            chart.display = drawn
            if drawn:
                chart.show(self._falls[index])
        self.query_one("#others").display = not drawn
        self.query_one("#points", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another one's points."""
        event.stop()
        self._show(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click only chooses; Enter is bound to closing."""
        event.stop()

    def action_words(self) -> None:
        """The chart in words, and back."""
        for chart in self.query(Chart):
            chart.worded = not chart.worded

    def action_turn(self, pages: int) -> None:
        """Scroll the points."""
        points = self.query_one("#points", VerticalScroll)
        points.scroll_relative(y=pages * max(points.size.height - 1, 1), animate=False)


def _entry(name: str, moved: float | None) -> Drawn:
    total = Content("") if moved is None else Content.styled(signed(moved).rjust(6), feed.sign_style(_sign(moved)))
    return Drawn(lambda width: [columns([(Content(" ") + line(name), max(width - 8, 1)), (total, 6)])])


def _sign(moved: float) -> int:
    return (moved > 0) - (moved < 0)
