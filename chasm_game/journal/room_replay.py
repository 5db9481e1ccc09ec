"""What a room's journal comes to: who takes part, what was handed in, what was shown. Knows nothing of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from chasm_game.errors import require
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    MAX_TEAMS,
    Began,
    Corrected,
    LabelsSet,
    Opened,
    Removed,
    Renamed,
    Restored,
    Revealed,
    RolesSet,
    RoomAction,
    RoomHeader,
    ScoresShown,
    Seated,
    Sheet,
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
    """The newest names by number, in the order in which they joined; of those that were taken out, too."""
    entered_as: dict[int, str] = field(default_factory=dict)
    """The names that they joined with, which their saves begin with."""
    removed: set[int] = field(default_factory=set)
    """Teams that were taken out after the beginning."""
    joined: int = 0
    """Numbers given so far."""
    saves: dict[int, str] = field(default_factory=dict)
    """The file of each team that has a seat."""
    began: bool = False
    labels: str = ""
    """When old and new are shown; from the header, until something else was set."""
    roles: bool = True
    """Whether each round names who speaks and who dissents; from the header, until something else was set."""
    sheets: dict[tuple[str, int], Sheet] = field(default_factory=dict)
    """By `before` or `after` and team: what was handed in last."""
    sheets_done: set[str] = field(default_factory=set)
    slips: dict[tuple[str, int], Slip] = field(default_factory=dict)
    """By round and team: what counts now."""
    revealed: list[str] = field(default_factory=list)
    """Rounds whose choices are fixed, in order."""
    corrections: dict[int, list[Corrected]] = field(default_factory=dict)
    """By team, in order."""
    opened: dict[str, list[int]] = field(default_factory=dict)
    """By round: the teams whose consequences were shown, in that order; `EVERY_TEAM` for all at once."""
    went_on: set[str] = field(default_factory=set)
    timer: TimerSet | None = None
    scores_shown: bool = False

    def __post_init__(self) -> None:
        """The labels and roles that the room began with."""
        self.labels = self.labels or self.header.labels
        self.roles = self.header.roles

    @property
    def present(self) -> dict[int, str]:
        """The teams that take part, by number."""
        return {team: name for team, name in self.teams.items() if team not in self.removed}

    @property
    def showing(self) -> str | None:
        """The revealed round that is still talked about."""
        return self.revealed[-1] if self.revealed and self.revealed[-1] not in self.went_on else None

    def check(self, action: RoomAction) -> None:
        """Raise `IllegalDecision` where an action cannot be done now; change nothing."""
        if isinstance(action, TeamJoined):
            self._check_joining(action)
        elif isinstance(action, TeamLeft):
            require(not self.began, "a name can be struck only before the game begins: take the team out")
            require(action.team in self.teams, f"there is no team {action.team}")
        elif isinstance(action, Renamed | Removed | Restored):
            self._check_team(action)
        elif isinstance(action, Seated):
            require(action.team in self.teams and action.team not in self.saves, f"team {action.team} has a seat")
            require(self.began, "seats are taken when the game begins")
        elif isinstance(action, Began):
            require(not self.began, "the game has begun already")
            require(bool(self.teams), "a room needs a team: enter a name first")
        elif isinstance(action, SheetsDone):
            require(action.when not in self.sheets_done, "the belief sheets are done already")
        elif isinstance(action, Sheet):
            self._check_sheet(action)
        elif isinstance(action, LabelsSet | RolesSet):
            pass
        elif isinstance(action, ScoresShown):
            require(not self.scores_shown, "the scores are shown already")
        else:
            self._check_round(action)

    def do(self, action: RoomAction) -> None:
        """Do an action. Raises `IllegalDecision` where it cannot be done, and changes nothing then."""
        self.check(action)
        if isinstance(action, TeamJoined):
            self.teams[action.team], self.joined = action.name, action.team
            self.entered_as[action.team] = action.name
        elif isinstance(action, TeamLeft):
            del self.teams[action.team]
        elif isinstance(action, Renamed | Removed | Restored):
            self._do_team(action)
        elif isinstance(action, Seated):
            self.saves[action.team] = action.save
        elif isinstance(action, Began):
            self.began = True
        elif isinstance(action, SheetsDone):
            self.sheets_done.add(action.when)
        elif isinstance(action, Sheet):
            self.sheets[action.when, action.team] = action
        elif isinstance(action, LabelsSet | RolesSet):
            self._set(action)
        elif isinstance(action, ScoresShown):
            self.scores_shown = True
        else:
            self._do_round(action)

    def _set(self, action: LabelsSet | RolesSet) -> None:
        if isinstance(action, LabelsSet):
            self.labels = action.labels
        else:
            self.roles = action.on

    def _do_team(self, action: Renamed | Removed | Restored) -> None:
        if isinstance(action, Renamed):
            self.teams[action.team] = action.name
            # Its save is begun under the newest name while it has none yet.
            if not self.began:
                self.entered_as[action.team] = action.name
        elif isinstance(action, Removed):
            self.removed.add(action.team)
            self._drop_slips(action.team)
        else:
            self.removed.discard(action.team)

    def _drop_slips(self, team: int) -> None:
        """What it handed in and is not revealed is handed in no more."""
        self.slips = {key: slip for key, slip in self.slips.items() if key[1] != team or key[0] in self.revealed}

    def _do_round(self, action: Slip | TimerSet | Revealed | Corrected | Opened | WentOn) -> None:
        if isinstance(action, Slip):
            self.slips[action.round, action.team] = action
        elif isinstance(action, TimerSet):
            self.timer = action
        elif isinstance(action, Revealed):
            self.revealed.append(action.round)
        elif isinstance(action, Corrected):
            self.corrections.setdefault(action.team, []).append(action)
            if action.again:
                self._drop_slips(action.team)
        elif isinstance(action, Opened):
            self.opened.setdefault(action.round, []).append(action.team)
        else:
            self.went_on.add(action.round)

    def _check_joining(self, action: TeamJoined) -> None:
        require(len(self.present) < MAX_TEAMS, f"a room holds {MAX_TEAMS} teams")
        # By numbers given, not by teams that are there: a number that left must not come back as another team.
        require(action.team == self.joined + 1, f"the next team is number {self.joined + 1}, not {action.team}")

    def _check_team(self, action: Renamed | Removed | Restored) -> None:
        require(action.team in self.teams, f"there is no team {action.team}")
        if isinstance(action, Renamed):
            return
        require(self.began, "before the game begins a name is struck")
        out = action.team in self.removed
        if isinstance(action, Removed):
            require(not out, f"{self.teams[action.team]} is taken out already")
            require(len(self.present) > 1, "a room needs a team: let another one join first")
        else:
            require(out, f"{self.teams[action.team]} takes part already")
            require(len(self.present) < MAX_TEAMS, f"a room holds {MAX_TEAMS} teams")

    def _check_sheet(self, action: Sheet) -> None:
        require(self.began, "the game has not begun")
        require(action.team in self.present, f"there is no team {action.team}")
        if action.when == "before":
            require(not self.revealed, "the first choices are revealed: the sheets before them stand")
        else:
            require("after" not in self.sheets_done, "the belief sheets are done already")

    def _check_correction(self, action: Corrected) -> None:
        require(bool(self.revealed) and action.round == self.revealed[-1], "this round was not the last to be revealed")
        # Sheets at the end are filled in knowing the outcome: it must not change behind them.
        require("after" not in self.sheets_done, "the game is over: its choices stand")
        require(action.team in self.present, f"there is no team {action.team}")

    def _check_round(self, action: Slip | TimerSet | Revealed | Corrected | Opened | WentOn) -> None:
        require(self.began, "the game has not begun")
        if isinstance(action, Corrected):
            self._check_correction(action)
            return
        fixed = action.round in self.revealed
        if isinstance(action, Slip | TimerSet | Revealed):
            require(not fixed, "the choices of this round are revealed, and stand")
            # One round at a time: letters for the next one come when this one was talked about.
            require(self.showing is None, "another round is still shown")
        else:
            require(fixed and self.showing == action.round, "this round is not the one that is shown")
        if isinstance(action, Slip):
            require(action.team in self.present, f"there is no team {action.team}")
        if isinstance(action, Opened):
            require(action.team == EVERY_TEAM or action.team in self.present, f"there is no team {action.team}")
            require(action.team not in self.opened.get(action.round, ()), "this was opened already")
