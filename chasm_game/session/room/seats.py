"""The seats of a room: an ordinary save for every team, and what is done to it. All of it may be done twice over.

A killed room is mended by doing again what its journal says: a seat that was not noted is found, a decision that was
not written is written, and nothing is there twice.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, IllegalDecision
from chasm_game.file_facts import kind_of
from chasm_game.journal.actions import MAX_TEAM, Over, kept_text
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.files import save_files
from chasm_game.journal.journal import read_save
from chasm_game.journal.room_actions import Seated
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.session.local import LocalPlay
from chasm_game.text import looks, one_line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.journal import Journal
    from chasm_game.journal.played import Played
    from chasm_game.journal.room_actions import Corrected, RoomAction, Slip
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Seats", "room_name", "waits_at"]


class Seats:
    """Every team's game, by the number of the team."""

    def __init__(
        self, folder: Path, scenario: Scenario, state: RoomState, displaced: Callable[[str], None] | None = None
    ) -> None:
        self.scenario = scenario
        """What all of them play."""
        self.folder = folder
        """Where their saves are."""
        self._state, self._displaced = state, displaced
        self._plays: dict[int, LocalPlay] = {}

    def __getitem__(self, team: int) -> LocalPlay:
        """The game of a team. Raises `ChasmError` where it has none."""
        try:
            return self._plays[team]
        except KeyError:
            raise ChasmError(f"team {team} has no seat") from None

    def get(self, team: int) -> LocalPlay | None:
        """The game of a team that has a seat."""
        return self._plays.get(team)

    def items(self) -> Iterator[tuple[int, LocalPlay]]:
        """Team and game of those that take part, in the order in which the teams joined."""
        return ((team, self._plays[team]) for team in self._state.present if team in self._plays)

    def journals(self) -> list[Journal]:
        """The saves of all teams."""
        return [play.journal for play in self._plays.values()]

    def reopen(self) -> None:
        """Open the saves that the room's journal names. Raises `ChasmError` where one is missing or another's."""
        for team, name in self._state.saves.items():
            path = self.folder / name
            if not kind_of(path):
                name_of_team = self._state.teams[team]
                raise ChasmError(f"the save of {name_of_team} is not there: put {name} back into {self.folder}")
            play = self._take(team, LocalPlay.resume(path))
            if not self._fits(play.played, team):
                raise DamagedSave(path, 1, f"this is not the save of {self._state.teams[team]} in this room")

    def seat_everybody(self, note: Callable[[RoomAction], None]) -> None:
        """Give every team a save that has none yet; `note` writes it into the room's journal."""
        without = [team for team in self._state.present if team not in self._plays]
        # Looking through the folder reads every save in it: only where somebody has none.
        begun = self._untouched() if without else []
        for team in without:
            play = self._take(team, self._seat(team, begun))
            try:
                note(Seated(team, play.save.name))
            except ChasmError:
                # Not noted, so not seated: its file is found again by the next attempt.
                self._plays.pop(team).close()
                raise

    def settle(self) -> None:
        """Put right what was, and decide what is revealed and not yet in a save: what was handed in, else the default.

        A round that the room has passed is decided too: so a late team catches up.
        """
        passed = self.passed
        for team, play in self._plays.items():
            # Of all plays, also of teams that were taken out: their saves are compared by name too.
            if play.played.header.team != self._state.teams[team]:
                play.rename(self._state.teams[team])
            if play.played.removed != (team in self._state.removed):
                play.mark_removed(team in self._state.removed)
            for correction in self._corrections_left(team, play):
                self._correct(team, play, correction)
        for team, play in self.items():
            while (index := waits_at(play)) is not None and index <= passed:
                turn = play.played.game.turn
                assert turn is not None
                self.hand_in_first_sheet(team)
                _decide(play, self._state.slips.get((turn.round.id, team)))
            if "after" in self._state.sheets_done and play.phase is Phase.BELIEFS_AFTER:
                play.submit_beliefs(*self._sheet("after", team))

    def _correct(self, team: int, play: LocalPlay, correction: Corrected) -> None:
        try:
            play.correct(correction.round, correction.response)
        except IllegalDecision as error:  # of a journal that was edited: the room checks before it writes
            name = one_line(self._state.teams[team], 40)
            raise ChasmError(f"{self.folder / ROOM_FILE} corrects what {name} could not take: {error}") from None

    def hand_in_first_sheet(self, team: int) -> None:
        """The sheet before the game goes into the save, as it is; from here on it stands."""
        play = self._plays[team]
        if play.phase is Phase.BELIEFS_BEFORE:
            play.submit_beliefs(*self._sheet("before", team))

    def _sheet(self, when: str, team: int) -> tuple[Mapping[str, float] | None, Mapping[str, float] | None]:
        sheet = self._state.sheets.get((when, team))
        return (None, None) if sheet is None else (sheet.points, sheet.ways)

    def _corrections_left(self, team: int, play: LocalPlay) -> list[Corrected]:
        """What was corrected and is not in the save yet."""
        # By their number: corrections are only ever appended, in both files in one order.
        return self._state.corrections.get(team, [])[len(play.played.corrections) :]

    @property
    def passed(self) -> int:
        """The index of the farthest round that was revealed; -1 before the first."""
        places = {r.id: index for index, r in enumerate(self.scenario.rounds)}
        return max((places.get(each, -1) for each in self._state.revealed), default=-1)

    @property
    def is_settled(self) -> bool:
        """Whether every seat and every revealed decision is in its save."""
        passed = self.passed
        if self._state.began and any(team not in self._plays for team in self._state.present):
            return False
        if any(self._corrections_left(team, play) for team, play in self._plays.items()):
            return False
        return all(index is None or index > passed for index in (waits_at(play) for _, play in self.items()))

    def close(self) -> None:
        """Let go of every save."""
        for play in self._plays.values():
            play.close()

    def _fits(self, played: Played, team: int) -> bool:
        return self._begins_like(replace(played.header, team=played.entered_as), self._state.entered_as[team])

    def _begins_like(self, header: Header, entered_as: str) -> bool:
        room = self._state.header
        # By all that a room begins a save with, and not by the file's name: a practice game of one team is not its
        # save.
        wanted = (*room.played_on, entered_as, "assessed", False)
        found = (*header.played_on, header.team, header.mode, header.quick)
        return wanted == found

    def _take(self, team: int, play: LocalPlay) -> LocalPlay:
        """A team's game; where its file is taken away, the whole room goes elsewhere."""
        if self._displaced is not None:
            play.journal.displaced = self._displaced
        self._plays[team] = play
        return play

    def _seat(self, team: int, begun: Sequence[tuple[Path, Header]]) -> LocalPlay:
        """The save that was begun for a team, or a new one."""
        name, seed = self._state.entered_as[team], self._state.header.seed
        for path, header in begun:
            if self._begins_like(header, name):
                return LocalPlay.resume(path)
        return LocalPlay.new(self.scenario, self.folder, team=name, seed=seed)

    def _untouched(self) -> list[tuple[Path, Header]]:
        """Saves that were begun when the room was killed and not noted: in them, nothing has been done."""
        taken = set(self._state.saves.values())
        found = []
        for path in save_files(self.folder):
            if path.name not in taken:
                with contextlib.suppress(DamagedSave):
                    record = read_save(path)
                    # A story in which no round happens is over as soon as it begins; apart from that, nothing was
                    # done.
                    if all(isinstance(action, Over) for action in record.actions):
                        found.append((path, record.header))
        return found


