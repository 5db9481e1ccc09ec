"""What a room's journal comes to: who takes part, what was handed in, what was shown. Knows nothing of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from chasm_game.errors import IllegalDecision
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    MAX_TEAMS,
    Began,
    Opened,
    Revealed,
    RoomAction,
    RoomHeader,
    ScoresShown,
    Seated,
    SheetsDone,
    Slip,
    TeamJoined,
    TeamLeft,
    TimerSet,
    WentOn,
)

__all__ = ["RoomState"]


@dataclass
class RoomState:
    """A room as far as its own journal tells. `do` is the only way to change it."""

    header: RoomHeader
    teams: dict[int, str] = field(default_factory=dict)
    """Names by number, in the order in which they joined."""
    joined: int = 0
    """Numbers given so far."""
    saves: dict[int, str] = field(default_factory=dict)
    """The file of each team that has a seat."""
    began: bool = False
    sheets_done: set[str] = field(default_factory=set)
    slips: dict[tuple[str, int], Slip] = field(default_factory=dict)
    """By round and team: what counts now."""
    revealed: list[str] = field(default_factory=list)
    """Rounds whose choices are fixed, in order."""
    opened: dict[str, list[int]] = field(default_factory=dict)
    """By round: the teams whose consequences were shown, in that order; `EVERY_TEAM` for all at once."""
    went_on: set[str] = field(default_factory=set)
    timer: TimerSet | None = None
    scores_shown: bool = False

    @property
    def showing(self) -> str | None:
        """The revealed round that is still talked about."""
        return self.revealed[-1] if self.revealed and self.revealed[-1] not in self.went_on else None

    def check(self, action: RoomAction) -> None:
        """Raise `IllegalDecision` where an action cannot be done now; change nothing."""
        if isinstance(action, TeamJoined):
            self._check_joining(action)
        elif isinstance(action, TeamLeft):
            # Later its save is there, and a ranking without it would rewrite what the room saw.
            _require(not self.began, "a team can be taken out only before the game begins: mark it absent")
            _require(action.team in self.teams, f"there is no team {action.team}")
        elif isinstance(action, Seated):
            _require(action.team in self.teams and action.team not in self.saves, f"team {action.team} has a seat")
            _require(self.began, "seats are taken when the game begins")
        elif isinstance(action, Began):
            _require(not self.began, "the game has begun already")
            _require(bool(self.teams), "a room needs a team: enter a name first")
        elif isinstance(action, SheetsDone):
            _require(action.when not in self.sheets_done, "the belief sheets are done already")
        elif isinstance(action, ScoresShown):
            _require(not self.scores_shown, "the scores are shown already")
        else:
            self._check_round(action)

    def do(self, action: RoomAction) -> None:
        """Do an action. Raises `IllegalDecision` where it cannot be done, and changes nothing then."""
        self.check(action)
        if isinstance(action, TeamJoined):
            self.teams[action.team], self.joined = action.name, action.team
        elif isinstance(action, TeamLeft):
            del self.teams[action.team]
        elif isinstance(action, Seated):
            self.saves[action.team] = action.save
        elif isinstance(action, Began):
            self.began = True
        elif isinstance(action, SheetsDone):
            self.sheets_done.add(action.when)
        elif isinstance(action, ScoresShown):
            self.scores_shown = True
        else:
            self._do_round(action)

    def _do_round(self, action: Slip | TimerSet | Revealed | Opened | WentOn) -> None:
        if isinstance(action, Slip):
            self.slips[action.round, action.team] = action
        elif isinstance(action, TimerSet):
            self.timer = action
        elif isinstance(action, Revealed):
            self.revealed.append(action.round)
        elif isinstance(action, Opened):
            self.opened.setdefault(action.round, []).append(action.team)
        else:
            self.went_on.add(action.round)

    def _check_joining(self, action: TeamJoined) -> None:
        _require(len(self.teams) < MAX_TEAMS, f"a room holds {MAX_TEAMS} teams")
        # By numbers given, not by teams that are there: a number that left must not come back as another team.
        _require(action.team == self.joined + 1, f"the next team is number {self.joined + 1}, not {action.team}")

    def _check_round(self, action: Slip | TimerSet | Revealed | Opened | WentOn) -> None:
        _require(self.began, "the game has not begun")
        fixed = action.round in self.revealed
        if isinstance(action, Slip | TimerSet | Revealed):
            _require(not fixed, "the choices of this round are revealed, and stand")
            # One round at a time: letters for the next one come when this one was talked about.
            _require(self.showing is None, "another round is still shown")
        else:
            _require(fixed and self.showing == action.round, "this round is not the one that is shown")
        if isinstance(action, Slip):
            _require(action.team in self.teams, f"there is no team {action.team}")
        if isinstance(action, Opened):
            _require(action.team == EVERY_TEAM or action.team in self.teams, f"there is no team {action.team}")
            _require(action.team not in self.opened.get(action.round, ()), "this was opened already")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise IllegalDecision(otherwise)
