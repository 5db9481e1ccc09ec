"""The gauges of a company: one row of one table each.

State, rules, ledger, snapshots, JSON, dashboards, the format and its documents are made from these rows, so a gauge is
added by adding its row. Rows that a scenario brings of its own stand behind the built-in ones (`Scenario.gauges`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

__all__ = [
    "ASSENT",
    "BUILT_IN",
    "CASH",
    "CREDIBILITY",
    "EXECUTION",
    "LEARNING",
    "STRATEGY",
    "VISION",
    "Gauge",
    "Group",
    "Word",
    "assent_gauge",
    "ledger_name",
    "row",
]


class Group(Enum):
    """Which gauges are shown together, and how. Screens and plain mode name every group (mypy holds them to it)."""

    CHARACTER = "character"
    """Each stands by itself, and its way through the game is told."""
    KNOW_HOW = "know-how"
    """Told in one breath, under the name of the group."""
    MONEY = "money"
    """In the company's own unit; no end above or below."""
    LEADERS = "leaders"
    """How far each of the story's leaders carries what is decided."""


class Word(NamedTuple):
    """A word of the glossary, and what it means."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A row of the table."""

    id: str
    """As files, conditions, ledger and JSON write it."""
    title: str
    """As a player reads it."""
    about: str
    """One line for authors, without a full stop."""
    group: Group
    default: float
    """Where it starts if the file says nothing."""
    word: Word
    """Where a player reads more of it."""
    low: float = 0
    high: float = 100
    """The ends of its range: an effect takes a percentage of the distance to one of them. Infinite both, or neither."""

    @property
    def endless(self) -> bool:
        """Whether it has no ends: effects on it are added."""
        return math.isinf(self.high)


_KNOW_HOW = Word(
    "Know-how",
    "Strategy, vision and execution only amplify what you do, right or wrong. "
    "Execution works at once, strategy later, vision on what your deeds say about you.",
)

LEARNING: Final = Gauge(
    id="learning",
    title="Learning",
    about="0 a machine, 100 an organism",
    group=Group.CHARACTER,
    default=30.0,
    word=Word(
        "Learning",
        "How much the company is an organism (100) and not a machine (0). "
        "One that learns is hurt less by the next shock.",
    ),
)
STRATEGY: Final = Gauge(
    id="strategy",
    title="Strategy",
    about="Know-how: amplifies what lands later",
    group=Group.KNOW_HOW,
    default=52.0,
    word=_KNOW_HOW,
)
VISION: Final = Gauge(
    id="vision",
    title="Vision",
    about="How fast belief follows deeds",
    group=Group.KNOW_HOW,
    default=52.0,
    word=_KNOW_HOW,
)
EXECUTION: Final = Gauge(
    id="execution",
    title="Execution",
    about="Know-how: amplifies what lands at once",
    group=Group.KNOW_HOW,
    default=52.0,
    word=_KNOW_HOW,
)
CREDIBILITY: Final = Gauge(
    id="credibility",
    title="Credibility",
    about="How far the company's words are believed",
    group=Group.CHARACTER,
    default=55.0,
    word=Word(
        "Credibility",
        "How far your words are believed: the length of the bridge. Kept promises build it, broken ones take it down.",
    ),
)
CASH: Final = Gauge(
    id="cash",
    title="Cash",
    about="Money, in the company's unit",
    group=Group.MONEY,
    low=-math.inf,
    high=math.inf,
    default=20.0,
    word=Word(
        "Cash",
        "Money in the company's own unit. A company that is short of it delivers badly, and one that cannot pay "
        "falls, unless its owners trust it enough to step in.",
    ),
)

BUILT_IN: Final = (LEARNING, STRATEGY, VISION, EXECUTION, CREDIBILITY, CASH)
"""The gauges of every company; they are the first rows in every game."""

ASSENT: Final = Word(
    "Assent",
    "How far a leader carries what is decided. They come to believe by what they watch; what they do not believe in "
    "is done by halves.",
)


def assent_gauge(leader: str, name: str, start: float) -> Gauge:
    """A leader's assent as a row of the table: 0..100, under the leader's own id."""
    about = "How far this leader carries what is decided"
    return Gauge(id=leader, title=name, about=about, group=Group.LEADERS, default=start, word=ASSENT)


def ledger_name(gauge: str, group: Group) -> str:
    """What the ledger and JSON call a gauge: by its id, a leader's assent as `assent:` with the leader's id."""
    return f"assent:{gauge}" if group is Group.LEADERS else gauge


_ROWS: Final = {gauge.id: number for number, gauge in enumerate(BUILT_IN)}


def row(gauge: Gauge) -> int:
    """The row of a built-in gauge, the same in every game. Raises `KeyError` for a scenario's own."""
    return _ROWS[gauge.id]
