"""What a device may see of a live room: frozen values, made for that seat, and nothing that comes later.

A person sees the own team's company and no other; the projector sees what everybody may; the presenter sees everything
that was handed in. Every text is an author's or a team's own, to be shown as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.session.room.views import Correctable, RoomView
    from chasm_game.views.chasm import AxisView
    from chasm_game.views.run_sheet import RunSheetRound
    from chasm_game.views.seat import SeatView

__all__ = [
    "Doing",
    "DoorsView",
    "LiveStage",
    "LobbyView",
    "PersonRound",
    "PersonSheet",
    "PersonView",
    "PresenterView",
    "ProjectorView",
    "Said",
    "SeatLine",
    "SheetMean",
    "TeamDoing",
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


class Doing(Enum):
    """What a team is doing while answers are open."""

    EMPTY = "empty"
    """Nobody sits there: the facilitator types for it."""
    READING = "reading"
    """Nobody has voted."""
    VOTING = "voting"
    """Some have voted."""
    SPLIT = "split"
    """All have voted, and no answer has more than half of the votes."""
    AGREED = "agreed"
    """All have voted, more than half for one answer; it is not handed in."""
    DECIDED = "decided"
    """Its answer is handed in."""
    OUT = "out"
    """It has no such round, or its company has fallen."""


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


@dataclass(frozen=True, slots=True)
class DoorsView:
    """How devices come in."""

    addresses: tuple[tuple[str, str], ...]
    """Addresses and what they belong to, the one that is shown first."""
    join: str
    """The whole address that a QR code holds."""
    code: str
    """Pronounceable, eight letters."""
    wifi: str
    """The name of the network to be in; empty where nobody said."""
    wifi_code: str = ""
    """What a second QR code holds, which brings a phone into that network (`WIFI:…`); empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a team handed in with its letter, once it is revealed."""

    team: str
    """Its name; empty where the room talks without names."""
    letter: str
    who: str
    """Whom it expected to lose most, by name; empty where it did not say."""
    confidence: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SheetMean:
    """What the people of the room said of one stakeholder, before and after."""

    name: str
    before: float | None
    """The mean of their points, of 100; None where fewer than three handed in."""
    after: float | None


@dataclass(frozen=True, slots=True)
class ProjectorView:
    """What everybody in the room may see, and nothing else: no letter, effect, label or score before its time."""

    version: int
    stage: LiveStage
    frozen: bool
    """Whether the board stands as it was when it was frozen; nothing else here changes then."""
    doors: DoorsView
    tiles: tuple[TeamTile, ...]
    handed_in: tuple[int, int]
    """How many of those who are asked now have handed in: people for sheets, teams for answers."""
    room: RoomView
    """Without letters, predictions and reasons before the reveal; without answers while the story is read."""
    time_left: float | None
    time_runs: bool
    time_up: bool
    said: tuple[Said, ...] = ()
    """By team; empty before the reveal."""
    beliefs: tuple[SheetMean, ...] = ()
    """By stakeholder; empty until the sheets after the last round are closed."""


@dataclass(frozen=True, slots=True)
class TeamDoing:
    """A team as its facilitator sees it, in private."""

    id: int
    name: str
    doing: Doing
    people: int
    voted: int
    votes: tuple[tuple[str, int], ...]
    silent: float
    """Seconds since anything came from it; 0 where nothing is waited for."""
    letter: str
    who: str
    """Whom it expects to lose most, by name; empty where it does not say."""
    confidence: int | None
    reason: str
    by: str
    """As in `PersonRound`."""
    letters: tuple[str, ...]
    """What is open to it."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as its facilitator sees it: where it is, and whether a device is there. Never what its person said."""

    code: str
    team: int
    there: bool


@dataclass(frozen=True, slots=True)
class PresenterView:
    """Everything that whoever leads the room needs, for nobody else to see."""

    version: int
    stage: LiveStage
    frozen: bool
    doors: DoorsView
    projector: ProjectorView
    teams: tuple[TeamDoing, ...]
    seats: tuple[SeatLine, ...]
    notes: str
    """The author's for the whole story."""
    sheet: RunSheetRound | None
    """The round as its run sheet has it, with the author's notes."""
    can: tuple[str, ...]
    """The verbs that can be done now (`protocol.md`)."""
    notice: str
    time_left: float | None
    time_runs: bool
    time_up: bool
    correctable: Correctable | None = None
    """The round that was revealed last, while its letters may be corrected."""
    removed: tuple[tuple[int, str], ...] = ()
    """Number and name of the teams that were taken out."""
    leaders: tuple[tuple[str, str], ...] = ()
    """Id and name of those who may come along when a team asks the people; empty in a story without leaders."""
