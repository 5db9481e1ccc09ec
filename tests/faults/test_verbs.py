"""Every verb on a full disk: one line, exit code 1, and the file that was there stays."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("not run: needs a shell", allow_module_level=True)

import samples
from faults.machine import not_run
from session import seats

from chasm_game.cli import application

pytestmark = pytest.mark.long
SAMPLES = shlex.quote(str(samples.FOLDER))
SAVE = shlex.quote(str(min(samples.FOLDER.glob("*.jsonl"))))
ANSWERS = {
    "list": "list", "review": f"review {SAVE}", "compare": f"compare {SAMPLES}", "poll": f"poll {SAMPLES}",
    "new": "new x.yaml", "check": "check --explain C033", "balance": "balance tutorial", "history": "history",
    "rules": "rules", "schema": "schema", "play": "play tutorial --plain --saves s", "room": "room --help",
    "preview": "preview --help", "name": "name own.jsonl Mine", "delete": "delete own.jsonl --yes",
    "host": "host tutorial --teams 2 --saves s", "join": "join --help",
    "rehearse": "rehearse tutorial --teams 2 --people 4",
}  # fmt: skip
"""A command of every verb that says something on standard output."""
OWN = f"cp {SAVE} own.jsonl"
"""Before each of them: a save that a verb may change."""
WRITERS = {
    "compare --csv": (f"compare {SAMPLES} --csv out", "out"),
    "compare --html": (f"compare {SAMPLES} --html out", "out"),
    "compare --html-teams": (f"compare {SAMPLES} --html-teams teams", "teams/accounts.html"),
    "poll --save": (f"poll {SAMPLES} --save out", "out"),
    "review --html": (f"review {SAVE} --html out", "out"),
    "balance --html": ("balance tutorial --html out", "out"),
}
"""A command for every option that writes over a file, and that file."""


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of a shell, in which `chasm` is the program."""
    program = f'chasm() {{ {shlex.quote(sys.executable)} -m chasm_game "$@"; }}'
    done = subprocess.run(
        ["bash", "-c", f"{program}; {line}"], capture_output=True, text=True, timeout=200, check=False, cwd=folder,
        stdin=subprocess.DEVNULL, env=seats.process_environment(folder) | {"CHASM_STORY": str(seats.STORY)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert not list(folder.rglob("crash.log"))
    return done


@pytest.mark.parametrize("verb", [name for name in application() if not name.startswith("-")])
def test_an_answer_into_a_full_disk_is_one_line(verb: str, tmp_path: Path) -> None:
    """For every verb that there is; a new one needs a command here."""
    if not Path("/dev/full").exists():
        not_run("there is no /dev/full")
    done = run(f"{OWN}; chasm {ANSWERS[verb]} >/dev/full", tmp_path)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[-1] == "chasm: standard output cannot be written: no space left on device"


@pytest.mark.parametrize("option", WRITERS)
def test_a_file_that_gets_too_large_leaves_the_old_one(option: str, tmp_path: Path) -> None:
    """A limit of one block: the old file is there, nothing beside it, and one line names the file."""
    command, name = WRITERS[option]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("old", encoding="utf-8")
    folders = sorted(path.parent.iterdir())
    done = run(f"ulimit -f {0 if option == 'poll --save' else 1}; chasm {command}", tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("cannot be written: file too large")
    assert path.read_text(encoding="utf-8") == "old"
    assert sorted(path.parent.iterdir()) == folders
