"""A real process on a real terminal, for tests: what is typed, what is drawn, how it ends."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

__all__ = ["STORY", "Terminal", "saved"]

STORY = Path(__file__).parent.parent / "story"
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()].|[@-Z\\-_])")
PATIENCE = 200.0
"""Seconds after which a program is taken for stuck: far more than the busiest machine needs."""


class Terminal:
    """A process on a pseudo-terminal of 100 x 30, with what it has drawn since the last key."""

    def __init__(self, *arguments: str, cwd: Path, command: list[str] | None = None, **environment: str) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **environment}
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "chasm_game", *arguments],
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

    def press_until(self, keys: bytes, word: str, *, again: float = 2.0) -> None:
        """Type until a word is drawn, again after so many seconds: a screen that just opened hears not every key."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.press(keys)
            try:
                self.wait_for(word, patience=again)
            except AssertionError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
            else:
                return

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

    def settle(self) -> None:
        """Read until nothing more is drawn for a while."""
        drawn = -1
        while drawn != len(self.raw):
            drawn = len(self.raw)
            for _ in range(3):
                self.read()

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as when a window is drawn larger."""
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """What was drawn, without the control sequences."""
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def close(self) -> None:
        """End it, if it has not ended, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.ours)

    def end(self) -> int:
        """Wait until the process is over, reading what it still draws; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read()
        self.read()
        return self.process.wait(1)


def saved(folder: Path) -> list[dict[str, object]]:
    """The lines of the only save in a folder."""
    (path,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
