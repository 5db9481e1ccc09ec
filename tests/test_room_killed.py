"""A room in a real process on a real terminal, killed with SIGKILL: no choice is lost, none is there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from session import seats

from chasm_game import cli
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import read_room
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

from terminals import Terminal

STORY = Path(__file__).parent.parent / "story"
TEAMS = 10
LETTERS = "aabbccaabb"


@contextmanager
def terminal(folder: Path, *arguments: str) -> Iterator[Terminal]:
    """A process that is killed at the end, whatever happened."""
    started = Terminal("room", *arguments, cwd=folder, CHASM_STORY=str(STORY), CHASM_SAVES=str(folder / "saves"))
    try:
        yield started
    finally:
        kill(started)


def kill(started: Terminal) -> None:
    """SIGKILL."""
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()
        os.close(started.ours)


def folder_of(folder: Path) -> Path:
    """The only room."""
    (room,) = (folder / "saves").glob("room-*")
    return room


def standing(folder: Path) -> tuple[RoomStage, str]:
    """Where the room stands on disk, and the letters in it."""
    room = Room.resume(folder_of(folder))
    try:
        return room.stage, "".join(t.letter.lower() or "." for t in room.view().teams)
    finally:
        room.close()


@contextmanager
def into(folder: Path) -> Iterator[Terminal]:
    """The room again, as a facilitator opens it after a crash."""
    with terminal(folder, "--resume", str(folder_of(folder))) as started:
        yield started


def test_killed_at_every_stage_a_room_stands_where_it_stood(tmp_path: Path) -> None:
    """Killed among the names, the letters, the choices and the consequences, the same screen comes back each time."""
    with terminal(tmp_path, "tutorial", "--teams", "3") as first:
        first.wait_for("who takes part")
        first.press(b"Extra\r")
        until_teams(first, tmp_path, 4)
    with terminal(tmp_path, "tutorial") as second:
        second.wait_for("Going on keeps")
        second.press(b"\r")
        second.wait_for("Extra")
        second.press(b"\x1bOQ")  # F2
        second.wait_for("Begin with 4 teams")
        second.press(b"\r")
        second.wait_for("before the first round")
    with into(tmp_path) as third:
        # Below the bar: over that lies a notice first, and then only what it had covered is drawn again.
        third.wait_for("Every team spreads 100 points")
        third.press(b"\x1bOQ")
        third.wait_for("Go on without these sheets?")
        third.press(b"\x1b[D\r")
        third.wait_for("Round 1 of 3")
        third.press(b"\t\t\t")
        third.wait_for("Team 1")
        third.press(b"ba")
        third.wait_for("●")
    stage, letters = standing(tmp_path)
    assert stage is RoomStage.LETTERS
    done = letters.rstrip(".")
    assert "ba..".startswith(done)
    assert done
    with into(tmp_path) as fourth:
        fourth.wait_for("Extra")
        fourth.press(b"baab"[len(done) :])
        until(fourth, lambda: standing_while_open(tmp_path) == "baab")
        fourth.press(b"\r")
        fourth.wait_for("4 letters in")
        fourth.press(b"\r")
        fourth.wait_for("Next round")
    assert standing(tmp_path) == (RoomStage.CHOICES, "baab")
    with into(tmp_path) as fifth:
        fifth.wait_for("Next round")
        fifth.press(b"w")
        until(fifth, lambda: bool(read_room(folder_of(tmp_path)).state.opened))  # names are drawn before it, too
    assert standing(tmp_path) == (RoomStage.CONSEQUENCES, "baab")
    assert len({tuple(taken) for taken in choices_on_disk(tmp_path).values()}) == 2


def until_teams(started: Terminal, folder: Path, count: int) -> None:
    """Read on until so many teams are on disk: a name is drawn in its line before it is entered."""
    until(started, lambda: len(read_room(folder_of(folder)).state.teams) == count)


def until(started: Terminal, holds: Callable[[], bool]) -> None:
    """Read on until something holds on disk; what never comes to be fails in the end."""
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        started.read()


def until_revealed(started: Terminal, folder: Path, shares: int) -> None:
    """Read on until the reveal is on disk, and so many teams' choices in their saves."""
    until(started, lambda: bool(read_room(folder_of(folder)).state.revealed))
    until(started, lambda: sum(map(bool, choices_on_disk(folder).values())) >= shares)


