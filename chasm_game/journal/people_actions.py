"""What the people of a live room did, as values; and the header of their file. Nobody's name is in it.

A person is a seat, known by a code that only its own screen shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MAX_PEOPLE",
    "AnswersOpened",
    "Closed",
    "DoorsSet",
    "Frozen",
    "HandedInBy",
    "HostToken",
    "PenTaken",
    "PeopleAction",
    "PeopleHeader",
    "PersonSheet",
    "PersonVote",
    "SeatMoved",
    "SeatTaken",
    "TokenGiven",
    "of_one_seat",
]

MAX_PEOPLE = 400
"""Seats that a live room holds."""


@dataclass(frozen=True, slots=True)
class PeopleHeader:
    """How people come in."""

    code: str
    """The join code, eight letters."""
    started: str
    """ISO 8601, in UTC."""


@dataclass(frozen=True, slots=True)
class HostToken:
    """Whoever has the token of this hash leads the room; each start of the host makes one more."""

    token: str = field(repr=False)
    """SHA-256, in hexadecimal."""
    port: int = 0
    """Where the host listens from here on, and phones look for it again; 0 where nobody says."""


@dataclass(frozen=True, slots=True)
class DoorsSet:
    """Who may come in from here on."""

    people: int
    """So many seats, at most `MAX_PEOPLE`."""
    spare: bool
    """Whether people may open teams."""


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """Somebody came in."""

    seat: str
    """The code of the seat, eight letters."""
    team: int
    pin: str = field(repr=False)
    """Four digits. As they are: behind a hash they would be found in ten thousand tries."""
    token: str = field(repr=False)
    """SHA-256 of what the device has, in hexadecimal."""
    key: str = field(default="", repr=False)
    """SHA-256 of the key with which the device asked for the seat: it asks again where it heard no answer."""


@dataclass(frozen=True, slots=True)
class TokenGiven:
    """A seat is on another device from here on."""

    seat: str
    token: str = field(repr=False)
    by_pin: bool = False
    """Whether it came there by its PIN; else by the key with which it had been asked for, whose answer was lost."""


@dataclass(frozen=True, slots=True)
class SeatMoved:
    """A person sits in another team from here on. What was voted there in a round that waits is dropped."""

    seat: str
    team: int
    dropped: str = ""
    """The id of the round that waits: a vote in it is dropped; empty where none waits."""


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """The belief sheet of a person as it is now; the last one counts."""

    when: str
    """`before` or `after`."""
    seat: str
    points: Mapping[str, float] | None = None
    """By stakeholder."""
    ways: Mapping[str, float] | None = None
    """By axis, -1 to 1."""


@dataclass(frozen=True, slots=True)
class AnswersOpened:
    """The answers of a round are shown, and who has the pen of each team then."""

    round: str
    pens: Mapping[str, str]
    """Seats by the number of the team, which is a text in JSON."""


@dataclass(frozen=True, slots=True)
class PenTaken:
    """Somebody took the pen of a team."""

    round: str
    team: int
    seat: str


@dataclass(frozen=True, slots=True)
class PersonVote:
    """What a person would take, before the team's answer; the last one counts."""

    round: str
    seat: str
    letter: str
    who: str | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class HandedInBy:
    """Who handed in what stands for a team: `pen`, `facilitator`, `majority` or `default`; empty: taken back."""

    round: str
    team: int
    by: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The projector stands with this board, as JSON; empty: it goes on."""

    board: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Closed:
    """The room is closed: pages are written, and no seat has a token or PIN any more."""


PeopleAction = (
    HostToken
    | DoorsSet
    | SeatTaken
    | TokenGiven
    | SeatMoved
    | PersonSheet
    | AnswersOpened
    | PenTaken
    | PersonVote
    | HandedInBy
    | Frozen
    | Closed
)


def of_one_seat(action: PeopleAction, seat: str) -> bool:
    """Whether a line says something of one seat alone: such lines are deleted when it is forgotten."""
    return getattr(action, "seat", None) == seat
