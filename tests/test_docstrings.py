"""Words for users stand in docstrings, and are there where Python was told to drop these."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from session import seats

from chasm_game.cli import application

VERBS = [name for name in application() if not name.startswith("-")]
PROGRAM = """
import contextlib, sys
from chasm_game import cli
for words in sys.argv[1:]:
    with contextlib.suppress(SystemExit):
        cli.main(words.split())
"""


def said(folder: Path, optimize: str, *commands: str) -> str:
    """What some commands answer, in one process."""
    environment = seats.process_environment(folder) | {"PYTHONOPTIMIZE": optimize, "CHASM_STORY": str(seats.STORY)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *commands], capture_output=True, text=True, timeout=200, check=True,
        env=environment,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("optimize", [pytest.param("1", marks=pytest.mark.long), "2"])  # 2 strips what 1 does too
def test_help_pages_and_schema_have_their_words_without_docstrings(tmp_path: Path, optimize: str) -> None:
    """The help of every verb, the page of a check that is a docstring and of one that is a file, the schema."""
    commands = [
        "--help",
        *(f"{verb} --help" for verb in VERBS),
        "check --explain C033",
        "check --explain C012",
        "schema",
    ]
    usual = said(tmp_path, "", *commands)
    assert usual.count("Usage: ") == len(VERBS) + 1
    assert said(tmp_path, optimize, *commands) == usual


def test_the_reference_has_its_words_without_docstrings(tmp_path: Path) -> None:
    """The page that is made from the program is the one in the documents."""
    environment = seats.process_environment(tmp_path) | {"PYTHONOPTIMIZE": "2"}
    done = subprocess.run(
        [sys.executable, "-m", "chasm_game.scenario.reference"], capture_output=True, timeout=200, check=True,
        env=environment, cwd=seats.STORY.parent,
    )  # fmt: skip
    assert done.stdout == (seats.STORY.parent / "docs" / "reference.md").read_bytes()
