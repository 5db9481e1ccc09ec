"""The one list of responses: digits, arrows, Enter, mouse. What is highlighted is told in full below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.text import money
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import DOWN, MUTED, PEOPLE, UP, Drawn, Para, fitted, flow, line, text
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.views import ImpactView, ResponseView

__all__ = ["Choices", "impacts_told", "price_told"]


def price_told(response: ResponseView, unit: str) -> str:
    """What a response costs or brings at once; empty where it is nothing."""
    if round(abs(response.price), 1) == 0:
        return ""
    amount = money(round(abs(response.price), 1), unit)
    return f"costs {amount} now" if response.price < 0 else f"brings {amount} now"


def _impact(impact: ImpactView) -> Content:
    marks = glyphs()
    strength = min(max(impact.strength, 0), 3)
    told = line(impact.name, MUTED) + " "
    if impact.direction is None:
        return told + Content.assemble((marks.full * strength, PEOPLE), (marks.hollow * (3 - strength), MUTED))
    sign, style = (marks.up, UP) if impact.direction > 0 else (marks.down, DOWN)
    return told + Content.styled(sign * strength, style)


def impacts_told(response: ResponseView) -> Content:
    """Whom a response moves and how strongly; which way only where that may be known."""
    if not response.impacts:
        return Content.styled("moves nobody at once", MUTED)
    return Content("  ").join([_impact(impact) for impact in response.impacts])


class Choices(Vertical):
    """The responses of a round."""

    @dataclass
    class Picked(Message):
        """The player wants this response."""

        response: ResponseView
        """Open or locked, as it stands in the list."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Choices { height: auto; padding: 0 1;
        Menu { max-height: 12; }
        #detail { height: auto; min-height: 4; padding: 0 0 0 3; }
    }
    .-short Choices #detail { min-height: 3; max-height: 3; }
    """

    roomy: var[bool] = var(False)
    """Whether each response has a second line, with whom it moves."""

    def __init__(self, unit: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._unit = unit
        self._responses: tuple[ResponseView, ...] = ()

    def compose(self) -> ComposeResult:
        """A list, and what is highlighted in full."""
        yield Menu(id="responses", markup=False)
        yield Static(id="detail", markup=False)

    def show(self, responses: tuple[ResponseView, ...]) -> None:
        """List these responses; what was highlighted stays so."""
        self._responses = responses
        self._list()

    def watch_roomy(self) -> None:
        """Lay the list out anew."""
        if self._responses:
            self._list()

    def _list(self) -> None:
        options = self.query_one(Menu)
        at = options.highlighted
        options.set_options([Option(self._prompt(r), id=f"r{r.number}") for r in self._responses])
        options.highlighted = at
        self._tell(None if at is None else self._responses[at])

    def _prompt(self, response: ResponseView) -> Drawn:
        return Drawn(lambda width: self._prompt_lines(response, width))

    def _prompt_lines(self, response: ResponseView, width: int) -> list[Content]:
        told = self._aside(response)
        room = width - told.cell_length - 4
        style = "bold" if response.open else MUTED
        first = f"{response.number}  "
        if room < 16:
            return [fitted(Content(first) + line(response.title, style), width)]
        lines = [Content(first) + fitted(line(response.title, style), room) + " " + told]
        if self.roomy:
            lines.append(fitted(Content("   ") + impacts_told(response), width))
        return lines

    def _aside(self, response: ResponseView) -> Content:
        """What stands at the end of the line: the label, the price or the lock."""
        if not response.open:
            return Content.assemble(("locked: ", DOWN), line(response.needs or "not open now", MUTED)).truncate(
                38, ellipsis=True
            )
        label = f"{response.label} way  " if response.label else ""
        return Content.styled(label, MUTED) + text(price_told(response, self._unit), "")

    def _tell(self, response: ResponseView | None) -> None:
        detail = self.query_one("#detail", Static)
        if response is None:
            count = len(self._responses)
            detail.update(Content.styled(f"Choose with 1 to {count}, or with the arrows and Enter.", MUTED))
            return
        told = [Para(text(response.text))]
        if not response.open:
            told.append(Para(line(response.needs), Content.styled("locked: ", DOWN)))
        if not self.roomy:  # where three rows are all there is, whom it moves comes before the words
            told.insert(0 if self.screen.has_class("-short") else len(told), Para(impacts_told(response)))
        detail.update(flow(told))

    def pick(self, number: int) -> None:
        """Take the response of this number, as a digit key does."""
        for index, response in enumerate(self._responses):
            if response.number == number:
                self.query_one(Menu).highlighted = index
                self.post_message(self.Picked(response))

    def choose(self) -> None:
        """Take what is highlighted, as Enter does."""
        self.query_one(Menu).action_select()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the highlighted response in full."""
        event.stop()
        if event.option_index < len(self._responses):
            self._tell(self._responses[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click picks."""
        event.stop()
        self.post_message(self.Picked(self._responses[event.option_index]))
