"""What holds a room together: its journal, its seats, its timer; begun, left, and opened again."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Self, cast

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of, remove
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.exchange import finish_exchange
from chasm_game.journal.headers import room_header
from chasm_game.journal.old_model import OldModel, is_old
from chasm_game.journal.replay import kept
from chasm_game.journal.room_actions import LabelsSet, RolesSet, TimerSet
from chasm_game.journal.room_journal import ROOM_FILE, RoomJournal, read_room
from chasm_game.journal.room_replay import RoomState
from chasm_game.limits import check_minutes
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.source import sha256
from chasm_game.session.room.seats import Seats
from chasm_game.session.room.stage import current_round, stage
from chasm_game.session.room.timer import MOST, RoomTimer
from chasm_game.session.room.views import RoomStage, TimerView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from chasm_game.debrief.page import PageView
    from chasm_game.journal.room_actions import RoomAction
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.room.labels import RoomLabels

__all__ = ["RoomBase"]


class RoomBase:
    """A room's files and its clock. What is done in it is `chasm_game.session.room.room`."""

    def __init__(
        self, journal: RoomJournal, state: RoomState, scenario: Scenario, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._journal, self._state, self._scenario = journal, state, scenario
        self._journal.displaced = self._move
        self._seats = Seats(self.folder, scenario, state, self._move)
        self._timer = RoomTimer(clock)
        self.notice = ""
        """What has to be said of the room's files: they had to be written anew elsewhere. Empty mostly."""
        self.lost = ""
        """Why its files do not hold what was done, when the room was closed. Empty where they do."""
        self._talk: tuple[object, tuple[tuple[PageView, ...], ...]] | None = None
        self.torn = False
        """Whether the last line of the journal was cut off and dropped when the room was opened again."""

    @classmethod
    def new(
        cls,
        scenario: Scenario,
        saves: Path,
        *,
        seed: int = 1,
        minutes: int = 5,
        labels: RoomLabels = "debrief",
        roles: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> Self:
        """A new room, in a folder of its own under `saves`; `minutes` (1 to 60) are on the timer of each round.

        `labels` says when old and new are shown, never before the story wants it; `roles` whether each round names who
        speaks for a team and who dissents.
        """
        check_minutes(minutes)
        header = room_header(scenario, seed, minutes=minutes, labels=labels, roles=roles)
        # The file first: a room that cannot be written is no room.
        room = cls(RoomJournal.create(saves, header), RoomState(header), scenario, clock)
        room._wind_up()
        return room

    @classmethod
    def resume(
        cls,
        folder: Path,
        *,
        labels: RoomLabels | None = None,
        roles: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> Self:
        """A room as it stood; `labels` and `roles` are as in `new` from now on, where they are to be otherwise.

        Raises `DamagedSave`, or `ChasmError` where it is open elsewhere or lacks a save.
        """
        finish_exchange(folder, folder / ROOM_FILE)  # killed while somebody was being forgotten
        record = read_room(folder)
        header = record.state.header
        texts = (header.scenario_text, header.rulebook_text)
        if (sha256(texts[0]), sha256(texts[1])) != (header.scenario_sha256, header.rulebook_sha256):
            raise DamagedSave(record.path, 1, "a text of this room does not match its hash")
        if is_old(header.rulebook_text):
            raise OldModel(record.path)
        try:
            scenario = kept(*texts, header.difficulty)
        except FaultyFile as fault:
            raise DamagedSave(record.path, 1, f"what it plays has a fault: {fault.diagnostics[0]}") from None
        except ChasmError as error:
            raise DamagedSave(record.path, 1, str(error)) from None
        if scenario.rulebook.model == 1:
            raise OldModel(record.path)
        room = cls(RoomJournal.resume(record), record.state, scenario, clock)
        room.torn = record.torn
        try:
            room._seats.reopen()
            room.mend()
            if labels is not None and labels != room.labels:
                room._do(LabelsSet(labels))
            if roles is not None and roles != room._state.roles:
                room._do(RolesSet(roles))
        # Also for Ctrl+C: a lock that stays behind would keep the room shut until the program ends.
        except BaseException:
            room.close()
            raise
        room._wind_up()
        return room

    @property
    def folder(self) -> Path:
        """Where the room's journal and the saves of its teams are."""
        return self._journal.path.parent

    @property
    def labels(self) -> RoomLabels:
        """When old and new are shown, as the room's journal says."""
        return cast("RoomLabels", self._state.labels)

    @property
    def stage(self) -> RoomStage:
        """Where the room stands."""
        return stage(self._state, self._seats)

    @property
    def timer(self) -> TimerView:
        """The time that is left."""
        return self._timer.view

    # ------------------------------------------------------------- time

    def run_timer(self, running: bool) -> None:
        """Start or pause."""
        self._set_timer(self._timer.left, running=running)

    def add_minute(self) -> None:
        """One minute more; where the time was up, it runs on."""
        # A minute that is given when the time is up is meant to be used.
        self._set_timer(self._timer.left + 60, running=self._timer.running or self._timer.left <= 0)

    def tick(self) -> None:
        """To be called now and then while the timer runs: writes it down when that is due."""
        if self._timer.is_due and self.stage is RoomStage.LETTERS:
            left = self._timer.left
            self._note_timer(left, running=self._timer.running)
            self._timer.wrote(left)

    def close(self) -> None:
        """Let go of every file. A room in which no team was ever entered leaves nothing behind."""
        if not self._journal.is_open:
            return
        files = [self._journal, *self._seats.journals()]
        try:
            for each in files:
                each.look()
        except ChasmError as error:
            self.lost = str(error)
        for each in files:
            each.close()
        self.lost = self.lost or next((each.lost for each in files if each.lost), "")
        # Whoever looked in and went away leaves no empty room to be offered the next time.
        if not self._state.joined and not self.lost:
            remove(self._journal.path)
            with contextlib.suppress(OSError):
                self.folder.rmdir()

    def mend(self) -> None:
        """Bring the saves to where the room's journal says they are."""
        if self._state.began:
            self._seats.seat_everybody(self._do)
            self._seats.settle()

    def _move(self, why: str) -> None:
        """All of the room in a new folder, because one of its files is not what was left. Raises `ChasmError`."""
        seats = self._seats.journals()
        try:
            journal, saves = self._journal.copied_with(seats)
        except (OSError, ValueError) as error:
            parent = self.folder.parent
            raise ChasmError(f"{why}, and the room cannot be written anew in {parent}: {reason_of(error)}") from None
        # All or nothing: only when every copy is there does any file change its place.
        self._journal.go_to(journal)
        for each, copy in zip(seats, saves, strict=True):
            each.go_to(copy)
        self._seats.folder = self.folder
        self.notice = f"{why}; the whole room was written anew, and goes on, in {self.folder}"

    def _do(self, action: RoomAction) -> None:
        """Check, write, do."""
        self._state.check(action)
        self._journal.append(action)
        self._state.do(action)

    def _current(self) -> str:
        """The round that waits for letters."""
        current = current_round(self._state, self._seats)
        if self.stage is not RoomStage.LETTERS or current is None:
            raise ChasmError("no round waits for letters now")
        return current.id

    def _set_timer(self, left: float, *, running: bool) -> None:
        """As it is from now on; written down first."""
        # Written before it runs: after a crash the projector must not show more time than the teams were told.
        self._timer.set(self._note_timer(left, running=running), running=running)

    def _note_timer(self, left: float, *, running: bool) -> float:
        """Write it down, to a tenth of a second; what was written."""
        left = round(min(max(left, 0.0), MOST), 1)
        self._do(TimerSet(self._current(), left, running and left > 0))
        return left

    def _wind_up(self) -> None:
        """The time of the round that waits: as it was written down, or all of it."""
        self._timer.set(self._state.header.minutes * 60.0, running=False)
        current = current_round(self._state, self._seats)
        noted = self._state.timer
        if current is not None and noted is not None and noted.round == current.id:
            # It waits: whoever opens a room again says when everybody is ready to go on.
            self._timer.set(noted.left, running=False)
