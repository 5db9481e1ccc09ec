"""When it goes wrong: faults, signals, closed and resized terminals; on a real process and a real terminal."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from budgets import few_first
from terminals import STORY, Terminal, saved

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """
import sys
from chasm_game.cli import main
from {module} import {cls}
def fault(self, *a, **k):
    team = "Team Sesame"
    raise RuntimeError("a reason nobody should read: " + team)
{cls}.{method} = fault
main(sys.argv[1:])
"""
HERE = ("--story", str(STORY), "--team", "Team Sesame", "--quick")
GIVEN_BACK = b"\x1b[?1049l"


def faulty(module: str, cls: str, method: str) -> list[str]:
    """The program with a fault built into it."""
    return [sys.executable, "-c", FAULTY.format(module=module, cls=cls, method=method)]


def decided(folder: Path) -> int:
    """Decisions in the only save of a folder."""
    return sum(line.get("do") == "choose" for line in saved(folder))


def test_a_fault_leaves_a_clean_terminal_and_one_line(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A fault in the middle of a game: no traceback, one line that says where, exit code 1, and the game is saved."""
    command = [
        *faulty("chasm_game.tui.screens.consequences", "ConsequencesScreen", "action_go_on"),
        "play", "tutorial", *HERE, "--saves", str(tmp_path / "saves"),
    ]  # fmt: skip
    terminal = Terminal(cwd=tmp_path, command=command)
    terminals.append(terminal)
    before = termios.tcgetattr(terminal.ours)[3]
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("Go on")
    terminal.press(b"\r")
    assert terminal.end() == 1
    assert GIVEN_BACK in terminal.raw
    assert termios.tcgetattr(terminal.ours)[3] == before
    told = terminal.text.rsplit("chasm: ", 1)[1]
    assert "Traceback" not in terminal.text
    assert "Sesame" not in told
    assert "chasm play --resume" in told
    assert decided(tmp_path / "saves") == 1
    (log,) = (tmp_path / "state").rglob("crash.log")
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "Sesame" not in written
    assert "nobody should read" not in written
    assert str(tmp_path) not in written


