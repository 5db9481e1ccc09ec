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
    from chasm_game.views.chasm import AxisView
    from chasm_game.views.consequences import EchoView, PredictionView
    from chasm_game.views.foresight import ImpactView
    from chasm_game.views.round import PostView

__all__ = [
    "AnswerLine",
    "Correctable",
    "RoomLine",
    "RoomRound",
    "RoomStage",
    "RoomTeam",
    "RoomView",
    "RoundLabels",
    "ScoreLine",
    "TeamFollowed",
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
class AnswerLine:
    """One answer of a round. Whom it moves and how strongly is seen; which way is not."""

    letter: str
    title: str
    text: str
    label: str | None
    """`old` or `new`, where and when the story and the room show labels."""
    price: float
    impacts: tuple[ImpactView, ...]
    locked_for: tuple[str, ...]
    """Names of the teams in the round that cannot take it."""
    needs: str
    """Why it is locked for them; empty where it is open to everybody.

    On a wall of devices also without anybody for whom it is locked: what it needs, whoever may lack it."""
    teams: tuple[tuple[str, bool], ...]
    """After the reveal: who took it, and whether as the default."""
    corrected: tuple[str, ...] = ()
    """Those of them for whom another letter had been typed."""


@dataclass(frozen=True, slots=True)
class RoomRound:
    """A round as the projector shows it."""

    id: str
    number: int
    """Counts the rounds that this room has played."""
    of: int
    """Rounds of the file; some may be skipped."""
    title: str
    shock: tuple[str, ...]
    """The text, and what the story remembers of every team in the round, each Markdown."""
    parted: tuple[tuple[str, tuple[str, ...]], ...]
    """What it remembers of some teams only, with their names."""
    feed: tuple[PostView, ...]
    """Posts that every team in the round sees."""
    answers: tuple[AnswerLine, ...]
    targets: tuple[tuple[str, str], ...]
    """Id and name of everybody who may be predicted to lose most; the last is nobody."""
    opened: tuple[int, ...]
    """Teams whose consequences were shown."""
    all_opened: bool
    roles: str = ""
    """Who speaks for a team and who dissents, by their seats, in a sentence; empty where no roles are named."""


@dataclass(frozen=True, slots=True)
class TeamFollowed:
    """What followed for one team, in words and signs: no numbers."""

    team: str
    letter: str
    response: str
    defaulted: bool
    outcome: tuple[str, ...]
    """Each Markdown."""
    felt: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
    """Each stakeholder's name, its step (-3..3, see `STEPS`), and why with a sign, the strongest first."""
    company: tuple[tuple[str, int], ...]
    """Gauges of the company and leaders that moved, with the sign."""
    echoes: tuple[EchoView, ...]
    feed: tuple[PostView, ...]
    prediction: PredictionView | None
    reason: str
    fallen: bool
    happened: tuple[str, ...] = ()
    """Promises that were due, rescues, a fall, in silent rounds too: a paragraph each, without numbers."""
    corrected: str = ""
    """The letter that was revealed first, where it was corrected."""
    dissent: str = ""
    """The best case that the team had made for another answer."""
    averted: tuple[str, ...] = ()
    """Of rounds that would have come next and do not, what is to be read of that; each Markdown."""


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
class Correctable:
    """The round that was revealed last, while its letters may be corrected."""

    title: str
    letters: tuple[tuple[str, str], ...]
    """Letter and title of each answer, waiting last where it was open to somebody."""
    teams: tuple[tuple[int, str, bool, tuple[str, ...]], ...]
    """Of every team that was in it: its number, its letter, whether that is the default, what was open to it."""


@dataclass(frozen=True, slots=True)
class TimerView:
    """The time that a room has left."""

    left: float
    """Seconds."""
    running: bool


@dataclass(frozen=True, slots=True)
class RoundLabels:
    """A round that was played, and which of its answers are old and which new."""

    title: str
    answers: tuple[tuple[str, str, str], ...]
    """Letter, title and `old` or `new` of each answer that has a label."""


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
