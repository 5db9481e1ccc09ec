"""What a live room is made of: the room with its journal, the file of its people, a clock, and a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.people_state import PeopleState
from chasm_game.live.keys import Answered
from chasm_game.live.lead_views import DoorsView
from chasm_game.live.presence import Presence
from chasm_game.live.refusals import NoSeat, NotNow, Refusal, sentence_of
from chasm_game.live.views import LiveStage
from chasm_game.live.votes import counted, pen_in_turn
from chasm_game.session.room.views import RoomStage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.journal.people_actions import PeopleAction
    from chasm_game.journal.people_journal import PeopleJournal
    from chasm_game.journal.people_state import SeatState
    from chasm_game.session.room.device_room import DeviceRoom
    from chasm_game.session.room.views import RoomView

__all__ = ["HostedBase"]

_STAGES = {
    RoomStage.TEAMS: LiveStage.LOBBY,
    RoomStage.SHEETS_BEFORE: LiveStage.SHEETS_BEFORE,
    RoomStage.CHOICES: LiveStage.REVEALED,
    RoomStage.CONSEQUENCES: LiveStage.REVEALED,
    RoomStage.SHEETS_AFTER: LiveStage.SHEETS_AFTER,
}
MOST_ANSWERS = 20_000
"""Answers that are kept for what comes again."""


class HostedBase(Presence):
    """The files, and what everything else asks. It knows no HTTP; whoever calls it does so from one thread."""

    def __init__(
        self, room: DeviceRoom, journal: PeopleJournal, people: PeopleState, clock: Callable[[], float], version: int
    ) -> None:
        super().__init__(clock, room.names)
        self.room = room
        """The room itself, as it would be without devices."""
        self.people = people
        """What the people's file comes to."""
        self.version = version
        """Grows with every change of what anybody may see."""
        self._games_at, self._game_at = version, dict[int, int]()
        self._all_at, self._team_at = version, dict[int, int]()
        self._room_seen = room.changes
        self.timed = version
        """The version at which the timer was last started, stopped or changed."""
        self.doors = DoorsView((), "", people.header.code, "")
        """How devices come in; whoever serves knows."""
        self.touched: dict[str, int] = {}
        """The version at which each seat last handed something in: its own devices hear of that in any case."""
        self.notice = ""
        """What has to be said to whoever leads the room."""
        self.pages: dict[int, str] = {}
        """The name of each team's page, once written."""
        self.changed: Callable[[int], None] = lambda _team: None
        """Called after every change with the team whose people alone see it; 0: everybody may.

        The board and whoever leads the room see something of all of them.
        """
        self.close_room: Callable[[], None] = self._cannot_close
        """Writes the pages and closes; set by whoever serves, for it takes a while."""
        self._room_at: tuple[tuple[int, str], RoomView] | None = None
        self._step_at: tuple[int, RoomView] | None = None
        self._journal = journal
        self._journal.displaced = self._taken_away
        self._answered: Answered[object] = Answered(MOST_ANSWERS)
        self._nudges: dict[int, str] = {}
        self._moved: dict[str, tuple[object, bool]] = {}
        self._was_up = False

    # ------------------------------------------------------------- where it stands

    @property
    def stage(self) -> LiveStage:
        """Where the room stands, as devices see it."""
        if self.people.closed:
            return LiveStage.CLOSED
        stage = self.room.stage
        if stage is RoomStage.LETTERS:
            return LiveStage.ANSWERS if self.room.round_id in self.people.opened else LiveStage.STORY
        if stage is RoomStage.END:
            return LiveStage.SCORES if self.room.scores_shown else LiveStage.TALK
        return _STAGES[stage]

    @property
    def sheet_asked(self) -> str:
        """Which belief sheet is asked for now: `before` or `after`; empty where none is."""
        return {LiveStage.SHEETS_BEFORE: "before", LiveStage.SHEETS_AFTER: "after"}.get(self.stage, "")

    @property
    def time_up(self) -> bool:
        """Whether the time of the answers is over."""
        return self.stage is LiveStage.ANSWERS and self.room.timer.left <= 0

    def view(self) -> RoomView:
        """The room, made once for everything that is done in it; its time is that of when it was made."""
        # Not for each version: a vote is one, and the room's own view is the dearest of all.
        at = (self.room.changes, self.room.notice)
        if self._room_at is None or self._room_at[0] != at:
            self._room_at = (at, self.room.view())
        return self._room_at[1]

    def view_of_step(self) -> RoomView:
        """The same where no letter that waits, and no time, is looked at: made once for each step of the room."""
        # Each team's answer is a change, and everybody of that team waits for what is made of it.
        if self._step_at is None or self._step_at[0] != self.room.steps:
            self._step_at = (self.room.steps, self.view())
        return self._step_at[1]

    def members(self, team: int) -> Sequence[str]:
        """The codes of a team's seats, in the order in which they came."""
        return self.people.of_team(team)

    def pen_of(self, team: int) -> str:
        """The seat that has the pen of a team in the round that waits; empty where nobody sits there."""
        members, given = self.members(team), self.people.pens.get((self.room.round_id, team), "")
        return given if given in members else pen_in_turn(members, self.room.revealed)

    def votes_of(self, team: int) -> tuple[tuple[str, int], ...]:
        """How a team's people voted in the round that waits, whoever may see it."""
        answers = self.room.answers_of(team)
        can_be = answers.open if answers is not None else ()
        votes = (self.people.votes.get((self.room.round_id, seat)) for seat in self.members(team))
        return counted(vote.letter for vote in votes if vote is not None and vote.letter in can_be)

    def seat(self, code: str) -> SeatState:
        """A seat. Raises `NoSeat`."""
        try:
            return self.people.seats[code]
        except KeyError:
            raise NoSeat("This seat is gone: join again.") from None

    # ------------------------------------------------------------- what is said

    def nudge_of(self, team: int) -> str:
        """What has to be said to the people of a team; empty mostly."""
        return self._nudges.get(team, "")

    def moved(self, seat: str) -> bool | None:
        """Whether a vote was lost where a seat was moved in the round that is there; None where it was not moved.

        It is told until its person does something, or the room is at another round or sheet.
        """
        at, voted = self._moved.get(seat, (None, False))
        return voted if at == self._step_of_people() else None

    def _step_of_people(self) -> object:
        return (self.room.round_id, self.sheet_asked)

    def say(self, notice: str) -> None:
        """Something that whoever leads the room has to know."""
        self.notice = notice
        self._change()

    # ------------------------------------------------------------- changes

    def _note(self, *actions: PeopleAction) -> None:
        """Check, write, do."""
        for action in actions:
            self.people.check(action)
        self._journal.append(*actions)
        for action in actions:
            self.people.do(action)

    def _rebuild(self) -> None:
        """The people as their file says after it was written anew."""
        before, self.people = self.people, PeopleState(self.people.header)
        for action in self._journal.actions:
            self.people.do(action)
        if self.people.closed:
            # In memory alone, and until the host ends: whoever is there takes the page home.
            self.people.stay(before)

    def game_at(self, team: int) -> int:
        """The version at which a team's game was last changed."""
        return max(self._games_at, self._game_at.get(team, 0))

    def seen_from(self, seat: str) -> tuple[int, bool]:
        """Another one whenever something else may be seen from a seat, but for the time left. Raises `NoSeat`."""
        return max(self._all_at, self._team_at.get(self.seat(seat).team, 0)), self.time_up

    @property
    def time_left(self) -> float | None:
        """Seconds for the answers; None where there are none to give."""
        return self.room.timer.left if self.stage is LiveStage.ANSWERS else None

    def _change(self, *, team: int = 0, games: bool = False, timer: bool = False) -> int:
        """Something that can be seen is other than before, for the people of a team or for all; the new version.

        `games` says that it is something of the games, `timer` that it is the time.
        """
        self.version += 1
        self._room_seen = self.room.changes
        if team:
            self._team_at[team] = self.version
        else:
            self._all_at = self.version
        if games and team:
            self._game_at[team] = self.version
        elif games:
            self._games_at = self.version
        self.timed = self.version if timer else self.timed
        # A room whose files were taken away goes on elsewhere, and takes what is personal along.
        if self._journal.is_open and self.room.folder != self._journal.path.parent:
            try:
                self._journal.follow(self.room.folder)
            except ChasmError as error:  # what was handed in is on disk, and everybody hears of it all the same
                self.notice = sentence_of(error)
        self.changed(team)
        return self.version

    def not_confirmed(self, why: str) -> None:
        """The disk does not confirm what people handed in: all goes on elsewhere. Raises `NotNow` where it cannot."""
        try:
            self._taken_away(why)
        except ChasmError as error:
            self.say(sentence_of(error))
            raise NotNow(sentence_of(error)) from None
        self._change()

    def _taken_away(self, why: str) -> None:
        """The people's file is not what was left: all of the room goes on elsewhere. Raises `ChasmError`."""
        self.room.move(why)
        self._journal.follow(self.room.folder)

    def _cannot_close(self) -> None:
        raise NotNow("The pages cannot be written from here.")

    def _done(self, do: Callable[[], object]) -> None:
        """A call of the room or of the people's file. Raises `NotNow` with its sentence where it cannot be done."""
        try:
            do()
        except Refusal:
            raise
        except ChasmError as error:
            # A disk that is full in the middle: what was done until then is there, and is seen.
            if self.room.changes != self._room_seen:
                self._change(games=True, timer=True)
            raise NotNow(sentence_of(error)) from None
