"""The line above the answers: the question, and what asking the people costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chasm_game.text import money
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, FAINT, MUTED, Drawn, line

if TYPE_CHECKING:
    from chasm_game.views.round import AskView

__all__ = ["AskLine"]

_QUESTION = " What do you do? "


class AskLine(Static):
    """A rule with words in it; a click asks."""

    class Clicked(Message):
        """The line was clicked."""

    DEFAULT_CSS = "AskLine { height: 1; width: 1fr; } AskLine:hover { background: $chasm-hover; }"

    def __init__(self, ask: AskView, unit: str) -> None:
        super().__init__("", markup=False)
        self._shown: tuple[AskView, str, bool] | None = None
        self.show(ask, unit)

    def show(self, ask: AskView, unit: str, *, waits: bool = True) -> None:
        """Say how asking stands; nothing is offered unless the round `waits` for the player."""
        shown = (ask, unit, waits)
        # Told at everything that is heard from the seat, which is seldom something of this.
        if shown != self._shown:
            self._shown = shown
            self.update(Drawn(lambda width: [_rule(ask, unit, width, waits=waits)]))

    def on_click(self) -> None:
        """A click asks."""
        self.post_message(self.Clicked())


def _state(ask: AskView, unit: str, *, waits: bool) -> Content:
    if ask.asked:
        along = "" if ask.companion is None else f" with {ask.companion.name}"
        return line(f"the people were asked{along}: now {glyphs().here} later", MUTED)
    if not waits:
        return Content("")
    if ask.possible:
        cost = f" Ask the people: {money(round(ask.cost, 1), unit)}, {ask.left} left"
        return Content.assemble(("a", f"bold {ACCENT}"), cost)
    return Content.styled("you cannot ask any more" if ask.left <= 0 else "you cannot ask now", MUTED)


def _rule(ask: AskView, unit: str, width: int, *, waits: bool) -> Content:
    rule, state = glyphs().rule, _state(ask, unit, waits=waits)
    # Without anything on the right the rule goes on to the edge, as over a list that offers nothing.
    if not state:
        rest = max(width - len(_QUESTION) - 2, 1)
        return Content.assemble((rule * 2, FAINT), (_QUESTION, "bold"), (rule * rest, FAINT)).truncate(width)
    between = max(width - len(_QUESTION) - state.cell_length - 6, 1)
    return Content.assemble(
        (rule * 2, FAINT), (_QUESTION, "bold"), (rule * between, FAINT), " ", state, " ", (rule * 2, FAINT)
    ).truncate(width)
