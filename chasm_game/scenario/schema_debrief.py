"""What stands behind the rounds in a file: what to talk about, what really happened, what the author promises.

The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from chasm_game.limits import MAX_SEED
from chasm_game.scenario.schema_values import (
    Chance,
    ConditionText,
    Id,
    Line,
    Strict,
    Text,
    kind_of_name,
    text_or_number,
)

__all__ = ["MARK", "DebriefModel", "ExpectModel", "HistoryModel", "NoteModel", "ParallelModel", "PlayModel"]

MARK = r"^(\+\+|\+|0|-|--|\?|n\.a\.)((→|/)(\+\+|\+|0|-|--|\?))?$"


class NoteModel(Strict):
    """What is told after some games only: after those in which its condition holds."""

    condition: ConditionText = Field(alias="if")
    """When it is told, judged at the end of the game; `chose`, `asked` and `ending == '…'` are known by then."""
    text: Text
    """What is told."""


NoteOrText = Annotated[Annotated[Text, Tag("name")] | Annotated[NoteModel, Tag("mapping")], Discriminator(kind_of_name)]
"""Told after every game, or only where a condition holds."""


class ParallelModel(Strict):
    """A real case to hold beside the story."""

    case: Line
    """Who and when."""
    text: Text
    """What happened."""
    source: Line
    """Where that can be read."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is told, judged at the end of the game; always, if nothing is said."""


class DebriefModel(Strict):
    """What to talk about afterwards."""

    points: list[NoteOrText] = Field(default_factory=list)
    """What to see in it; with `if`, where it is to be seen only then."""
    questions: list[NoteOrText] = Field(default_factory=list)
    """What to ask; with `if`, whom it concerns."""
    parallels: list[ParallelModel] = Field(default_factory=list)
    """Real cases, with their source."""


def _nought(value: Any) -> Any:
    return "0" if value == 0 and not isinstance(value, bool) else value  # `customers: 0` is a number to YAML


Mark = Annotated[str, BeforeValidator(_nought), StringConstraints(pattern=MARK)]


class HistoryModel(Strict):
    """The real case behind it: makes the scenario a case file."""

    round: Id
    """The round of the real decision."""
    chose: Id
    """The response that was really chosen."""
    when: Annotated[Annotated[Line, Tag("name")] | Annotated[int, Tag("number")], Discriminator(text_or_number)]
    """The year, or the years."""
    short: dict[str, Mark] = Field(default_factory=dict)
    """What became of each stakeholder within a year: ++ + 0 - -- or ?"""
    long: dict[str, Mark] = Field(default_factory=dict)
    """What became of each stakeholder in three to five years."""
    told: Text
    """What the player reads after the choice."""
    sources: Annotated[list[Line], Field(min_length=1)]
    """Where that can be read."""


PolicyName = Literal[
    "always-old",
    "always-new",
    "words-only",
    "greedy",
    "cash-first",
    "best-new",
    "worst-new",
    "best-old",
    "worst-old",
    "random",
    "best",
]


class ExpectModel(Strict):
    """A promise about every playthrough: one of `always`, `reachable`, `share`, `policy`."""

    always: ConditionText | None = None
    """Holds at the end of every round and of the game, in every playthrough."""
    reachable: ConditionText | None = None
    """Holds at the end of some playthrough."""
    share: ConditionText | None = None
    """Holds at the end of a share of the playthroughs: with `at_most` or `at_least`."""
    at_most: Chance | None = None
    """The largest share, 0 to 1."""
    at_least: Chance | None = None
    """The smallest share, 0 to 1."""
    policy: PolicyName | None = None
    """A way to play, held against another one: with `below` or `above`."""
    below: PolicyName | None = None
    """It scores less than this one."""
    above: PolicyName | None = None
    """It scores more than this one."""
    by: Annotated[float, Field(ge=0, le=1000)] | None = None
    """By at least so many points."""
    asks: Literal["never", "any"] | None = None
    """Of a share: the playthroughs in which nobody asks (`never`), or those with asking too (`any`)."""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] | None = None
    """Under this luck alone; without it, over all luck."""


class PlayModel(Strict):
    """A recorded play: the same decisions give the same score and ending."""

    name: Line = "a recorded play"
    """What it is called."""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1
    """The luck."""
    choices: Annotated[list[str], Field(max_length=1_000)] = Field(default_factory=list)
    """Every decision: `ask`, or `ask:` with the id of a leader, the id of a response, or `wait`."""
    score: Annotated[int, Field(ge=0, le=1000)] | None = None
    """The score that it comes to."""
    ending: Id | None = None
    """The ending that it comes to."""
