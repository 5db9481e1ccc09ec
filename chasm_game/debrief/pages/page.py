"""The walk as data: pages of words, each with at most one chart or table. Every text is to be shown as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from chasm_game.charts.words import Figure

__all__ = ["NONE", "PageView", "Table", "WalkView", "Words"]

NONE = "–"
"""What stands in a cell where there is nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph."""

    text: str
    kind: Literal["text", "story", "note", "head", "name"] = "text"
    """`text` is ours, with names in it; `story` the author's Markdown; `note` explains; `head`, `name` stand above."""
    mark: str = ""
    """What hangs before it: a number, or who says it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: bool = False
    """Whether the cells after the first are shares of 100, which may be drawn as bars too; `–` where there is none."""
    prose: bool = False
    """Whether the last column is a sentence, which is told without its head."""
    marked: int | None = None
    """The row that is the player's own."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One thought."""

    id: str
    """`ended`, `course`, `turning`, `miss`, `asking`, `paid`, `road`, `beliefs`, `talk`, `monday`."""
    heading: str
    told: tuple[Words, ...]
    """Before the chart or table."""
    figure: Figure | None = None
    table: Table | None = None
    after: tuple[Words, ...] = ()
    """Behind the chart or table."""
    waiting: bool = False
    """Whether it waits for the review: every other way is still being played."""


@dataclass(frozen=True, slots=True)
class WalkView:
    """A debrief as one walks through it."""

    title: str
    """Of the story."""
    team: str
    seed: int
    score: int
    pages: tuple[PageView, ...]

    @property
    def waiting(self) -> bool:
        """Whether any page waits for the review."""
        return any(page.waiting for page in self.pages)
