"""What a person may see of a live room, at the door and from a seat: frozen values, and nothing that comes later.

A person sees the own team's company and no other. Every text is an author's or a team's own, to be shown as text. What
the board shows, and whoever leads sees, stands in `lead_views`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.views.chasm import AxisView
    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.seat import SeatView

__all__ = [
    "LiveStage",
    "LobbyView",
    "PersonRound",
    "PersonSheet",
    "PersonView",
    "TeamTile",
    "Vote",
]


class LiveStage(Enum):
    """Where a live room stands, as its devices see it."""

    LOBBY = "lobby"
    """People come in and choose their team."""
    SHEETS_BEFORE = "sheets before"
    """Everybody says what creates the most value, and how."""
    STORY = "story"
    """A round is read; its answers are not open yet."""
    ANSWERS = "answers"
    """People vote, and whoever holds the pen of a team hands in its answer."""
    REVEALED = "revealed"
    """The choices are fixed and shown; each team sees what followed for itself."""
    SHEETS_AFTER = "sheets after"
    """The last round is played; everybody is asked once more."""
    TALK = "talk"
    """It is over and talked about; scores are hidden."""
    SCORES = "scores"
    """The scores are shown; each team may see its own debrief."""
    CLOSED = "closed"
    """The room is closed: pages are written, and no device has a seat any more."""


@dataclass(frozen=True, slots=True)
class TeamTile:
    """A team as everybody may see it."""

    id: int
    name: str
    colour: int
    """0 to 11; never the only thing by which teams are told apart."""
    people: int
    """How many sit there."""
    ready: bool
    """Whether what is asked for now is handed in. Never what."""


@dataclass(frozen=True, slots=True)
class LobbyView:
    """What stands at the door."""

    title: str
    summary: str
    code: str
    teams: tuple[TeamTile, ...]
    spare: bool
    """Whether somebody may open a team of a new name."""
    full: str
    """Why nobody can come in, as a sentence; empty where somebody can."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person would take, before the team's answer."""

    letter: str
    who: str | None = None
    """Who will lose most: an id or `nobody`."""
    confidence: int | None = None
    """20 to 100 per cent; there with `who`."""


@dataclass(frozen=True, slots=True)
class PersonRound:
    """What a person can do in the round that waits."""

    round: str
    """The id of the round; what is handed in names it."""
    letters: tuple[tuple[str, str, str], ...]
    """Letter, id and title of each answer that is there; what it says and costs stands in the game's round."""
    open: tuple[str, ...]
    """Letters that the team can take."""
    vote: Vote | None
    """The person's own."""
    voted: int
    """How many of the team have voted."""
    votes: tuple[tuple[str, int], ...] | None
    """Letters and how many voted for them; None until all of the team have, or the time is up."""
    has_pen: bool
    """Whether this person hands in the team's answer."""
    pen: str
    """The code of the seat that has the pen; empty where nobody has."""
    letter: str
    """What was handed in for the team; empty where nothing was."""
    who: str | None
    confidence: int | None
    reason: str
    by: str
    """Who handed it in: `pen`, `facilitator`, `majority` or `default`; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """The belief sheet of a person."""

    when: str
    """`before` or `after`."""
    stakeholders: tuple[tuple[str, str], ...]
    """Id and name, in order."""
    axes: tuple[AxisView, ...]
    points: Mapping[str, float] | None
    """What this person handed in, by stakeholder, of 100; None where nothing was."""
    ways: Mapping[str, float] | None
    """By axis, -1 to 1."""
    handed_in: int
    """How many of the team have."""
    mean: Mapping[str, float] | None
    """The team's mean, by stakeholder, once the sheets are closed; None before, and where fewer than three did."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything that there is to see from the seat of one person."""

    version: int
    """Grows with every change of the room; of two views the one with the larger version is newer."""
    stage: LiveStage
    title: str
    code: str
    """The seat's own code, which is its only name: by it, what its person said can be forgotten."""
    pin: str
    """Four digits, with which the person comes back to this seat from another device."""
    team: TeamTile
    game: SeatView | None
    """The team's game as its seat shows it; None before it begins. Its debrief is there once scores are shown."""
    round: PersonRound | None
    sheet: PersonSheet | None
    time_left: float | None
    """Seconds; None where no time runs or stands."""
    time_runs: bool
    time_up: bool
    notice: str
    """What has to be said to this person, as a sentence; empty mostly."""
    waiting_for: str
    """Whom or what is waited for, as it goes on in "Waiting for …"; empty where the person has something to do."""
    page: str
    """The address of the team's own page, from the root of the host; empty until it is written."""
    revealed: str = ""
    """The id of the round that is revealed and talked about, which the team may have sat out; empty elsewhere."""
    foreseen: PredictionView | None = None
    """What this person alone foresaw with their vote, against what came, while that round is talked about.

    None where they did not say, voted for another answer than the team took, or are the whole team."""
