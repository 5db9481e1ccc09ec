"""What is put right in a room: a letter that was revealed, a sheet, a name, a team that should not be there.

Nothing is rewritten: each of these is a line of the journal, and one of the team's save where it changes its game.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.played import check_sheet, check_ways
from chasm_game.journal.room_actions import Corrected, Removed, Renamed, Restored, Sheet
from chasm_game.scenario.rounds import WAIT
from chasm_game.session.room.base import RoomBase
from chasm_game.session.room.seats import room_name
from chasm_game.session.room.stage import current_round
from chasm_game.session.room.views import RoomStage, TeamSheet
from chasm_game.session.room.views_builder import team_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.engine.snapshot import Turn
    from chasm_game.scenario.rounds import Response
    from chasm_game.session.local import LocalPlay

__all__ = ["RoomRepairs", "needs", "response_of"]


class RoomRepairs(RoomBase):
    """A room whose mistakes are put right. A call that cannot be done now raises `ChasmError` and changes nothing."""

    # ------------------------------------------------------------- letters

    def correct(self, team: int, letter: str) -> bool:
        """What a team took in the round that was revealed last, where another letter was typed for it.

        From a reveal to the next one; after the last, until the end. Whether what it handed in for the round that
        waits is asked for again, for that round is another for it now. What it foresaw and why stays.
        """
        round_id, play = self._correctable(team)
        turn = next(turn for turn in play.played.game.turns if turn.round.id == round_id)
        name = self._state.teams[team]
        response = response_of(turn.round.responses, letter)
        if response not in turn.open:
            number = ord(letter.upper()) - ord("A")
            raise ChasmError(f"{letter.upper()} was locked for {name}{needs(turn.round.responses, number)}")
        taken = play.played.choices[-1]
        if response == taken.response and not taken.defaulted:
            raise ChasmError(f"{letter.upper()} is what stands for {name}")
        before = current_round(self._state, self._seats)
        # Played on beside, before anything is written: the line itself has to say whether the slip still holds.
        again = _after(play, response) != (_waits(play.played.game), play.played.game.open_responses)
        handed_in = any(at == team and where not in self._state.revealed for where, at in self._state.slips)
        self._do(Corrected(round_id, team, response, again))
        self.mend()
        # A team may stand in another round now, and the room wait for another: then its time begins anew.
        if current_round(self._state, self._seats) != before:
            self._wind_up()
        return again and handed_in

    def _correctable(self, team: int) -> tuple[str, LocalPlay]:
        """The round that was revealed last, and the game of a team that was in it."""
        if not self._state.revealed or self.stage is RoomStage.END:
            raise ChasmError("no letter can be corrected now: from a reveal to the next one, and not at the end")
        # A disk that was full in the middle of a reveal: first it is finished.
        self.mend()
        round_id, play = self._state.revealed[-1], self._seats[team]
        name = self._state.teams[team]
        if team in self._state.removed:
            raise ChasmError(f"{name} is taken out: take it back first")
        if not play.played.choices or play.played.choices[-1].round != round_id:
            raise ChasmError(f"{name} sat this round out")
        return round_id, play

    # ------------------------------------------------------------- sheets

    def believe(self, team: int, points: Mapping[str, float] | None, ways: Mapping[str, float] | None = None) -> None:
        """A team's belief sheet: points by stakeholder id, any positive sum; ways by axis, -1 to 1.

        The last one counts, until the first reveal (or until the team asks the people), and at the end until the sheets
        are done. Without points it is taken back; without ways the second page is passed over.
        """
        when = self._asked_for()
        play, name = self._seats[team], self._state.teams[team]
        if when in play.played.beliefs:
            raise ChasmError(f"the sheet of {name} stands: it has asked the people, or it was handed in before")
        check_sheet(points, play.played.game.plan.stakeholders)
        check_ways(ways, play.played.game.plan.axes)
        sheet = Sheet(when, team, None if points is None else dict(points), None if ways is None else dict(ways))
        if sheet != self._state.sheets.get((when, team), Sheet(when, team)):
            self._do(sheet)

    def sheets(self) -> tuple[TeamSheet, ...]:
        """What every team handed in for the sheets that are asked for now, to be checked."""
        when = self._asked_for()
        return tuple(team_sheet(self._state, play, team, when) for team, play in self._seats.items())

    def _asked_for(self) -> str:
        if self.stage is RoomStage.SHEETS_AFTER:
            return "after"
        if self._state.began and not self._state.revealed:
            return "before"
        raise ChasmError("no belief sheet is asked for now")

    # ------------------------------------------------------------- teams

    def rename(self, team: int, name: str) -> None:
        """Another name for a team, from here on and in everything that is shown."""
        others = [other for number, other in self._state.teams.items() if number != team]
        self._do(Renamed(team, room_name(name, others)))
        self.mend()

    def remove(self, team: int) -> None:
        """Take a team out after the beginning. What it did stays in its save, which says so; it can be taken back."""
        before = current_round(self._state, self._seats)
        self._do(Removed(team))
        self.mend()
        if current_round(self._state, self._seats) != before:
            self._wind_up()

    def restore(self, team: int) -> None:
        """Take back a team that was taken out. For every round that it missed it gets the default."""
        if self.stage is RoomStage.END:
            raise ChasmError("the game is over: nobody can join any more")
        before = current_round(self._state, self._seats)
        self._do(Restored(team))
        self.mend()
        if current_round(self._state, self._seats) != before:
            self._wind_up()


def response_of(responses: Sequence[Response], letter: str) -> str:
    """The id behind a letter. Raises `ChasmError` where the round has no such answer."""
    # Case folding of other alphabets can give two letters, which `ord` refuses.
    number = ord(letter.upper()) - ord("A") if len(letter) == 1 and letter.isascii() else -1
    ids = [*(r.id for r in responses), WAIT]
    if not 0 <= number < len(ids):
        raise ChasmError(f"there is no answer {letter.upper()} in this round")
    return ids[number]


def needs(responses: Sequence[Response], number: int) -> str:
    """What an answer needs, where its author says so."""
    said = responses[number].needs if number < len(responses) else "only where no answer is open"
    return f": {said}" if said else ""


def _waits(game: Game) -> str | None:
    return None if game.turn is None else game.turn.round.id


def _after(play: LocalPlay, response: str) -> tuple[str | None, tuple[str, ...]]:
    """Where a game would wait, and what would be open there, with another response in its last round."""
    played = play.played
    # A game of its own: taking back in the team's would show through to whoever reads it meanwhile.
    game, turns = Game(played.game.plan.scenario, played.header.seed, plan=played.game.plan), played.game.turns
    asked = next((turn.ask for turn in _undecided(turns)), None)
    last = played.choices[-1].round
    for turn in turns:
        if turn.response is None:
            continue
        if turn.ask is not None:
            game.push(turn.ask)
        game.push(Choose(response if turn.round.id == last else turn.response))
    # As the correction itself does: the people stay asked, where they can be.
    if asked is not None and _waits(game) == turns[-1].round.id:
        _ask_if_possible(game, asked)
    return _waits(game), game.open_responses


def _undecided(turns: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.response is None]


def _ask_if_possible(game: Game, asked: Ask) -> None:
    try:
        game.push(asked)
    except ChasmError:
        return
