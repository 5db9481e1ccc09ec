"""A file's name and text: read whole or refused, and its faults shown in the lines where they stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.encodings import encoding_of
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Diagnostic, Fault, FaultyFile, Severity, Span
from chasm_game.scenario.frames import foreign_format
from chasm_game.text import one_line

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["MAX_BYTES", "Source", "read", "sha256"]

MAX_BYTES = 1 << 20

_LONGEST = 400
"""Of a message or a hint, which may quote what a file says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and text."""

    file: str
    text: str

    def diagnostics(self, faults: list[Fault]) -> list[Diagnostic]:
        """The faults with file, severity and excerpt, in the order of the file; at most `MAX_FAULTS`, errors first."""
        lines = self.text.split("\n")
        made = []
        # Errors are kept before warnings where there are too many; then all of them stand in the order of the file.
        for fault in sorted(faults, key=lambda f: (f.code.severity.value, f.span, f.code.id))[:MAX_FAULTS]:
            excerpt = lines[fault.span.line - 1] if fault.span.line <= len(lines) else None
            message, hint = one_line(fault.message, _LONGEST), fault.hint and one_line(fault.hint, _LONGEST)
            made.append(Diagnostic(fault.code, fault.code.severity, self.file, fault.span, message, hint, excerpt))
        made.sort(key=lambda d: (d.span, d.code.id))
        if len(faults) > MAX_FAULTS:
            message = f"more than {MAX_FAULTS} problems were found, and these are the first of them"
            worst = min((d.severity for d in made), key=lambda s: s.value)
            made.append(Diagnostic(Code.TOO_LARGE, worst, self.file, made[-1].span, message))
        return made


def sha256(text: str) -> str:
    """The hash by which a text is known, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(path: Path) -> Source:
    """The text of a file; at most `MAX_BYTES` are read. Raises `FaultyFile`."""
    name = str(path)

    def refuse(code: Code, message: str, hint: str | None = None, span: Span | None = None) -> FaultyFile:
        return FaultyFile([Diagnostic(code, Severity.ERROR, name, span or Span.point(1, 1), message, hint)])

    # A pipe or a device would never end, so nothing but an ordinary file is opened.
    try:
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "no ordinary file"
            raise refuse(Code.UNREADABLE, f"this is {what}", "name a file that ends in .yaml")
        with path.open("rb") as handle:
            # One byte more than allowed tells a file that is too large from one that is just large enough.
            raw = handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refuse(Code.UNREADABLE, "there is no such file") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name is not possible"
        raise refuse(Code.UNREADABLE, f"this cannot be read: {reason.lower()}") from None
    if len(raw) > MAX_BYTES:
        raise refuse(
            Code.TOO_LARGE, f"larger than {MAX_BYTES:,} bytes", "a scenario of 50 rounds needs a tenth of that"
        )
    if (foreign := foreign_format(raw)) is not None:
        raise refuse(Code.FRAME, f"this is {foreign[0]}, and no text", foreign[1])
    encoding = encoding_of(raw)
    if encoding == "utf-8-sig" and b"\0" in raw:
        raise refuse(Code.NOT_TEXT, "this is no text", "save it as UTF-8 in your editor")
    try:
        text = raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line, column = _place_of_byte(raw, error) if encoding == "utf-8-sig" else (1, 1)
        raise refuse(
            Code.NOT_TEXT, "this is not text in UTF-8", "save it as UTF-8 in your editor", Span.point(line, column)
        ) from None
    return Source(name, text)


def _place_of_byte(raw: bytes, error: UnicodeDecodeError) -> tuple[int, int]:
    """Line and column of the first byte that is no text; the decoder counts without a byte order mark."""
    mark = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    before = raw[mark : mark + error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
