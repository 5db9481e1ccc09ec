"""After the letters: who chose what, then what followed, team by team or for all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import plural
from chasm_game.plain.room import round_sentences
from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.named_teams import team_of_if_any
from chasm_game.plain.room.page import RoomPart
from chasm_game.session.parse_input import Unreadable
from chasm_game.session.room.questions import before_going_on
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam

__all__ = ["Reveal"]

REVEALED = "The letters of this round are revealed. correct corrects one, next goes on."


class Reveal(RoomPart):
    """One round that is talked about."""

    @property
    def shown(self) -> RoomRound:
        """The round."""
        assert self.desk.view.round is not None
        return self.desk.view.round

    @property
    def _in_it(self) -> list[RoomTeam]:
        return [team for team in self.desk.view.teams if team.letter]

    @property
    def _closed(self) -> list[RoomTeam]:
        """Teams of which nobody heard yet what followed."""
        shown = self.shown
        return [] if shown.all_opened else [team for team in self._in_it if team.id not in shown.opened]

    def opening(self) -> Iterable[str]:
        """Who chose what."""
        shown = self.shown
        yield f"Round {shown.number} of {shown.of}, revealed. Who chose what?"
        yield from round_sentences.choices(shown)

    def prompt(self) -> str:
        """What can be opened next."""
        closed = self._closed
        if not closed:
            return "All is opened. next goes on; a team's number or all is heard once more."
        return f"open tells what followed for {one_line(closed[0].name, 40)}, all for everybody; next goes on."

    def orders(self) -> Sequence[Order]:
        """What can be heard, and the way on."""
        return (
            Order("open", "What followed for the next team.", lambda _: self._open_next()),
            Order("all", "What followed for everybody, a sentence a team, and each answer's story once.", self._all),
            Order("choices", "Who chose what, once more.", lambda _: self.desk.tell(self.opening())),
            Order("next", "On to the next round; asks while something is not opened.", lambda _: self._go_on()),
        )

    typed = "2, or a team's name: what followed for that team."

    def take(self, said: str, known: Iterable[str]) -> None:
        """A team, with or without `open` before it."""
        word, _, rest = said.partition(" ")
        opens = word.lower() == "open"
        if not opens and team_of_if_any(said, {team.id: team.name for team in self.desk.view.teams}) is None:
            # One sign at the end is a letter that comes too late, and no word that was misspelt.
            if len(said.rsplit(maxsplit=1)[-1]) > 1:
                super().take(said, known)
            raise Unreadable(REVEALED)
        team, behind = self.desk.team(rest if opens else said)
        if behind:
            raise Unreadable(REVEALED)
        self._open(team)

    def _open_next(self) -> None:
        closed = self._closed
        if not closed:
            self.desk.say("That was the last team. all tells the whole room, next goes on to the next round.")
        else:
            self._open(closed[0])

    def _open(self, team: RoomTeam) -> None:
        self.desk.do(lambda room: room.open_team(team.id))
        self.desk.tell(round_sentences.team_followed(self.desk.room.followed(team.id)))

    def _all(self, _: str) -> None:
        teams = [team.id for team in self._in_it]
        self.desk.do(lambda room: room.open_all())
        self.desk.tell(round_sentences.everybody([self.desk.room.followed(team) for team in teams]))

    def _go_on(self) -> None:
        closed = self._closed
        count = f"{len(closed)} of {plural(len(self._in_it), 'team')}"
        if not closed or self.desk.is_sure(before_going_on(count)):
            self.desk.do(lambda room: room.go_on())
