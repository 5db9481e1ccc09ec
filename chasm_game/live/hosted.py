"""A live room: the same room that could be typed, with its people, for whatever brings devices to it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of
from chasm_game.journal.people_actions import PeopleHeader
from chasm_game.journal.people_journal import PEOPLE_FILE, PeopleJournal, read_people
from chasm_game.journal.people_state import PeopleState
from chasm_game.live.codes import join_code
from chasm_game.live.lead_verbs import LeadVerbs
from chasm_game.live.lead_views import ProjectorView
from chasm_game.live.person_views import person_view
from chasm_game.live.refusals import sentence_of
from chasm_game.live.room_views import presenter_view, projector_view
from chasm_game.live.views import LiveStage
from chasm_game.session.room.device_room import DeviceRoom
from chasm_game.session.wire import from_wire, to_wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from chasm_game.live.lead_views import PresenterView
    from chasm_game.live.views import PersonView
    from chasm_game.session.room.labels import RoomLabels
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.run_sheet import RunSheetView
    from chasm_game.views.seat import SeatView

__all__ = ["Hosted"]

ANSWERS = LiveStage.ANSWERS
QUIET = 5.0
"""Seconds between two looks at who is there."""
NOBODY = -1
"""No team: a change that only the board and whoever leads the room see."""


class Hosted(LeadVerbs):
    """A live room. What is seen of it is made when somebody looks, and once for each version."""

    _games: dict[int, tuple[int, SeatView | None]]
    _jsons: dict[int, tuple[int, bytes]]
    _sheet_of: RunSheetView | None = None
    _there: object = None
    _looked_at = 0.0

    @classmethod
    def new(
        cls,
        room: DeviceRoom,
        *,
        people: int = 0,
        clock: Callable[[], float] = time.monotonic,
        version: int | None = None,
    ) -> Self:
        """Doors for a room that has none yet; `people` is how many may come in, 0: as many as a room holds.

        Raises `ChasmError` where the file of the people cannot be written.
        """
        header = PeopleHeader(join_code(), datetime.now(UTC).isoformat(timespec="seconds"))
        hosted = cls._of(room, PeopleJournal.create(room.folder, header), PeopleState(header), clock, version)
        if people:
            hosted.let_in(people)
        return hosted

    @classmethod
    def resume(
        cls,
        folder: Path,
        *,
        labels: RoomLabels | None = None,
        clock: Callable[[], float] = time.monotonic,
        version: int | None = None,
    ) -> Self:
        """A live room as it stood, with its seats; a room that was typed so far gets doors. Raises `ChasmError`."""
        try:
            there = (folder / PEOPLE_FILE).exists()
        except OSError as error:  # to take it for missing would make new doors, and every seat would be lost
            raise ChasmError(f"{folder / PEOPLE_FILE} cannot be looked at: {reason_of(error)}") from None
        record = read_people(folder) if there else None
        room = DeviceRoom.resume(folder, labels=labels, clock=clock)
        try:
            if record is None:
                return cls.new(room, clock=clock, version=version)
            return cls._of(room, PeopleJournal.resume(record), record.state, clock, version)
        except BaseException:
            room.close()
            raise

    @classmethod
    def _of(
        cls,
        room: DeviceRoom,
        journal: PeopleJournal,
        people: PeopleState,
        clock: Callable[[], float],
        version: int | None,
    ) -> Self:
        # Versions grow over a restart too, so that no device takes what is new for something that it has.
        hosted = cls(room, journal, people, clock, int(time.time()) * 1000 if version is None else version)
        hosted._games, hosted._jsons = {}, {}
        return hosted

    # ------------------------------------------------------------- what is seen

    def game_of(self, team: int) -> SeatView | None:
        """A team's game as its devices see it; shared between them, and made again only when a game has changed."""
        kept, at = self._games.get(team), self.game_at(team)
        if kept is None or kept[0] != at:
            opened = self.room.round_id in self.people.opened
            kept = (at, self.room.seat_view(team, at, answers_open=opened))
            self._games[team] = kept
        return kept[1]

    def game_json(self, team: int) -> bytes:
        """The same as JSON, made once for all of the team's devices."""
        kept, at = self._jsons.get(team), self.game_at(team)
        if kept is None or kept[0] != at:
            game = self.game_of(team)
            kept = (at, b"null" if game is None else to_wire(game))
            self._jsons[team] = kept
        return kept[1]

    def person_view(self, seat: str) -> PersonView:
        """Everything that there is to see from a seat. Raises `NoSeat`."""
        at = self.seat(seat)
        return person_view(self, at, self.view_of_step(), self.game_of(at.team))

    def projector_view(self) -> ProjectorView:
        """What is projected: as it is, or as it was when it was frozen."""
        if self.people.board:
            return from_wire(ProjectorView, self.people.board.encode("utf-8"))
        return projector_view(self, self._now())

    def presenter_view(self) -> PresenterView:
        """What whoever leads the room sees."""
        if self._sheet_of is None:
            self._sheet_of = self.room.run_sheet()
        now = self._now()
        # The room as it is, also where the board stands as it was: it is led on meanwhile.
        return presenter_view(self, now, self._sheet_of, projector_view(self, now))

    def board(self) -> bytes:
        """The projector as it stands from now on, where it is frozen."""
        # Without the time: it goes on in the room, and a board that stands would tell another one.
        return to_wire(replace(projector_view(self, self._now(), frozen=True), time_left=None, time_runs=False))

    def _now(self) -> RoomView:
        return replace(self.view(), timer=self.room.timer)

    # ------------------------------------------------------------- time, and the end

    def tick(self) -> None:
        """To be called a few times a second: the timer is written down, and its end is told."""
        try:
            self.room.tick()
        except ChasmError as error:  # a disk that is full stops no clock
            if self.notice != sentence_of(error):
                self.say(sentence_of(error))
        self._room_seen = self.room.changes  # the time that was written down is nothing that anybody sees
        if self.time_up != self._was_up:
            self._was_up = self.time_up
            self._change(timer=True)
        if self.clock() - self._looked_at >= QUIET:
            self._looked_at = self.clock()
            self._look_who_is_there()

    def _look_who_is_there(self) -> None:
        """Devices come and go, and teams are silent, without a word: whoever leads the room sees it after a while."""
        # In steps of ten seconds: by the second every look would be a change, and wake every window.
        silent = tuple(int(self.silent(team) // 10) for team in self.room.names) if self.stage is ANSWERS else ()
        there = (silent, tuple(map(self.is_there, self.people.seats)))
        if there != self._there:
            self._there = there
            self._change(team=NOBODY)

    def closed(self, pages: dict[int, str]) -> None:
        """The pages are written: the seats end. Raises `ChasmError` where the file cannot be written."""
        self._journal.end_seats()
        self._rebuild()
        self.pages, self.notice = pages, ""
        self._change(games=True)

    def end(self) -> None:
        """Let go of every file."""
        self._journal.close()
        self.room.close()
