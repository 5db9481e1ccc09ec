"""What a team can do beside its letter, in words: be absent, ask, predict, explain, dissent; and its own page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.round_sentences import own_page
from chasm_game.plain.round_text import prediction_question
from chasm_game.session.parse_input import TAKES_BACK, Unreadable, leader_of, prediction_of, word_of
from chasm_game.session.room.questions import before_asking, before_opening_a_page
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import money, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.plain.room.desk import Desk
    from chasm_game.session.room.views import RoomTeam

__all__ = ["TeamOrders"]


class TeamOrders:
    """Each names its team first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def orders(self, handed_in: Callable[[RoomTeam], None]) -> Sequence[Order]:
        """The words; `handed_in` hears for which team something came in the place of a letter."""

        def absent(said: str) -> None:
            team = self._alone(said)
            self._desk.do(lambda room: room.mark_absent(team.id))
            self._desk.say(f"{one_line(team.name, 40)} is absent: it gets the default.")
            handed_in(team)

        return (
            Order("absent", "Nobody is there: the default, the first open answer, marked.", absent, "2"),
            Order("here", "Somebody is there after all.", self._here, "2"),
            Order("clear", "Takes the letter of a team back.", self._clear, "2"),
            Order(
                "ask",
                "The team asks the people, after a question; a leader's id behind it comes along.",
                self._ask,
                "2",
            ),
            Order("page", "The team's own page, after a question; the others look away.", self._page, "2"),
            Order("predict", "Who the team thinks will lose most, and how sure it is.", self._predict, "2 1 70"),
            Order("why", "The reason of a team, in a sentence.", self._explain, "2 A SENTENCE"),
            Order("why-not", "Its best case for another answer, in a sentence.", self._dissent, "2 A SENTENCE"),
        )

    def _alone(self, said: str) -> RoomTeam:
        team, rest = self._desk.team(said)
        if rest:
            raise Unreadable(f"“{one_line(rest, 40)}” is too much here: one team, by its number or its name.")
        return team

    def _in_the_round(self, said: str) -> tuple[RoomTeam, str]:
        team, rest = self._desk.team(said)
        if team.status in {TeamStatus.SITS_OUT, TeamStatus.FALLEN}:
            raise Unreadable(f"{one_line(team.name, 40)} is not in this round.")
        return team, rest

    def _here(self, said: str) -> None:
        team = self._alone(said)
        if team.status is not TeamStatus.ABSENT:
            raise Unreadable(f"{one_line(team.name, 40)} is not marked as absent.")
        self._desk.do(lambda room: room.mark_absent(team.id, absent=False))
        self._desk.say(f"{one_line(team.name, 40)} is here.")

    def _clear(self, said: str) -> None:
        team = self._alone(said)
        if team.status not in {TeamStatus.IN, TeamStatus.ABSENT}:
            raise Unreadable(f"{one_line(team.name, 40)} has no letter that could be taken back.")
        self._desk.do(lambda room: room.clear(team.id))
        self._desk.say(f"{one_line(team.name, 40)} has no letter now.")

    def _ask(self, said: str) -> None:
        # `ask:ines` is how a player writes it; behind a team a colon means the same.
        team, rest = self._in_the_round(re.sub(r"\s*:\s*", " ", said))
        name = one_line(team.name, 40)
        if not team.can_ask:
            raise Unreadable(f"{name} cannot ask: it has asked, or has no asks left.")
        view = self._desk.do(lambda room: room.page_of(team.id)).ask
        leaders = {leader.id: one_line(leader.name) for leader in view.leaders}
        leader = leader_of(rest, list(leaders.items())) if rest else None
        if leaders and leader is None:
            along = ", ".join(f"{id_} for {who}" for id_, who in leaders.items())
            self._desk.say(f"Nobody comes along. With a leader: ask {team.id} and {along}.")
        price = money(round(view.cost, 1), self._desk.view.unit)
        if self._desk.is_sure(before_asking(name, price, view.left, leaders.get(leader or "", ""))):
            self._desk.do(lambda room: room.ask(team.id, leader))
            self._desk.say(f"{name} has asked. page {team.id} opens what it learned.")

    def _page(self, said: str) -> None:
        team, rest = self._in_the_round(said)
        if rest:
            raise Unreadable("Type page and one team, by its number or its name.")
        name = one_line(team.name, 40)
        if self._desk.is_sure(before_opening_a_page(name)):
            self._desk.tell(own_page(name, self._desk.do(lambda room: room.page_of(team.id))))

    def _predict(self, said: str) -> None:
        team, rest = self._in_the_round(said)
        assert self._desk.view.round is not None
        targets, name = self._desk.view.round.targets, one_line(team.name, 40)
        if not rest:
            about = "A number of the list, perhaps with how sure they are, 20 to 100. A minus takes it back."
            entered = self._desk.entry(f"{name}. {prediction_question(targets)}", about)
            if entered is None:
                return
            rest = entered
        if word_of(rest) in TAKES_BACK:
            self._desk.do(lambda room: room.predict(team.id, None))
            self._desk.say(f"{name} predicts nothing now.")
            return
        who, sure = prediction_of(rest, targets)
        self._desk.do(lambda room: room.predict(team.id, who, sure))
        self._desk.say(f"The prediction of {name} is in.")

    def _explain(self, said: str) -> None:
        about = "It stands beside the others' in the debrief."
        if (found := self._sentence(said, "why? One sentence, or skip.", about)) is not None:
            team, reason = found
            self._desk.do(lambda room: room.explain(team.id, reason))
            self._say_taken(team, "reason", reason)

    def _dissent(self, said: str) -> None:
        about = "From whoever dissents this round. It stands beside the reason in the debrief."
        if (found := self._sentence(said, "why not? The best case for another answer, or skip.", about)) is not None:
            team, case = found
            self._desk.do(lambda room: room.dissent(team.id, case))
            self._say_taken(team, "dissent", case)

    def _say_taken(self, team: RoomTeam, what: str, sentence: str) -> None:
        name = one_line(team.name, 40)
        self._desk.say(f"The {what} of {name} is in." if sentence else f"{name} has no {what} now.")

    def _sentence(self, said: str, question: str, about: str) -> tuple[RoomTeam, str] | None:
        """A team and what it says, asked for where it is not there; empty to take it back, None where skipped."""
        team, rest = self._in_the_round(said)
        entered = rest or self._desk.entry(f"{one_line(team.name, 40)}: {question}", about)
        return None if entered is None else (team, "" if word_of(entered) in TAKES_BACK else entered)
