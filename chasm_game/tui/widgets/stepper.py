"""A number on one line, moved with left and right or with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.limits import LEAST_SURE, MOST_SURE
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs

if TYPE_CHECKING:
    from textual import events

__all__ = ["Stepper"]


class Stepper(Widget, can_focus=True):
    """A share of 20 to 100 per cent, in tens."""

    class Entered(Message):
        """Enter was pressed: the player is done here."""

    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("sure.less", "left", "step(-10)", "Less sure", "10 per cent less sure.", shown=False, key_name="←"),
        Command("sure.more", "right", "step(10)", "Surer", "10 per cent surer.", shown=False, key_name="→"),
        Command("sure.enter", "enter", "enter", "Next", "On to the next line.", shown=False),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    Stepper { height: 1; width: 1fr; }
    Stepper:focus { background: $chasm-cursor; }
    Stepper:ansi:focus { text-style: bold underline; }
    """

    value: reactive[int] = reactive(60)
    """Per cent."""

    def render(self) -> Content:
        """The number between its arrows, and as dots."""
        marks = glyphs()
        full = self.value // 10
        return Content(
            f" {marks.left} {self.value:3d} % {marks.right}  {marks.full * full}{marks.hollow * (10 - full)}"
        )

    def action_step(self, step: int) -> None:
        """More or less."""
        self.value = min(max(self.value + step, LEAST_SURE), MOST_SURE)

    def action_enter(self) -> None:
        """Done here."""
        self.post_message(self.Entered())

    def on_click(self, event: events.Click) -> None:
        """Left of the number less, right of it more; on a dot, that much."""
        # The dots begin behind the arrow, the number, its sign and the spaces between.
        dot = event.x - 12
        if dot >= 0:
            self.value = min(max((dot + 1) * 10, LEAST_SURE), MOST_SURE)
        else:
            # Before the number stands the arrow that lowers it.
            self.action_step(-10 if event.x < 5 else 10)
