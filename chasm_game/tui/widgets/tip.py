"""One explanation at a time, on the lines above the hints, while the part that it is about is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.commands import Command, keys_label
from chasm_game.tui.text import ACCENT, MUTED, flow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.tips import Explanation
    from chasm_game.tui.host import Host

__all__ = ["CLOSE", "PARTS", "Guide", "Told"]

CLOSE = Command("guide.close", "x", "close_explanation", "Got it", "Close the explanation.", shown=False)

PARTS = {
    "sheet": "#sheet", "shock": "#story", "dashboard": "#board", "mist": "AskLine", "answers": "#responses",
    "arrows": "#responses", "halves": "#side", "leaders": "#board", "promise": "#board",
    "prediction": "#who", "consequences": "#what", "echo": "#what", "debrief": "TopBar",
}  # fmt: skip
"""Where on its screen the part stands that an explanation is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation, and behind its last words the key that closes it, in one piece and never alone on a line."""

    words: Content
    closes: Content

    def lines(self, width: int) -> list[Content]:
        """Laid out for a width; where the last line is too full for the key, it shares its words with another."""
        room = width - self.closes.cell_length - 2
        # Narrower until the last line has room; where no width gives it that, the key has a line of its own.
        for narrow in range(width, max(room, 1) - 1, -1):
            lines = [each.rstrip() for each in self.words.wrap(narrow)]
            if lines[-1].cell_length <= room:
                return [*lines[:-1], lines[-1] + Content("  ") + self.closes]
        return [*self.words.wrap(max(width, 1)), self.closes]


class Guide(Static):
    """Tells what waits, one after the other; a click closes what is told. It never takes the focus."""

    KEYS: ClassVar[tuple[Command, ...]] = (CLOSE,)
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Guide { height: auto; max-height: 4; width: 100%; padding: 0 1; background: $panel; color: $chasm-text; }
    Dialog Guide { dock: bottom; margin-bottom: 1; }
    .-explained { background: $chasm-hover; }
    """

    def __init__(self, waiting: Sequence[Explanation], matters: Callable[[Explanation], bool]) -> None:
        super().__init__("", markup=False)
        self._waiting, self._matters = list(waiting), matters
        self._current: Explanation | None = None

    @property
    def explanation(self) -> Explanation | None:
        """What is told now."""
        return self._current

    def on_mount(self) -> None:
        """Begin once the screen stands."""
        self.display = False
        self.call_after_refresh(self._go_on)

    @property
    def rows(self) -> int:
        """Lines that it takes, or will in a moment."""
        return 0 if self._current is None and not self._there else 2 if self.app.size.width >= 80 else 3

    def close(self) -> None:
        """On to what waits next."""
        if self._current is not None:
            self._done()
            self._go_on()

    def tell(self, about: str) -> None:
        """Explain this now, if that has not been done; what stood there has had its time."""
        first = [each for each in self._there if each.id == about]
        if first and first[0] is not self._current:
            if self._current is not None:
                self._done()
            self._waiting.remove(first[0])
            self._waiting.insert(0, first[0])
            self._go_on()

    def _done(self) -> None:
        current = self._current
        if current is not None:
            cast("Host", self.app).remember(current.id)
            self._mark(current, on=False)
            self._waiting.remove(current)
            self._current = None

    @property
    def _there(self) -> list[Explanation]:
        """What can be explained now."""
        # A part may be missing on a small screen, or matter only later in the game: then another is explained first.
        return [each for each in self._waiting if self._seen(PARTS[each.id]) and self._matters(each)]

    def _seen(self, part: str) -> bool:
        return any(each.display for each in self.screen.query(part))

    def _go_on(self) -> None:
        self._current = next(iter(self._there), None)
        self.display = self._current is not None
        if self._current is not None:
            self._mark(self._current, on=True)
            head = (f"{self._current.part}  ", f"bold {ACCENT}")
            key = keys_label(getattr(self.app, "keymap", {}).get(CLOSE.id, CLOSE.keys))
            words = Content.assemble(head, self._current.words)
            self.update(flow([Told(words, Content.styled(f"{key} closes this.", MUTED))]))

    def _mark(self, explanation: Explanation, *, on: bool) -> None:
        self.screen.query(PARTS[explanation.id]).set_class(on, "-explained")

    def on_click(self) -> None:
        """A click closes."""
        self.close()

    def on_unmount(self) -> None:
        """Who went on without closing it has had it before their eyes."""
        if self._current is not None:
            cast("Host", self.app).remember(self._current.id)
