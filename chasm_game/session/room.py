"""One laptop for a room of teams: everything that its facilitator can do, without a screen.

What is typed is on disk before it is seen. A room that was killed stands, when it is opened again, where it stood.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import MAX_REASON, kept_text
from chasm_game.journal.held import DamagedSave
from chasm_game.journal.replay import kept
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    Began,
    Opened,
    Revealed,
    RoomHeader,
    ScoresShown,
    SheetsDone,
    Slip,
    TeamJoined,
    TeamLeft,
    TimerSet,
    WentOn,
)
from chasm_game.journal.room_journal import RoomJournal, read_room
from chasm_game.journal.room_replay import RoomState
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.load import sha256
from chasm_game.scenario.scenario import WAIT
from chasm_game.session import room_seeing
from chasm_game.session.room_names import room_name
from chasm_game.session.room_seats import Seats
from chasm_game.session.room_timer import MOST, RoomTimer
from chasm_game.session.room_views import RoomStage, RoomView, TeamFollowed, TimerView
from chasm_game.session.views import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from chasm_game.journal.room_actions import RoomAction
    from chasm_game.scenario.scenario import Response, Scenario
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.views import RoundView

__all__ = ["Room"]


class Room:
    """A room with its teams. A call that cannot be done now raises `ChasmError` and changes nothing."""

    def __init__(
        self, journal: RoomJournal, state: RoomState, scenario: Scenario, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._journal, self._state, self._scenario = journal, state, scenario
        self._seats = Seats(self.folder, scenario, state)
        self._timer = RoomTimer(clock)
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
        clock: Callable[[], float] = time.monotonic,
    ) -> Room:
        """A new room, in a folder of its own under `saves`; `minutes` (1 to 60) are on the timer of each round."""
        if not 1 <= minutes <= 60:
            raise ChasmError(f"the timer takes 1 to 60 minutes, not {minutes}")
        texts = (scenario.text, scenario.rulebook.text)
        started = datetime.now(UTC).isoformat(timespec="seconds")
        header = RoomHeader(scenario.id, sha256(texts[0]), sha256(texts[1]), seed, minutes, started, *texts)
        room = cls(RoomJournal.create(saves, header), RoomState(header), scenario, clock)
        room._wind_up()
        return room

    @classmethod
    def resume(cls, folder: Path, *, clock: Callable[[], float] = time.monotonic) -> Room:
        """A room as it stood. Raises `DamagedSave`, or `ChasmError` where it is open elsewhere or lacks a save."""
        record = read_room(folder)
        header = record.state.header
        texts = (header.scenario_text, header.rulebook_text)
        if (sha256(texts[0]), sha256(texts[1])) != (header.scenario_sha256, header.rulebook_sha256):
            raise DamagedSave(record.path, 1, "a text of this room does not match its hash")
        try:
            scenario = kept(*texts)
        except FaultyFile as fault:
            raise DamagedSave(record.path, 1, f"what it plays has a fault: {fault.diagnostics[0]}") from None
        room = cls(RoomJournal.resume(record), record.state, scenario, clock)
        room.torn = record.torn
        try:
            room._seats.reopen()
            room.mend()
        except BaseException:
            room.close()
            raise
        room._wind_up()
        return room

    # ------------------------------------------------------------- what is seen

    @property
    def folder(self) -> Path:
        """Where the room's journal and the saves of its teams are."""
        return self._journal.path.parent

    @property
    def stage(self) -> RoomStage:
        """Where the room stands."""
        return room_seeing.stage(self._state, self._seats)

    @property
    def timer(self) -> TimerView:
        """The time that is left."""
        return self._timer.view

    def view(self) -> RoomView:
        """Everything that the projector may show now."""
        return room_seeing.room_view(self._state, self._seats, self._scenario, self.timer, str(self.folder))

    def page_of(self, team: int) -> RoundView:
        """What one team sees of its own company, and heard if it asked; for the facilitator to open."""
        return self._seats[team].round()

    def followed(self, team: int) -> TeamFollowed:
        """What followed for a team in the round that is shown. Raises `ChasmError` until it was opened."""
        shown = self._state.showing
        opened = self._state.opened.get(shown or "", ())
        if shown is None or not (team in opened or EVERY_TEAM in opened):
            raise ChasmError("what followed for this team has not been opened yet")
        return room_seeing.followed(self._seats[team], shown)

    # ------------------------------------------------------------- teams

    def add_team(self, name: str) -> int:
        """A team joins; its number. Once the game runs, it gets the default for every round that it missed."""
        if self.stage in {RoomStage.SHEETS_AFTER, RoomStage.END}:
            raise ChasmError("the game is over: nobody can join any more")
        team = self._state.joined + 1
        self._do(TeamJoined(team, room_name(name, self._state.teams.values())))
        if self._state.began:
            self.mend()
        return team

    def drop_team(self, team: int) -> None:
        """A name that was entered by mistake; only before the game begins."""
        self._do(TeamLeft(team))

    def begin(self) -> None:
        """The teams are there: each gets its save."""
        self._do(Began())
        self.mend()
        self._wind_up()

    def believe(self, team: int, points: Mapping[str, float]) -> None:
        """A team hands in its belief sheet: points by stakeholder id, any positive sum. It stands then."""
        wanted = {RoomStage.SHEETS_BEFORE: Phase.BELIEFS_BEFORE, RoomStage.SHEETS_AFTER: Phase.BELIEFS_AFTER}
        play = self._seats[team]
        if wanted.get(self.stage) is not play.phase:
            raise ChasmError(f"{self._state.teams[team]} has handed in its sheet, or none is asked for now")
        play.submit_beliefs(points)

    # ------------------------------------------------------------- what a team hands in

    def choose(self, team: int, letter: str) -> None:
        """A team's letter, until the reveal; the last one counts. A locked or unknown one is refused."""
        game = self._waiting(team).played.game
        assert game.turn is not None
        responses = game.turn.round.responses
        number = ord(letter.upper()) - ord("A") if len(letter) == 1 and letter.isascii() else -1
        ids = [*(r.id for r in responses), WAIT]
        if not 0 <= number < len(ids):
            raise ChasmError(f"there is no answer {letter.upper()} in this round")
        if ids[number] not in game.open_responses:
            raise ChasmError(f"{letter.upper()} is locked for {self._state.teams[team]}{_needs(responses, number)}")
        self._hand_in(team, response=ids[number], absent=False)

    def clear(self, team: int) -> None:
        """Take a team's letter back, and its absence."""
        self._hand_in(team, response=None, absent=False)

    def mark_absent(self, team: int, absent: bool = True) -> None:
        """Nobody is there to decide: at the reveal the default is taken."""
        self._hand_in(team, absent=absent)

    def predict(self, team: int, who: str | None, confidence: int = 60) -> None:
        """Who a team thinks will lose most (a stakeholder, `nobody`, None to take it back), 20 to 100 per cent sure."""
        if who is not None and who not in {NOBODY, *(s.id for s in self._scenario.stakeholders)}:
            raise ChasmError(f"there is no stakeholder `{who}` to predict")
        if not 20 <= confidence <= 100:
            raise ChasmError(f"a confidence is 20 to 100 per cent, not {confidence}")
        self._hand_in(team, who=who, confidence=None if who is None else confidence)

    def explain(self, team: int, reason: str) -> None:
        """Why, in a sentence of at most 2,000 characters."""
        self._hand_in(team, reason=kept_text(reason, MAX_REASON))

    def ask(self, team: int) -> None:
        """A team asks the people: paid at once, and it stands. What it learns is in `page_of`."""
        play = self._waiting(team)
        if not play.played.game.can_ask:
            raise ChasmError(f"{self._state.teams[team]} cannot ask now: it has asked, or has no asks left")
        if play.phase is Phase.BELIEFS_BEFORE:
            play.submit_beliefs(None)
        play.ask()

    # ------------------------------------------------------------- reveals

    def reveal(self) -> None:
        """Fix the choices of the round and write them into the saves. Called again, it finishes what failed."""
        round_id = self._current()
        if round_id not in self._state.revealed:
            self._do(Revealed(round_id))
        self.mend()

    def open_team(self, team: int) -> None:
        """Show what followed for a team that is in the round."""
        self._open(team)

    def open_all(self) -> None:
        """Show what followed for every team."""
        self._open(EVERY_TEAM)

    def go_on(self) -> None:
        """On from the belief sheets, or from a round that was talked about."""
        stage = self.stage
        if stage in {RoomStage.SHEETS_BEFORE, RoomStage.SHEETS_AFTER}:
            self._do(SheetsDone("before" if stage is RoomStage.SHEETS_BEFORE else "after"))
            self.mend()
        elif stage in {RoomStage.CHOICES, RoomStage.CONSEQUENCES} and self._state.showing is not None:
            self._do(WentOn(self._state.showing))
        else:
            raise ChasmError("there is nothing to go on from")
        self._wind_up()

    def show_scores(self) -> None:
        """The scores, at the end."""
        if self.stage is not RoomStage.END:
            raise ChasmError("scores are there when the game is over")
        self._do(ScoresShown())

    # ------------------------------------------------------------- time

    def run_timer(self, running: bool) -> None:
        """Start or pause."""
        self._set_timer(self._timer.left, running=running)

    def add_minute(self) -> None:
        """One minute more."""
        self._set_timer(self._timer.left + 60, running=self._timer.running)

    def tick(self) -> None:
        """To be called now and then while the timer runs: writes it down when that is due."""
        if self._timer.is_due and self.stage is RoomStage.LETTERS:
            self._set_timer(self._timer.left, running=self._timer.running)

    def close(self) -> None:
        """Let go of every file. A room in which no team was ever entered leaves nothing behind."""
        self._seats.close()
        self._journal.close()
        if not self._state.joined:
            with contextlib.suppress(OSError):
                self._journal.path.unlink(missing_ok=True)
                self.folder.rmdir()

    # ------------------------------------------------------------- within

    def mend(self) -> None:
        """Bring the saves to where the room's journal says they are."""
        if self._state.began:
            self._seats.seat_everybody(self._do)
            self._seats.settle()

    def _do(self, action: RoomAction) -> None:
        """Check, write, do."""
        self._state.check(action)
        self._journal.append(action)
        self._state.do(action)

    def _current(self) -> str:
        """The round that waits for letters."""
        current = room_seeing.current_round(self._state, self._seats)
        if self.stage is not RoomStage.LETTERS or current is None:
            raise ChasmError("no round waits for letters now")
        return current.id

    def _waiting(self, team: int) -> LocalPlay:
        """The game of a team that is in the round which waits."""
        round_id, play = self._current(), self._seats[team]
        turn = play.played.game.turn
        if turn is None or turn.round.id != round_id:
            raise ChasmError(f"{self._state.teams[team]} sits this round out")
        if round_id in self._state.revealed:
            raise ChasmError("the choices of this round are revealed, and stand")
        return play

    def _hand_in(self, team: int, **changes: object) -> None:
        self._waiting(team)
        round_id = self._current()
        before = self._state.slips.get((round_id, team), Slip(round_id, team))
        slip = replace(before, **changes)  # type: ignore[arg-type]
        if slip != before:
            self._do(slip)

    def _open(self, team: int) -> None:
        if self.stage not in {RoomStage.CHOICES, RoomStage.CONSEQUENCES} or self._state.showing is None:
            raise ChasmError("the choices come first: reveal them")
        shown = self._state.showing
        if team != EVERY_TEAM and not room_seeing.was_in(self._seats[team], shown):
            raise ChasmError(f"{self._state.teams[team]} sat this round out")
        if team not in self._state.opened.get(shown, ()):
            self._do(Opened(shown, team))

    def _set_timer(self, left: float, *, running: bool) -> None:
        """As it is from now on; written down first."""
        left = round(min(max(left, 0.0), MOST), 1)
        self._do(TimerSet(self._current(), left, running and left > 0))
        self._timer.set(left, running=running)

    def _wind_up(self) -> None:
        """The time of the round that waits: as it was written down, or all of it."""
        self._timer.set(self._state.header.minutes * 60.0, running=False)
        current = room_seeing.current_round(self._state, self._seats)
        noted = self._state.timer
        if current is not None and noted is not None and noted.round == current.id:
            self._timer.set(noted.left, running=False)


def _needs(responses: Sequence[Response], number: int) -> str:
    """What an answer needs, where its author says so."""
    needs = responses[number].needs if number < len(responses) else "only where no answer is open"
    return f": {needs}" if needs else ""
