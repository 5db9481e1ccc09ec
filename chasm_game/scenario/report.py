"""Diagnostics on their way out: one renderer for each kind of reader."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from chasm_game.scenario.diagnostics import Diagnostic, Severity
from chasm_game.text import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["as_concise", "as_full", "as_github", "as_json", "json_text", "summary"]

_WIDEST = 100
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What `json` leaves as it is; all of it below U+10000."""


def as_full(diagnostics: Sequence[Diagnostic]) -> str:
    """For a person: the place, the line with a caret under what is meant, and the cure."""
    return "\n\n".join(_full(d) for d in diagnostics)


def as_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """One line a problem, as editors and scripts read it."""
    return "\n".join(
        f"{one_line(d.file)}:{d.span.line}:{d.span.column}: {d.severity.value} {d.code.id}: {one_line(d.message)}"
        + (f" ({one_line(d.hint)})" if d.hint else "")
        for d in diagnostics
    )


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands, which show up beside the line in a pull request."""
    return "\n".join(
        f"::{d.severity.value} file={_escaped(shown(d.file), ':,')},line={d.span.line},endLine={d.span.end_line},"
        f"col={d.span.column},endColumn={d.span.end_column},title={d.code.id}::"
        + _escaped(shown(d.message) + (f" ({shown(d.hint)})" if d.hint else ""))
        for d in diagnostics
    )


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The contract of `chasm check --json`, version 1."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    shape = {
        "chasm": 1,
        "diagnostics": [d.as_json() for d in diagnostics],
        "errors": errors,
        "warnings": len(diagnostics) - errors,
    }
    return json_text(shape, indent=2)


def json_text(shape: Any, indent: int = 1) -> str:
    """JSON as a person reads it, but with every character escaped that a terminal would obey or not show."""
    return _UNSEEN.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(shape, ensure_ascii=False, indent=indent))


def summary(diagnostics: Sequence[Diagnostic], files: int, allowed: int = 0) -> str:
    """What was found, in a line; `allowed` more are allowed by the files themselves."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    looked = f"{files} file{'s' * (files != 1)} looked at"
    besides = f" ({allowed} allowed, with a reason)" if allowed else ""
    if not diagnostics:
        return f"{looked}: no problem found{besides}"
    return f"{looked}: {errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}{besides}"


def _full(d: Diagnostic) -> str:
    lines = [
        f"{d.severity.value} {d.code.id}: {shown(d.message)}",
        f"  --> {one_line(d.file)}:{d.span.line}:{d.span.column}",
    ]
    if d.excerpt is not None and d.excerpt.strip():
        lines += _excerpt(d, d.excerpt)
    if d.hint:
        lines.append(f"  hint: {shown(d.hint)}")
    return "\n".join(lines)


def _excerpt(d: Diagnostic, line: str) -> list[str]:
    """The source line, cut to a window around the place, with carets under it."""
    from rich.cells import cell_len

    start, one_line = d.span.column - 1, d.span.end_line == d.span.line
    end = d.span.end_column - 1 if one_line else len(line)
    end = max(min(end, len(line)), start + 1)
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    before, inside = shown(line[cut:start]), shown(line[start : min(end, cut + _WIDEST)])
    after = shown(line[end : cut + _WIDEST])
    text = (("…" if cut else "") + before + inside + after).replace("\t", " ")
    gutter = str(d.span.line)
    pad = " " * (cell_len(before) + (1 if cut else 0))
    return [
        f"{' ' * len(gutter)} |",
        f"{gutter} | {text.rstrip()}",
        f"{' ' * len(gutter)} | {pad}{'^' * max(1, cell_len(inside))}",
    ]


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