def standing_while_open(folder: Path) -> str:
    """The letters in the journal, of a room that another process holds."""
    state = read_room(folder_of(folder)).state
    current = next(iter(state.slips), ("", 0))[0]
    ids = [r.id for r in seats.library().find(state.header.scenario).rounds[0].responses]
    slips = [state.slips.get((current, team)) for team in state.teams]
    return "".join("abcdefghi"[ids.index(s.response)] if s and s.response in ids else "." for s in slips)


def choices_on_disk(folder: Path) -> dict[int, list[tuple[str, bool]]]:
    """By team: what its save says."""
    room = folder_of(folder)
    state = read_room(room).state
    games = {team: replay(read_save(room / file)) for team, file in state.saves.items()}
    return {team: [(c.response, c.defaulted) for c in game.choices] for team, game in games.items()}


@pytest.mark.long
@pytest.mark.parametrize("number", range(6))
def test_killed_at_random_while_letters_are_typed_and_revealed(tmp_path: Path, number: int) -> None:
    """Killed after any letter, and after any team's share of the reveal, until all are revealed: each is there once.

    The moment is a number of things that are on disk, and never a time: a slow machine is killed where a fast one is.
    """
    luck = random.Random(number)
    room = Room.new(seats.library().find("broken-guitar"), tmp_path / "saves")
    for n in range(TEAMS):
        room.add_team(f"T{n}")
    room.begin()
    room.go_on()
    room.close()
    stage, letters = standing(tmp_path)
    while stage is RoomStage.LETTERS:
        done = letters.rstrip(".")
        assert LETTERS.startswith(done)
        with into(tmp_path) as started:
            if not done:
                started.wait_for("Nell Harrow")  # not in the bar: a notice lies over it first
                started.press(b"\t\t\t")
            started.wait_for("T9")
            started.press(LETTERS[len(done) :].encode())
            goal = luck.randint(min(len(done) + 1, TEAMS), TEAMS)
            until(started, lambda: len(standing_while_open(tmp_path).rstrip(".")) >= goal)  # noqa: B023
            if goal == TEAMS:
                started.press(b"\r")
                started.wait_for("10 letters in")
                started.press(b"\r")
                until_revealed(started, tmp_path, luck.randint(0, TEAMS))
        stage, letters = standing(tmp_path)
    assert (stage, letters) == (RoomStage.CHOICES, LETTERS)
    ids = [r.id for r in seats.library().find("broken-guitar").rounds[0].responses]
    expected = [[(ids["abc".index(letter)], False)] for letter in LETTERS]
    assert list(choices_on_disk(tmp_path).values()) == expected


@pytest.mark.long
def test_a_second_program_is_refused(tmp_path: Path) -> None:
    """A room that is open in one window is refused in another, in one line, and the first goes on."""
    with terminal(tmp_path, "tutorial", "--teams", "2") as first:
        first.wait_for("who takes part")
        with into(tmp_path) as second:
            second.wait_for("open in another window")
            assert second.end() == 1
        first.press(b"Third\r")
        until_teams(first, tmp_path, 3)


def test_without_a_terminal_there_is_one_clear_error(tmp_path: Path) -> None:
    """A pipe gets one line and exit code 2, and no room is made."""
    told = subprocess.run(
        [sys.executable, "-m", "chasm_game", "room", "tutorial", "--saves", str(tmp_path / "saves")],
        capture_output=True, text=True, check=False, env=seats.process_environment(tmp_path), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.strip().splitlines() == [
        "chasm: a room needs a terminal for its screen; start it in a terminal window, or line by line with --plain"
    ]
    assert not (tmp_path / "saves").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to play"),
        (["tutorial", "--teams", "0"], "1 to 40 teams"),
        (["tutorial", "--teams", "41"], "1 to 40 teams"),
        (["tutorial", "--teams", "3", "--team", "Blue"], "not both"),
        (["tutorial", "--team", "Blue", "--team", "blue"], "there is a team blue already"),
        (["tutorial", "--team", ""], "needs a name"),
        (["tutorial", "--minutes", "0"], "1 to 60 minutes"),
        (["tutorial", "--seed", "-1"], "a seed is"),
        (["tutorial", "--resume", "x"], "give --resume alone"),
        (["--resume", "x", "--teams", "2"], "give --resume alone"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every combination that makes no sense exits with 2 and says what would."""
    with pytest.raises(SystemExit) as left:
        cli.main(["room", *arguments])
    assert left.value.code == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert said in told[0]
