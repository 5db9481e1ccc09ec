"""The nearest tests of a mutant: which they are, those of them that execute its line, and a run of them in a clone."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mutants import NEAREST

if TYPE_CHECKING:
    from mutant_places import Mutant

__all__ = ["Lines", "choosing", "executing", "nearest", "run_tests", "unchanged"]

TESTS = 30
"""Test functions that a mutant is shown to at most, drawn from those that execute its line."""


def nearest(root: Path, path: str) -> tuple[str, ...]:
    """The tests that stand nearest to a module."""
    module = path.removeprefix("chasm_game/").removesuffix(".py")
    prefix = max((p for p in NEAREST if module.startswith(p)), key=len)
    tests = NEAREST[prefix]
    if gone := [test for test in tests if not (root / test).exists()]:
        sys.exit(f"there is no {gone[0]} any more: which tests stand nearest to {module}?")
    return tests


Lines = dict[int, list[str]]
"""The names of the test functions that execute each line of a module."""

_COVERAGE = "[run]\nsource = chasm_game\n"
# By the name that pytest gives it: in a property of Hypothesis, the frames of the test itself are not seen.
_CONTEXTS = """

import coverage


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    coverage.Coverage.current().switch_context(item.originalname)
"""


def executing(clone: Path, tests: tuple[str, ...]) -> tuple[dict[str, Lines], float]:
    """Which of these tests execute each line of each module, on the unchanged code; and how long they take."""
    from coverage import CoverageData

    (clone / ".coveragerc").write_text(_COVERAGE, encoding="utf-8")
    conftest = clone / "tests" / "conftest.py"
    before = conftest.read_text(encoding="utf-8")
    conftest.write_text(before + _CONTEXTS, encoding="utf-8")
    took = unchanged(clone, tests, under=("-m", "coverage", "run"))
    conftest.write_text(before, encoding="utf-8")
    data = CoverageData(str(clone / ".coverage"))
    data.read()
    found: dict[str, Lines] = {}
    for file in data.measured_files():
        lines = data.contexts_by_lineno(file)
        found[Path(file).relative_to(clone).as_posix()] = {
            line: sorted({name for name in names if name}) for line, names in lines.items()
        }
    return found, took


def unchanged(clone: Path, tests: tuple[str, ...], *, under: tuple[str, ...] = ()) -> float:
    """How long these tests take on the unchanged code, which they must pass."""
    code, failed, took = run_tests(clone, tests, None, under=under)
    if code != 0:
        sys.exit(f"the unchanged code does not pass {' '.join(tests)}: {failed}")
    print(f"     {took:.0f} s for the unchanged code under {' '.join(tests)}", flush=True)
    return took


def choosing(mutant: Mutant, lines: Lines) -> tuple[str, ...]:
    """What makes pytest run the tests of a mutant's line; nothing, that is all of them, where none is known.

    A statement of several lines is noted under one of them: the last that was executed before the mutant counts.
    """
    names = lines[max((line for line in lines if line <= mutant.line), default=min(lines))] if lines else []
    some = random.Random(mutant.name).sample(names, min(TESTS, len(names)))
    return ("-k", " or ".join(sorted(some))) if some else ()


def run_tests(
    clone: Path, tests: tuple[str, ...], patience: float | None, *, under: tuple[str, ...] = ()
) -> tuple[int | None, str, float]:
    """Exit code (None: it took too long), the first failing test, seconds."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(clone),
        "HYPOTHESIS_PROFILE": "unshrunk",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    options = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--no-header")
    command = [sys.executable, *under, "-m", "pytest", *options, *tests]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=patience)
        code: int | None = process.returncode
    except subprocess.TimeoutExpired:
        said, code = "", None
    finally:
        with contextlib.suppress(ProcessLookupError):  # what the tests started goes with them
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    failed = next((line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))), "")
    return code, failed[:160], time.monotonic() - began
