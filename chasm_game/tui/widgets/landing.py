"""What lands one after another: each block has a look before it has landed, in the room that it will take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from chasm_game.tui.text import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Block", "Landing"]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that lands."""

    after: Callable[[int], Sequence[Content]]
    """Its lines."""
    before: Callable[[int], Sequence[Content]] = lambda _: ()
    """What stands there until it has landed; nothing moves when it does."""
    fixed: bool = False
    """Whether it is the same before and after, and takes no time."""


class Landing(Widget):
    """Blocks under each other, of which the first `landed` have landed."""

    DEFAULT_CSS = "Landing { height: auto; width: 1fr; }"

    landed: reactive[int] = reactive(0)
    """How many."""

    def __init__(self, blocks: Sequence[Block], *, landed: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._blocks = tuple(blocks)
        self._starts: list[int] = []
        self._drawn = Drawn(self._lines)
        self.set_reactive(Landing.landed, len(self._blocks) if landed else 0)

    @property
    def done(self) -> bool:
        """Whether everything has landed."""
        return self.landed >= len(self._blocks)

    @property
    def next_row(self) -> int:
        """The row in which the next block lands; the last row of all where none is left."""
        if self.landed < len(self._starts):
            return self._starts[self.landed]
        return max(self.size.height - 1, 0)

    def land(self, *, everything: bool = False) -> None:
        """The next block, or all of them."""
        most = len(self._blocks)
        at = most if everything else min(self.landed + 1, most)
        # A heading takes no time of its own: it has stood there from the beginning.
        while at < most and self._blocks[at].fixed:
            at += 1
        self.landed = at

    def watch_landed(self) -> None:
        """Lay the lines out anew; what nothing landed in is laid out once for its height and its picture."""
        self._drawn = Drawn(self._lines)

    def render(self) -> Drawn:
        """The lines as they stand."""
        return self._drawn

    @property
    def plain(self) -> str:
        """The text at a comfortable width, for tests and for those who read with a program."""
        return "\n".join(line.plain.rstrip() for line in self._lines(self.size.width or 100))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._starts = []
        for number, block in enumerate(self._blocks):
            after = list(block.after(width))
            self._starts.append(len(lines))
            if number < self.landed:
                lines += after
            else:
                # Exactly as many lines as later, so that nothing below moves when it lands.
                waiting = list(block.before(width))[: len(after)]
                lines += waiting + [Content("")] * (len(after) - len(waiting))
        return lines
