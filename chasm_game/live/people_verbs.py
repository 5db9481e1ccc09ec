"""What a person can hand in from a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.journal.people_actions import HandedInBy, PenTaken, PersonSheet, PersonVote
from chasm_game.live.entrance import Entrance
from chasm_game.live.refusals import NotAllowed, NotNow, NotUnderstood, Over, Unknown
from chasm_game.live.sheets import check_page, of_a_hundred
from chasm_game.live.views import LiveStage

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.live.fields import Fields
    from chasm_game.session.room.devices import TeamAnswers

__all__ = ["PeopleVerbs"]

MOST_POINTS = 1e9


class PeopleVerbs(Entrance):
    """A room whose people hand something in.

    What was handed in is on disk when a call returns; where whoever calls lets lines wait (`unconfirmed`), what people
    say for themselves is when those are confirmed.
    """

    def by_person(self, seat: str, verb: str, fields: Fields) -> int:
        """Do what a person asks for, once for each key; the version from which it can be seen.

        Raises a `Refusal`, and changes nothing then.
        """
        verbs: dict[str, Callable[[str, Fields], object]] = {
            "sheet": self._sheet,
            "vote": self._vote,
            "choice": self._choice,
            "ask": self._ask,
            "pen": self._pen,
            "forget": self._forget,
        }
        if verb not in verbs:
            raise Unknown("There is nothing of this name to do.")
        self.seat(seat)
        self.saw(seat)

        def do() -> int:
            verbs[verb](seat, fields)
            return self.version

        version = self._answered.once(seat, fields.key, do)
        assert isinstance(version, int)
        return version

    # ------------------------------------------------------------- sheets

    def _sheet(self, seat: str, fields: Fields) -> None:
        when = fields.text("when", needed=True)
        points, ways = fields.page("points", 0, MOST_POINTS), fields.page("ways", -1, 1)
        if when != self.sheet_asked:
            raise Over("This sheet is closed: what was handed in stands.")
        view = self.view_of_step()
        check_page("points", points, {who for who, _ in view.stakeholders})
        check_page("ways", ways, {axis.id for axis in view.axes})
        if points is None and ways is None:
            raise NotUnderstood("Give somebody more than 0 points.")
        sheet = PersonSheet(when, seat, None if points is None else of_a_hundred(points), ways)
        if sheet != self.people.sheets.get((when, seat)):
            self._done(lambda: self._note(sheet))
        self._came_from(seat)

    # ------------------------------------------------------------- rounds

    def _vote(self, seat: str, fields: Fields) -> None:
        team, letter, answers = self._in_round(seat, fields)
        if letter not in answers.open:
            raise NotNow(f"{letter} is locked for your team.")
        who, sure = self._foreseen(fields)
        vote = PersonVote(self.room.round_id, seat, letter, who, sure)
        if vote != self.people.votes.get((self.room.round_id, seat)):
            self._done(lambda: self._note(vote))
        self._came_from(seat, team)

    def _choice(self, seat: str, fields: Fields) -> None:
        team, letter, answers = self._in_round(seat, fields)
        self._only_with_the_pen(seat, team)
        if letter not in answers.open:
            raise NotNow(f"{letter} is locked for your team.")
        self._hand_in(team, letter, self._foreseen(fields), fields.text("reason"), "pen")
        self._came_from(seat, team)

    def _hand_in(self, team: int, letter: str, foreseen: tuple[str | None, int | None], reason: str, by: str) -> None:
        """A team's answer as it would be typed: the same calls of the room, and who made them beside."""
        who, sure = foreseen
        self._done(lambda: self.room.hand_in(team, letter, who, 60 if sure is None else sure, reason))
        self._by(team, by)

    def _by(self, team: int, by: str) -> None:
        if self.people.hands.get((self.room.round_id, team), "") != by:
            self._done(lambda: self._note(HandedInBy(self.room.round_id, team, by)))

    def _ask(self, seat: str, fields: Fields) -> None:
        team = self._in_round_at(seat, fields)[0]
        self._only_with_the_pen(seat, team)
        self._ask_for(team, fields.text("leader"))
        self._came_from(seat, team)

    def _ask_for(self, team: int, leader: str) -> None:
        game = self.room.seat_view(team, self.version)
        ask = None if game is None or game.round is None else game.round.ask
        if ask is not None and ask.asked and (ask.companion.id if ask.companion else "") == leader:
            return  # of a device that did not hear the answer: it was done, and is paid once
        self._done(lambda: self.room.ask(team, leader or None))
        self._change(team=team, games=True)

    def _pen(self, seat: str, fields: Fields) -> None:
        team = self._in_round_at(seat, fields)[0]
        if self.pen_of(team) != seat:
            self._done(lambda: self._note(PenTaken(self.room.round_id, team, seat)))
        self._came_from(seat, team)

    def _forget(self, seat: str, fields: Fields) -> None:
        del fields
        team = self.seat(seat).team
        self._done(lambda: self._journal.forget(seat))
        self._rebuild()
        # What is only in memory is personal too.
        for kept in (self._seen, self._listening, self.touched, self._moved):
            kept.pop(seat, None)
        self._active[team] = self.clock()
        self._change(team=team)

    # ------------------------------------------------------------- within

    def _in_round_at(self, seat: str, fields: Fields) -> tuple[int, TeamAnswers]:
        """The team of a seat, and what it has before it in the round that waits and is named."""
        named, team = fields.text("round", needed=True), self.seat(seat).team
        if self.stage is not LiveStage.ANSWERS or named != self.room.round_id:
            raise Over("This round is closed: what was handed in stands.")
        answers = self.room.answers_of(team)
        if answers is None:
            raise NotNow("Your team sits this round out.")
        return team, answers

    def _in_round(self, seat: str, fields: Fields) -> tuple[int, str, TeamAnswers]:
        team, answers = self._in_round_at(seat, fields)
        letter = fields.text("letter", needed=True).upper()
        if letter not in {each for each, *_ in answers.letters}:
            raise NotUnderstood("This round has no such answer.")
        return team, letter, answers

    def _foreseen(self, fields: Fields) -> tuple[str | None, int | None]:
        """Who will lose most, and how sure; neither where one of them is missing."""
        who, sure = fields.text("who"), fields.sure()
        if who and who not in {NOBODY, *(each for each, _ in self.view_of_step().stakeholders)}:
            raise NotUnderstood("`who` is nobody of this story.")
        return (who, 60 if sure is None else sure) if who else (None, None)

    def _only_with_the_pen(self, seat: str, team: int) -> None:
        if self.pen_of(team) != seat:
            raise NotAllowed("Somebody else of your team has the pen: take it first.")

    def _came_from(self, seat: str, team: int = 0) -> None:
        """Something came from a team: it is not silent, and needs no nudge."""
        team = team or self.seat(seat).team
        self._active[team] = self.clock()
        self._nudges.pop(team, None)
        self._moved.pop(seat, None)
        self.touched[seat] = self._change(team=team)
