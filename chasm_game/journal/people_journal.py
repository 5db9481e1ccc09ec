"""The file of a live room's people: what is personal, beside the room's journal, so that it can be deleted alone."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of, remove, write_whole
from chasm_game.journal.append_file import HeldFile
from chasm_game.journal.damage import DamagedSave, whole_lines
from chasm_game.journal.files import create_held, open_held
from chasm_game.journal.json_fields import NotAnAction
from chasm_game.journal.people_actions import (
    AnswersOpened,
    Closed,
    Frozen,
    HostToken,
    PeopleAction,
    PeopleHeader,
    SeatTaken,
    TokenGiven,
    of_one_seat,
)
from chasm_game.journal.people_lines import people_from_line, people_to_line
from chasm_game.journal.people_state import PeopleState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["PEOPLE_FILE", "PeopleJournal", "PeopleRecord", "read_people"]

PEOPLE_FILE = "people.journal"
"""Its name in a room's folder: not a save's, so that the folder can be given to whatever reads saves."""
OWNER_ALONE = 0o600


@dataclass(frozen=True, slots=True)
class PeopleRecord:
    """What the file says, and what it comes to."""

    path: Path
    header: PeopleHeader
    actions: tuple[PeopleAction, ...]
    length: int
    """Bytes of whole lines."""
    size: int
    """Bytes of the file when it was read."""

    @property
    def state(self) -> PeopleState:
        """What it comes to."""
        return _state(self.header, self.actions)


def read_people(folder: Path) -> PeopleRecord:
    """Read the people of a room's folder. Raises `DamagedSave` with the line and the reason."""
    path = folder / PEOPLE_FILE
    whole, size = whole_lines(path)
    header: PeopleHeader | None = None
    actions: list[PeopleAction] = []
    state: PeopleState | None = None
    for number, line in enumerate(io.BytesIO(whole)):
        try:
            action = people_from_line(number, line)
            if isinstance(action, PeopleHeader):
                header = action
                state = PeopleState(action)
            else:
                assert state is not None
                state.do(action)
                actions.append(action)
        except ChasmError as error:
            raise DamagedSave(path, number + 1, str(error)) from None
    assert header is not None
    return PeopleRecord(path, header, tuple(actions), len(whole), size)


class PeopleJournal(HeldFile):
    """The file while it is written. One process at a time holds it; nobody but its owner may read it."""

    rights = OWNER_ALONE
    may_wait = True
    header: PeopleHeader
    actions: list[PeopleAction]
    """What was done, in order."""

    @classmethod
    def create(cls, folder: Path, header: PeopleHeader) -> PeopleJournal:
        """Begin the file in a room's folder. Raises `ChasmError` where it cannot be."""
        line = people_to_line(0, header)
        try:
            held = create_held([folder / PEOPLE_FILE], line, OWNER_ALONE)
        except OSError as error:
            raise ChasmError(f"the people of the room cannot be kept in {folder}: {reason_of(error)}") from None
        journal = cls(held, line)
        journal.header, journal.actions = header, []
        return journal

    @classmethod
    def resume(cls, record: PeopleRecord) -> PeopleJournal:
        """Go on with a file that was read. Raises `ChasmError` where it is open elsewhere, or cannot be written."""
        journal = cls.reopened(record.path, record.length, record.size)
        journal.header, journal.actions = record.header, list(record.actions)
        journal.to_owner_alone()  # a folder that was brought here from a stick
        return journal

    def append(self, *actions: PeopleAction) -> None:
        """Write these, all or none; they are on disk when this returns. Raises `ChasmError` where it cannot be."""
        number = len(self.actions) + 1
        try:
            lines = [people_to_line(number + n, action) for n, action in enumerate(actions)]
        except NotAnAction as error:
            raise ChasmError(f"{self.path} cannot keep this: {error}") from None
        self.append_line(b"".join(lines))
        self.actions += actions

    def forget(self, seat: str) -> None:
        """Delete everything that one seat said, and the seat. Raises `ChasmError`; then nothing is deleted."""
        kept = [_without(action, seat) for action in self.actions if not of_one_seat(action, seat)]
        self._rewrite(kept)

    def end_seats(self) -> None:
        """Close: nothing in the file lets anybody back to a seat from here on."""
        without: list[PeopleAction] = []
        for action in self.actions:
            if isinstance(action, SeatTaken):
                # The seat stays, since votes and sheets name it; only what would open it goes.
                without.append(replace(action, pin="", token="", key=""))
            elif not isinstance(action, TokenGiven | HostToken | Frozen):
                without.append(action)
        self._rewrite([*without, Closed()])

    def thaw(self) -> None:
        """The projector goes on: the board that stood goes out of the file, for the names of teams are in it."""
        self._rewrite([action for action in self.actions if not isinstance(action, Frozen)])

    def follow(self, folder: Path) -> None:
        """Go where the room's other files went; nothing personal of ours stays behind. Raises `ChasmError`."""
        # Where something took the file away, nothing of it was left behind.
        left = None if self._why_not() else self.path
        try:
            self.go_to(self.copied([folder / PEOPLE_FILE]))
        except OSError as error:
            raise ChasmError(f"the people of the room cannot be kept in {folder}: {reason_of(error)}") from None
        if left is not None:
            remove(left)

    def _rewrite(self, actions: Sequence[PeopleAction]) -> None:
        """Another content under the same name, whole or not at all."""
        text = b"".join(_lines(self.header, actions))
        self.look()
        self._handle.close()  # what is open is not replaced on every system
        try:
            write_whole(self.path, text, private=True)
            self._text = text
            self.actions = list(actions)
        finally:
            try:
                # Also where nothing could be written: the old content is still there, and goes on.
                self._enter(open_held(self.path))
            except OSError as error:
                raise ChasmError(f"{self.path} cannot be written: {reason_of(error)}") from None
            self.to_owner_alone()

    def to_owner_alone(self) -> None:
        """Take it from everybody else."""
        with contextlib.suppress(OSError):  # shares of other systems know no such thing
            self.path.chmod(OWNER_ALONE)
        self._mark()


def _state(header: PeopleHeader, actions: Iterable[PeopleAction]) -> PeopleState:
    state = PeopleState(header)
    for action in actions:
        state.do(action)
    return state


def _lines(header: PeopleHeader, actions: Sequence[PeopleAction]) -> list[bytes]:
    return [people_to_line(number, each) for number, each in enumerate((header, *actions))]


def _without(action: PeopleAction, seat: str) -> PeopleAction:
    """The same without a seat that is named in it beside others: of pens that were given out."""
    if not isinstance(action, AnswersOpened) or seat not in action.pens.values():
        return action
    return replace(action, pens={team: each for team, each in action.pens.items() if each != seat})
