"""What the board of a live room shows, and what whoever leads the room sees beside: frozen values.

The board is everybody's, and has nothing that comes later. Whoever leads sees everything that was handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.live.views import LiveStage, TeamTile
    from chasm_game.session.room.round_views import Correctable
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.run_sheet import RunSheetRound

__all__ = [
    "Doing",
    "DoorsView",
    "PresenterView",
    "ProjectorView",
    "Said",
    "SeatLine",
    "SheetMean",
    "TeamDoing",
]


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
    """The board as it is now, or would be if it were not frozen."""
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
    """The round that was revealed last, while its letters may be corrected: all of them for every team."""
    removed: tuple[tuple[int, str], ...] = ()
    """Number and name of the teams that were taken out."""
    leaders: tuple[tuple[str, str], ...] = ()
    """Id and name of those who may come along when a team asks the people; empty in a story without leaders."""
    spare: bool = False
    """Whether people may open teams."""
    pages: tuple[tuple[str, str], ...] = ()
    """By team its name, and the address of its own page from the root of the host; empty until they are written."""
