"""The lines of a room and of its saves without the personal words of somebody: names and reasons.

Letters, predictions and belief sheets stay: they are numbers, and the talk of all other teams hangs on them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Action, Chose, Header, Named
from chasm_game.journal.actions import Renamed as SaveRenamed
from chasm_game.journal.damage import DamagedSave, whole_lines
from chasm_game.journal.lines import to_line
from chasm_game.journal.room_actions import Renamed, RoomAction, RoomHeader, Seated, Slip, TeamJoined
from chasm_game.journal.room_lines import room_from_line, room_to_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from chasm_game.journal.forgotten_words import ForgottenWords
    from chasm_game.journal.journal import Record

__all__ = ["Forgotten", "journal_actions"]


@dataclass
class Forgotten:
    """Who is forgotten, and what was taken out so far."""

    words: ForgottenWords
    teams: Mapping[int, str]
    """By the number of each team that is forgotten: what it is called from now on."""
    reasons: int = 0
    """Reasons and dissents of these teams that were taken out of their saves."""
    mentions: int = 0
    """Reasons and dissents of other teams in which a name was."""

    def journal(self, actions: Sequence[RoomHeader | RoomAction], saves: Mapping[str, str]) -> bytes:
        """The journal anew; `saves` are the new names of files by the old ones."""
        kept = [each for action in actions if (each := self._room_action(action, saves)) is not None]
        # Numbered anew: a gap in the numbers is how readers find that a line is missing.
        return b"".join(room_to_line(number, action) for number, action in enumerate(kept))

    def _room_action(self, action: RoomHeader | RoomAction, saves: Mapping[str, str]) -> RoomHeader | RoomAction | None:
        if isinstance(action, TeamJoined) and action.team in self.teams:
            return replace(action, name=self.teams[action.team])
        # It joins under its new name (above): a renaming behind that would bring a personal one back.
        if isinstance(action, Renamed) and action.team in self.teams:
            return None
        if isinstance(action, Seated):
            return replace(action, save=saves.get(action.save, action.save))
        if isinstance(action, Slip):
            own = action.team in self.teams
            return replace(action, reason=self._left(action.reason, own), dissent=self._left(action.dissent, own))
        return action

    def _left(self, written: str, own: bool) -> str:
        """What is left of a sentence that a team wrote, or of the name that a save was given."""
        return "" if own else self.words.taken_out(written)

    def save(self, record: Record, called: str) -> bytes:
        """A save anew; `called` is what its team is called from now on, empty for another team's."""
        kept: list[Header | Action | Named] = [replace(record.header, team=called) if called else record.header]
        for action in record.actions:
            if called and isinstance(action, SaveRenamed):
                continue
            kept.append(self._chosen(action, own=bool(called)) if isinstance(action, Chose) else action)
        if name := self._left(record.name, bool(called)):
            kept.append(Named(name))
        return b"".join(to_line(number, action) for number, action in enumerate(kept))

    def _chosen(self, action: Chose, *, own: bool) -> Chose:
        reason, dissent = self._left(action.reason, own), self._left(action.dissent, own)
        changed = (reason != action.reason) + (dissent != action.dissent)
        self.reasons += changed if own else 0
        self.mentions += 0 if own else changed
        return replace(action, reason=reason, dissent=dissent)


def journal_actions(path: Path) -> list[RoomHeader | RoomAction]:
    """Every whole line of a room's journal. Raises `DamagedSave`."""
    whole, _ = whole_lines(path)
    found = []
    for number, line in enumerate(io.BytesIO(whole)):
        try:
            found.append(room_from_line(number, line))
        except ChasmError as error:
            raise DamagedSave(path, number + 1, str(error)) from None
    return found
