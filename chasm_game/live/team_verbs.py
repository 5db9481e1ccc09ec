"""What whoever leads a live room does with its teams and for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.journal.people_actions import DoorsSet, SeatMoved
from chasm_game.live.people_verbs import PeopleVerbs
from chasm_game.live.refusals import NotNow, Unknown
from chasm_game.live.views import LiveStage
from chasm_game.live.votes import majority

if TYPE_CHECKING:
    from chasm_game.live.fields import Fields

__all__ = ["TeamVerbs"]


class TeamVerbs(PeopleVerbs):
    """A room whose teams are led from a device."""

    def let_in(self, people: int) -> None:
        """So many people may come in, 1 to 400."""
        self._done(lambda: self._note(DoorsSet(people, self.people.spare)))
        self._change()

    # ------------------------------------------------------------- teams

    def _add_team(self, fields: Fields) -> None:
        added: list[int] = []
        self._done(lambda: added.append(self.room.add_team(fields.text("name", needed=True))))
        self._active[added[0]] = self.clock()
        self._change(games=True)

    def _rename(self, fields: Fields) -> None:
        team = self._team(fields)
        self._done(lambda: self.room.rename(team, fields.text("name", needed=True)))
        self._change(games=True)

    def _remove(self, fields: Fields) -> None:
        team = self._team(fields)
        if self.stage is LiveStage.LOBBY:
            if self.members(team):
                raise NotNow("People sit there: move them to another team first.")
            self._done(lambda: self.room.drop_team(team))
        else:
            self._done(lambda: self.room.remove(team))
        self._change(games=True)

    def _restore(self, fields: Fields) -> None:
        self._done(lambda: self.room.restore(fields.needed_whole("team")))
        self._change(games=True)

    def _move(self, fields: Fields) -> None:
        seat, team = self.seat(fields.text("seat", needed=True)).code, self._team(fields)
        if self.seat(seat).team != team:
            # What was voted in rounds that are over is history, and counts where people's forecasts are told.
            waits = self.room.round_id if self.stage in {LiveStage.STORY, LiveStage.ANSWERS} else ""
            voted = (waits, seat) in self.people.votes or bool(self.moved(seat))
            self._done(lambda: self._note(SeatMoved(seat, team, waits)))
            self._moved[seat] = (self._step_of_people(), voted)
        self._change()

    def _spare(self, fields: Fields) -> None:
        self._done(lambda: self._note(DoorsSet(self.people.people, fields.flag("on"))))
        self._change()

    def _seats(self, fields: Fields) -> None:
        self.let_in(fields.needed_whole("people"))

    def _team(self, fields: Fields) -> int:
        team = fields.needed_whole("team")
        if team not in self.room.names:
            raise Unknown("There is no such team.")
        return team

    # ------------------------------------------------------------- for a team

    def _choose(self, fields: Fields) -> None:
        team, letter = self._team(fields), fields.text("letter", needed=True)
        who, sure = self._foreseen(fields)

        def calls() -> None:
            self.room.choose(team, letter)
            # What the team said of it stays, where nothing else is typed.
            if who is not None:
                self.room.predict(team, who, 60 if sure is None else sure)
            if fields.text("reason"):
                self.room.explain(team, fields.text("reason"))

        self._done(calls)
        self._by(team, "facilitator")
        self._came_to(team)

    def _clear(self, fields: Fields) -> None:
        team = self._team(fields)
        self._done(lambda: self.room.clear(team))
        self._by(team, "")
        self._came_to(team)

    def _default(self, fields: Fields) -> None:
        for team in self._undecided(fields):
            self._done(lambda team=team: self.room.mark_absent(team))  # type: ignore[misc]
            self._by(team, "default")
        self._change()

    def _majority(self, fields: Fields) -> None:
        teams = self._undecided(fields)
        alone = fields.whole("team") is not None
        for team in teams:
            votes = self.votes_of(team)
            letter = majority(votes)
            if not letter and alone:
                name = self.room.names[team]
                raise NotNow(
                    f"No answer of {name} has more votes than every other." if votes else f"Nobody in {name} has voted."
                )
            if letter:
                self._done(lambda team=team, letter=letter: self.room.choose(team, letter))  # type: ignore[misc]
                self._by(team, "majority")
        self._change()

    def _undecided(self, fields: Fields) -> list[int]:
        """The team that is named, if it has handed in nothing; without a name all in the round of which that is so."""
        if fields.whole("team") is not None:
            team = self._team(fields)
            answers, by = self.room.answers_of(team), self.people.hands.get((self.room.round_id, team), "")
            # Whoever leads may press before their window knows: what was handed in is not written over by that. Who
            # handed it in may not be on disk, where a host was killed between the two.
            if answers is not None and answers.letter and not answers.absent and by != "majority":
                raise NotNow(f"{self.room.names[team]} has handed in an answer: take it back first.")
            return [team]
        found = ((team, self.room.answers_of(team)) for team in self.room.names)
        return [team for team, answers in found if answers and not answers.letter and not answers.absent]

    def _ask_typed(self, fields: Fields) -> None:
        self._ask_for(self._team(fields), fields.text("leader"))

    def _correct(self, fields: Fields) -> None:
        team, letter = self._team(fields), fields.text("letter", needed=True)
        again: list[bool] = []
        self._done(lambda: again.append(self.room.correct(team, letter)))
        name = self.room.names[team]
        if again[0]:
            self._by(team, "")
            self.notice = f"For {name} this round is another now: it is asked again."
        self._change(games=True, timer=True)

    def _nudge(self, fields: Fields) -> None:
        team = self._team(fields)
        if self.stage is LiveStage.ANSWERS and self.room.answers_of(team) is None:
            raise NotNow(f"{self.room.names[team]} sits this round out.")
        what = "what you believe" if self.sheet_asked else "your team's answer"
        self._nudges[team] = f"Whoever leads the room asks for {what}."
        self._change(team=team)

    def _came_to(self, team: int) -> None:
        self._active[team] = self.clock()
        self._change(team=team)
