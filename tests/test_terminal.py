"""The program as a person starts it: a real process on a real terminal."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from terminals import STORY, Terminal, saved

if TYPE_CHECKING:
    from pathlib import Path


def test_the_title_opens_and_closes_cleanly(tmp_path: Path, terminals: list[Terminal]) -> None:
    """`chasm` alone paints its title, `q` ends it with exit code 0, and the terminal is given back."""
    terminal = Terminal(cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("C  H  A  S  M")
    terminal.press(b"q")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.raw


def test_a_whole_game_by_keyboard(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The tutorial is played from the belief sheet to the debrief by keys on a real terminal, every one saved."""
    terminal = Terminal("play", "tutorial", "--story", str(STORY), "--saves", str(tmp_path), cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("What you try for")
    terminal.press(b"s")
    terminal.wait_for("Round 1 of 3")
    for number in (1, 2, 3):
        terminal.press(b"11")
        terminal.wait_for("Who will lose most")
        terminal.press(b"\x1bOQ")  # F2
        terminal.wait_for("Go on")
        assert sum(line.get("do") == "choose" for line in saved(tmp_path)) == number
        what_follows = f"Round {number + 1} of 3" if number < 3 else "Spread 100 points"
        terminal.press_until(b"\r", what_follows, again=0.5)  # what followed does not hear Enter in its first moment
    terminal.press(b"s")
    terminal.wait_for("Where you ended")
    assert saved(tmp_path)[-1]["do"] == "beliefs"


def test_a_hang_up_loses_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A closed terminal ends the program, and the game resumes after the decision that was taken."""
    arguments = ("play", "tutorial", "--story", str(STORY), "--saves", str(tmp_path))
    terminal = Terminal(*arguments, "--quick", cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"11")
    terminal.wait_for("Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("You chose")
    os.killpg(terminal.process.pid, signal.SIGHUP)
    terminal.end()
    (path,) = tmp_path.glob("*.jsonl")
    again = Terminal("play", "--resume", str(path), cwd=tmp_path)
    terminals.append(again)
    again.wait_for("Round 2 of 3")
