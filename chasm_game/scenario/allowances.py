"""Allowances in a file: `# chasm: allow C033 because …`.

A warning that an author has thought about is allowed where it stands, with the reason. Behind something, the comment
is about its own line; on a line of its own, about the next line that says something; above the first of all lines that
say something, about the whole file. Errors cannot be allowed, and an allowance that allows nothing is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.errors import nearest
from chasm_game.scenario.diagnostics import Code, Fault, Severity, Span
from chasm_game.scenario.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from chasm_game.scenario.diagnostics import Kind
    from chasm_game.scenario.nodes import Node

__all__ = ["Allowances"]

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*chasm:\s*(?:allows?|alow|accept|disable|ignore|permit)\b.*")
_RIGHT = re.compile(
    r"#\s*chasm:\s*allow\s+(?P<codes>[Cc]\d{3}(?:(?:\s*,\s*|\s+)[Cc]\d{3})*)\s+because\s+(?P<reason>\S.*)"
)
_CODE = re.compile(r"[Cc]\d{3}")
_WRITE = "write `# chasm: allow C033 because …`, with the code of a warning and your reason"
_ALLOWABLE = {code.id: code for code in Code if code.severity is Severity.WARNING}
_EVERYWHERE = 0


@dataclass
class _Allowance:
    """A code that is allowed in a line, or everywhere."""

    code: Code
    line: int
    span: Span
    used: bool = False


@dataclass
class Allowances:
    """What a file allows, and what became of it."""

    faults: list[Fault] = field(default_factory=list)
    """Comments that were meant to allow something and cannot."""
    used: int = 0
    """How many problems were allowed so far."""
    _made: list[_Allowance] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, root: Node) -> Allowances:
        """The allowances of a file."""
        found = cls()
        if "chasm:" not in text:
            return found
        lines = text.split("\n")
        numbered = [(n, line) for n, line in enumerate(lines, start=1) if "chasm:" in line and "#" in line]
        comments = [(n, match) for n, line in numbered for match in _COMMENT.finditer(line)]
        inside = _texts(root) if comments else []
        for line, match in comments:
            span = Span(line, match.start() + 1, line, match.end() + 1)
            if not any((s.line, s.column) <= (line, span.column) < (s.end_line, s.end_column) for s in inside):
                found._read(
                    match.group(), span, _about(lines, line, alone=not lines[line - 1][: match.start()].strip())
                )
        return found

    def allow(self, code: Code, line: int) -> bool:
        """Whether a problem is allowed; from then on its allowance counts as used."""
        fitting = [a for a in self._made if a.code is code and a.line in {line, _EVERYWHERE}]
        for allowance in fitting:
            allowance.used = True
        self.used += bool(fitting)
        return bool(fitting)

    def unused(self, looked_at: Collection[Kind]) -> list[Fault]:
        """A fault for each allowance of something that was looked for and is not there."""
        return [
            Fault(Code.UNUSED_ALLOWANCE, a.span, f"there is no {a.code.id} here to allow", "remove this comment")
            for a in self._made
            if not a.used and a.code.kind in looked_at
        ]

    def _read(self, comment: str, span: Span, line: int) -> None:
        right = _RIGHT.fullmatch(comment.rstrip())
        if right is None:
            self.faults.append(Fault(Code.BAD_ALLOWANCE, span, _wrong(comment), _WRITE))
            return
        for match in _CODE.finditer(right["codes"]):
            name, column = match.group().upper(), span.column + right.start("codes") + match.start()
            place = Span(span.line, column, span.line, column + len(name))
            if name in _ALLOWABLE:
                self._made.append(_Allowance(_ALLOWABLE[name], line, place))
            elif any(code.id == name for code in Code):
                message = f"errors cannot be allowed, and {name} is one"
                self.faults.append(Fault(Code.BAD_ALLOWANCE, place, message, "mend it, and remove this comment"))
            else:
                near = nearest(name, [code.lower() for code in _ALLOWABLE])
                hint = f"did you mean {near.upper()}?" if near else "`chasm check --explain C026` tells more"
                self.faults.append(Fault(Code.BAD_ALLOWANCE, place, f"there is no code {name}", hint))


def _wrong(comment: str) -> str:
    """What is wrong with an allowance that cannot be read."""
    if not _CODE.search(comment):
        return "this allowance names no code"
    return "this allowance cannot be read" if "because" in comment else "this allowance gives no reason"


def _about(lines: list[str], line: int, *, alone: bool) -> int:
    """The line that a comment in `line` is about; `_EVERYWHERE` for the whole file."""
    if not alone:
        return line
    says = [n for n, text in enumerate(lines, start=1) if text.strip() and not text.lstrip().startswith("#")]
    if not says or line < says[0]:
        return _EVERYWHERE
    return next((n for n in says if n > line), line)


def _texts(node: Node) -> list[Span]:
    """Where values stand: a `#` in them is no comment."""
    if isinstance(node, Scalar):
        return [node.span]
    parts = node.items if isinstance(node, Sequence) else [v for _, v in node.entries.values()]
    keys = [k.span for k, _ in node.entries.values()] if isinstance(node, Mapping) else []
    return [*keys, *(span for part in parts for span in _texts(part))]
