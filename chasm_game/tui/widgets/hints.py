"""The keys that count here, on the last line, each a button. One widget: a footer of eight costs far more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from chasm_game.tui.text import Drawn

if TYPE_CHECKING:
    from textual import events
    from textual.binding import Binding
    from textual.screen import Screen

__all__ = ["Hints"]

MOST = 7
KEPT = {"back", "leave", "app.quit", "app.help"}
"""Actions whose hints are never left out: the way out, and help."""
BETWEEN = "  "


class Hints(Widget):
    """Follows the bindings of the screen and of what has the focus."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Hints { dock: bottom; height: 1; width: 100%; background: $footer-background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Binding] = []

    def on_mount(self) -> None:
        """Listen to the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen and self._hinted() != self._shown:
            self.refresh()

    def _hinted(self) -> list[Binding]:
        """What is shown, one key per action: at most seven that fit, and the way out is always one of them."""
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                # The focused part comes first in what is active, so its key is the one that is shown for an action.
                shown.setdefault(active.binding.action, active.binding)
        hinted = list(shown.values())
        room = self.content_size.width
        spare = [binding for binding in hinted if binding.action not in KEPT]
        while spare and (len(hinted) > MOST or (room and self._width(hinted) > room)):
            # The last ones go first, so screens declare what is needed most at the beginning.
            hinted.remove(spare.pop())
        return hinted

    def _width(self, hinted: list[Binding]) -> int:
        return sum(self._hint(binding).cell_length + len(BETWEEN) for binding in hinted) - len(BETWEEN)

    def _hint(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        leaving: tuple[str, str] | None = getattr(self.app, "LEAVING", None)
        words = leaving[0] if leaving is not None and binding.action == "leave" else binding.description
        return Content.assemble((key, "bold $footer-key-foreground"), (f" {words}", "$footer-description-foreground"))

    def render(self) -> Drawn:
        """The hints that fit."""
        self._shown = self._hinted()
        return Drawn(lambda width: [Content(BETWEEN).join([self._hint(b) for b in self._shown]).truncate(width)])

    def at(self, action: str) -> int:
        """The column of an action's hint; raises `KeyError` where it has none."""
        x = 1
        for binding in self._shown:
            if binding.action == action:
                return x
            x += self._hint(binding).cell_length + len(BETWEEN)
        raise KeyError(action)

    def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        x = 1
        for binding in self._shown:
            width = self._hint(binding).cell_length
            if x <= event.x < x + width:
                self.app.simulate_key(binding.key)
            x += width + len(BETWEEN)
