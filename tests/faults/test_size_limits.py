"""A file may get no larger, to the byte: every byte of a header, a decision, a sheet and a reveal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("not run: no limits for files there", allow_module_level=True)

import os
import resource

from session import seats

from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.room import Room

pytestmark = pytest.mark.long


def limited(bytes_: int, do: Callable[[], Any]) -> str:
    """Do something while no file may be larger; why it was refused, empty where it was done.

    Python ignores the signal that comes with it, as the program does.
    """
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, usual[1]))
    try:
        do()
    except ChasmError as error:
        return str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    return ""


def steps_of(play: LocalPlay) -> dict[str, Callable[[], Any]]:
    """A sheet, an ask and a decision."""
    return {
        "sheet": lambda: play.submit_beliefs({"customers": 60, "investors": 40}),
        "ask": play.ask,
        "decision": lambda: play.decide("kind", prediction=("customers", 70), reason="because it is just"),
    }


@pytest.mark.parametrize("at", ["sheet", "ask", "decision"])
def test_every_byte_of_a_line(tmp_path: Path, at: str) -> None:
    """Wherever in the line the file may grow no more: refused and untouched; and there it is when it may."""
    play = seats.begin(tmp_path / "prepared")
    for name, do in steps_of(play).items():
        if name == at:
            break
        do()
    play.close()
    before = play.save.read_bytes()
    steps_of(whole := LocalPlay.resume(play.save))[at]()
    whole.close()
    after = play.save.read_bytes()
    assert len(after) > len(before) + 20
    for size in range(len(before), len(after) + 1):
        play.save.write_bytes(before)
        again = LocalPlay.resume(play.save)
        shown = seats.seen(again)
        why = limited(size, steps_of(again)[at])
        if size == len(after):
            assert not why
        else:
            assert "file too large" in why
            assert (play.save.read_bytes(), seats.seen(again)) == (before, shown)
            steps_of(again)[at]()
        again.close()
        assert not again.intro.save_notice
        assert replay(read_save(play.save)).game.decisions == again.played.game.decisions
        assert play.save.read_bytes() == after


def test_64_places_of_a_header(tmp_path: Path) -> None:
    """A game that cannot be begun leaves nothing behind, wherever its header was cut off."""
    play = seats.begin(tmp_path / "whole")
    play.close()
    size = play.save.stat().st_size
    for place in range(64):
        folder = tmp_path / str(place)
        why = limited(place * (size - 1) // 63, lambda: seats.begin(folder))  # noqa: B023
        assert "file too large" in why
        assert list(folder.iterdir()) == []
    assert not limited(size, lambda: seats.begin(tmp_path / "last").close())


def test_every_byte_of_a_reveal(tmp_path: Path) -> None:
    """The reveal's own line and what it writes into the save of each team: what failed is finished when it may be."""
    room = Room.new(seats.small(), tmp_path / "prepared")
    for name in ("Blue", "Red"):
        room.add_team(name)
    room.begin()
    room.go_on()
    room.choose(1, "a")
    room.choose(2, "b")
    room.close()
    before = {path.name: path.stat().st_size for path in room.folder.iterdir()}
    shutil.copytree(room.folder, tmp_path / "whole")
    whole = Room.resume(tmp_path / "whole")
    whole.reveal()
    whole.close()
    after = {path.name: path.stat().st_size for path in whole.folder.iterdir()}
    sizes = {size for name in before for size in range(before[name], after[name] + 1)}
    assert len(sizes) > 100
    refused = 0
    for size in sorted(sizes):
        shutil.copytree(room.folder, tmp_path / "trial")
        again = Room.resume(tmp_path / "trial")
        refused += bool(limited(size, again.reveal))
        again.close()
        assert not again.lost
        assert not again.notice
        opened = Room.resume(tmp_path / "trial")
        if (tmp_path / "trial" / ROOM_FILE).stat().st_size < after[ROOM_FILE]:
            opened.reveal()
        choices = [[c.response for c in opened._seats[team.id].played.choices] for team in opened.view().teams]
        opened.close()
        assert choices == [["kind"], ["hard"]]
        shutil.rmtree(tmp_path / "trial")
    assert refused > 100


def test_every_byte_of_a_table_over_an_older_one(tmp_path: Path) -> None:
    """`(ulimit -f …; chasm compare … --csv t.csv)` leaves the old table, to the byte."""
    from chasm_game.files import write_whole

    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")
    new = "a,b\r\n" * 30
    for size in range(len(new)):
        assert "file too large" in limited(size, lambda: write_whole(path, new))
        assert os.listdir(tmp_path) == ["t.csv"]  # noqa: PTH208
        assert path.read_text(encoding="utf-8") == "old"
    assert not limited(len(new), lambda: write_whole(path, new))
    assert path.read_bytes() == new.encode()
