"""The debrief as data: pages of words, each with at most one chart or table. Every text is to be shown as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chasm_game.grammar import NONE
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.charts.words import Figure
    from chasm_game.debrief.facts import Fact, Sentence

__all__ = ["NONE", "PageView", "Table", "WalkView", "Words"]

_NUMBER = re.compile(r"[+−]?\d[\d,]*(\.\d+)?( %)?|–")


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph."""

    text: str
    kind: Literal["text", "story", "note", "head", "name"] = "text"
    """`text` is ours, with names in it; `story` the author's Markdown; `note` explains; `head`, `name` stand above."""
    mark: str = ""
    """What hangs before it: a number, or who says it."""
    facts: tuple[Fact, ...] = ()

    @classmethod
    def of(cls, *sentences: Sentence, kind: Literal["text", "note"] = "text", mark: str = "") -> Words:
        """Sentences as one paragraph."""
        return cls(" ".join(s.text for s in sentences), kind, mark, tuple(f for s in sentences for f in s.facts))


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
    changes: tuple[int, ...] = ()
    """The columns of what somebody gained or lost, counted from 0: a sign elsewhere is a place or a name."""
    facts: tuple[Fact, ...] = ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers, and perhaps places without one."""
        columns = [[row[n] for row in self.rows] for n in range(len(self.head))]
        return tuple(
            # The first column names the row, even if its name is a number.
            n > 0 and all(_NUMBER.fullmatch(cell) for cell in cells) and any(cell != NONE for cell in cells)
            for n, cells in enumerate(columns)
        )


@dataclass(frozen=True, slots=True)
class PageView:
    """One thought."""

    id: str
    """`history`, `ended`, `course`, `halves`, `turning`, `rival`, `trap`, `luck`, `miss`, `asking`, `paid`, `road`,
    `promises`, `leaders`, `beliefs`, `ways`, `talk`, `monday`."""
    heading: str
    words: tuple[Words, ...]
    """Before the chart or table."""
    figure: Figure | None = None
    table: Table | None = None
    after: tuple[Words, ...] = ()
    """Behind the chart or table."""
    waiting: bool = False
    """Whether it waits for the review: every other way is still being played."""

    @property
    def facts(self) -> Iterator[Fact]:
        """Everything that the page states of the game."""
        for each in (*self.words, *((self.table,) if self.table else ()), *self.after):
            yield from each.facts


@dataclass(frozen=True, slots=True)
class WalkView:
    """A debrief as one walks through it."""

    title: str
    """Of the story."""
    team: str
    seed: int
    score: int
    possible: str
    """What stands beside the score: between what it lies, where that is known."""
    pages: tuple[PageView, ...]
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""

    @property
    def waiting(self) -> bool:
        """Whether any page waits for the review."""
        return any(page.waiting for page in self.pages)

    def page(self, name: str) -> PageView | None:
        """The page with this id; None where this game gives no such page."""
        return next((page for page in self.pages if page.id == name), None)
