"""The one list of responses: a digit, a letter, an arrow or a click marks, Enter or the same once more takes.

Where there is room for it every answer stands there in full; else what is marked is told below the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.tui.paragraphs.answer import MARK, Depth, in_full, laid, lines_of, reason_below, told_below
from chasm_game.tui.text import MUTED, Drawn, Laid, Para, flow
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from chasm_game.views.round import ResponseView

__all__ = ["Choices"]

HOW_TO = "A number or the arrows mark an answer, Enter takes it."
"""How to choose, where nothing is marked yet."""
HOW_TO_IN_A_ROOM = "Shift and its letter, or the arrows, mark an answer; Enter takes it."
"""The same where answers have letters, as on the cards of the room: small letters are keys of the game."""
_ABOVE = 17
"""Rows that story, company and frame have at least, before all answers stand there in full."""
_MOST = 12
"""Rows up to which the list does not scroll."""
_SIDES = 4
"""Cells of air beside the list and its answers."""


class AnswerMenu(Menu):
    """The list itself. A click marks; only a click on what is marked takes it."""

    def on_click(self, event: events.Click) -> None:
        """Mark what was not marked; else the list takes it."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked != self.highlighted:
            event.prevent_default()
            self.highlighted = clicked


class Choices(Vertical):
    """The responses of a round."""

    @dataclass
    class Picked(Message):
        """The player wants this response."""

        response: ResponseView
        """Open or locked, as it stands in the list."""

    class Marked(Message):
        """An answer was marked."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Choices { height: auto; padding: 0 1;
        Menu { max-height: 12; }
        #detail { height: auto; padding: 0 0 0 3; }
    }
    Choices.-all Menu { max-height: 100%; }
    """

    depth: var[Depth] = var(Depth.TITLE)
    """How much of each answer the list shows."""

    def __init__(
        self,
        unit: str,
        responses: tuple[ResponseView, ...],
        *,
        size: Size,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._unit, self._responses = unit, responses
        self._in_full = in_full(responses)
        self._short = False
        self._reasons = True
        """Whether the list tells in full why an answer is locked; else what is told below it does."""
        self._kept = 1
        # Known before it is laid out, so that nothing is laid out twice.
        self._go_deep(size)

    def compose(self) -> ComposeResult:
        """A list, and what is highlighted in full."""
        menu = AnswerMenu(id="responses", markup=False)
        menu.add_options(self._options())  # options given at birth would have the first one highlighted
        yield menu
        yield Static(self._detail(None), id="detail", markup=False)

    def fit(self, size: Size) -> int:
        """Fit a screen of this size, and say how many rows that takes.

        Where there is room each answer says at once whom it moves, or everything. Under the list there is room for the
        longest answer, within reason, so that nothing above moves while one looks from answer to answer.
        """
        self._go_deep(size)
        width = size.width - _SIDES - MARK
        if self.depth is Depth.ALL:
            self._keep(1)
            return 1 + self._rows_of_all(width)
        # Laid out for its height alone, before anything is highlighted: else the list would jump at the first arrow.
        rows = [len(laid(self._below(response), width + 2)) for response in self._responses]
        self._keep(min(max(rows, default=1), 3 if size.height < 24 else 5 if size.height < 30 else 6))
        return self._kept + self._rows_of_titles(width + MARK) + len(self._responses) * (self.depth is Depth.IMPACTS)

    def _keep(self, rows: int) -> None:
        self._kept = rows
        self.query_one("#detail").styles.min_height = rows

    def _go_deep(self, size: Size) -> None:
        """Find out how much of each answer there is room for on a screen of this size."""
        self._short = size.height < 24
        reasons, self._reasons = self._reasons, True
        # Reasons that would take the room in which the answers stand are told of the marked one only.
        self._reasons = not self._short and self._rows_of_titles(size.width - _SIDES) <= _MOST
        depth = Depth.IMPACTS if size.height >= 22 + 3 * len(self._responses) else Depth.TITLE
        wide = size.width >= 100 and size.height >= 30
        if wide and self._rows_of_all(size.width - _SIDES - MARK) + _ABOVE <= size.height:
            depth = Depth.ALL
        # Before it is there it is styled by coming up.
        self.set_class(depth is Depth.ALL, "-all", update=self.is_attached)
        self.depth = depth
        if self._reasons != reasons and self.is_mounted:
            self._list()

    def _rows_of_all(self, width: int) -> int:
        """The rows that the list takes with every answer in full."""
        return self._rows_of_titles(width + MARK) + sum(len(each.lines(width)) for each in self._in_full.values())

    def _rows_of_titles(self, width: int) -> int:
        """The rows that titles take, with the reasons of those that are locked."""
        below = (len(reason_below(each, width)) for each in self._responses if self._reasons)
        return len(self._responses) + sum(below)

    def show(self, responses: tuple[ResponseView, ...]) -> None:
        """List these responses; what was highlighted stays so."""
        self._responses, self._in_full = responses, in_full(responses)
        self._list()

    def watch_depth(self) -> None:
        """Lay the list out anew."""
        if self.is_mounted:
            self._list()

    def _list(self) -> None:
        options = self.query_one(Menu)
        at = options.highlighted
        options.set_options(self._options())
        options.highlighted = at
        self._tell(None if at is None else self._responses[at])

    def _options(self) -> list[Option]:
        return [Option(self._prompt(r), id=f"r{r.number}") for r in self._responses]

    def _prompt(self, response: ResponseView) -> Drawn:
        depth, full, reasons = self.depth, self._in_full[response.id], self._reasons
        return Drawn(lambda width: lines_of(response, self._unit, depth, full, width, reasons=reasons))

    def _below(self, response: ResponseView) -> list[Laid]:
        return told_below(response, self.depth, short=self._short, reasons=self._reasons)

    def _tell(self, response: ResponseView | None) -> None:
        detail, laid = self.query_one("#detail", Static), self._detail(response)
        # Every arrow key comes by here: the screen is laid out anew only where the room that is kept does not do.
        rows = max(len(laid.lines(detail.content_size.width)), self._kept)
        detail.update(laid, layout=rows != detail.size.height)

    def _detail(self, response: ResponseView | None) -> Drawn:
        """The response in full; how to choose where none is marked, or all stand in full above."""
        if response is None or self.depth is Depth.ALL:
            in_a_room = any(each.letter for each in self._responses)
            return flow([Para(Content.styled(HOW_TO_IN_A_ROOM if in_a_room else HOW_TO, MUTED))])
        return flow(self._below(response))

    def pick(self, number: int) -> None:
        """Mark the response of this number, as a digit key does; take it where it is marked."""
        menu = self.query_one(Menu)
        for index, response in enumerate(self._responses):
            if response.number == number and menu.highlighted == index:
                self.post_message(self.Picked(response))
            elif response.number == number:
                menu.highlighted = index

    def choose(self) -> None:
        """Take what is highlighted, as Enter does."""
        self.query_one(Menu).action_select()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the highlighted response in full."""
        event.stop()
        # The list may be filled anew while the event is on its way.
        if event.option_index < len(self._responses):
            if self.depth is not Depth.ALL:  # else it is told above, whatever is marked
                self._tell(self._responses[event.option_index])
            self.post_message(self.Marked())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on what is marked, takes it."""
        event.stop()
        self.post_message(self.Picked(self._responses[event.option_index]))
