"""What can be put into a scenario's text for its author: lines that ask for a missing reason.

Only what is missing is added, as a to-do that `chasm check` goes on naming; everything else stays as its author wrote
it, comments and order too.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.encodings import encoding_of
from chasm_game.scenario.load import read_scenario
from chasm_game.scenario.nodes import Mapping, Scalar, Sequence
from chasm_game.scenario.reasons import without_reason

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Span
    from chasm_game.scenario.names import Path
    from chasm_game.scenario.nodes import Node
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.source import Source

__all__ = ["TO_DO", "Fixed", "as_written", "fixed"]

TO_DO = 'because: "TODO: why does this happen, in the words of somebody in the story?"'


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with to-dos in it."""

    text: str
    added: tuple[int, ...]
    """The lines of the new text, from 1, in which a to-do stands."""


@dataclass(frozen=True, slots=True)
class _Insertion:
    """What is put into a line behind a column, both from 0, or below that line."""

    line: int
    column: int
    text: str
    below: bool


def fixed(source: Source, rulebook: Rulebook) -> Fixed:
    """The text with a to-do wherever a reason is missing. Raises `FaultyFile` where nothing can be made of it."""
    reading = read_scenario(source, rulebook)
    lines = source.text.split("\n")
    added: list[int] = []
    wanted = [_insertion(lines, reading.root, path) for path in without_reason(reading.model)]
    # From the end of the file, so that what was found above still stands where it was found.
    for insertion in sorted(filter(None, wanted), key=lambda i: (i.line, i.column), reverse=True):
        line = lines[insertion.line]
        if insertion.below:
            lines.insert(insertion.line + 1, insertion.text)
            added = [insertion.line + 2, *(number + 1 for number in added)]
        else:
            lines[insertion.line] = line[: insertion.column] + insertion.text + line[insertion.column :]
            added = [insertion.line + 1, *added]
    return Fixed("\n".join(lines), tuple(dict.fromkeys(added)))


def as_written(text: str, before: bytes) -> bytes:
    """The text as its file was written before: its encoding, its mark, the ends of its lines."""
    encoding = encoding_of(before)
    # Under this name Python reads both, with a mark and without, but always writes one.
    if encoding == "utf-8-sig" and not before.startswith(codecs.BOM_UTF8):
        encoding = "utf-8"
    ends = "\r\n" if "\r\n" in before.decode(encoding) else "\n"
    return text.replace("\n", ends).encode(encoding)


def _insertion(lines: list[str], root: Node, path: Path) -> _Insertion | None:
    """Where a reason belongs: behind the effects that it explains."""
    parent = root
    for part in path[:-1]:
        if isinstance(parent, Mapping) and str(part) in parent.entries:
            parent = parent.entries[str(part)][1]
        elif isinstance(parent, Sequence) and isinstance(part, int) and part < len(parent.items):
            parent = parent.items[part]
    if not isinstance(parent, Mapping) or path[-1] not in parent.entries:
        return None
    key, effects = parent.entries[str(path[-1])]
    last = _end(lines, effects)
    if _closed(lines, parent):
        return _Insertion(last.end_line - 1, last.end_column - 1, f", {TO_DO}", below=False)
    return _Insertion(last.end_line - 1, 0, " " * (key.span.column - 1) + TO_DO, below=True)


def _closed(lines: list[str], node: Node) -> bool:
    """Whether a node is written in braces or brackets: then it ends where its own span ends."""
    return lines[node.span.line - 1][node.span.column - 1 :].startswith(("{", "["))


def _end(lines: list[str], node: Node) -> Span:
    """The last thing that is written in a node: a block's own span reaches to what comes after it."""
    while not isinstance(node, Scalar) and not _closed(lines, node):
        inner = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
        if not inner:
            break
        node = inner[-1]
    return node.span
