"""Small mutations of the engine, the analysis, the journal and the debrief, and the nearest tests on each.

    python benchmarks/mutation.py --results mutants.jsonl            200 mutants, or those that are still missing
    python benchmarks/mutation.py --results mutants.jsonl --only journal --count 40
    python benchmarks/mutation.py --results mutants.jsonl --table    what is known, and nothing is run
    python benchmarks/mutation.py --results mutants.jsonl --again    only the survivors, with all of the nearest tests

A mutant changes one place: the edge of a comparison, a constant by one (or a tenth), `and` and `or`, `min` and `max`,
the first and the last of a list, plus and minus, a `not` that is gone. Which places, is drawn by a seed: the same tree
and the same seed give the same mutants. What is committed is cloned into a folder of its own, and only that clone is
changed. Every mutant gets a line in the file of results, so a run that was stopped goes on where it was.

Before that, the nearest tests run once on the unchanged code under `coverage`, which notes the tests that execute each
line; a mutant is then shown to those of its line alone, and to all of them where the line is executed by an import.

Killed is a mutant with which a test fails or that runs longer than ten times as long as the unchanged code (a loop that
no longer ends). A survivor is a question, not a verdict: a test is missing, or the change makes no difference, as
`EXPLAINED` says of some.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mutants import EXPLAINED, NEAREST

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

QUOTA = {"engine": 60, "analysis": 55, "journal": 45, "debrief": 40}
"""Mutants a room, of 200."""


EDGES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
TESTS = 30
"""Test functions that a mutant is shown to at most, drawn from those that execute its line."""
A_FILE = 9
"""Mutants of one module at most, so that a long one does not have them all."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where (bytes of the file), what stood there and what stands there now."""

    path: str
    start: int
    line: int
    old: str
    new: str

    @property
    def name(self) -> str:
        """What it is, for people and for the file of results."""
        return f"{self.path}:{self.line} [{self.start}] {self.old} -> {self.new}"


