"""One laptop for a room of teams: everything that its facilitator can do, without a screen.

What is typed is on disk before it is seen. A room that was killed stands, when it is opened again, where it stood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Ask
from chasm_game.engine.score import NOBODY
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import MAX_REASON, kept_text
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    Began,
    Opened,
    Revealed,
    ScoresShown,
    SheetsDone,
    Slip,
    TeamJoined,
    TeamLeft,
    WentOn,
)
from chasm_game.limits import check_confidence
from chasm_game.session.room.followed_builder import followed
from chasm_game.session.room.repairs import RoomRepairs, needs, response_of
from chasm_game.session.room.seats import room_name
from chasm_game.session.room.stage import was_in
from chasm_game.session.room.talk import talk_pages
from chasm_game.session.room.views import RoomStage, RoomView
from chasm_game.session.room.views_builder import room_view

if TYPE_CHECKING:
    from chasm_game.debrief.page import PageView
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.room.round_views import TeamFollowed
    from chasm_game.views.round import RoundView

__all__ = ["Room"]


class Room(RoomRepairs):
    """A room with its teams. A call that cannot be done now raises `ChasmError` and changes nothing."""

    def view(self) -> RoomView:
        """Everything that the projector may show now."""
        view = room_view(self._state, self._seats, self._scenario, self.timer, str(self.folder), self.labels)
        return replace(view, notice=self.notice)

    def page_of(self, team: int) -> RoundView:
        """What one team sees of its own company, and heard if it asked; for the facilitator to open."""
        return self._seats[team].round()

    def followed(self, team: int) -> TeamFollowed:
        """What followed for a team in the round that is shown. Raises `ChasmError` until it was opened."""
        shown = self._state.showing
        opened = self._state.opened.get(shown or "", ())
        if shown is None or not (team in opened or EVERY_TEAM in opened):
            raise ChasmError("what followed for this team has not been opened yet")
        return followed(self._seats[team], shown)

    # ------------------------------------------------------------- teams

    def add_team(self, name: str) -> int:
        """A team joins; its number. Once the game runs, it gets the default for every round that it missed."""
        if self.stage in {RoomStage.SHEETS_AFTER, RoomStage.END}:
            raise ChasmError("the game is over: nobody can join any more")
        # Never a number that was given before: slips of a team that left must not become another's.
        team = self._state.joined + 1
        self._do(TeamJoined(team, room_name(name, self._state.teams.values())))
        # Before the beginning nobody has a save: all of them are seated when it comes.
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

    # ------------------------------------------------------------- what a team hands in

    def choose(self, team: int, letter: str) -> None:
        """A team's letter, until the reveal; the last one counts. A locked or unknown one is refused."""
        game = self._waiting(team).played.game
        assert game.turn is not None
        responses = game.turn.round.responses
        response = response_of(responses, letter)
        if response not in game.open_responses:
            number = ord(letter.upper()) - ord("A")
            raise ChasmError(f"{letter.upper()} is locked for {self._state.teams[team]}{needs(responses, number)}")
        self._hand_in(team, response=response, absent=False)

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
        check_confidence(confidence)
        self._hand_in(team, who=who, confidence=None if who is None else confidence)

    def explain(self, team: int, reason: str) -> None:
        """Why, in a sentence of at most 2,000 characters."""
        self._hand_in(team, reason=kept_text(reason, MAX_REASON))

    def dissent(self, team: int, case: str) -> None:
        """The best case for another answer, in a sentence of at most 2,000 characters."""
        self._hand_in(team, dissent=kept_text(case, MAX_REASON))

    def ask(self, team: int, leader: str | None = None) -> None:
        """A team asks the people, with a leader if wished: paid at once, and it stands.

        What it learns is in `page_of`.
        """
        play = self._waiting(team)
        if not play.played.game.can_ask:
            raise ChasmError(f"{self._state.teams[team]} cannot ask now: it has asked, or has no asks left")
        # Asking is the first thing in the save of a team: its sheet goes in before, and cannot change after it.
        play.played.game.check(Ask(leader))  # before the sheet is written: a refused call changes nothing
        self._seats.hand_in_first_sheet(team)
        play.ask(leader)

    # ------------------------------------------------------------- reveals

    def reveal(self) -> None:
        """Fix the choices of the round and write them into the saves. Called again, it finishes what failed."""
        round_id = self._current()
        # A disk that was full in the middle leaves the line without all of the saves: calling again goes on from
        # there.
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
            # At the end the sheets go into the saves; before the first round they wait there for the first reveal.
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

    def talk(self) -> tuple[tuple[PageView, ...], ...]:
        """At the end: the material behind each of the five questions; nothing of scores before they are shown."""
        if self.stage is not RoomStage.END:
            raise ChasmError("the talk is for when the game is over")
        # Once worked out it stays, until the scores are shown, or a team gets another name or is taken out.
        stands = (self._state.scores_shown, tuple(self._state.present.items()), self.folder)
        if self._talk is None or self._talk[0] != stands:
            hidden = not self._state.scores_shown
            self._talk = (stands, talk_pages(self.folder, self._scenario, hidden=hidden))
        return self._talk[1]

    # ------------------------------------------------------------- within

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
        # The same key twice is one line: the journal stays readable, and the disk quiet.
        if slip != before:
            self._do(slip)

    def _open(self, team: int) -> None:
        if self.stage not in {RoomStage.CHOICES, RoomStage.CONSEQUENCES} or self._state.showing is None:
            raise ChasmError("the choices come first: reveal them")
        shown = self._state.showing
        if team != EVERY_TEAM and not was_in(self._seats[team], shown):
            raise ChasmError(f"{self._state.teams[team]} sat this round out")
        if team not in self._state.opened.get(shown, ()):
            self._do(Opened(shown, team))
