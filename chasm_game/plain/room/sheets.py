"""The teams' belief sheets, one after the other: typed, typed again, heard back, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.page import RoomPart
from chasm_game.plain.room.room_sentences import sheet_question, sheets
from chasm_game.session.parse_input import TAKES_BACK, sheet_of, word_of
from chasm_game.session.room.questions import before_leaving_sheets
from chasm_game.session.room.views import RoomStage
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.plain.room.desk import Desk
    from chasm_game.session.room.views import RoomTeam

__all__ = ["Sheets"]


class Sheets(RoomPart):
    """Before the first round, or after the last."""

    typed = "Any other line is the sheet of the team that is asked for: its numbers, or - to take it back."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._after = desk.view.stage is RoomStage.SHEETS_AFTER
        self.is_left = False
        """Whether sheets that were only looked at again are left."""
        self._at: int | None = self._next_without(0)

    def opening(self) -> Iterable[str]:
        """The questions."""
        yield from sheet_question(self.desk.view, after=self._after)

    def prompt(self) -> str:
        """Whose sheet is asked for."""
        team = self._asked_for()
        if team is None:
            return "All teams were asked. on goes on; numbers tells what was typed; sheet 2 turns to a team."
        pages = (self.desk.view.stakeholders, self.desk.view.axes)
        form = ", a stroke and ".join(f"{len(page)} numbers" for page in pages if page)
        return f"The sheet of {team.id}. {one_line(team.name, 40)}? {form}; or skip."

    def orders(self) -> Sequence[Order]:
        """What can be typed besides the numbers."""
        return (
            Order("skip", "On to the next team.", lambda _: self._pass()),
            Order("sheet", "Turns to a team; with numbers behind it, hands its sheet in.", self._turn, "2"),
            Order("numbers", "What every team handed in, to be checked.", lambda _: self._numbers()),
            Order("on", "On with the sheets that are in; asks where one is missing.", lambda _: self._go_on()),
        )

    def take(self, said: str, known: Iterable[str]) -> None:
        """The numbers of the team that is asked for."""
        team = self._asked_for()
        if team is None or not (any(sign.isdigit() for sign in said) or word_of(said) in TAKES_BACK):
            super().take(said, known)
        else:
            self._hand_in(team, said)

    def _asked_for(self) -> RoomTeam | None:
        """The team that is asked for; the next where that was taken out meanwhile, None behind the last."""
        at = self._at
        return None if at is None else next((team for team in self.desk.view.teams if team.id >= at), None)

    def _turn(self, said: str) -> None:
        team, rest = self.desk.team(said)
        self._at = team.id
        if rest:
            self._hand_in(team, rest)

    def _hand_in(self, team: RoomTeam, said: str) -> None:
        view, name = self.desk.view, one_line(team.name, 40)
        if word_of(said) in TAKES_BACK:
            self.desk.do(lambda room: room.believe(team.id, None))
            self.desk.say(f"{name} has no sheet now.")
            return
        points, ways = sheet_of(said, view.stakeholders, [axis.id for axis in view.axes])
        self.desk.do(lambda room: room.believe(team.id, points, ways))
        self.desk.say(f"The sheet of {name} is in.")
        self._at = self._next_without(team.id)

    def _pass(self) -> None:
        team = self._asked_for()
        self._at = None if team is None else team.id + 1

    def _next_without(self, after: int) -> int | None:
        """The next team whose sheet is not in; what is in is not asked for again by itself."""
        return next((t.id for t in self.desk.view.teams if t.id > after and not t.sheets[self._after]), None)

    def _numbers(self) -> None:
        self.desk.tell(sheets(self.desk.view, self.desk.do(lambda room: room.sheets())))

    def _go_on(self) -> None:
        view = self.desk.view
        if view.stage is RoomStage.LETTERS:  # they were only looked at again
            self.is_left = True
            return
        without = [team.name for team in view.teams if not team.sheets[self._after]]
        question = before_leaving_sheets(view, without, after=self._after, way_back="type sheets")
        if not (self._after or without) or self.desk.is_sure(question):
            self.desk.do(lambda room: room.go_on())
