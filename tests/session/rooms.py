"""Rooms of the small story, and everything that can be seen of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from session import seats

from chasm_game.journal.journal import read_save
from chasm_game.journal.room_journal import read_room
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, TeamStatus

NAMES = ("Blue", "Red", "Green")


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def opened(folder: Path, *names: str, **options: Any) -> Room:
    """A new room with teams that wait for the first round."""
    room = Room.new(options.pop("scenario", None) or seats.small(), folder, **options)
    for name in names or NAMES:
        room.add_team(name)
    room.begin()
    room.go_on()
    return room


def again(room: Room, **options: Any) -> Room:
    """The room as another process would find it."""
    room.close()
    return Room.resume(room.folder, **options)


def hand_in(room: Room, letters: str) -> None:
    """A letter for each team, in order; a dot hands in nothing, a minus marks a team absent."""
    for team, letter in zip(room.view().teams, letters, strict=True):
        if letter == "-":
            room.mark_absent(team.id)
        elif letter != ".":
            room.choose(team.id, letter)


def played(room: Room, *rounds: str) -> Room:
    """Rounds from letters to the next."""
    for letters in rounds:
        hand_in(room, letters)
        room.reveal()
        room.go_on()
    return room


def statuses(room: Room) -> list[TeamStatus]:
    """What every team is doing."""
    return [team.status for team in room.view().teams]


def choices(room: Room) -> dict[str, list[tuple[str, str, bool]]]:
    """By team: what its save says that it took, and whether as the default."""
    found = {}
    state = read_room(room.folder).state
    for team, file in state.saves.items():
        taken = [a for a in read_save(room.folder / file).actions if hasattr(a, "defaulted")]
        found[state.teams[team]] = [(a.round, a.response, a.defaulted) for a in taken]  # type: ignore[union-attr]
    return found


def seen(room: Room) -> tuple[Any, ...]:
    """Everything that can be seen of a room, and everything in its saves; only the name of its folder is left out."""
    view = room.view()
    state = read_room(room.folder).state
    saves = {t: read_save(room.folder / file).actions for t, file in state.saves.items()}
    opened = (
        [room.followed(t.id) for t in view.teams if view.stage is RoomStage.CONSEQUENCES and t.letter]
        if (view.round and view.round.all_opened)
        else []
    )
    return view.stage, view.teams, view.round, view.scores, round(view.timer.left, 3), saves, opened
