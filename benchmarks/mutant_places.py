"""Places of a module that a small mutation can change, and a sample of them: the mutants themselves."""

from __future__ import annotations

import ast
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["QUOTA", "Mutant", "drawn", "named", "places"]

QUOTA = {"engine": 60, "analysis": 55, "journal": 45, "debrief": 40}
"""Mutants a room, of 200."""


EDGES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
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
