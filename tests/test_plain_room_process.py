"""A plain room in a real process: out of a pipe, killed in the middle, left with Ctrl+C."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from session import seats

from chasm_game.journal.room_journal import read_room
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

ROUND = ("a", "b", "reveal", "yes", "all", "next")
SCRIPT = ("Blue", "Red", "begin", "yes", "on", "yes", *ROUND, *ROUND, *ROUND, "on", "yes", "scores", "yes")


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A room on pipes; it is killed at the end, whatever happened."""
    process = subprocess.Popen(
        [sys.executable, "-m", "chasm_game", "room", *arguments, "--plain", "--saves", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env=seats.process_environment(folder),
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def folder_of(folder: Path) -> Path:
    """The only room."""
    (room,) = folder.glob("room-*")
    return room


def read_until(process: subprocess.Popen[str], said: str) -> None:
    """Read on until a paragraph begins so; fails at the end of the output."""
    assert process.stdout is not None
    assert any(line.startswith(said) for line in process.stdout)


def typed(process: subprocess.Popen[str], *lines: str) -> None:
    """Lines, at once."""
    assert process.stdin is not None
    process.stdin.writelines(f"{line}\n" for line in lines)
    process.stdin.flush()


@pytest.mark.long
def test_a_script_runs_a_whole_room(tmp_path: Path) -> None:
    """From the names to the scores out of a pipe; it ends with 0, and nothing on standard error."""
    with started(tmp_path, "tutorial") as process:
        out, problems = process.communicate("".join(f"{line}\n" for line in SCRIPT), timeout=120)
    assert (process.returncode, problems) == (0, "")
    assert out.count("of 1000; the chasm from") == 2
    assert "is neither yes nor no" not in out
    assert "There is nothing called" not in out
    room = Room.resume(folder_of(tmp_path))
    assert (room.stage, room.view().scores is not None) == (RoomStage.END, True)
    room.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_in_the_middle_a_room_goes_on_where_it_stood(tmp_path: Path) -> None:
    """After SIGKILL among the letters everything that was answered is there, and the rest is played from there."""
    with started(tmp_path, "tutorial", "--teams", "3") as process:
        typed(process, "begin", "yes", "on", "yes", "b", "a")
        read_until(process, "The letter of Team 2 is in.")
        process.kill()
    assert len(read_room(folder_of(tmp_path)).state.slips) == 2
    with started(tmp_path, "--resume", str(folder_of(tmp_path))) as process:
        rest = ("c", "reveal", "yes", "all", "next", *ROUND, *ROUND, "on", "yes", "scores", "yes")
        out, problems = process.communicate("".join(f"{line}\n" for line in rest), timeout=120)
    assert (process.returncode, problems) == (0, "")
    assert "This room goes on where it stood." in out
    assert "2 of 3 in. 3. Team 3?" in out
    assert "B, “Own up, and give the grams back”, 1 team: Team 1." in out
    assert "A, “Say nothing, weigh every loaf”, 1 team: Team 2." in out
    assert out.count("of 1000; the chasm from") == 3


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
def test_ctrl_c_leaves_and_says_how_to_go_on(tmp_path: Path) -> None:
    """In the middle of a question nothing is done; the way back is the last that is said; the exit code is 130."""
    with started(tmp_path, "tutorial", "--teams", "2") as process:
        typed(process, "begin", "yes", "on", "yes", "reveal")
        read_until(process, "Reveal the choices?")
        process.send_signal(signal.SIGINT)
        out, problems = process.communicate(timeout=120)
    assert process.returncode == 130
    assert problems.strip() == ""
    assert f"Go on with: chasm room --plain --resume {folder_of(tmp_path)}" in out
    assert not read_room(folder_of(tmp_path)).state.revealed
