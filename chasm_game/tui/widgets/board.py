"""The dashboard on the screen. What the round hardly moves is folded into one line, and opens with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from chasm_game.tui.paragraphs.dashboard import Beside, company_lines, fold_line, number_cells
from chasm_game.tui.text import Drawn, line
from chasm_game.views.dashboard import has_moved, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.dashboard import Dashboard
    from chasm_game.views.events import PromiseView

__all__ = ["Board"]

WISHED_BAR = 9
"""Cells that it asks for where names have their room."""


class Board(Static):
    """What the company is told about itself; after asking, what is true beside it."""

    DEFAULT_CSS = "Board { height: auto; width: 1fr; }"

    def __init__(
        self,
        board: Dashboard,
        promises: Sequence[PromiseView] = (),
        *,
        folded: Sequence[str] = (),
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._board, self._promises, self._folded = board, promises, folded
        self.brief = False
        """Whether leaders and promises are left out, because somebody else tells them."""
        self.opened = has_moved(board, folded)
        """Whether what is folded is seen: when the player says so, and where something in it has changed."""
        self._draw()

    def fold(self) -> None:
        """Open what is folded, or fold it again."""
        self.opened = not self.opened
        self._draw()

    def fit(self, rows: int, width: int) -> int:
        """Leave out leaders and promises where there are fewer rows than all would take; returns those it takes.

        `width` is the cells that it will have, so that it is laid out once, and before anything is drawn.
        """
        brief = rows < len(self._whole.lines(width))
        if brief != self.brief:
            self.brief = brief
            self.update(self._seen)
        return len(self._seen.lines(width))

    def show(self, board: Dashboard, promises: Sequence[PromiseView] = (), folded: Sequence[str] = ()) -> None:
        """Draw this dashboard, with what was promised and is not due yet."""
        self._board, self._promises, self._folded = board, promises, folded
        self._draw()

    @property
    def asks_for(self) -> int:
        """The cells of width in which no name is cut."""
        board = self.seen
        return max((line(s.name).cell_length for s in board.stakeholders), default=0) + number_cells(board) + WISHED_BAR

    def _draw(self) -> None:
        self._whole, self._without = self._drawn(brief=False), self._drawn(brief=True)
        self.update(self._seen)

    @property
    def _seen(self) -> Drawn:
        return self._without if self.brief else self._whole

    def _drawn(self, *, brief: bool) -> Drawn:
        """What it shows now, with or without leaders and promises."""
        seen, board, folded, opened = self.seen, self._board, self._folded, self.opened
        beside = [] if brief else [Beside(seen, self._promises)]
        return Drawn(
            lambda width: [
                *company_lines(seen, width),
                *(row for each in beside for row in each.lines(width)),
                *fold_line(board, folded, width, opened=opened),
            ]
        )

    @property
    def seen(self) -> Dashboard:
        """What stands there: everything, or what the round can move."""
        return self._board if self.opened else without(self._board, self._folded)
