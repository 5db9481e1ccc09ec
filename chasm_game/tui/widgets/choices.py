"""The one list of responses: a digit, a letter, an arrow or a click marks, Enter or the same once more takes.

Where there is room for it every answer stands there in full; else what is marked is told below the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.text import money
from chasm_game.tui.paragraphs.foreseen import Impacts, ahead, impact_words
from chasm_game.tui.text import DOWN, MUTED, Drawn, Laid, Para, fitted, flow, line, paragraphs, text
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.round import LOCKED

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from chasm_game.views.round import ResponseView

__all__ = ["Choices", "Depth", "price_words"]

HOW_TO = "A number or the arrows mark an answer, Enter takes it."
"""How to choose, where nothing is marked yet."""
HOW_TO_IN_A_ROOM = "Shift and its letter, or the arrows, mark an answer; Enter takes it."
"""The same where answers have letters, as on the cards of the room: small letters are keys of the game."""
_ABOVE = 17
"""Rows that story, company and frame have at least, before all answers stand there in full."""
_MARK = 3
"""Cells for the number or letter of an answer."""
_SIDES = 4
"""Cells of air beside the list and its answers."""


class Depth(IntEnum):
    """How much the list says of each answer."""

    TITLE = 1
    """The title alone."""
    IMPACTS = 2
    """A second line, with whom it moves."""
    ALL = 3
    """Its text, whom it moves and who carries it: nothing is told below."""


class AnswerMenu(Menu):
    """The list itself. A click marks; only a click on what is marked takes it."""

    def on_click(self, event: events.Click) -> None:
        """Mark what was not marked; else the list takes it."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked != self.highlighted:
            event.prevent_default()
            self.highlighted = clicked


def price_words(response: ResponseView, unit: str) -> str:
    """What a response costs or brings at once; empty where it is nothing."""
    if round(abs(response.price), 1) == 0:
        return ""
    amount = money(round(abs(response.price), 1), unit)
    return f"costs {amount} now" if response.price < 0 else f"brings {amount} now"


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
        self._in_full = _in_full(responses)
        self._short = False
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
        width = size.width - _SIDES - _MARK
        if self.depth is Depth.ALL:
            self._keep(1)
            return 1 + self._rows_of_all(width)
        # Laid out for its height alone, before anything is highlighted: else the list would jump at the first arrow.
        rows = [len(_laid(self._paras(response), max(width + 2, 1))) for response in self._responses]
        self._keep(min(max(rows, default=1), 3 if size.height < 24 else 5 if size.height < 30 else 6))
        return self._kept + len(self._responses) * (1 + (self.depth is Depth.IMPACTS))

    def _keep(self, rows: int) -> None:
        self._kept = rows
        self.query_one("#detail").styles.min_height = rows

    def _go_deep(self, size: Size) -> None:
        """Find out how much of each answer there is room for on a screen of this size."""
        self._short = size.height < 24
        depth = Depth.IMPACTS if size.height >= 22 + 3 * len(self._responses) else Depth.TITLE
        wide = size.width >= 100 and size.height >= 30
        if wide and self._rows_of_all(size.width - _SIDES - _MARK) + _ABOVE <= size.height:
            depth = Depth.ALL
        # Before it is there it is styled by coming up.
        self.set_class(depth is Depth.ALL, "-all", update=self.is_attached)
        self.depth = depth

    def _rows_of_all(self, width: int) -> int:
        """The rows that the list takes with every answer in full."""
        return sum(1 + len(each.lines(width)) for each in self._in_full.values())

    def show(self, responses: tuple[ResponseView, ...]) -> None:
        """List these responses; what was highlighted stays so."""
        self._responses, self._in_full = responses, _in_full(responses)
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
        return Drawn(lambda width: self._prompt_lines(response, width))

    def _prompt_lines(self, response: ResponseView, width: int) -> list[Content]:
        # What an answer needs is told in full where its title leaves room for it.
        title = line(response.title).cell_length
        aside = self._aside(response, max(38, width - _MARK - title - 6))
        room = width - aside.cell_length - 4
        style = "bold" if response.open else MUTED
        first = f"{response.sign}  ".ljust(_MARK)
        # A title of a few letters says less than no price: the detail below tells it.
        if room < 16:
            return [fitted(Content(first) + line(response.title, style), width)]
        lines = [Content(first) + fitted(line(response.title, style), room) + " " + aside]
        if self.depth is Depth.IMPACTS:
            lines.append(fitted(Content(" " * _MARK) + impact_words(response), width))
        if self.depth is Depth.ALL:
            lines += [Content(" " * _MARK) + row for row in self._in_full[response.id].lines(width - _MARK)]
        return lines

    def _aside(self, response: ResponseView, room: int) -> Content:
        """What stands at the end of the line: the label, the price or the lock."""
        if not response.open:
            return Content.assemble((LOCKED, DOWN), line(response.needs or "not open now", MUTED)).truncate(
                room, ellipsis=True
            )
        label = f"{response.label} way  " if response.label else ""
        return Content.styled(label, MUTED) + text(price_words(response, self._unit), "")

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
        return flow(self._paras(response))

    def _paras(self, response: ResponseView) -> list[Laid]:
        """What the detail says of an answer, beside what its line does."""
        known = any(impact.known for impact in response.impacts)
        said = self.depth is Depth.IMPACTS and not known
        foreseen: list[Laid] = [*([] if said else [Impacts(response)]), *ahead(response)]
        # Where three rows are all there is, whom it moves comes before the words.
        return [*foreseen, *_words(response)] if self._short else [*_words(response), *foreseen]

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


def _words(response: ResponseView) -> list[Laid]:
    """The text of an answer, and why it is locked."""
    parts: list[Laid] = [*paragraphs([response.text], gap=0)]
    if not response.open:
        parts.append(Para(line(response.needs), Content.styled(LOCKED, DOWN)))
    return parts


def _in_full(responses: tuple[ResponseView, ...]) -> dict[str, Drawn]:
    """All there is to say of each answer beside its title; laid out once, for its rows and for the list."""
    return {each.id: flow(_everything(each)) for each in responses}


def _everything(response: ResponseView) -> list[Laid]:
    # The line of the title says already what a locked answer needs.
    return [*paragraphs([response.text], gap=0), Impacts(response), *ahead(response)]


def _laid(parts: list[Laid], width: int) -> list[Content]:
    return [row for part in parts for row in part.lines(max(width, 1))]
