"""What stands around a scenario and is no part of it: fences, marks of a merge, quoted mail, other kinds of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["foreign_format", "without_frames"]

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_OURS, _MIDDLE, _THEIRS = re.compile(r"<{7}(?: |$)"), re.compile(r"[=|]{7}(?: |$)"), re.compile(r">{7}(?: |$)")
_QUOTED = re.compile(r"> ?")

_FORMATS = (
    (
        b"PK\x03\x04",
        "a Word, Pages or zip file",
        "open it where it was written, and save its text as a plain text file",
    ),
    (b"{\\rtf", "a file in Rich Text Format", "save it as plain text: in TextEdit, Format, Make Plain Text"),
    (b"%PDF", "a PDF", "copy its text into a new file in a text editor"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save its text as a plain text file"),
    (b"<!doctype html", "a web page", "save the file itself, not the page that shows it"),
    (b"<html", "a web page", "save the file itself, not the page that shows it"),
)


def foreign_format(raw: bytes) -> tuple[str, str] | None:
    """What kind of other file the first bytes are of, and the cure; None where they may be text of ours."""
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    return next(((what, hint) for mark, what, hint in _FORMATS if head.startswith(mark.lower())), None)


def without_frames(lines: list[str]) -> tuple[list[str], list[Fault]]:
    """The lines with every frame blanked out, so that the rest can be read, and a fault for each frame."""
    kept = list(lines)
    faults: list[Fault] = []
    for found in (_quoted_mail, _fences, _conflicts):
        faults += found(kept)
    return kept, faults


def _fault(row: int, message: str, hint: str) -> Fault:
    return Fault(Code.FRAME, Span.point(row + 1, 1), message, hint)


def _quoted_mail(lines: list[str]) -> Iterator[Fault]:
    """A mail program puts `>` before every line that it quotes."""
    said = [row for row, line in enumerate(lines) if line.strip()]
    if len(said) < 2 or not all(_QUOTED.match(lines[row]) for row in said):
        return
    for row in said:  # blanks instead, so that columns stay what they are
        lines[row] = _QUOTED.sub(lambda mark: " " * len(mark.group()), lines[row], count=1)
    yield _fault(
        said[0], "every line begins with `>`, as in a mail that was quoted", "delete the `>` before every line"
    )


def _fences(lines: list[str]) -> Iterator[Fault]:
    """Chats and documents show a file between lines of backticks."""
    said = [row for row, line in enumerate(lines) if line.strip()]
    marks = [row for row in dict.fromkeys([*said[:1], *said[-1:]]) if _FENCE.match(lines[row])]
    if not marks:
        return
    for row in marks:
        lines[row] = ""
    where = " and ".join(str(row + 1) for row in marks)
    lines_named = f"line{'s' if len(marks) > 1 else ''} {where}"
    yield _fault(marks[0], "the file stands between the marks of a code block", f"delete {lines_named}")


def _conflicts(lines: list[str]) -> Iterator[Fault]:
    """Git leaves both texts where two people changed the same lines; the first of the two is read on."""
    row = 0
    while row < len(lines):
        if not _OURS.match(lines[row]):
            row += 1
            continue
        end = next((n for n in range(row + 1, len(lines)) if _THEIRS.match(lines[n])), None)
        if end is None:
            return
        middle = next((n for n in range(row + 1, end) if _MIDDLE.match(lines[n])), end)
        marks = [n + 1 for n in range(row, end + 1) if any(m.match(lines[n]) for m in (_OURS, _MIDDLE, _THEIRS))]
        named = f"{', '.join(map(str, marks[:-1]))} and {marks[-1]}"
        hint = f"keep one of the two texts between them, and delete lines {named} with the other"
        yield _fault(row, "two people changed these lines, and Git left its conflict marks", hint)
        lines[row] = ""
        lines[middle : end + 1] = [""] * (end + 1 - middle)
        row = end + 1
