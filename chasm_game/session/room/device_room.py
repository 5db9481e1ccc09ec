"""A room that is led with devices: what is asked of it beyond what a typed one is. It does nothing more."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.confirming import confirmed_together
from chasm_game.journal.room_actions import Slip, TimerSet
from chasm_game.session.room.devices import foreseen_by, team_answers, team_said, team_seat_view
from chasm_game.session.room.room import Room
from chasm_game.session.room.stage import current_round, round_of
from chasm_game.session.room.views import RoomStage
from chasm_game.session.room.wall import for_the_wall
from chasm_game.views.run_sheet_builder import run_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.journal.room_actions import RoomAction
    from chasm_game.scenario.rounds import Round
    from chasm_game.session.room.devices import TeamAnswers, TeamSaid
    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.run_sheet import RunSheetView
    from chasm_game.views.seat import SeatView

__all__ = ["DeviceRoom"]

_WITHIN = {RoomStage.LETTERS, RoomStage.CHOICES, RoomStage.CONSEQUENCES}


class DeviceRoom(Room):
    """A room with what its devices see, team by team. Where it stands is worked out once for every change."""

    changes = 0
    """Grows with everything that is done in the room; what people say for themselves is no part of it."""
    steps = 0
    """Grows with them, but for what a team hands in for the round that waits, and the time that is noted."""
    _stands: tuple[RoomStage, Round | None] | None = None
    _answers: Mapping[int, TeamAnswers | None] = MappingProxyType({})
    """By team, as far as somebody asked since the last change."""

    @property
    def stage(self) -> RoomStage:
        """Where the room stands."""
        return self._where()[0]

    def ask(self, team: int, leader: str | None = None) -> None:
        """A team asks the people, with a leader if wished: paid at once, and it stands."""
        try:
            self._together(lambda: super(DeviceRoom, self).ask(team, leader))
        finally:
            self._is_other()

    def mend(self) -> None:
        """Bring the saves to where the room's journal says they are."""
        try:
            self._together(super().mend)
        finally:
            self._is_other()

    def hand_in(self, team: int, letter: str, who: str | None, confidence: int, reason: str) -> None:
        """A team's answer with what it foresees and why, as if each of them were typed."""

        def calls() -> None:
            self.choose(team, letter)
            self.predict(team, who, confidence)
            self.explain(team, reason)

        self._together(calls)

    def _together(self, deed: Callable[[], None]) -> None:
        """A deed of several lines, which the disk confirms at its end; one that it does not is on disk elsewhere."""
        failed: ChasmError | None = None
        try:
            with confirmed_together():
                try:
                    deed()
                # Kept until the lines are confirmed: what was written before the failure has to be on disk all the
                # same.
                except ChasmError as error:
                    failed = error
        except ChasmError as error:
            self._move(str(error))
        if failed is not None:
            raise failed

    def seat_view(self, team: int, version: int, *, answers_open: bool = True) -> SeatView | None:
        """A team's game as devices of its people may see it now; None where it has none."""
        return team_seat_view(self._state, self._seats, self.labels, team, version, answers_open=answers_open)

    def answers_of(self, team: int) -> TeamAnswers | None:
        """What a team has before it in the round that waits for letters; None where it is not in one."""
        # A full room asks for it some hundred times between two letters.
        if team not in self._answers:
            stage, current = self._where()
            current = current if stage is RoomStage.LETTERS else None
            found = None if current is None else team_answers(self._state, self._seats, current, team)
            self._answers = {**self._answers, team: found}
        return self._answers[team]

    def for_the_wall(self, view: RoomView) -> RoomRound | None:
        """The round of a view as devices of all teams may see it: nobody is named for how its company stands."""
        current = None if view.round is None else round_of(self._scenario, view.round.id)
        if view.round is None or current is None:
            return view.round
        return for_the_wall(view.round, current)

    def said(self) -> tuple[TeamSaid, ...]:
        """What every team handed in for the round that is shown."""
        return team_said(self._state, self._seats)

    def foreseen(self, team: int, letter: str, who: str, confidence: int) -> PredictionView | None:
        """What a person of this team foresaw in the round that is shown; None where nobody can know what came of it."""
        _, current = self._where()
        if current is None or current.id not in self._state.revealed:
            return None
        return foreseen_by(self._seats, current, team, letter, who, confidence)

    def move(self, why: str) -> None:
        """All of the room in a new folder, for this reason: a file beside its own was taken. Raises `ChasmError`."""
        self._move(why)

    def _do(self, action: RoomAction) -> None:
        try:
            super()._do(action)
        finally:
            # In `finally`: a line may be on disk although the deed failed, and what was worked out before is stale
            # then.
            self._is_other(small=isinstance(action, Slip | TimerSet))

    def _is_other(self, *, small: bool = False) -> None:
        self._stands, self._answers = None, {}
        self.changes += 1
        self.steps += not small

    def _where(self) -> tuple[RoomStage, Round | None]:
        if self._stands is None:
            self._stands = (super().stage, current_round(self._state, self._seats))
        return self._stands

    def run_sheet(self) -> RunSheetView:
        """The story with its author's notes; not for the projector."""
        return run_sheet(self._scenario)

    @property
    def names(self) -> dict[int, str]:
        """The teams that take part, by number."""
        return self._state.present

    @property
    def leaders(self) -> tuple[tuple[str, str], ...]:
        """Id and name of those who carry what is decided, in the order of the file."""
        return tuple((leader.id, leader.name) for leader in self._scenario.leaders)

    @property
    def round_id(self) -> str:
        """The round that waits for letters or is shown; empty elsewhere."""
        stage, current = self._where()
        current = current if stage in _WITHIN else None
        return "" if current is None else current.id

    @property
    def in_last_round(self) -> bool:
        """Whether no round of the file stands behind the one that waits or is shown."""
        return self.round_id in {"", self._scenario.rounds[-1].id}

    @property
    def revealed(self) -> int:
        """Rounds whose choices were revealed."""
        return len(self._state.revealed)

    @property
    def scores_shown(self) -> bool:
        """Whether whoever leads the room revealed the scores."""
        return self._state.scores_shown

    def has_sheet(self, team: int, when: str) -> bool:
        """Whether a belief sheet stands for a team: `before` the first round, or `after` the last."""
        sheet = self._state.sheets.get((when, team))
        return sheet is not None and sheet.points is not None
