"""The one list of responses: digits, arrows, Enter, mouse. What is highlighted is told in full below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.css.styles import RulesMap
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
    from textual.app import ComposeResult
    from textual.geometry import Size

    from chasm_game.views.round import ResponseView

__all__ = ["Choices", "price_words", "roomy"]


def price_words(response: ResponseView, unit: str) -> str:
    """What a response costs or brings at once; empty where it is nothing."""
    if round(abs(response.price), 1) == 0:
        return ""
    amount = money(round(abs(response.price), 1), unit)
    return f"costs {amount} now" if response.price < 0 else f"brings {amount} now"


def roomy(size: Size, answers: int) -> bool:
    """Whether so many answers can have two lines each on a screen of this size."""
    return size.height >= 22 + 3 * answers


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
        #detail { height: auto; padding: 0 0 0 3; }
    }
    """

    roomy: var[bool] = var(False)
    """Whether each response has a second line, with whom it moves."""

    def __init__(
        self,
        unit: str,
        responses: tuple[ResponseView, ...],
        *,
        roomy: bool,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._unit, self._responses = unit, responses
        self.set_reactive(Choices.roomy, roomy)

    def compose(self) -> ComposeResult:
        """A list, and what is highlighted in full."""
        menu = Menu(id="responses", markup=False)
        menu.add_options(self._options())  # options given at birth would have the first one highlighted
        yield menu
        yield Static(self._detail(None), id="detail", markup=False)

    def fit(self, size: Size) -> int:
        """Fit a screen of this size, and say how many rows that takes.

        Where there is room each answer says at once whom it moves. Under the list there is room for the longest answer,
        within reason, so that nothing above moves while one looks from answer to answer.
        """
        self.roomy = roomy(size, len(self._responses))
        width = max(size.width - 5, 1)
        # Laid out for its height alone, before anything is highlighted: else the list would jump at the first arrow.
        rows = [flow(self._paras(response)).get_height(RulesMap(), width) for response in self._responses]
        kept = min(max(rows, default=1), 3 if size.height < 24 else 5 if size.height < 30 else 6)
        self.query_one("#detail").styles.min_height = kept
        return kept + len(self._responses) * (1 + self.roomy)

    def show(self, responses: tuple[ResponseView, ...]) -> None:
        """List these responses; what was highlighted stays so."""
        self._responses = responses
        self._list()

    def watch_roomy(self) -> None:
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
        aside = self._aside(response)
        room = width - aside.cell_length - 4
        style = "bold" if response.open else MUTED
        first = f"{response.number}  "
        # A title of a few letters says less than no price: the detail below tells it.
        if room < 16:
            return [fitted(Content(first) + line(response.title, style), width)]
        lines = [Content(first) + fitted(line(response.title, style), room) + " " + aside]
        if self.roomy:
            lines.append(fitted(Content("   ") + impact_words(response), width))
        return lines

    def _aside(self, response: ResponseView) -> Content:
        """What stands at the end of the line: the label, the price or the lock."""
        if not response.open:
            return Content.assemble((LOCKED, DOWN), line(response.needs or "not open now", MUTED)).truncate(
                38, ellipsis=True
            )
        label = f"{response.label} way  " if response.label else ""
        return Content.styled(label, MUTED) + text(price_words(response, self._unit), "")

    def _tell(self, response: ResponseView | None) -> None:
        self.query_one("#detail", Static).update(self._detail(response))

    def _detail(self, response: ResponseView | None) -> Content | Drawn:
        """The response in full; how to choose where none is highlighted."""
        if response is None:
            count = len(self._responses)
            return Content.styled(f"Choose with 1 to {count}, or with the arrows and Enter.", MUTED)
        return flow(self._paras(response))

    def _paras(self, response: ResponseView) -> list[Laid]:
        parts: list[Laid] = [*paragraphs([response.text], gap=0)]
        if not response.open:
            parts.append(Para(line(response.needs), Content.styled(LOCKED, DOWN)))
        known = any(impact.known for impact in response.impacts)
        foreseen: list[Laid] = [*([Impacts(response)] if known or not self.roomy else []), *ahead(response)]
        # Where three rows are all there is, whom it moves comes before the words.
        return [*foreseen, *parts] if self.screen.has_class("-short") else [*parts, *foreseen]

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
        # The list may be filled anew while the event is on its way.
        if event.option_index < len(self._responses):
            self._tell(self._responses[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click picks."""
        event.stop()
        self.post_message(self.Picked(self._responses[event.option_index]))
