"""The rooms of a folder, and the ways into one: a new room, or one that was left."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.file_facts import is_hidden, kind_of
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.old_model import NOT_SCORED, is_old
from chasm_game.journal.room_journal import ROOM_FILE, read_room
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.room.labels import RoomLabels

__all__ = ["RoomDoor", "rooms"]

MAX_ROOMS = 200
"""Folders that are looked into, the latest first."""


def rooms(saves: Path) -> list[RoomLine]:
    """The rooms under a folder of saves, the latest first; a damaged one is named with its reason.

    A folder is a room by what is in it: somebody may have given it another name.
    """
    found: list[Path] = []
    with contextlib.suppress(OSError), os.scandir(saves) as entries:
        # A folder of somebody else, that may not be entered, takes none of the others along.
        found = [Path(e.path) for e in entries if not is_hidden(e.name) and kind_of(Path(e.path, ROOM_FILE)) == "file"]
    # Names begin with the date, so the latest are found without reading all of them.
    lines = [_line(folder) for folder in sorted(found, key=lambda f: f.name, reverse=True)[:MAX_ROOMS]]
    return sorted(lines, key=lambda line: line.started, reverse=True)


def _line(folder: Path) -> RoomLine:
    try:
        state = read_room(folder).state
    except DamagedSave as damage:
        return RoomLine(str(folder), "", 0, "", 0, 0, False, damage.reason)
    header = state.header
    started = header.started.replace("T", " ")[:16]
    revealed, teams = len(state.revealed), len(state.present)
    old = NOT_SCORED if is_old(header.rulebook_text) else ""
    return RoomLine(
        str(folder), header.scenario, header.seed, started, teams, revealed, state.scores_shown, old, header.difficulty
    )


@dataclass(frozen=True)
class RoomDoor:
    """How a room is entered from the command line: with what it plays, or straight into one that was left."""

    saves: Path
    scenario: Scenario | None = None
    """None: only `folder` is opened."""
    seed: int = 1
    minutes: int = 5
    teams: tuple[str, ...] = ()
    """Names of a new room's teams; more can be typed."""
    folder: Path | None = None
    """The room to go on with, where one was named."""
    labels: RoomLabels | None = None
    """When old and new are shown; None as the room's journal says, in a new one not before the debrief."""
    roles: bool | None = None
    """Whether each round names who speaks and who dissents; None as the room's journal says, in a new one yes."""

    def entered(self) -> Room | None:
        """The room to begin in; None where rooms of the same story were left and somebody has to choose."""
        if self.folder is not None:
            return self.resume(str(self.folder))
        return None if self.left() else self.new()

    def left(self) -> Sequence[RoomLine]:
        """Rooms of the same story that are not over: starting again may mean going on."""
        if self.scenario is None:
            return ()
        found = (r for r in rooms(self.saves) if r.scenario == self.scenario.id and r.teams)
        return tuple(r for r in found if not r.over and not r.error)

    def new(self) -> Room:
        """A new room. Raises `ChasmError`; then there is none."""
        assert self.scenario is not None
        room = Room.new(
            self.scenario,
            self.saves,
            seed=self.seed,
            minutes=self.minutes,
            labels=self.labels or "debrief",
            roles=self.roles is not False,
        )
        try:
            for name in self.teams:
                room.add_team(name)
        except BaseException:
            # Whatever it was, Ctrl+C too: a room that nobody leads may not keep its files locked.
            room.close()
            raise
        return room

    def resume(self, folder: str) -> Room:
        """A room that was left. Raises `ChasmError`."""
        return Room.resume(Path(folder), labels=self.labels, roles=self.roles)