def waits_at(play: LocalPlay) -> int | None:
    """The index of the round in which a game waits; None where it is over."""
    turn = play.played.game.turn
    return None if turn is None else turn.index


def _decide(play: LocalPlay, slip: Slip | None) -> None:
    """What was handed in, if it can be taken; else the first open answer, marked as the default."""
    can_be = play.played.game.open_responses
    # Absence drops the prediction too: nobody was there to make one.
    if slip is None or slip.absent:
        play.decide(can_be[0], defaulted=True)
        return
    prediction = None if slip.who is None or slip.confidence is None else (slip.who, slip.confidence)
    # What was open when the letter was typed may be locked by what asking cost.
    given = slip.response if slip.response in can_be else None
    play.decide(
        given or can_be[0],
        prediction=prediction,
        reason=slip.reason,
        defaulted=given is None,
        dissent=slip.dissent,
    )


def room_name(name: str, taken: Iterable[str]) -> str:
    """The name as it is kept: at most 200 characters. Raises `ChasmError` where it is empty or looks like another."""
    kept = kept_text(name, MAX_TEAM)
    if not looks(kept):
        raise ChasmError("a team needs a name that can be seen: type one, for example Blue")
    for other in taken:
        # Compared as the eye sees them: on a projector two teams that look alike are one.
        if looks(other) == looks(kept):
            shown = one_line(kept, 40)
            raise ChasmError(f"there is a team {shown} already: add something that tells them apart, such as {shown} 2")
    return kept