class Places(ast.NodeVisitor):
    """Every place of a module that can be changed."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path, self.source, self.found = path, source, list[Mutant]()
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def _at(self, line: int | None, column: int | None) -> int:
        assert line is not None
        assert column is not None
        return self._lines[line - 1] + column

    def _begin(self, node: ast.expr) -> int:
        return self._at(node.lineno, node.col_offset)

    def _end(self, node: ast.expr) -> int:
        return self._at(node.end_lineno, node.end_col_offset)

    def _add(self, start: int, old: str, new: str, line: int) -> None:
        assert self.source[start : start + len(old)].decode() == old
        self.found.append(Mutant(self.path, start, line, old, new))

    def _between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> None:
        start = self.source.find(old.encode(), self._end(left), self._begin(right))
        if start >= 0:
            self._add(start, old, new, left.end_lineno or left.lineno)

    def visit_If(self, node: ast.If) -> None:
        """What is only for the type checker is left out."""
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        """An assertion tells readers and mypy; a changed one says nothing of tests."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The value, not the annotation."""
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations are not changed."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Formats of messages are not changed."""

    def visit_Compare(self, node: ast.Compare) -> None:
        """The edge of a comparison."""
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            old = _OPERATORS.get(type(operator))
            if old is not None:
                self._between(left, right, old, EDGES[old])
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """The first `and` or `or` of a chain of two."""
        if len(node.values) == 2:
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            left, right = node.values
            self._between(left, right, old, new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """A `not` that is gone."""
        if isinstance(node.op, ast.Not):
            self._add(self._begin(node), "not ", "", node.lineno)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Plus and minus of numbers: a text or a list minus something is found by whatever runs it."""
        if any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) for side in (node.left, node.right)):
            return
        pair = {ast.Add: ("+", "-"), ast.Sub: ("-", "+")}.get(type(node.op))
        if pair is not None:
            self._between(node.left, node.right, *pair)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """`min` and `max`."""
        other = {"min": "max", "max": "min"}
        if isinstance(node.func, ast.Name) and node.func.id in other:
            self._add(self._begin(node.func), node.func.id, other[node.func.id], node.lineno)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """The first and the last; other subscripts as they are, for many are types."""
        if isinstance(node.slice, ast.Constant) and node.slice.value == 0:
            self._add(self._begin(node.slice), "0", "-1", node.lineno)
        elif isinstance(node.slice, ast.UnaryOp) and ast.unparse(node.slice) == "-1":
            self._add(self._begin(node.slice), "-1", "0", node.lineno)
        elif not isinstance(node.slice, ast.Constant):
            self.visit(node.slice)
        self.visit(node.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        """A whole number one more, another a tenth more."""
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        old = self.source[self._begin(node) : self._end(node)].decode()
        new = str(value + 1) if isinstance(value, int) else repr(value * 1.1 or 0.1)
        self._add(self._begin(node), old, new, node.lineno)


def places(path: str, source: bytes) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    visitor = Places(path, source)
    visitor.visit(ast.parse(source))
    return sorted(visitor.found, key=lambda m: (m.start, m.new))


def drawn(root: Path, count: int, seed: int, only: str | None) -> list[Mutant]:
    """So many mutants, by the quota of the rooms; the same for the same tree and seed."""
    chosen: list[Mutant] = []
    for room, quota in QUOTA.items():
        if only not in {None, room}:
            continue
        wanted = count if only else round(quota * count / sum(QUOTA.values()))
        all_places = [
            mutant
            for file in sorted((root / "chasm_game" / room).rglob("*.py"))
            for mutant in places(file.relative_to(root).as_posix(), file.read_bytes())
        ]
        random.Random(f"{seed} {room}").shuffle(all_places)
        files: Counter[str] = Counter()
        taken: list[Mutant] = []
        for mutant in all_places:
            if len(taken) < wanted and files[mutant.path] < A_FILE:
                files[mutant.path] += 1
                taken.append(mutant)
        chosen += taken
    return chosen


def named(root: Path, name: str) -> Mutant:
    """The mutant of a name in the file of results; it must still be possible where it was."""
    found = re.fullmatch(r"(?P<path>\S+):(?P<line>\d+) \[(?P<start>\d+)\] (?P<old>.+?) -> (?P<new>.*)", name)
    assert found is not None, name
    mutant = Mutant(found["path"], int(found["start"]), int(found["line"]), found["old"], found["new"])
    if not (root / mutant.path).read_bytes()[mutant.start :].startswith(mutant.old.encode()):
        sys.exit(f"the source has changed since: there is no {name}")
    return mutant


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


def changed(clone: Path, mutant: Mutant) -> Iterator[None]:
    """While it is looked at, the clone has the mutant; afterwards it is as it was."""
    file = clone / mutant.path
    before = file.read_bytes()
    end = mutant.start + len(mutant.old.encode())
    file.write_bytes(before[: mutant.start] + mutant.new.encode() + before[end:])
    try:
        yield
    finally:
        file.write_bytes(before)


def known(results: Path) -> dict[str, dict[str, str]]:
    """The last word on every mutant that was looked at."""
    if not results.exists():
        return {}
    lines = (json.loads(line) for line in results.read_text(encoding="utf-8").splitlines())
    return {line["mutant"]: line for line in lines}


def explanation(name: str) -> str:
    """Why a survivor of this name makes no difference; empty where that is not known, or the line is another by now."""
    path, rest = name.split(":", 1)
    if not (ROOT / path).exists():
        return ""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    number = int(rest.split(" ", 1)[0])
    return EXPLAINED.get((path, lines[number - 1].strip()), "") if number <= len(lines) else ""


def table(found: dict[str, dict[str, str]]) -> None:
    """Rooms by what became of their mutants, then the survivors by name."""
    print(f"{'room':<10}{'mutants':>8}{'killed':>8}{'too long':>9}{'survived':>9}")
    rooms = (*QUOTA, "all")
    for room in rooms:
        fates = Counter(
            f["fate"] for name, f in found.items() if room == "all" or name.startswith(f"chasm_game/{room}/")
        )
        print(f"{room:<10}{fates.total():>8}{fates['killed']:>8}{fates['too long']:>9}{fates['survived']:>9}")
    for name, fate in found.items():
        if fate["fate"] == "survived":
            why = explanation(name)
            print(f"survived: {name}{f' (makes no difference: {why})' if why else ''}")


def look_at(clone: Path, wanted: list[Mutant], results: Path, *, every_test: bool = False) -> None:
    """Run the nearest tests of each mutant, all or those of its line; a line of results for each."""
    usual: dict[tuple[str, ...], tuple[dict[str, Lines], float]] = {}
    with results.open("a", encoding="utf-8") as out:
        for number, mutant in enumerate(wanted, start=1):
            tests = nearest(clone, mutant.path)
            if tests not in usual:
                usual[tests] = ({}, unchanged(clone, tests)) if every_test else executing(clone, tests)
            lines, seconds = usual[tests]
            chosen = choosing(mutant, lines.get(mutant.path, {}))
            with contextlib.contextmanager(changed)(clone, mutant):
                code, failed, took = run_tests(clone, (*tests, *chosen), 10 * seconds + 60)
            fate = "survived" if code in {0, 5} else "too long" if code is None else "killed"
            line = {"mutant": mutant.name, "fate": fate, "by": failed, "seconds": f"{took:.1f}"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            print(f"{number:>4}/{len(wanted)} {fate:<9}{took:6.1f} s  {mutant.name}", flush=True)


def main() -> None:
    """Draw, clone, look, tell."""
    parser = argparse.ArgumentParser(description="Small mutations and the nearest tests.")
    parser.add_argument("--results", type=Path, required=True, help="a file of JSON lines; it is added to")
    parser.add_argument("--count", type=int, default=sum(QUOTA.values()))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(QUOTA), help="one room")
    parser.add_argument("--table", action="store_true", help="run nothing")
    parser.add_argument("--again", action="store_true", help="look at survivors once more, and at nothing else")
    asked = parser.parse_args()
    if not asked.table:
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "chasm"
            subprocess.run(["git", "clone", "-q", "--local", str(ROOT), str(clone)], check=True)
            found = known(asked.results)
            if asked.again:
                names = [name for name, fate in found.items() if fate["fate"] == "survived"]
                look_at(clone, [named(clone, name) for name in names], asked.results, every_test=True)
            else:
                mutants = drawn(clone, asked.count, asked.seed, asked.only)
                look_at(clone, [m for m in mutants if m.name not in found], asked.results)
    table(known(asked.results))


if __name__ == "__main__":
    main()
