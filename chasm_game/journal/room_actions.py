"""What a facilitator did in a room, as values; and the header that says on what is played. Text form: `room_lines`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "EVERY_TEAM",
    "MAX_TEAMS",
    "Began",
    "Corrected",
    "LabelsSet",
    "Opened",
    "Removed",
    "Renamed",
    "Restored",
    "Revealed",
    "RolesSet",
    "RoomAction",
    "RoomHeader",
    "ScoresShown",
    "Seated",
    "Sheet",
    "SheetsDone",
    "Slip",
    "TeamJoined",
    "TeamLeft",
    "TimerSet",
    "WentOn",
]

MAX_TEAMS = 40
"""A hall of 300 people at tables of seven or eight. Every screen of a room is tested with so many teams."""
EVERY_TEAM = 0
"""In `Opened`: all of them at once."""


@dataclass(frozen=True, slots=True)
class RoomHeader:
    """On what a room plays, with the full texts: a file edited meanwhile changes nothing for it."""

    scenario: str
    scenario_sha256: str
    rulebook_sha256: str
    seed: int
    minutes: int
    """On the timer at the start of a round, 1 to 60."""
    started: str
    """ISO 8601, in UTC."""
    scenario_text: str = field(repr=False)
    rulebook_text: str = field(repr=False)
    labels: str = "debrief"
    """When old and new are shown: `always`, `after` a reveal, or not before the `debrief`."""
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""
    roles: bool = True
    """Whether each round names who speaks for a team and who dissents."""

    @property
    def played_on(self) -> tuple[str, str, int, str]:
        """As of a save's header: texts, luck and difficulty."""
        return self.scenario_sha256, self.rulebook_sha256, self.seed, self.difficulty


@dataclass(frozen=True, slots=True)
class TeamJoined:
    """A team takes part from here on. Teams are numbered from 1 and a number is never given twice."""

    team: int
    name: str


@dataclass(frozen=True, slots=True)
class TeamLeft:
    """A team that was entered by mistake; only before the game begins."""

    team: int


@dataclass(frozen=True, slots=True)
class Seated:
    """A team has its save: the name of a file in the room's folder."""

    team: int
    save: str


@dataclass(frozen=True, slots=True)
class Began:
    """The teams are there; the game begins."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A team has another name from here on."""

    team: int
    name: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A team is taken out after the beginning; what it did stays in its save."""

    team: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A team that was taken out takes part again; for what it missed it gets the default."""

    team: int


@dataclass(frozen=True, slots=True)
class LabelsSet:
    """When old and new are shown, from here on: `always`, `after` or `debrief`."""

    labels: str


@dataclass(frozen=True, slots=True)
class RolesSet:
    """Whether each round names who speaks for a team and who dissents, from here on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A team's belief sheet as it is now: the last one before it goes into the save counts; None takes it back."""

    when: str
    """`before` or `after`."""
    team: int
    points: Mapping[str, float] | None = None
    """By stakeholder."""
    ways: Mapping[str, float] | None = None
    """By axis, -1 to 1."""


@dataclass(frozen=True, slots=True)
class SheetsDone:
    """No more belief sheets are taken. `when` is `before` or `after`."""

    when: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What a team hands in for a round; the last one before the reveal counts."""

    round: str
    team: int
    response: str | None = None
    who: str | None = None
    confidence: int | None = None
    reason: str = ""
    absent: bool = False
    dissent: str = ""
    """The best case for another answer."""


@dataclass(frozen=True, slots=True)
class TimerSet:
    """The timer stands or runs, with `left` seconds."""

    round: str
    left: float
    running: bool


@dataclass(frozen=True, slots=True)
class Revealed:
    """The choices of a round are fixed; what has no letter gets the default."""

    round: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """In the round that was revealed last, a team took another response than was typed for it."""

    round: str
    team: int
    response: str
    again: bool = False
    """Whether what it handed in for the round that waits is asked for again, for that round is another for it now."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What followed for a team of a revealed round was shown."""

    round: str
    team: int


@dataclass(frozen=True, slots=True)
class WentOn:
    """A revealed round is done with."""

    round: str


@dataclass(frozen=True, slots=True)
class ScoresShown:
    """The facilitator revealed the scores."""


RoomAction = (
    TeamJoined
    | TeamLeft
    | Renamed
    | Removed
    | Restored
    | Seated
    | Began
    | LabelsSet
    | RolesSet
    | Sheet
    | SheetsDone
    | Slip
    | TimerSet
    | Revealed
    | Corrected
    | Opened
    | WentOn
    | ScoresShown
)
