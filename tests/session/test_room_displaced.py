"""A room whose files somebody else moves, removes or writes into while it runs: nothing is lost, and it is said."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.files import write_all
from chasm_game.journal import files
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

Meddling = Callable[[Room], None]


def journal_removed(room: Room) -> None:
    """The room's own journal is gone."""
    (room.folder / ROOM_FILE).unlink()


def journal_replaced(room: Room) -> None:
    """An older state came from another machine."""
    old = room.folder / "old"
    old.write_bytes((room.folder / ROOM_FILE).read_bytes().splitlines(keepends=True)[0])
    old.replace(room.folder / ROOM_FILE)


def save_removed(room: Room) -> None:
    """One team's save is gone."""
    max(room.folder.glob("*.jsonl")).unlink()


def save_written_into(room: Room) -> None:
    """Something is appended to one team's save."""
    with min(room.folder.glob("*.jsonl")).open("ab") as handle:
        handle.write(b"conflict\n")


def folder_renamed(room: Room) -> None:
    """The whole room has another name."""
    room.folder.rename(room.folder.with_name("taken-away"))


def folder_removed(room: Room) -> None:
    """The whole room is gone."""
    shutil.rmtree(room.folder)


MEDDLINGS: tuple[Meddling, ...] = (
    journal_removed, journal_replaced, save_removed, save_written_into, folder_renamed, folder_removed,
)  # fmt: skip
STEPS: tuple[Callable[[Room], object], ...] = (
    lambda room: room.believe(1, {"customers": 60, "investors": 40}),
    lambda room: room.go_on(),
    lambda room: room.ask(2),
    lambda room: room.choose(1, "a"),
    lambda room: room.choose(2, "b"),
    lambda room: room.explain(2, "because"),
    lambda room: room.reveal(),
    lambda room: room.open_all(),
    lambda room: room.go_on(),
    lambda room: room.reveal(),
    lambda room: room.go_on(),
)


def begun(folder: Path) -> Room:
    """A room with two teams that plays."""
    room = Room.new(seats.small(), folder)
    room.add_team("Blue")
    room.add_team("Red")
    room.begin()
    return room


def standing(room: Room) -> tuple[Any, ...]:
    """All that the projector and the teams' pages show, but not where it is kept."""
    view = room.view()
    choices = {t.id: room._seats[t.id].played.game.decisions for t in view.teams}
    return (view.stage, view.teams, view.round, choices)


@pytest.mark.parametrize("at", range(len(STEPS)))
@pytest.mark.parametrize("meddle", MEDDLINGS, ids=lambda each: each.__name__)
def test_whatever_becomes_of_its_files_a_room_goes_on_whole(tmp_path: Path, meddle: Meddling, at: int) -> None:
    """Between any two things that are done: the room stands on disk as a room that nobody touched, and it is said."""
    room, twin = begun(tmp_path / "saves"), begun(tmp_path / "untouched")
    for do in STEPS[:at]:
        do(room)
        do(twin)
    meddle(room)
    for do in STEPS[at:]:
        do(room)
        do(twin)
        assert standing(room) == standing(twin)
    room.close()
    assert room.notice
    assert not room.lost
    assert room.folder.name.endswith("-2")
    again = Room.resume(room.folder)
    twin.close()
    untouched = Room.resume(twin.folder)
    assert standing(again) == standing(untouched)
    again.close()
    untouched.close()
    for path in room.folder.glob("*.jsonl"):
        replay(read_save(path))


def test_a_removed_file_is_found_missing_when_the_room_is_left(tmp_path: Path) -> None:
    """A room is looked at once more before it is said where it is kept."""
    room = begun(tmp_path)
    room.go_on()
    room.choose(1, "a")
    save_removed(room)
    room.close()
    assert "was removed" in room.notice
    again = Room.resume(room.folder)
    assert again.stage is RoomStage.LETTERS
    assert [team.letter for team in again.view().teams] == ["A", ""]
    again.close()


def test_where_the_room_cannot_be_written_anew_nothing_is_done_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter on a full disk, in a room whose journal was removed: refused, not shown, and told again at the end."""
    room = begun(tmp_path)
    room.go_on()
    journal_removed(room)
    made: list[int] = []
    real = write_all

    def full(handle: int, raw: bytes) -> None:
        made.append(handle)
        if len(made) % 3 == 0:  # two files of three fit
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle, raw)

    monkeypatch.setattr(files, "write_all", full)
    with pytest.raises(ChasmError, match=r"was removed .*, and the room cannot be written anew in .*no space left"):
        room.choose(1, "a")
    assert [team.letter for team in room.view().teams] == ["", ""]
    room.close()
    assert "no space left" in room.lost
    assert [path.name for path in tmp_path.iterdir()] == [room.folder.name]
