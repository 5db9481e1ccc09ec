"""What whoever leads a live room can do, beside what people hand in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from chasm_game.journal.people_actions import AnswersOpened, Frozen
from chasm_game.live.people_verbs import MOST_POINTS
from chasm_game.live.refusals import NotNow, Over, Unknown
from chasm_game.live.sheets import check_page, mean_of
from chasm_game.live.team_verbs import TeamVerbs
from chasm_game.live.views import LiveStage
from chasm_game.live.votes import pen_in_turn
from chasm_game.session.room.views import RoomStage

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.live.fields import Fields

__all__ = ["VERBS", "LeadVerbs"]

_PLAYING = {LiveStage.STORY, LiveStage.ANSWERS, LiveStage.REVEALED}
_OPEN = {LiveStage.LOBBY, LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER, *_PLAYING}
_BEGUN = _OPEN - {LiveStage.LOBBY}
_STAGES: dict[str, set[LiveStage]] = {
    "team": {LiveStage.LOBBY, LiveStage.SHEETS_BEFORE, *_PLAYING},
    "rename": _OPEN | {LiveStage.TALK, LiveStage.SCORES},
    "remove": _OPEN,
    "restore": _BEGUN,
    "move": _OPEN,
    "spare": _OPEN,
    "seats": _OPEN,
    "begin": {LiveStage.LOBBY},
    "next": {LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER, LiveStage.REVEALED},
    "answers": {LiveStage.STORY},
    "timer": {LiveStage.ANSWERS},
    "minute": {LiveStage.ANSWERS},
    "choose": {LiveStage.STORY, LiveStage.ANSWERS},
    "clear": {LiveStage.STORY, LiveStage.ANSWERS},
    "default": {LiveStage.ANSWERS},
    "majority": {LiveStage.ANSWERS},
    "ask": {LiveStage.ANSWERS},
    "sheet": {LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER},
    "reveal": {LiveStage.ANSWERS},
    "correct": {*_PLAYING, LiveStage.SHEETS_AFTER},
    "freeze": set(LiveStage) - {LiveStage.CLOSED},
    "shorten": _PLAYING,
    "nudge": {LiveStage.SHEETS_BEFORE, LiveStage.ANSWERS, LiveStage.SHEETS_AFTER},
    "scores": {LiveStage.TALK},
    "close": {LiveStage.TALK, LiveStage.SCORES},
}
"""When each can be done."""
VERBS = tuple(_STAGES)


class LeadVerbs(TeamVerbs, ABC):
    """A room that is led from a device."""

    def by_lead(self, verb: str, fields: Fields) -> int:
        """Do what whoever leads the room asks for, once for each key; the version from which it can be seen.

        Raises a `Refusal`, and changes nothing then.
        """
        verbs: dict[str, Callable[[Fields], object]] = {
            "team": self._add_team,
            "rename": self._rename,
            "remove": self._remove,
            "restore": self._restore,
            "move": self._move,
            "spare": self._spare,
            "seats": self._seats,
            "begin": self._begin,
            "next": self._next,
            "answers": self._answers,
            "timer": self._timer,
            "minute": self._minute,
            "choose": self._choose,
            "clear": self._clear,
            "default": self._default,
            "majority": self._majority,
            "ask": self._ask_typed,
            "sheet": self._sheet_typed,
            "reveal": self._reveal,
            "correct": self._correct,
            "freeze": self._freeze,
            "shorten": self._shorten,
            "nudge": self._nudge,
            "scores": self._scores,
            "close": self._close,
        }
        if verb not in verbs:
            raise Unknown("There is nothing of this name to do.")

        def do() -> int:
            # Two windows may lead one room: a second press of `next` must not go on from a stage that nobody saw.
            seen = fields.text("stage")
            if seen and seen != self.stage.value:
                raise Over("The room has gone on since this was pressed.")
            if self.stage not in _STAGES[verb]:
                raise NotNow(f"This cannot be done now: {verb}.")
            self.notice = ""
            verbs[verb](fields)
            return self.version

        version = self._answered.once("lead", fields.key, do)
        assert isinstance(version, int)
        return version

    def can(self) -> tuple[str, ...]:
        """What can be done now."""
        stage = self.stage
        # A time that is up does not run on: it is given a minute more.
        never = {"shorten"} if self.room.in_last_round else set()
        never |= {"timer"} if self.time_up else set()
        return tuple(verb for verb, stages in _STAGES.items() if stage in stages and verb not in never)

    @abstractmethod
    def board(self) -> bytes:
        """The projector as it would stand now; who can render it says how."""

    # ------------------------------------------------------------- the way through

    def _begin(self, fields: Fields) -> None:
        del fields
        self._done(self.room.begin)
        self._change(games=True, timer=True)

    def _next(self, fields: Fields) -> None:
        del fields
        # Before the room goes on: from then on it takes no sheet any more.
        self._hand_in_means()
        self._done(self.room.go_on)
        self._nudges.clear()
        self._change(games=True, timer=True)

    def _hand_in_means(self) -> None:
        """The sheet of a team is the mean of its people, unless one was typed for it."""
        when, view = self.sheet_asked, self.view()
        names, axes = [who for who, _ in view.stakeholders], [axis.id for axis in view.axes]
        for team in self.room.names if when else ():
            given = (self.people.sheets.get((when, seat)) for seat in self.members(team))
            sheets = [sheet for sheet in given if sheet is not None]
            points = mean_of((sheet.points for sheet in sheets), names, left_out=0.0)
            ways = mean_of((sheet.ways for sheet in sheets), axes, left_out=None)
            if points is not None and not self.room.has_sheet(team, when):
                self._believe(team, points, ways)

    def _believe(self, team: int, points: dict[str, float] | None, ways: dict[str, float] | None) -> None:
        self._done(lambda: self.room.believe(team, points, ways))

    def _sheet_typed(self, fields: Fields) -> None:
        team, view = self._team(fields), self.view()
        points, ways = fields.page("points", 0, MOST_POINTS), fields.page("ways", -1, 1)
        check_page("points", points, {who for who, _ in view.stakeholders})
        check_page("ways", ways, {axis.id for axis in view.axes})
        self._believe(team, points, ways)
        self._change()

    def _answers(self, fields: Fields) -> None:
        del fields
        revealed = self.room.revealed
        turns = {team: pen_in_turn(self.members(team), revealed) for team in self.room.names}
        pens = {str(team): seat for team, seat in turns.items() if seat}
        self._done(lambda: self._note(AnswersOpened(self.room.round_id, pens)))
        self._active = dict.fromkeys(self.room.names, self.clock())
        self._was_up = False
        self._done(lambda: self.room.run_timer(running=True))
        self._change(games=True, timer=True)

    def _reveal(self, fields: Fields) -> None:
        del fields
        self._done(self.room.reveal)
        self._nudges.clear()
        self._change(games=True, timer=True)

    def _shorten(self, fields: Fields) -> None:
        del fields
        if self.room.in_last_round:
            raise NotNow("This is the last round.")
        if self.stage is LiveStage.REVEALED:
            self._done(self.room.go_on)
        while self.room.stage is RoomStage.LETTERS and not self.room.in_last_round:
            self._done(self.room.reveal)
            self._done(self.room.go_on)
        self._change(games=True, timer=True)

    def _scores(self, fields: Fields) -> None:
        del fields
        self._done(self.room.show_scores)
        self._change(games=True)

    def _close(self, fields: Fields) -> None:
        del fields
        self.close_room()

    def _freeze(self, fields: Fields) -> None:
        on = fields.flag("on")
        if on == bool(self.people.board):
            return
        if on:
            board = self.board().decode("utf-8")
            self._done(lambda: self._note(Frozen(board)))
        else:
            self._done(self._journal.thaw)
            self._rebuild()
        self._change()

    # ------------------------------------------------------------- time

    def _timer(self, fields: Fields) -> None:
        running = fields.flag("running")
        self._done(lambda: self.room.run_timer(running))
        self._change(timer=True)

    def _minute(self, fields: Fields) -> None:
        del fields
        self._done(self.room.add_minute)
        self._was_up = False
        self._change(timer=True)
