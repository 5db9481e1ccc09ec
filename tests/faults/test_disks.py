"""Real disks and real users: a small one that gets full, files and folders of somebody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("not run: needs Linux", allow_module_level=True)

from faults.machine import not_run
from session import rooms, seats

from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.journal.care import delete_save
from chasm_game.journal.files import save_files
from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.replay import replay
from chasm_game.live.hosted import Hosted
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.listing import rooms as listed
from chasm_game.session.room.room import Room

pytestmark = pytest.mark.long
SOMEBODY = 12_345
"""A number for a user that the machine has no name for."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KiB."""
    if os.geteuid():
        not_run("only root mounts a disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "chasm-test", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        not_run(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled(folder: Path) -> Path:
    """A file that takes all that is left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as handle:
        for size in (4096, 1):
            try:
                while handle.write(b"x" * size):
                    pass
            except OSError:
                continue
    return ballast


def test_a_small_disk_that_gets_full_loses_nothing(small_disk: Path) -> None:
    """Filled before each decision of a game: it is refused while there is no room, and is on disk when there is."""
    play = seats.begin(small_disk / "saves", quick=True)
    refused: list[str] = []
    for response in ("kind", "rest", "wait"):
        ballast = filled(small_disk)
        try:
            play.decide(response, reason="x" * 2000)
        except ChasmError as error:  # what is left of the last page may be enough for one
            refused.append(str(error))
            assert len(replay(read_save(play.save)).choices) == len(play.played.choices)
            ballast.unlink()
            play.decide(response, reason="x" * 2000)
        else:
            ballast.unlink()
    play.close()
    assert refused
    assert all("no space left on device" in each for each in refused)
    assert not play.intro.save_notice
    assert [c.response for c in replay(read_save(play.save)).choices] == ["kind", "rest", "wait"]


def test_a_save_that_vanishes_from_a_full_disk_is_not_said_to_be_there(small_disk: Path) -> None:
    """Removed, and its room taken: the decision is refused, and at the end it is said what is lost."""
    play = seats.begin(small_disk / "saves", quick=True)
    play.decide("kind")
    play.save.unlink()
    ballast = filled(small_disk)
    with pytest.raises(ChasmError, match="nothing can be written beside it: no space left on device"):
        play.decide("rest")
    ballast.unlink()
    play.decide("rest")
    assert len(replay(read_save(play.save)).choices) == 2
    play.save.unlink()
    filled(small_disk)
    play.close()
    assert play.intro.save == ""
    assert "no space left" in play.intro.save_notice


def test_a_table_on_a_full_disk_stays_the_old_one(small_disk: Path) -> None:
    """And nothing is left beside it."""
    path = small_disk / "t.csv"
    path.write_text("old", encoding="utf-8")
    ballast = filled(small_disk)
    with pytest.raises(ChasmError, match=r"t\.csv cannot be written: no space left on device"):
        write_whole(path, "n" * 100_000)
    assert path.read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in small_disk.iterdir()) == ["ballast", "t.csv"]
    ballast.unlink()
    write_whole(path, "n" * 100_000)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may enter; everything that somebody else will need is loaded already."""
    if os.geteuid():
        not_run("only root can be somebody else")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        warm = LocalPlay.resume(seats.whole(folder / "warm"))
        warm.close()
        shutil.rmtree(folder / "warm")
        yield folder


@contextmanager
def somebody() -> Iterator[None]:
    """Another user, for a while."""
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(SOMEBODY, SOMEBODY, 0)
    os.setresuid(SOMEBODY, SOMEBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


def test_what_belongs_to_somebody_else_is_refused_in_a_line(shared: Path) -> None:
    """A save that may be read only, one that may not be read, a folder that takes nothing, a table of somebody else."""
    path = seats.whole(shared / "saves")
    before = path.read_bytes()
    hidden = shared / "saves" / "hidden.jsonl"
    hidden.write_bytes(before)
    hidden.chmod(0o600)
    (shared / "closed").mkdir(0o700)
    open_ = shared / "open"
    open_.mkdir()
    open_.chmod(0o777)
    (open_ / "t.csv").write_text("theirs", encoding="utf-8")
    with somebody():
        with pytest.raises(ChasmError, match="cannot be written: permission denied"):
            LocalPlay.resume(path)
        with pytest.raises(ChasmError, match=r"no save can be written in .*permission denied; name another folder"):
            seats.begin(shared / "saves")
        with pytest.raises(ChasmError, match=r"no save can be written in .*permission denied"):
            seats.begin(shared / "closed" / "deep")
        with pytest.raises(DamagedSave, match="cannot be read: permission denied"):
            read_save(hidden)
        assert save_files(shared / "closed") == []
        with pytest.raises(ChasmError, match="permission denied"):
            write_whole(open_ / "t.csv", "mine")
        with pytest.raises(ChasmError, match="permission denied"):
            write_whole(shared / "new.csv", "mine")
    assert path.read_bytes() == before
    assert (open_ / "t.csv").read_text(encoding="utf-8") == "theirs"
    assert [each.name for each in open_.iterdir()] == ["t.csv"]


def test_a_room_in_a_folder_of_somebody_else_hides_no_other(shared: Path) -> None:
    """A folder that may not be entered is passed over in the list of rooms, and refused in a sentence by its name."""
    rooms_there = shared / "rooms"
    for seed in (1, 2):
        rooms.opened(rooms_there, seed=seed).close()
    mine, theirs = sorted(rooms_there.iterdir())
    for each in (rooms_there, mine):
        each.chmod(0o755)
    theirs.chmod(0o700)
    with somebody():
        assert [Path(line.folder) for line in listed(rooms_there)] == [mine]
        for do in (lambda: Room.resume(theirs), lambda: Hosted.resume(theirs)):
            with pytest.raises(ChasmError, match=r"cannot be looked at: permission denied"):
                do()
        with pytest.raises(ChasmError, match="there is no save"):
            delete_save(theirs / "team-1.jsonl")


def test_a_save_that_somebody_else_takes_over_is_written_anew(shared: Path) -> None:
    """Replaced by a file that may not even be read: the game goes on in a new one, and theirs stays."""
    folder = shared / "saves"
    folder.mkdir()
    folder.chmod(0o777)
    with somebody():
        play = seats.begin(folder, quick=True)
        play.decide("kind")
    first = play.save
    first.unlink()
    first.write_text("theirs", encoding="utf-8")
    first.chmod(0o600)
    with somebody():
        play.decide("rest")
        play.close()
    assert first.read_text(encoding="utf-8") == "theirs"
    assert play.intro.save_notice
    assert len(replay(read_save(play.save)).choices) == 2


def test_a_folder_that_is_closed_meanwhile_stops_the_game_and_says_so(shared: Path) -> None:
    """Removed from a folder that takes nothing any more: refused until it does."""
    folder = shared / "saves"
    folder.mkdir()
    folder.chmod(0o777)
    with somebody():
        play = seats.begin(folder, quick=True)
        play.decide("kind")
    play.save.unlink()
    folder.chmod(0o555)
    with somebody(), pytest.raises(ChasmError, match="nothing can be written beside it: permission denied"):
        play.decide("rest")
    folder.chmod(0o777)
    with somebody():
        play.decide("rest")
        play.close()
    assert len(replay(read_save(play.save)).choices) == 2
