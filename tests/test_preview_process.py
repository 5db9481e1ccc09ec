"""The preview as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from terminals import Terminal

STORY = Path(__file__).parent.parent / "story"


@pytest.fixture
def opened() -> Iterator[Callable[..., Terminal]]:
    """Opens terminals, and closes them whatever happened."""
    found: list[Terminal] = []

    def open_one(*arguments: str, cwd: Path, **environment: Any) -> Terminal:
        found.append(Terminal(*arguments, cwd=cwd, **environment))
        return found[-1]

    yield open_one
    for terminal in found:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        os.close(terminal.ours)


def ran(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`chasm preview` without a terminal."""
    command = [sys.executable, "-m", "chasm_game", "preview", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=env, stdin=subprocess.DEVNULL, timeout=200, check=False
    )


def test_without_a_terminal_it_says_what_is_needed(tmp_path: Path) -> None:
    """On a pipe no screen is drawn: one line says what a preview needs, and what works without it."""
    done = ran("any.yaml", cwd=tmp_path, TERM="xterm")
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert "chasm check" in done.stderr


@pytest.mark.long
def test_on_a_dumb_terminal_too(tmp_path: Path, opened: Callable[..., Terminal]) -> None:
    """A terminal that cannot draw is told the same."""
    terminal = opened("preview", "any.yaml", cwd=tmp_path, TERM="dumb")
    assert terminal.wait_for("needs a terminal")
    assert terminal.end() == 2


@pytest.mark.long
def test_on_a_real_terminal_a_save_is_on_screen(tmp_path: Path, opened: Callable[..., Terminal]) -> None:
    """The program itself: it opens in the first round, shows what is saved, and leaves nothing behind."""
    path = tmp_path / "mine.yaml"
    text = (STORY / "tutorial.yaml").read_text("utf-8")
    path.write_text(text, "utf-8")
    terminal = opened("preview", "mine.yaml", cwd=tmp_path, XDG_DATA_HOME=str(tmp_path / "data"))
    assert terminal.wait_for("Eighty grams")
    terminal.press(b"")
    path.write_text(text.replace("Eighty grams", "Ninety pounds"), "utf-8")
    assert terminal.wait_for("Ninety pounds")
    terminal.press_until(b"\x1b", "What you can do")
    terminal.press(b"q")
    assert terminal.end() == 0
    assert [p.name for p in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.long
def test_a_file_that_is_not_there_is_told(tmp_path: Path, opened: Callable[..., Terminal]) -> None:
    """Where nothing is to be played, the way to a first file is told."""
    terminal = opened("preview", "none.yaml", cwd=tmp_path)
    assert terminal.wait_for("chasm new")
    assert terminal.end() == 2