def test_a_fault_in_plain_mode_is_one_line_too(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Plain mode ends with the place, the way back and exit code 1, and shows no traceback."""
    command = [
        *faulty("chasm_game.plain.game", "PlainGame", "_choice"),
        "play", "tutorial", *HERE, "--plain", "--saves", str(tmp_path / "saves"),
    ]  # fmt: skip
    terminal = Terminal(cwd=tmp_path, command=command)
    terminals.append(terminal)
    assert terminal.end() == 1
    assert "Traceback" not in terminal.text
    assert re.search(r"chasm: stopped by a fault of its own in\s+chasm_game/plain/game.py, line \d+", terminal.text)


@pytest.mark.parametrize("name", few_first(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2"], 2))
def test_a_signal_gives_the_terminal_back(name: str, tmp_path: Path, terminals: list[Terminal]) -> None:
    """What ends a program gives the screen back first, with the game saved, and then it dies of that; Ctrl+C is 130."""
    terminal = Terminal("play", "tutorial", *HERE, "--saves", str(tmp_path / "saves"), cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("Go on")
    number = getattr(signal, name)
    os.kill(terminal.process.pid, number)
    assert terminal.end() == (130 if name == "SIGINT" else -number)
    assert GIVEN_BACK in terminal.raw
    assert termios.tcgetattr(terminal.ours)[3] & termios.ICANON
    assert decided(tmp_path / "saves") == 1


@pytest.mark.long
def test_a_closed_terminal_leaves_no_process_behind(tmp_path: Path, terminals: list[Terminal]) -> None:
    """When its window is closed the program ends, and the game goes on after the decision that was taken."""
    terminal = Terminal("play", "tutorial", *HERE, "--saves", str(tmp_path / "saves"), cwd=tmp_path)
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("Go on")
    os.close(terminal.ours)
    os.kill(terminal.process.pid, signal.SIGHUP)
    assert terminal.process.wait(200) == -signal.SIGHUP
    (save,) = (tmp_path / "saves").glob("*.jsonl")
    again = Terminal("play", "--resume", str(save), cwd=tmp_path)
    terminals.append(again)
    again.wait_for("Round 2 of 3")


@pytest.mark.long
def test_ctrl_z_and_fg_come_back_to_the_same_round(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Ctrl+Z gives the shell back, fg the game, and keys count there as before."""
    play = [sys.executable, "-m", "chasm_game", "play", "tutorial", *HERE, "--saves", str(tmp_path / "saves")]
    terminal = Terminal(cwd=tmp_path, command=["bash", "--norc", "--noprofile", "-i"], PS1="READY> ")
    terminals.append(terminal)
    terminal.wait_for("READY>")
    terminal.press(shlex.join(play).encode() + b"\n")
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"\x1a")
    terminal.wait_for("Stopped")
    assert GIVEN_BACK in terminal.raw
    terminal.press(b"fg\n")
    terminal.wait_for("Round 1 of 3")
    terminal.press_until(b"11", "Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("Go on")
    assert decided(tmp_path / "saves") == 1
    terminal.press(b"\x03")
    terminal.wait_for("READY>")


@pytest.mark.long
def test_a_storm_of_sizes_loses_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Sizes from tiny to huge while a prediction is being written: it is still there, and the decision counts once."""
    arguments = ("play", "tutorial", "--story", str(STORY), "--saves", str(tmp_path / "saves"))
    terminal = Terminal(*arguments, cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("What you try for")
    terminal.press(b"s")
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Who will lose most")
    terminal.settle()
    terminal.press(b"\t\t")
    terminal.settle()
    terminal.press(b"because of the loaf")
    terminal.wait_for("because of the loaf")
    for columns, rows in [(40, 10), (200, 60), (60, 20), (81, 24), (20, 5), (140, 45), (59, 19), (100, 30)] * 4:
        terminal.resize(columns, rows)
        terminal.read()
    terminal.press_until(b"\x1bOQ", "You chose")
    (choice,) = (line for line in saved(tmp_path / "saves") if line.get("do") == "choose")
    assert choice["reason"] == "because of the loaf"


def test_ten_thousand_characters_are_kept_to_the_limit(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A long paste into the reason is cut, said to be cut, and steers nothing."""
    arguments = ("play", "tutorial", "--story", str(STORY), "--saves", str(tmp_path / "saves"))
    terminal = Terminal(*arguments, cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("What you try for")
    terminal.press(b"s")
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Who will lose most")
    terminal.settle()
    terminal.press(b"\t\t\x1b[200~" + b"[b]\x07long " * 1_111 + b"\x1b[201~")
    terminal.wait_for("280 characters")
    terminal.press_until(b"\x1bOQ", "You chose")
    (choice,) = (line for line in saved(tmp_path / "saves") if line.get("do") == "choose")
    assert len(str(choice["reason"])) == 280


@pytest.mark.long
def test_no_title_steers_the_terminal(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The window is called by the story's title, in which nothing ends the sequence or begins another."""
    story = (STORY / "tutorial.yaml").read_text(encoding="utf-8")
    evil = story.replace("title: Five Bakeries", 'title: "Five \\a\\e]2;Owned\\x9c Bakeries"', 1)
    assert evil != story
    (tmp_path / "evil.yaml").write_text(evil, encoding="utf-8")
    terminal = Terminal("play", "evil.yaml", *HERE, "--saves", str(tmp_path / "saves"), cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("Round 1 of 3")
    terminal.settle()
    (named,) = re.findall(rb"\x1b\]2;([^\x07]*)\x07", terminal.raw)
    assert named.decode() == "Chasm: Five \u2407\u241b]2;Owned<U+009C> Bakeries"
    terminal.press(b"\x11")
    assert terminal.end() == 0
    assert b"\x1b[23;2t" in terminal.raw
