"""The debrief as data: pages of words, each with at most one chart or table. Every text is to be shown as text.

A sentence about the game declares the facts that it states, as they are shown: tests read them back from every face.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from chasm_game.grammar import NONE
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.charts.words import Figure

__all__ = ["NONE", "Fact", "Kind", "PageView", "Sentence", "Table", "WalkView", "Words"]

_NUMBER = re.compile(r"[+−]?\d[\d,]*(\.\d+)?( %)?|–")


class Kind(StrEnum):
    """What a fact is about."""

    SCORE = "score"
    CHASM = "chasm"
    """`amount` is where it ended, `start` where it began, `sign` the way it went: -1 is nearer."""
    WHOM = "whom"
    HOW = "how"
    """The halves of the chasm, as `CHASM`."""
    RESCUES = "rescues"
    """`count` of them."""
    SAY_DO = "say-do"
    RESILIENCE = "resilience"
    CALIBRATION = "calibration"
    """`sign` against always saying 50 %: -1 better, 0 as good, 1 worse."""
    STANDING = "standing"
    """`count` ways, `share` per cent of them beaten."""
    BEST_WAY = "best way"
    WORST_WAY = "worst way"
    MARK = "mark"
    """The score, `amount`, got the mark of place `count` among all that can be given, 0 the worst."""
    LOSS = "loss"
    """What a decision lost: `round`, `share` in per cent, `who` was chosen; `sign` is 0 where that was the best."""
    TURNING = "costliest"
    """The same of the costliest decision, where it is told as the turning point or as none."""
    BEST_ANSWER = "best answer"
    NO_LOSS = "no decision lost anything"
    RIGHT_THE_OLD_WAY = "right the old way"
    RIGHT_THE_NEW_WAY = "right the new way"
    """`count` decisions that lost nothing went that way."""
    FELL_AFTERWARDS = "fell afterwards"
    """In silent round `count` after the last decision."""
    ROAD = "road"
    """What the other road would have scored."""
    PREDICTION = "prediction"
    """`round`, `who` was predicted, `share` is how sure, `sign` 1 a hit and -1 a miss."""
    LOST_MOST = "lost most"
    PEOPLE_FIRST = "people first"
    """At the end, as `DEEDS_FIRST`."""
    PEOPLE_BEFORE = "people first before"
    DEEDS_FIRST = "deeds first"
    SAID_BEFORE = "said first before"
    SAID_AFTER = "said first after"
    OWN_CHASM = "own chasm"
    """`start` before the game and `amount` after it."""
    BEST_DECISION = "best decision"
    """`who` of `round`: with all that came of it `amount` points of value."""
    LENT = "lent"
    """`who` lost `amount` points in `round` itself by the best decision, and had them back later."""
    VALUE_FELL = "value fell most by a decision"
    """In `round`, where `who` was chosen: by `amount`."""
    DID_AS_THEY = "the real decision"
    """Of `round`, in a case: `sign` is 1 where the player took the same, -1 where another was really taken."""
    MOVED = "trust on the page of the surest miss"
    """Of `who`, from the decision of `round` to its end: by `amount` (none where it stayed), `sign` the way it went."""
    BEST_SO_FAR = "kept"
    """The round of the best decision: asked to be held beside the next decision."""
    BEGAN_WITH = "began with"
    """The first decision: answer `who` of `round`."""
    AS_THE_PEOPLE = "deeds and people put the same first"
    """`sign` is 1 where they do, -1 where they do not."""
    PAID = "paid"
    """`who` lost most by the decision of `round`: `amount` points, where that is said. Nobody where `sign` is 0."""
    PROMISED = "promised"
    """In `round`: `amount` points."""
    KEPT = "kept of it"
    """`amount` points of what was promised in `round`, due after `count` rounds of the game, silent ones counted on;
    `sign` is -1 where it was not yet due at the fall."""
    OPEN_COST = "what was open cost"
    """`amount` points of trust of `who`, of what was promised in `round`."""
    WAY = "way"
    """On axis `who`, in hundredths from -100 to 100: the company at the `start` and at the end (`amount`)."""
    WISH = "wish"
    """The same of the people."""
    SAID_HOW_BEFORE = "said how before"
    SAID_HOW_AFTER = "said how after"
    """Where the player's sheet stood on axis `who`: `amount`."""
    OWN_HOW = "own chasm, second half"
    """As `OWN_CHASM`."""
    ASSENT = "assent"
    """Of leader `who`: `start`, `amount` and `sign`."""
    WON_MOST = "convinced most"
    TURNED_MOST = "turned away most"
    """Leader `who`, in `round` or in silent round `count`: by `amount` points of assent."""
    CARRIED = "carried"
    """What was decided in `round` was carried by `share` per cent, and strange to the company by `amount` per cent."""
    UNCARRIED = "uncarried"
    """Answer `who` of `round` was carried by `share` per cent, and `amount` points of it never came."""
    RESCUED = "rescued"
    """In `round`, or in silent round `count`: a hole of `amount`."""
    FELL = "fell"
    """The same of the fall; `amount` is where the cash stood."""
    VALUE = "value"
    """Value round a decision: `start` before, `amount` after."""
    VALUE_LED = "value to the last decision"
    CHASM_LED = "chasm to the last decision"
    WHOM_LED = "whom to the last decision"
    HOW_LED = "how to the last decision"
    """`start`, `amount` and `sign`, from the start to the last decision."""
    ROSE_MOST = "rose most"
    FELL_MOST = "fell most"
    """In which `round`, shock included, and by how much."""
    LANDED = "landed"
    """What the silent rounds did to value: `amount` points up or down (`sign`); 0 and no amount where it stayed."""
    VALUE_AT_END = "value at the end"
    ROUNDS = "rounds"
    """How many were decided."""
    ASKED = "asked in"
    """A round in which the people were asked."""
    ASKED_TIMES = "asked times"
    UNASKED = "unasked"
    """A round in which they were not, and `who` was chosen; `sign` is 1 where an ask was left, -1 where none was."""
    WAS_TURNING = "it was the turning point"
    WAS_SUREST_MISS = "it was the surest miss"
    WAS_COSTLIEST = "it cost most unasked"
    """`sign` is 1 among all unasked rounds, 0 among those in which an ask was left."""
    VOICES = "voices"
    """How many would have been heard in `round`."""
    HEARD_AND_LOST = "heard, and cost most"
    PARTED = "the road parts"
    """In `round`, by answer `who`."""
    UNDER_THE_LUCK = "more under the luck"
    """What the better answer `who` of `round` could bring under the luck that fell; no `amount` where hardly more."""
    ON_AVERAGE = "more on average"
    """The same on average luck; `sign` is -1 where the player's own was better, 0 where both are worth the same."""
    LUCK = "luck or choice"
    """What made the difference in `round`: `sign` is -1 for luck, 0 for part of each, 1 for the choice."""
    NO_LUCK = "luck had no part"
    LUCK_NOT_MEASURED = "luck or choice was not measured"
    LUCK_HELPED = "luck helped"
    """In `round`: on average luck answer `who` would have been worth `amount` more."""
    LUCK_GAVE = "luck gave"
    """`amount` points of score in all; `sign` is -1 where it took them."""
    LUCK_MOST = "luck fell most"
    """After `round`: `amount` points, `sign` as above."""
    RIVAL = "the nearest rival"
    """Answer `who` of `round` leads to `amount` at most; the player came to `start`."""
    TRAP = "the trap that was avoided"
    """Answer `who` of `round` leads to `amount` at most, the player's own to `start`."""
    PREDICTIONS = "predictions"
    """How many were made."""
    HITS = "hits"
    """`count` of them came true."""
    NO_MISS = "every prediction came true"
    SURE = "sure on average"
    """`share` per cent."""
    AS_SURE = "as sure as right"
    """`sign` is 1 where surer, 0 where about as sure, -1 where less sure."""
    DEEDS_BEFORE = "deeds first before"
    APART = "words and deeds apart"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a sentence states. Numbers are as they are shown; what a fact has not is None, empty or 0."""

    kind: Kind
    who: str = ""
    """An id: of a stakeholder, or of an answer."""
    round: int = 0
    """The number of the round, from 1; 0 for the whole game."""
    amount: float | None = None
    start: float | None = None
    share: float | None = None
    """Per cent."""
    count: int | None = None
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or a few sentences, and what they state."""

    text: str
    facts: tuple[Fact, ...] = ()


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
