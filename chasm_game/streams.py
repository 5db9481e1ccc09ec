"""Standard input and output as they really are: full, closed, read by somebody who has had enough.

`guard` is called once, before anything is said. From then on a standard output that fails is a `ChasmError` like any
other, and a standard error that fails is silent: there is nobody left to be told.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of
from chasm_game.plain_signs import NEAREST

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CannotAnswer",
    "Lines",
    "ReaderGone",
    "finish",
    "guard",
    "needs_plain",
    "print_data",
    "read_line",
    "talks_to_nobody",
]


class CannotAnswer(ChasmError):
    """Standard output takes nothing: a full disk, a closed stream."""


class ReaderGone(ChasmError):
    """Whoever read standard output has had enough, as `head` has: no fault, and nothing to be said."""


class _Guarded:
    """A stream whose failures are somebody's business; in everything else the stream behind it."""

    def __init__(self, stream: TextIO, failed: Callable[[OSError], None], *, closed: bool = False) -> None:
        self._stream, self._failed = stream, failed
        self.missed = False
        """Whether something was said on a stream that was closed before the program began."""
        self._closed = closed

    def write(self, text: str) -> int:
        """As the stream does."""
        self.missed |= self._closed
        try:
            return self._stream.write(text)
        except OSError as error:
            self._fail(error)
            return len(text)

    def flush(self) -> None:
        """As the stream does."""
        try:
            self._stream.flush()
        except OSError as error:
            self._fail(error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _fail(self, error: OSError) -> None:
        """What is still held back must not fail once more when the program ends."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        self._failed(error)


def guard() -> None:
    """Take standard output and error over; what a test has put in their place stays."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _fill()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a test's stand-in may not have it
            stream.reconfigure(errors=NEAREST)  # type: ignore[union-attr]
    if sys.stdout is sys.__stdout__:
        sys.stdout = _guarded(sys.stdout, _refuse)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _guarded(sys.stderr, lambda _: None)


def finish() -> None:
    """Say what is still held back. Raises `CannotAnswer` or `ReaderGone`."""
    sys.stderr.flush()
    sys.stdout.flush()
    if getattr(sys.stdout, "missed", False):
        raise CannotAnswer("standard output is closed, so the answer went nowhere")


def print_data(text: str) -> None:
    """Say JSON, or YAML with texts as JSON writes them: what standard output cannot say is escaped, and not lost."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeError:
        text = "".join(sign if sign.isascii() else json.dumps(sign)[1:-1] for sign in text)
    sys.stdout.write(f"{text}\n")


def needs_plain() -> bool:
    """No screen can be drawn on a pipe or a dumb terminal."""
    if os.environ.get("TERM", "") in {"dumb", "unknown"}:
        return True
    streams = (sys.stdin, sys.stdout)  # None where a process was started without them
    return not all(stream is not None and stream.isatty() for stream in streams)


def talks_to_nobody() -> None:
    """Say that it is all the same whether somebody listens: what counts is not on standard output."""
    if isinstance(sys.stdout, _Guarded):
        sys.stdout._closed = sys.stdout.missed = False  # noqa: SLF001  (of this module)


def read_line(most: int) -> bytes:
    """The next line of standard input, at most so many bytes of it; the rest of it is passed over, empty at the end.

    Raises `ChasmError` where it is nothing that can be read.
    """
    if sys.stdin is None:
        return b""
    try:
        line = rest = sys.stdin.buffer.readline(most)
        # Read to its end, or the rest of an endless line would be taken for the next answer.
        while len(rest) == most and not rest.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(most)
    except OSError as error:
        raise ChasmError(f"standard input cannot be read: {reason_of(error)}") from None
    return line


class Lines:
    """Lines of standard input for whoever has something else to do while nothing is typed: nobody else may read it."""

    EVERY = 0.5
    """Seconds between two beats."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = bytearray()
        self._over = False

    def next(self, beat: Callable[[], object]) -> bytes:
        """The next line, at most so many bytes of it; empty at the end. Raises `ChasmError` where nothing can be read.

        `beat` is called now and then while nothing comes; where the system cannot wait for a line and for time at
        once, as on Windows, it is not.
        """
        number = _file_number(sys.stdin)
        if number is None:
            return read_line(self._most)
        try:
            while b"\n" not in self._held and not self._over:
                if not select.select([number], [], [], self.EVERY)[0]:
                    beat()
                    continue
                piece = os.read(number, 65_536)
                self._over = not piece
                # The beginning of an endless line is kept, and the end of it, where the next one begins.
                del self._held[self._most :]
                self._held += piece
        except OSError as error:
            raise ChasmError(f"standard input cannot be read: {reason_of(error)}") from None
        line, end, rest = bytes(self._held).partition(b"\n")
        self._held = bytearray(rest)
        return line[: self._most] + end


def _file_number(stream: TextIO | None) -> int | None:
    """What a system can wait on; None where there is none."""
    if stream is None or sys.platform == "win32":
        return None
    try:
        return stream.fileno()
    except (AttributeError, OSError, ValueError):  # a test's stand-in has none
        return None


def _guarded(stream: TextIO | None, failed: Callable[[OSError], None]) -> TextIO:
    kept = stream
    if kept is None:
        kept = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (it is open as long as the program runs)
    return cast("TextIO", _Guarded(kept, failed, closed=stream is None))


def _refuse(error: OSError) -> None:
    if isinstance(error, BrokenPipeError):
        raise ReaderGone("nobody reads the answer any more")
    raise CannotAnswer(f"standard output cannot be written: {reason_of(error)}")


def _fill() -> None:
    """Take the numbers of streams that were closed: a save that is opened later must not be written to as one."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
