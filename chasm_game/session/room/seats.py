"""The seats of a room: an ordinary save for every team, and what is done to it. All of it may be done twice over.

A killed room is mended by doing again what its journal says: a seat that was not noted is found, a decision that was
not written is written, and nothing is there twice.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import kind_of
from chasm_game.journal.actions import MAX_TEAM, Over, kept_text
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.files import save_files
from chasm_game.journal.journal import read_save
from chasm_game.journal.room_actions import Seated
from chasm_game.session.local import LocalPlay
from chasm_game.text import looks, one_line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.journal import Journal
    from chasm_game.journal.room_actions import RoomAction, Slip
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
        """Team and game, in the order in which the teams joined."""
        return ((team, self._plays[team]) for team in self._state.teams if team in self._plays)

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
            if not self._fits(play.played.header, team):
                raise DamagedSave(path, 1, f"this is not the save of {self._state.teams[team]} in this room")

    def seat_everybody(self, note: Callable[[RoomAction], None]) -> None:
        """Give every team a save that has none yet; `note` writes it into the room's journal."""
        without = [team for team in self._state.teams if team not in self._plays]
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
        """Decide what is revealed and not yet in a save: what a team handed in, else the default.

        A round that the room has passed is decided too: so a late team catches up.
        """
        passed = self.passed
        for team, play in self.items():
            while (index := waits_at(play)) is not None and index <= passed:
                turn = play.played.game.turn
                assert turn is not None
                _decide(play, self._state.slips.get((turn.round.id, team)))
            if "after" in self._state.sheets_done and play.phase is Phase.BELIEFS_AFTER:
                play.submit_beliefs(None)

    @property
    def passed(self) -> int:
        """The index of the farthest round that was revealed; -1 before the first."""
        places = {r.id: index for index, r in enumerate(self.scenario.rounds)}
        return max((places.get(each, -1) for each in self._state.revealed), default=-1)

    @property
    def is_settled(self) -> bool:
        """Whether every seat and every revealed decision is in its save."""
        passed = self.passed
        if self._state.began and len(self._plays) < len(self._state.teams):
            return False
        return all(index is None or index > passed for index in (waits_at(play) for play in self._plays.values()))

    def close(self) -> None:
        """Let go of every save."""
        for play in self._plays.values():
            play.close()

    def _fits(self, header: Header, team: int) -> bool:
        room = self._state.header
        wanted = (room.scenario_sha256, room.rulebook_sha256, room.seed, self._state.teams[team], "assessed", False)
        found = (header.scenario_sha256, header.rulebook_sha256, header.seed, header.team, header.mode, header.quick)
        return wanted == found

    def _take(self, team: int, play: LocalPlay) -> LocalPlay:
        """A team's game; where its file is taken away, the whole room goes elsewhere."""
        if self._displaced is not None:
            play.journal.displaced = self._displaced
        self._plays[team] = play
        return play

    def _seat(self, team: int, begun: Sequence[tuple[Path, Header]]) -> LocalPlay:
        """The save that was begun for a team, or a new one."""
        for path, header in begun:
            if self._fits(header, team):
                return LocalPlay.resume(path)
        name, seed = self._state.teams[team], self._state.header.seed
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
    if play.phase is Phase.BELIEFS_BEFORE:
        play.submit_beliefs(None)
    can_be = play.played.game.open_responses
    if slip is None or slip.absent:
        play.decide(can_be[0], defaulted=True)
        return
    prediction = None if slip.who is None or slip.confidence is None else (slip.who, slip.confidence)
    # What was open when the letter was typed may be locked by what asking cost.
    given = slip.response if slip.response in can_be else None
    play.decide(given or can_be[0], prediction=prediction, reason=slip.reason, defaulted=given is None)


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
