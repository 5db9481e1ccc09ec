"""Standard streams that are full, closed or read by nobody: one line, the right exit code, and no traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from session import seats

from chasm_game.journal.lines import FORMAT

if sys.platform == "win32":
    pytest.skip("needs a shell", allow_module_level=True)

import samples

from budgets import few_first

FULL = "chasm: standard output cannot be written: no space left on device\n"
CLOSED = "chasm: standard output is closed, so the answer went nowhere\n"
SAVE = min(samples.FOLDER.glob("*.jsonl"))


def shell(words: str, redirections: str, folder: Path, typed: str = "") -> tuple[int, str, str]:
    """The program with its streams as a shell makes them; exit code, output, errors. No log may be written."""
    line = f"{shlex.quote(sys.executable)} -m chasm_game {words} {redirections}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, timeout=200, check=False, input=typed,
        cwd=folder, env=seats.process_environment(folder) | {"CHASM_STORY": str(seats.STORY)},
    )  # fmt: skip
    assert not list(folder.rglob("crash.log"))
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "words", few_first(["list", f"review {shlex.quote(str(SAVE))} --json", "--version", "rules --json"], 2)
)
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path: Path, words: str) -> None:
    """Short answers, which are written when the program ends, and long ones, which are written on the way."""
    if not Path("/dev/full").exists():
        pytest.skip("no such device")
    assert shell(words, ">/dev/full", tmp_path) == (1, "", FULL)


def test_a_closed_standard_output_is_one_line(tmp_path: Path) -> None:
    """An answer that goes nowhere is told; where nobody can be told either, the exit code says it."""
    assert shell("list", ">&-", tmp_path) == (1, "", CLOSED)
    assert shell("list", ">&- 2>&-", tmp_path) == (1, "", "")


def test_a_verb_whose_answer_is_a_file_does_not_need_standard_output(tmp_path: Path) -> None:
    """The page is written, and that is all that was asked for."""
    code, _, said = shell(f"review {shlex.quote(str(SAVE))} --html page.html", ">&-", tmp_path)
    assert (code, said) == (0, "Written: page.html\n")
    assert (tmp_path / "page.html").stat().st_size > 10_000


def test_a_file_that_is_opened_is_never_standard_output(tmp_path: Path) -> None:
    """With all three closed, nothing that is said lands in the save, which would get one of their numbers."""
    code, _, _ = shell("play tutorial --plain --quick --saves s", "<&- >&- 2>&-", tmp_path)
    assert code == 0
    (save,) = (tmp_path / "s").iterdir()
    assert save.read_bytes().count(b"\n") == 1
    assert save.read_bytes().startswith(f'{{"chasm":{FORMAT},'.encode())


@pytest.mark.parametrize("end", few_first(["| head -n 1", "| true"]))
def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path, end: str) -> None:
    """A long answer into a closed pipe ends quietly."""
    code, _, said = shell("rules --json", end, tmp_path)
    assert (code, said) == (0, "")


@pytest.mark.parametrize("redirection", few_first(["2>&-", "2>/dev/full"]))
def test_without_standard_error_the_answer_and_the_exit_code_stay(tmp_path: Path, redirection: str) -> None:
    """Nobody can be told what is wrong: the answer is there, and the code says whether something is."""
    code, out, _ = shell("list", redirection, tmp_path)
    assert (code, "broken-guitar" in out) == (0, True)
    assert shell("check gone.yaml --format concise", redirection, tmp_path)[0] == 1
    assert shell("lits", redirection, tmp_path)[0] == 2


def test_plain_mode_on_a_full_disk_ends_in_one_line_with_its_game_saved(tmp_path: Path) -> None:
    """The voice is gone, the decisions are not."""
    if not Path("/dev/full").exists():
        pytest.skip("no such device")
    code, _, said = shell("play tutorial --plain --quick --saves s", ">/dev/full", tmp_path, "quiet\n")
    assert (code, said) == (1, FULL)
    assert len(list((tmp_path / "s").iterdir())) == 1


@pytest.mark.parametrize("words", few_first(["play tutorial --plain --saves s", "poll", "new x.yaml --ask"]))
def test_standard_input_that_cannot_be_read_is_one_line(tmp_path: Path, words: str) -> None:
    """A stream that is open for writing alone, at each verb that reads from people."""
    code, _, said = shell(words, "0>/dev/null", tmp_path)
    assert code == 1
    assert said.endswith("chasm: standard input cannot be read: bad file descriptor\n")


def test_answers_that_are_no_text_are_shown_and_never_fatal(tmp_path: Path) -> None:
    """`new --ask` takes a name in Latin-1 as it comes, as plain mode and `poll` do."""
    process = subprocess.run(
        [sys.executable, "-m", "chasm_game", "new", "x.yaml", "--ask"], capture_output=True, timeout=200, check=False,
        input=b"Caf\xe9\n" * 20, cwd=tmp_path, env={**os.environ, **seats.process_environment(tmp_path)},
    )  # fmt: skip
    assert process.returncode == 1
    assert b"Traceback" not in process.stderr
    assert not (tmp_path / "x.yaml").exists()


LINES = """\
import sys, time
from chasm_game.streams import Lines
lines, beats = Lines(8), []
while line := lines.next(lambda: beats.append(1) or print("beat", flush=True)):
    print(line, flush=True)
"""


def test_lines_come_while_something_else_is_looked_after(tmp_path: Path) -> None:
    """Lines that came at once, a long one cut, one without an end; while nothing comes the other thing is done."""
    with subprocess.Popen(
        [sys.executable, "-c", LINES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path,
        env=seats.process_environment(tmp_path) | {"PYTHONPATH": str(Path(__file__).parent.parent)},
    ) as process:  # fmt: skip
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == b"beat\n"
            process.stdin.write(b"one\ntwo\n" + b"x" * 100_000 + b"\nend")
            process.stdin.flush()
            process.stdin.close()
            said = [line for line in process.stdout.read().splitlines() if line != b"beat"]
        finally:
            process.kill()
    assert said[:2] == [b"b'one\\n'", b"b'two\\n'"]
    assert said[2].startswith(b"b'xxxxxxxx")
    assert len(said[2]) <= len(b"b'xxxxxxxx\\n'")
    assert said[3:] == [b"b'end'"]
