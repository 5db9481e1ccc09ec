"""A round that waits: the story and the answers heard, then a letter from every team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from chasm_game.plain.room import round_sentences
from chasm_game.plain.room.clock import Clock
from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.named_teams import team_of_if_any
from chasm_game.plain.room.page import RoomPart
from chasm_game.plain.room.room_sentences import letters_in
from chasm_game.plain.room.team_orders import TeamOrders
from chasm_game.session.parse_input import Unreadable, word_of
from chasm_game.session.room.questions import before_revealing, missing, no_such_answer, not_in_it, without_sheet
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chasm_game.plain.room.desk import Desk
    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam

__all__ = ["Letters"]

_NUMBER_AND_LETTER = re.compile(r"(\d{1,6})\s*([a-z])")
"""`2b`, as it is quickly typed."""


class Letters(RoomPart):
    """One round, until its reveal."""

    typed = (
        "b: the answer of the team that is asked for. 2 b, or a team's name and b: the answer of that team; typed "
        "again it counts instead, until the reveal."
    )

    def __init__(self, desk: Desk, open_sheets: Callable[[], None]) -> None:
        super().__init__(desk)
        self._open_sheets = open_sheets
        self._last = 0
        """The team for which something was handed in last."""
        self._wanted: int | None = None
        """A team that was named alone: its letter comes next."""
        self._others = TeamOrders(desk)
        self._clock = Clock(desk)

    @property
    def shown(self) -> RoomRound:
        """The round."""
        assert self.desk.view.round is not None
        return self.desk.view.round

    def opening(self) -> Iterable[str]:
        """Story, posts, answers."""
        yield from round_sentences.story(self.shown)
        yield from not_in_it(self.desk.view.teams)
        yield from round_sentences.answers(self.shown, self.desk.view.unit)

    def prompt(self) -> str:
        """How many letters are in, and whose is asked for."""
        there = [t for t in self.desk.view.teams if t.status not in {TeamStatus.SITS_OUT, TeamStatus.FALLEN}]
        handed_in = sum(team.status is not TeamStatus.WAITS for team in there)
        team = self._asked_for()
        if team is None:
            return "Every team is heard. reveal fixes the choices, after a question."
        return f"{handed_in} of {len(there)} in. {team.id}. {one_line(team.name, 40)}?"

    def orders(self) -> Sequence[Order]:
        """What can be typed besides letters."""
        sheets = Order("sheets", "The belief sheets once more, until the first reveal.", lambda _: self._open_sheets())
        return (
            Order("answers", "The answers once more.", lambda _: self.desk.tell(self._answers())),
            Order("letters", "Every team with its letter, to be checked. Only you should hear it.", self._letters),
            *self._others.orders(self._mark),
            *self._clock.orders(),
            *([sheets] if self.desk.view.sheets_open else []),
            Order("reveal", "Fixes the choices of the round, after a question.", lambda _: self._reveal()),
        )

    def take(self, said: str, known: Iterable[str]) -> None:
        """A letter, with its team before it or for the one that is asked for."""
        word = word_of(said)
        if len(word) == 1 and word.isalpha():
            team = self._asked_for()
            if team is None:
                raise Unreadable(f"Every team is heard. Type whose letter it is, as 2 {word}.")
            self._choose(team, word)
            return
        found = self._team_in(said)
        if found is None:
            if len(word_of(said.rsplit(maxsplit=1)[-1])) == 1:
                self.desk.team(said)  # a letter, of a team that is not there: it says so
            super().take(said, known)
            return
        number, rest = found
        team = next(team for team in self.desk.view.teams if team.id == number)
        letter = word_of(rest)
        if not letter:
            self._wanted = team.id
        elif len(letter) == 1:
            self._choose(team, letter)
        else:
            raise Unreadable(f"“{one_line(rest, 40)}” is no letter. Type for example {team.id} a.")

    def _team_in(self, said: str) -> tuple[int, str] | None:
        """The team of a line and what stands behind it; `2b` is `2 b`, unless a team is called that."""
        teams = {team.id: team.name for team in self.desk.view.teams}
        close = _NUMBER_AND_LETTER.fullmatch(normalize("NFKC", said).lower())
        return team_of_if_any(said, teams) or (team_of_if_any(" ".join(close.groups()), teams) if close else None)

    def _choose(self, team: RoomTeam, letter: str) -> None:
        if letter.upper() not in {answer.letter for answer in self.shown.answers}:
            raise Unreadable(no_such_answer(letter, self.shown))
        self.desk.do(lambda room: room.choose(team.id, letter))
        # The letter itself is not said: what is heard here may be heard by the room.
        self.desk.say(f"The letter of {one_line(team.name, 40)} is in.")
        self._mark(team)

    def _mark(self, team: RoomTeam) -> None:
        self._last, self._wanted = team.id, None

    def _asked_for(self) -> RoomTeam | None:
        """The team that was named, else the next that still waits, around the end."""
        teams = self.desk.view.teams
        named = next((team for team in teams if team.id == self._wanted), None)
        if named is not None:
            return named
        waiting = [team for team in teams if team.status is TeamStatus.WAITS]
        return next((team for team in waiting if team.id > self._last), waiting[0] if waiting else None)

    def _answers(self) -> Iterable[str]:
        return round_sentences.answers(self.shown, self.desk.view.unit)

    def _letters(self, _: str) -> None:
        self.desk.tell(letters_in(self.desk.view, visible=True))

    def _reveal(self) -> None:
        view = self.desk.view
        no_sheet = without_sheet(view) if view.sheets_open else []
        if self.desk.is_sure(before_revealing(view, missing(view.teams), no_sheet)):
            self.desk.do(lambda room: room.reveal())
