"""How people come into a live room, come back to their seat on another device, and are known afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.journal.people_actions import HostToken, SeatTaken, TokenGiven
from chasm_game.live.base import HostedBase
from chasm_game.live.codes import hashed, is_code, join_code, new_pin, new_token, same
from chasm_game.live.limits import Tries
from chasm_game.live.refusals import NoSeat, NotAllowed, NotNow, NotUnderstood, TakenOver, TooMany, Unknown
from chasm_game.live.views import LiveStage, LobbyView, TeamTile

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.journal.people_journal import PeopleJournal
    from chasm_game.journal.people_state import PeopleState, SeatState
    from chasm_game.session.room.device_room import DeviceRoom

__all__ = ["Entrance", "Seated"]

COLOURS = 12
_ELSEWHERE = "Your seat is played on another device now. With your team's name and your PIN you bring it back here."
_OVER = {LiveStage.SHEETS_AFTER, LiveStage.TALK, LiveStage.SCORES, LiveStage.CLOSED}


@dataclass(frozen=True, slots=True)
class Seated:
    """What a device is given that came in. Nobody else has the token, and nothing keeps it."""

    token: str
    code: str
    pin: str
    team: int


class Entrance(HostedBase):
    """The door of a live room."""

    def __init__(
        self, room: DeviceRoom, journal: PeopleJournal, people: PeopleState, clock: Callable[[], float], version: int
    ) -> None:
        super().__init__(room, journal, people, clock, version)
        # Wrong codes of one address, and of everybody: of 24 million codes one is not found in years.
        self._codes, self._all_codes = Tries(20, 3.0, clock), Tries(300, 0.2, clock)
        # Wrong PINs of one address at one team, and of everybody at one team.
        self._pins, self._all_pins = Tries(5, 30.0, clock), Tries(30, 6.0, clock)

    # ------------------------------------------------------------- codes

    def check_code(self, code: str, address: str) -> None:
        """Raise `Unknown` where this is not the join code, `TooMany` where too many wrong ones came from there.

        What cannot be a code is no guess: browsers ask by themselves for pictures and other things under such paths.
        """
        wait = max(self._codes.wait(address), self._all_codes.wait("all"))
        if wait:
            raise TooMany("Too many wrong codes: wait a moment, and look at the board for the right one.", wait)
        typed = code.strip().lower()
        if not same(typed, self.people.header.code):
            if is_code(typed):
                self._codes.failed(address)
                self._all_codes.failed("all")
            raise Unknown("No room has this code: look at the board for the right one.")

    def lead(self, port: int = 0) -> str:
        """A new token for whoever leads the room, at a host that listens there; those given before stay good."""
        token = new_token()
        self._note(HostToken(hashed(token), port))
        return token

    def is_lead(self, token: str) -> bool:
        """Whether this is the token of whoever leads the room."""
        given = hashed(token)
        # All of them are compared: which one fits must not show in the time.
        return sum(same(given, kept) for kept in self.people.hosts) > 0

    def seat_by(self, token: str) -> SeatState:
        """The seat of a device. Raises `NoSeat`, `TakenOver` where another device has it now."""
        given = hashed(token)
        code = self.people.by_token.get(given, "")
        # Found by a hash that nobody can aim at; compared once more without a hint in the time it takes.
        if not code or not same(self.people.seats[code].token, given):
            if left := self.people.left.get(given):
                raise TakenOver(_ELSEWHERE, self.people.seats[left].team)
            raise NoSeat("This device has no seat: join with the code on the board.")
        return self.people.seats[code]

    # ------------------------------------------------------------- in

    def lobby(self) -> LobbyView:
        """What stands at the door."""
        view = self.view_of_step()
        return LobbyView(
            view.title, view.summary, self.people.header.code, self.tiles(), self.people.spare, self._full()
        )

    def _full(self) -> str:
        if self.stage in _OVER:
            return "The game is over: nobody can join any more."
        if len(self.people.seats) >= self.people.people:
            return f"All {self.people.people} seats are taken: ask whoever leads the room for one more."
        return ""

    def tiles(self) -> tuple[TeamTile, ...]:
        """Every team as everybody may see it."""
        return tuple(self.tile(team) for team in self.room.names)

    def tile(self, team: int) -> TeamTile:
        """One team as everybody may see it; also one that was taken out, without a name."""
        name = self.room.names.get(team, "")
        return TeamTile(team, name, (team - 1) % COLOURS, len(self.members(team)), self._is_ready(team))

    def _is_ready(self, team: int) -> bool:
        if when := self.sheet_asked:
            members = self.members(team)
            in_time = all((when, seat) in self.people.sheets for seat in members)
            return (bool(members) and in_time) or self.room.has_sheet(team, when)
        if self.stage is LiveStage.ANSWERS:
            answers = self.room.answers_of(team)
            return answers is None or bool(answers.letter) or answers.absent
        return False

    def join(self, *, team: int | None, name: str, key: str) -> Seated:
        """A seat in a team, or in a new one of this name. Raises `NotNow` where nobody can come in."""
        if len(key) < 8:
            raise NotUnderstood("`key` has 8 to 64 characters that nobody else comes upon.")
        answer = self._answered.once("join", key, lambda: self._again(key) or self._join(team, name, key), self._holds)
        assert isinstance(answer, Seated)
        return answer

    def _holds(self, answer: object) -> bool:
        """Whether a seat that was given is still its device's: it was not forgotten, and no other has taken it over."""
        return isinstance(answer, Seated) and hashed(answer.token) in self.people.by_token

    def _again(self, key: str) -> Seated | None:
        """The seat that was asked for with this key from a host that ended before its answer was heard."""
        code = self.people.by_key.get(hashed(key))
        if code is None:
            return None
        token, seat = new_token(), self.people.seats[code]
        if code in self.people.by_pin:
            # The form of a lost device must not bring back what its owner took away from it.
            raise TakenOver(_ELSEWHERE, seat.team)
        self._done(lambda: self._note(TokenGiven(code, hashed(token))))
        return Seated(token, code, seat.pin, seat.team)

    def _join(self, team: int | None, name: str, key: str) -> Seated:
        if full := self._full():
            raise NotNow(full)
        if team is None:
            team = self._open_team(name)
        if team not in self.room.names:
            raise Unknown("There is no such team: choose one that is there.")
        # Of the same letters as a join code, and never the same as that: people mix them up.
        seat = join_code([*self.people.seats, self.people.header.code])
        token, pin = new_token(), new_pin({each.pin for each in self.people.seats.values()})
        self._done(lambda: self._note(SeatTaken(seat, team, pin, hashed(token), hashed(key))))
        self._active[team] = self.clock()
        self.saw(seat)
        self._change(team=team)
        return Seated(token, seat, pin, team)

    def _open_team(self, name: str) -> int:
        if not name.strip():
            raise NotUnderstood("Choose a team.")
        if not self.people.spare:
            raise NotAllowed("Teams are opened by whoever leads the room: choose one that is there.")
        opened: list[int] = []
        self._done(lambda: opened.append(self.room.add_team(name)))
        self._change(games=True)
        return opened[0]

    def come_back(self, *, team: int, pin: str, address: str, key: str) -> Seated:
        """The seat of a team with this PIN, for this device from now on. Raises `NotAllowed`, or `TooMany`."""
        wait = max(self._pins.wait((address, team)), self._all_pins.wait(team))
        if wait:
            raise TooMany("Too many wrong PINs: wait a moment, or ask whoever leads the room.", wait)
        answer = self._answered.once(f"return {team} {pin}", key, lambda: self._come_back(team, pin, address))
        assert isinstance(answer, Seated)
        return answer

    def _come_back(self, team: int, pin: str, address: str) -> Seated:
        found = ""
        for seat in self.people.seats.values():
            # Every one of them, so that the time tells nothing.
            if same(pin, seat.pin) and seat.team == team and seat.pin:
                found = seat.code
        if not found:
            # Where nobody sits nothing is found, and such tries must not push those out that count.
            if self.members(team):
                self._pins.failed((address, team))
                self._all_pins.failed(team)
            raise NotAllowed("No seat of this team has this PIN.")
        token = new_token()
        self._done(lambda: self._note(TokenGiven(found, hashed(token), by_pin=True)))
        self._change()
        return Seated(token, found, self.people.seats[found].pin, team)
