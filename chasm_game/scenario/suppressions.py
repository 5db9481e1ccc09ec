"""Allowances in a file: `# chasm: allow C033 because …`.

A warning that an author has thought about is allowed where it stands, with the reason. Behind something, the comment
is about its own line; on a line of its own, about the next line that says something; above the first of all lines that
say something, about the whole file. Errors cannot be allowed, and an allowance that allows nothing is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from chasm_game.errors import nearest
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Fault, Severity, Span
from chasm_game.scenario.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from chasm_game.scenario.diagnostics import Kind
    from chasm_game.scenario.nodes import Node

__all__ = ["Allowances"]

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*chasm:\s*(?:allows?|alow|accept|disable|ignore|permit)\b")
_RIGHT = re.compile(
    r"#\s*chasm:\s*allow\s+(?P<codes>[Cc]\d{3}(?:(?:\s*,\s*|\s+)[Cc]\d{3})*)\s+because\s+(?P<reason>\S.*)"
)
_CODE = re.compile(r"[Cc]\d{3}")
_WRITE = "write `# chasm: allow C033 because …`, with the code of a warning and your reason"
_CODES = {code.id: code for code in Code}
_OWN = frozenset({Code.BAD_ALLOWANCE, Code.UNUSED_ALLOWANCE})
_ALLOWABLE = {name: code for name, code in _CODES.items() if code.severity is Severity.WARNING and code not in _OWN}
_EVERYWHERE = 0


@dataclass
class _Allowance:
    """A code that is allowed, and where that is said."""

    code: Code
    span: Span
    used: bool = False


@dataclass
class Allowances:
    """What a file allows, and what became of it. More allowances than anybody reads are passed over."""

    faults: list[Fault] = field(default_factory=list)
    """Comments that were meant to allow something and cannot."""
    used: int = 0
    """How many problems were allowed so far."""
    _made: dict[tuple[Code, int], list[_Allowance]] = field(default_factory=dict)
    _read: int = 0

    @classmethod
    def of(cls, text: str, root: Node) -> Allowances:
        """The allowances of a file."""
        found, lines = cls(), text.split("\n")
        numbered = [n for n, line in enumerate(lines, start=1) if "#" in line and "chasm:" in line]
        if not numbered:
            return found
        texts, about = _Texts(root, numbered), _following(lines)
        for n in numbered:
            line = lines[n - 1]
            start = next((m.start() for m in _COMMENT.finditer(line) if not texts.hold(n, m.start() + 1)), None)
            if start is not None:
                found._note(line[start:].rstrip(), n, start + 1, n if line[:start].strip() else about[n])
        return found

    def allow(self, code: Code, line: int) -> bool:
        """Whether a problem is allowed; from then on its allowance counts as used."""
        # Both the one of the line and the one of the file count as used: neither is then told to be of no use.
        fitting = [*self._made.get((code, line), ()), *self._made.get((code, _EVERYWHERE), ())]
        for allowance in fitting:
            allowance.used = True
        self.used += bool(fitting)
        return bool(fitting)

    def unused(self, looked_at: Collection[Kind]) -> list[Fault]:
        """A fault for each allowance of something that was looked for and is not there."""
        return [
            Fault(Code.UNUSED_ALLOWANCE, a.span, f"there is no {a.code.id} here to allow", "remove this comment")
            for allowances in self._made.values()
            for a in allowances
            if not a.used and a.code.kind in looked_at
        ]

    def _note(self, comment: str, line: int, column: int, about: int) -> None:
        """Read a comment that stands at a place and is about a line."""
        right = _RIGHT.fullmatch(comment)
        if right is None:
            span = Span(line, column, line, column + len(comment))
            self._refuse(span, _wrong(comment), _WRITE)
            return
        for match in _CODE.finditer(right["codes"]):
            name, at = match.group().upper(), column + right.start("codes") + match.start()
            span = Span(line, at, line, at + len(name))
            if name in _ALLOWABLE and not self._full():
                code = _ALLOWABLE[name]
                self._made.setdefault((code, about), []).append(_Allowance(code, span))
            elif name in _CODES and name not in _ALLOWABLE:
                kind = "problems of allowances" if _CODES[name] in _OWN else "errors"
                self._refuse(span, f"{kind} cannot be allowed, and {name} is one", "mend it, and remove this comment")
            elif name not in _CODES and not self._full():
                near = nearest(name, [code.lower() for code in _ALLOWABLE])
                hint = f"did you mean {near.upper()}?" if near else "`chasm check --explain C026` tells more"
                self._refuse(span, f"there is no code {name}", hint)
            self._read += 1

    def _full(self) -> bool:
        return self._read > MAX_FAULTS

    def _refuse(self, span: Span, message: str, hint: str) -> None:
        if len(self.faults) <= MAX_FAULTS:
            self.faults.append(Fault(Code.BAD_ALLOWANCE, span, message, hint))


class _Texts:
    """Where values stand in some lines: a `#` in them is no comment."""

    def __init__(self, root: Node, lines: list[int]) -> None:
        self._lines = lines
        self._at: dict[int, list[tuple[int, float]]] = {line: [] for line in lines}
        self._walk(root)
        for spans in self._at.values():
            spans.sort()

    def hold(self, line: int, column: int) -> bool:
        """Whether a place is inside a value or a key."""
        spans = self._at[line]
        before = bisect_right(spans, (column, inf)) - 1
        return before >= 0 and column < spans[before][1]

    def _walk(self, node: Node) -> None:
        if isinstance(node, Scalar):
            self._note(node.span)
        elif isinstance(node, Sequence):
            for item in node.items:
                self._walk(item)
        else:
            for key, value in node.entries.values():
                self._note(key.span)
                self._walk(value)

    def _note(self, span: Span) -> None:
        for line in self._lines[bisect_left(self._lines, span.line) : bisect_right(self._lines, span.end_line)]:
            begin = span.column if line == span.line else 1
            self._at[line].append((begin, span.end_column if line == span.end_line else inf))


def _wrong(comment: str) -> str:
    """What is wrong with an allowance that cannot be read."""
    if not _CODE.search(comment):
        return "this allowance names no code"
    return "this allowance cannot be read" if "because" in comment else "this allowance gives no reason"


def _following(lines: list[str]) -> list[int]:
    """For each line the next one that says something; `_EVERYWHERE` above the first of them."""
    following, after = [0] * (len(lines) + 1), len(lines)
    first = len(lines) + 1
    for n in range(len(lines), 0, -1):
        following[n] = after
        if (text := lines[n - 1].lstrip()) and not text.startswith("#"):
            after = first = n
    return [_EVERYWHERE if n < first else after for n, after in enumerate(following)]
