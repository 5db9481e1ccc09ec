"""The program itself, in plain mode, while its save is replaced, removed or moved between any two lines."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("not run: an open file stays there", allow_module_level=True)

import subprocess

from journal.test_displaced import (
    Meddling,
    appended_to,
    emptied,
    folder_removed,
    moved,
    removed,
    replaced_by_a_copy,
    replaced_by_an_older_one,
)
from session import seats

from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay

from processes import started

pytestmark = pytest.mark.long
TYPED = ("ask", "1", "2", "the end of input")


KINDS = (
    removed, replaced_by_an_older_one, moved, emptied, appended_to, folder_removed, replaced_by_a_copy,
)  # fmt: skip
TRIALS = [*((removed, at) for at in range(len(TYPED))), *((kind, n % 3) for n, kind in enumerate(KINDS[1:]))]
"""Every kind between every two lines is tried without a process in `journal/test_displaced.py`."""


@pytest.mark.parametrize(("meddle", "at"), TRIALS, ids=[f"{kind.__name__}-{at}" for kind, at in TRIALS])
def test_every_decision_that_was_answered_is_in_the_save_that_was_named(
    tmp_path: Path, meddle: Meddling, at: int
) -> None:
    """Before each line that is typed, and before the end of input: told where, and all of it there."""
    said = _played(tmp_path / "saves", meddle, at)
    assert said.count("You chose: ") == 2, said
    found = re.search(r"resume (\S+\.jsonl)", said.rsplit("The game is saved.", 1)[1])
    assert found is not None, said
    decisions = [str(each) for each in replay(read_save(Path(found[1]))).game.decisions]
    assert len(decisions) == 3
    assert decisions[0] == "ask"
    assert re.search(r"was (removed or renamed|replaced|changed) by another program", said), said


def _played(saves: Path, meddle: Meddling, at: int) -> str:
    """Two rounds of the tutorial, typed line by line, the save meddled with before one of them; all that was told."""
    command = [sys.executable, "-m", "chasm_game", "play", "tutorial", "--plain", "--quick", "--saves", str(saves)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    environment = seats.process_environment(saves.parent) | {"CHASM_STORY": str(seats.STORY)}
    told = ""
    with started(command, **pipes, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, line in enumerate(TYPED[:3]):
            while "What do you do?" not in (heard := process.stdout.readline()):
                assert heard, told
                told += heard
            if number == at:
                meddle(next(saves.glob("*.jsonl")))
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
        while "What do you do?" not in (heard := process.stdout.readline()):
            assert heard, told
            told += heard
        if at == 3:
            meddle(next(saves.glob("*.jsonl")))
        rest, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return f"{told}{rest}"
