"""What a room may see on the projector, and nothing else: frozen values without effects, weights, gauges or scores.

A team's own page is a `RoundView` of its own seat, and is shown only when the facilitator opens it. Every text is the
author's or a team's own, to be shown as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from chasm_game.session.room.round_views import Correctable, RoomRound, RoundLabels
    from chasm_game.views.chasm import AxisView

__all__ = [
    "RoomLine",
    "RoomStage",
    "RoomTeam",
    "RoomView",
    "ScoreLine",
    "TeamSheet",
    "TeamStatus",
    "TimerView",
]


class RoomStage(Enum):
    """Where a room stands."""

    TEAMS = "teams"
    """Names are entered; nothing has begun."""
    SHEETS_BEFORE = "sheets before"
    """Belief sheets are taken, from the teams that hand one in."""
    LETTERS = "letters"
    """A round waits for a letter from every team that is in it."""
    CHOICES = "choices"
    """The choices are fixed and shown; what followed is not shown yet."""
    CONSEQUENCES = "consequences"
    """What followed is shown, team by team or all at once."""
    SHEETS_AFTER = "sheets after"
    """The last round is played; belief sheets are taken once more."""
    END = "end"
    """It is over. Scores are there once the facilitator reveals them."""


class TeamStatus(Enum):
    """What a team is doing in the round that waits."""

    WAITS = "waits"
    """It has handed in no letter."""
    IN = "in"
    """Its letter is in."""
    ABSENT = "absent"
    """It gets the default."""
    SITS_OUT = "sits out"
    """Its story goes another way; it has no such round."""
    FALLEN = "fallen"
    """Its company is insolvent; for it the game is over."""


@dataclass(frozen=True, slots=True)
class RoomTeam:
    """One team in the round that waits or is shown."""

    id: int
    name: str
    status: TeamStatus
    letter: str
    """`A` to `I`; empty where none is in. After the reveal what was taken, by the team or as the default."""
    locked: tuple[str, ...]
    """Letters that this team cannot give."""
    can_ask: bool
    asked: bool
    predicted: bool
    reasoned: bool
    defaulted: bool
    """Whether what was taken in the revealed round was the default."""
    sheets: tuple[bool, bool]
    """Whether a belief sheet was handed in before and after."""
    absences: int
    """Rounds so far in which the default was taken for it."""
    dissented: bool = False
    corrected: str = ""
    """In the revealed round: the letter that stood before it was corrected; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """What a team handed in as its belief sheet, as it was typed."""

    team: int
    points: tuple[tuple[str, float], ...] | None
    """Id of each stakeholder and its points, in order; None where nothing was handed in."""
    ways: tuple[tuple[str, float], ...] | None
    """Id of each axis and the place on it, -1 to 1; None where that page was passed over."""
    stands: bool
    """Whether it can be changed no more."""


@dataclass(frozen=True, slots=True)
class TimerView:
    """The time that a room has left."""

    left: float
    """Seconds."""
    running: bool


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What a team came to, once the facilitator reveals it. Ties stand at the same rank."""

    rank: int | None
    """None for a team that stands apart, for it was absent too often to be ranked."""
    team: str
    score: int
    chasm_start: float
    chasm_end: float
    ending: str
    defaulted: int
    """Rounds in which the default was taken for it."""
    corrected: int = 0
    """Rounds in which its letter was corrected."""


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room as it stands."""

    scenario: str
    title: str
    summary: str
    company: str
    you: str
    unit: str
    stakeholders: tuple[tuple[str, str], ...]
    """Id and name, in order."""
    seed: int
    minutes: int
    folder: str
    """Where the room's journal and the saves of its teams are."""
    stage: RoomStage
    teams: tuple[RoomTeam, ...]
    round: RoomRound | None
    timer: TimerView
    default: str
    """The default decision, as it is to be told."""
    scores: tuple[ScoreLine, ...] | None
    """None until the facilitator reveals them."""
    notice: str = ""
    """What has to be said of the room's files: they had to be written anew elsewhere. Empty mostly."""
    axes: tuple[AxisView, ...] = ()
    """Those of the second page of the belief sheets, in order."""
    labels: tuple[RoundLabels, ...] = ()
    """Old and new, round by round; empty before the end."""
    revealed: int = 0
    """Rounds whose choices were revealed so far."""
    removed: tuple[tuple[int, str], ...] = ()
    """Number and name of the teams that were taken out."""
    sheets_open: bool = False
    """Whether the sheets before the first round can still be looked at and changed."""
    correctable: Correctable | None = None
    """None where no letter can be corrected now."""
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room on the shelf."""

    folder: str
    scenario: str
    seed: int
    started: str
    teams: int
    revealed: int
    """Rounds whose choices were revealed."""
    over: bool
    """Whether its scores were revealed."""
    error: str
    """Why it cannot be opened; empty where it can."""
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""
