"""Who takes part: a name a line, until the game begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import plural
from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.page import RoomPart
from chasm_game.plain.room.room_sentences import teams
from chasm_game.session.parse_input import Unreadable
from chasm_game.session.room.questions import before_beginning
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Names"]


class Names(RoomPart):
    """Before the game."""

    typed = "Any other line is a team's name."

    def opening(self) -> Iterable[str]:
        """The teams that are there."""
        yield "Who takes part? Type a team's name, one a line; up to 40 teams. begin begins the game."
        if self.desk.view.teams:
            yield from teams(self.desk.view)

    def prompt(self) -> str:
        """A name."""
        count = len(self.desk.view.teams)
        return f"{plural(count, 'team')}. Another name, or begin?" if count else "A team's name?"

    def orders(self) -> Sequence[Order]:
        """Few words: every other is a name."""
        return (
            Order("begin", "The game begins with these teams, after a question.", self._begin),
            Order("name", "A name that begins with one of these words.", self._join, "NAME"),
            Order("out", "A name that was typed by mistake is taken out.", self._drop, "2"),
            Order("teams", "Who takes part.", lambda _: self.desk.tell(teams(self.desk.view))),
        )

    def take(self, said: str, known: Iterable[str]) -> None:  # noqa: ARG002  (every line is a name)
        """A name."""
        self._join(said)

    def _join(self, name: str) -> None:
        team = self.desk.do(lambda room: room.add_team(name))
        self.desk.say(f"{team}. {one_line(name, 200)} takes part.")

    def _drop(self, said: str) -> None:
        team, rest = self.desk.team(said)
        if rest:
            raise Unreadable("Type out and one team, by its number or its name.")
        self.desk.do(lambda room: room.drop_team(team.id))
        self.desk.say(f"{one_line(team.name, 200)} is taken out.")

    def _begin(self, _: str) -> None:
        if not self.desk.view.teams:
            raise Unreadable("There is no team yet. Type a name.")
        if self.desk.is_sure(before_beginning(self.desk.view)):
            self.desk.do(lambda room: room.begin())
