"""What the file of a live room's people comes to. It knows nothing of the rules, and of the room only numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.errors import require
from chasm_game.journal.people_actions import (
    MAX_PEOPLE,
    AnswersOpened,
    Closed,
    DoorsSet,
    Frozen,
    HandedInBy,
    HostToken,
    PenTaken,
    PersonSheet,
    PersonVote,
    SeatMoved,
    SeatTaken,
    TokenGiven,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.journal.people_actions import PeopleAction, PeopleHeader

__all__ = ["PeopleState", "SeatState"]


@dataclass(frozen=True, slots=True)
class SeatState:
    """A seat as it is now."""

    code: str
    team: int
    pin: str = field(repr=False)
    token: str = field(repr=False)


@dataclass
class PeopleState:
    """The people of a room as far as their file tells. `do` changes it; `stay` keeps what no file tells any more."""

    header: PeopleHeader
    hosts: set[str] = field(default_factory=set)
    """Hashes of the tokens of whoever leads the room."""
    port: int = 0
    """Where the host listened last; 0 where nobody said."""
    people: int = MAX_PEOPLE
    spare: bool = False
    seats: dict[str, SeatState] = field(default_factory=dict)
    """By code, in the order in which people came in."""
    by_token: dict[str, str] = field(default_factory=dict)
    """The code of a seat by the hash of its token."""
    left: dict[str, str] = field(default_factory=dict)
    """The same of tokens that are good no more, for another device has the seat: theirs can be told."""
    by_key: dict[str, str] = field(default_factory=dict)
    """The code of a seat by the hash of the key with which it was asked for."""
    by_pin: set[str] = field(default_factory=set)
    """Seats that came to another device by their PIN: the key of their join lets nobody in any more."""
    sheets: dict[tuple[str, str], PersonSheet] = field(default_factory=dict)
    """By `before` or `after` and seat."""
    opened: set[str] = field(default_factory=set)
    """Rounds whose answers were shown."""
    pens: dict[tuple[str, int], str] = field(default_factory=dict)
    """The seat that has the pen, by round and team."""
    votes: dict[tuple[str, str], PersonVote] = field(default_factory=dict)
    """By round and seat."""
    voted_in: dict[tuple[str, str], int] = field(default_factory=dict)
    """The team in which it was voted, by round and seat: who is moved later takes no vote along."""
    hands: dict[tuple[str, int], str] = field(default_factory=dict)
    """Who handed in what stands, by round and team."""
    board: str = ""
    """The board of a projector that stands, as JSON; empty where it goes on."""
    closed: bool = False
    _teams: dict[int, list[str]] | None = field(default=None, init=False, repr=False, compare=False)
    """The seats by team; None where somebody came or moved since it was made."""

    def of_team(self, team: int) -> Sequence[str]:
        """The codes of the seats of a team, in the order in which people came into the room."""
        if self._teams is None:
            self._teams = {}
            for code, seat in self.seats.items():
                self._teams.setdefault(seat.team, []).append(code)
        return self._teams.get(team, ())

    def stay(self, before: PeopleState) -> None:
        """Whoever has a seat here, and whoever leads, is known by what let them in before; the file does not say it."""
        # After closing the file has no tokens: whoever is still connected may look on until the host ends.
        self.hosts = before.hosts
        self.seats = {code: before.seats.get(code, seat) for code, seat in self.seats.items()}
        self.by_token = {token: code for token, code in before.by_token.items() if code in self.seats}
        self.left = {token: code for token, code in before.left.items() if code in self.seats}

    def check(self, action: PeopleAction) -> None:
        """Raise `IllegalDecision` where an action cannot be done now; change nothing."""
        require(not self.closed, "the room is closed")
        if isinstance(action, SeatTaken):
            require(action.seat not in self.seats, "this seat is taken already")
            require(len(self.seats) < MAX_PEOPLE, f"a live room holds {MAX_PEOPLE} people")
        elif isinstance(action, TokenGiven | SeatMoved | PersonSheet | PersonVote | PenTaken):
            require(action.seat in self.seats, f"there is no seat {action.seat}")
        elif isinstance(action, AnswersOpened):
            require(action.round not in self.opened, "the answers of this round are open already")

    def do(self, action: PeopleAction) -> None:
        """Do an action. Raises `IllegalDecision` where it cannot be done, and changes nothing then."""
        self.check(action)
        if isinstance(action, SeatTaken | TokenGiven | SeatMoved):
            self._seat(action)
        elif isinstance(action, PersonSheet):
            self.sheets[action.when, action.seat] = action
        elif isinstance(action, HostToken):
            self.hosts.add(action.token)
            self.port = action.port
        elif isinstance(action, DoorsSet):
            self.people, self.spare = action.people, action.spare
        elif isinstance(action, Frozen):
            self.board = action.board
        elif isinstance(action, Closed):
            self.closed = True
        else:
            self._in_round(action)

    def _in_round(self, action: AnswersOpened | PenTaken | PersonVote | HandedInBy) -> None:
        if isinstance(action, PersonVote):
            self.votes[action.round, action.seat] = action
            self.voted_in[action.round, action.seat] = self.seats[action.seat].team
        elif isinstance(action, PenTaken):
            self.pens[action.round, action.team] = action.seat
        elif isinstance(action, AnswersOpened):
            self.opened.add(action.round)
            self.pens |= {(action.round, int(team)): seat for team, seat in action.pens.items()}
        else:
            self.hands[action.round, action.team] = action.by

    def _seat(self, action: SeatTaken | TokenGiven | SeatMoved) -> None:
        if isinstance(action, SeatTaken):
            seat = SeatState(action.seat, action.team, action.pin, action.token)
            if action.key:
                self.by_key[action.key] = action.seat
        elif isinstance(action, TokenGiven):
            # What let somebody in before lets nobody in any more: a lost device may be in strange hands.
            seat = replace(self.seats[action.seat], token=action.token)
            if before := self.seats[action.seat].token:
                self.left[before] = action.seat
            self.by_token = {token: code for token, code in self.by_token.items() if code != action.seat}
            if action.by_pin:
                self.by_pin.add(action.seat)
        else:
            seat = replace(self.seats[action.seat], team=action.team)
            # Another team may have other answers open; what was voted in rounds that are over is history.
            self.votes.pop((action.dropped, action.seat), None)
        self.seats[seat.code], self._teams = seat, None
        if seat.token:
            self.by_token[seat.token] = seat.code
