"""The program as a person starts it: a real process on a real terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = Path(__file__).parent.parent / "story"
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()].|[@-Z\\-_])")
PATIENCE = 30.0


class Terminal:
    """A process on a pseudo-terminal of 100 x 30, with what it has drawn since the last key."""

    def __init__(self, *arguments: str, cwd: Path, **environment: str) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chasm_game", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cwd,
            env=env,
            start_new_session=True,
        )
        os.close(theirs)
        self.ours, self.raw = ours, b""

    def press(self, keys: bytes) -> None:
        """Type, and forget what was drawn before."""
        self.raw = b""
        os.write(self.ours, keys)

    def press_until(self, keys: bytes, word: str) -> None:
        """Type until a word is drawn: a screen that just opened does not listen to Enter at once."""
        for _ in range(10):
            self.press(keys)
            try:
                self.wait_for(word, patience=2.0)
            except AssertionError:
                continue
            return
        raise AssertionError(f"{word} was never drawn: {self.text[-2_000:]}")

    def wait_for(self, *words: str, patience: float = PATIENCE) -> str:
        """Read until one of the words is drawn; which one."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            text = self.text
            for word in words:
                if word in text:
                    return word
            self.read()
        raise AssertionError(f"none of {words} in: {self.text[-2_000:]}")

    def read(self) -> None:
        """What has been drawn by now."""
        if select.select([self.ours], [], [], 0.1)[0]:
            try:
                self.raw += os.read(self.ours, 65_536)
            except OSError:
                return

    @property
    def text(self) -> str:
        """What was drawn, without the control sequences."""
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def end(self) -> int:
        """Wait until the process is over, reading what it still draws; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read()
        self.read()
        return self.process.wait(1)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed afterwards, whatever happened."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        os.close(terminal.ours)


def saved(folder: Path) -> list[dict[str, object]]:
    """The lines of the only save in a folder."""
    (path,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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
    terminal.wait_for("Spread 100 points")
    terminal.press(b"s")
    terminal.wait_for("Round 1 of 3")
    for number in (1, 2, 3):
        terminal.press(b"1")
        terminal.wait_for("Who will lose most?")
        terminal.press(b"\x1bOQ")  # F2
        terminal.wait_for("Go on")
        assert sum(line.get("do") == "choose" for line in saved(tmp_path)) == number
        terminal.press_until(b"\r", f"Round {number + 1} of 3" if number < 3 else "Spread 100 points")
    terminal.press(b"s")
    terminal.wait_for("of 1000")
    assert saved(tmp_path)[-1]["do"] == "beliefs"


def test_a_hang_up_loses_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A closed terminal ends the program, and the game resumes after the decision that was taken."""
    arguments = ("play", "tutorial", "--story", str(STORY), "--saves", str(tmp_path))
    terminal = Terminal(*arguments, "--quick", cwd=tmp_path)
    terminals.append(terminal)
    terminal.wait_for("Round 1 of 3")
    terminal.press(b"1")
    terminal.wait_for("Decide")
    terminal.press(b"\x1bOQ")
    terminal.wait_for("You chose")
    os.killpg(terminal.process.pid, signal.SIGHUP)
    terminal.end()
    (path,) = tmp_path.glob("*.jsonl")
    again = Terminal("play", "--resume", str(path), cwd=tmp_path)
    terminals.append(again)
    again.wait_for("Round 2 of 3")
