"""What the tests of reading share: `chasm` as a process of its own, and the shipped rulebook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from shipped_stories import shipped_library

from chasm_game.scenario.rulebook import Rulebook

from forking import CAN_FORK, Forked

STORY = Path(__file__).parents[2] / "story"


@dataclass(frozen=True)
class Ran:
    """What became of a process."""

    code: int
    out: str
    err: str
    seconds: float


@pytest.fixture(scope="session")
def forked() -> Iterator[Forked]:
    """Runs that need not load the program."""
    server = Forked()
    yield server
    server.close()


@pytest.fixture
def chasm(tmp_path: Path, forked: Forked) -> Callable[..., Ran]:
    """Run `chasm` with arguments in an empty folder; warnings of Python's are shown, as an author may see them."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str) -> Ran:
        # What an environment says to Python itself is read when that begins.
        if CAN_FORK and not environment:
            code, out, err, seconds = forked.run([*map(str, arguments)], cwd)
            return Ran(code, out.decode("utf-8"), err.decode("utf-8"), seconds)
        command = [sys.executable, "-m", "chasm_game", *map(str, arguments)]
        env = {**os.environ, "PYTHONWARNINGS": "default", **environment}
        begun = os.times()
        done = subprocess.run(
            command, capture_output=True, cwd=cwd, env=env, stdin=subprocess.DEVNULL, timeout=200, check=False
        )
        ended = os.times()  # of work, not of waiting: other tests run beside this one
        seconds = ended.children_user + ended.children_system - begun.children_user - begun.children_system
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), seconds)

    return run


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The shipped rulebook."""
    return shipped_library().rulebook
