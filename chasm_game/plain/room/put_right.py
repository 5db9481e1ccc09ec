"""What puts a room right, in words: who takes part, their names, the letters of the last reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import quoted
from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.named_teams import team_of
from chasm_game.plain.room.room_sentences import teams
from chasm_game.session.parse_input import Unreadable, word_of
from chasm_game.session.room.questions import before_correcting, before_removing, before_restoring, late_team
from chasm_game.session.room.views import RoomStage
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.plain.room.desk import Desk
    from chasm_game.session.room.round_views import Correctable

__all__ = ["PutRight"]

_OVER = frozenset({RoomStage.SHEETS_AFTER, RoomStage.END})


class PutRight:
    """Can be typed on every page once the game has begun; each asks before it does anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def orders(self) -> Sequence[Order]:
        """Six words."""
        view = self._desk.view
        correct = Order(
            "correct",
            "A letter of the last reveal that was typed wrongly: what it had shown.",
            self._correct,
            "2 B",
            helps=view.correctable is not None,
        )
        late = Order(
            "late",
            "A late team joins, with the default for what it missed.",
            self._late,
            "NAME",
            helps=view.stage not in _OVER,
        )
        back = Order("back", "Takes a team back that was taken out.", self._restore, "2", helps=bool(view.removed))
        return (
            Order(
                "teams", "Who takes part, with the number of each.", lambda _: self._desk.tell(teams(self._desk.view))
            ),
            late,
            Order("rename", "Another name for a team.", self._rename, "2 NAME"),
            Order("out", "Takes a team out.", self._remove, "2"),
            back,
            correct,
        )

    def _late(self, name: str) -> None:
        if not name:
            raise Unreadable("Type late and the name of the team.")
        if self._desk.view.stage in _OVER:
            raise Unreadable("The game is over: nobody can join any more.")
        if self._desk.is_sure(late_team(self._desk.view.revealed)):
            team = self._desk.do(lambda room: room.add_team(name))
            self._desk.say(f"{team}. {one_line(name, 40)} joins.")

    def _rename(self, said: str) -> None:
        team, name = self._desk.team(said)
        if not name:
            about = "It has the new name everywhere from now on; its file keeps the one it has."
            entered = self._desk.entry(f"Another name for {one_line(team.name, 40)}? Or skip.", about)
            if entered is None:
                return
            name = entered
        self._desk.do(lambda room: room.rename(team.id, name))
        self._desk.say(f"{one_line(team.name, 40)} is {one_line(name, 40)} now.")

    def _remove(self, said: str) -> None:
        team, rest = self._desk.team(said)
        if rest:
            raise Unreadable("Type out and one team, by its number or its name.")
        name = one_line(team.name, 40)
        if self._desk.is_sure(before_removing(name)):
            self._desk.do(lambda room: room.remove(team.id))
            self._desk.say(f"{name} is taken out. back {team.id} takes it back.")

    def _restore(self, said: str) -> None:
        out = dict(self._desk.view.removed)
        if not out:
            raise Unreadable("No team is taken out.")
        team, rest = team_of(said, out)
        if rest:
            raise Unreadable("Type back and one team, by its number or its name.")
        name = one_line(out[team], 40)
        if self._desk.is_sure(before_restoring(name)):
            self._desk.do(lambda room: room.restore(team))
            self._desk.say(f"{name} takes part again.")

    # ------------------------------------------------------------- letters

    def _correct(self, said: str) -> None:
        known = self._desk.view.correctable
        if known is None:
            raise Unreadable("No letter is revealed that could be corrected now.")
        if not said:
            self._tell_correctable(known)
            return
        team, typed = self._desk.team(said)
        name, letter = one_line(team.name, 40), word_of(typed).upper()
        stood = next((each for each in known.teams if each[0] == team.id), None)
        if stood is None:
            raise Unreadable(f"{name} sat this round out.")
        _, stands, defaulted, could = stood
        others = [each for each, _ in known.letters if each in could and (each != stands or defaulted)]
        if not others:
            raise Unreadable(f"Nothing else was open to {name} in that round.")
        if letter not in others:
            could_be = " or ".join(f"correct {team.id} {each.lower()}" for each in others)
            raise Unreadable(f"{stands} stands for {name}. What had it really shown? Type {could_be}.")
        if self._desk.is_sure(before_correcting(name, stands, letter)):
            again = self._desk.do(lambda room: room.correct(team.id, letter))
            then = " Its letter for the next round is asked for again." if again else ""
            self._desk.say(f"{name}: {stands} → {letter}, corrected.{then}")

    def _tell_correctable(self, known: Correctable) -> None:
        """What stands in the round that was revealed last."""
        titles = dict(known.letters)
        names = {team.id: team.name for team in self._desk.view.teams}
        self._desk.say(
            f"Whose letter in {quoted(known.title)} was typed wrongly? Type correct, the team, and what it had shown."
        )
        for team, letter, defaulted, _ in known.teams:
            default = " by default" if defaulted else ""
            self._desk.say(f"{team}. {one_line(names[team], 40)}: {letter}{default}, {quoted(titles.get(letter, ''))}.")
