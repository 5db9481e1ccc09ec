"""The commonest slips in YAML, told in plain words, at the place where the author must type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault, Span

if TYPE_CHECKING:
    import yaml

__all__ = ["cure"]


def cure(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """The fault that a YAML parser's error stands for."""
    problem = str(error.problem or "")
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    row = min(row, len(lines) - 1)
    line = lines[row]
    if "mapping values are not allowed" in problem:
        span = Span.point(row + 1, column + 1)
        return Fault(
            Code.SYNTAX, span, "a colon in the middle of text", f"put the whole text in quotes: {_quoted(line)}"
        )
    if tab := _tab(lines, row):
        hint = "use spaces at the beginning of a line; tabs are not allowed there"
        return Fault(Code.SYNTAX, tab, "a tab character in the indentation", hint)
    if "cannot start any token" in problem:
        sign = line[column : column + 1] or "this sign"
        hint = f"put the text in quotes: '{line[column:].strip()[:40]}'"
        return Fault(Code.SYNTAX, Span.point(row + 1, column + 1), f"text cannot begin with `{sign}`", hint)
    if "quoted scalar" in str(error.context or "") and error.context_mark:
        start = error.context_mark
        span = Span.point(start.line + 1, start.column + 1)
        hint = "end the text with the same quote; an apostrophe inside '…' is written twice: it''s"
        return Fault(Code.SYNTAX, span, "a quote is opened here and does not end properly", hint)
    if "did not find expected" in problem or "block" in problem:
        return _misplaced(lines, row, column)
    return Fault(Code.SYNTAX, Span.point(row + 1, column + 1), problem or "this is not YAML")


def _quoted(line: str) -> str:
    value = line.split(": ", 1)[1] if ": " in line else line
    return "'" + value.strip().replace("'", "''")[:60] + "'"


def _tab(lines: list[str], row: int) -> Span | None:
    for number in (row, row - 1):
        if 0 <= number < len(lines):
            indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
            if "\t" in indent:
                return Span.point(number + 1, indent.index("\t") + 1)
    return None


def _misplaced(lines: list[str], row: int, column: int) -> Fault:
    span = Span.point(row + 1, column + 1)
    line = lines[row]
    previous = next((lines[n] for n in range(row - 1, -1, -1) if lines[n].strip()), "")
    if any(text.count(opened) > text.count(closed) for text in (line, previous) for opened, closed in ("[]", "{}")):
        return Fault(Code.SYNTAX, span, "a bracket before this is not closed", "every [ needs a ], every { a }")
    if line[:column].rstrip().endswith(("'", '"')):
        hint = "an apostrophe inside '…' is written twice: 'it''s'; a quote inside \"…\" is written \\\""
        return Fault(Code.SYNTAX, span, "something stands after the end of quoted text", hint)
    hint = "line it up with the lines that it belongs to: what belongs together begins in the same column"
    return Fault(Code.SYNTAX, span, "this line does not fit where it stands (indentation)", hint)
