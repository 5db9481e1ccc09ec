"""The terminal that is drawn on: the one whose keys are read, whatever standard output and errors are connected to."""

from __future__ import annotations

import fcntl
import os
import select
import time
from collections import deque
from queue import SimpleQueue
from threading import Thread

from chasm_game.plain_signs import nearest
from chasm_game.terminal_input import ASK
from chasm_game.tui.glyphs import glyphs

__all__ = ["BEGIN", "GIVE_BACK", "Output", "encoded", "is_slow", "open_terminal", "size_of"]

BEGIN = (
    "\x1b[?1049h"  # the other screen
    "\x1b[?1000h\x1b[?1003h\x1b[?1006h"  # the mouse, with its moves, as numbers
    "\x1b[?25l"  # no cursor
    "\x1b[?1004h"  # say when the window has the focus
    "\x1b[?2004h"  # mark what is pasted
    "\x1b[?7l"  # no wrapping
)
GIVE_BACK = (
    "\x1b\\"  # the end of whatever was cut off in the middle
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1006l"
    "\x1b[<u"  # how keys are spelled: counts for this screen only, so it comes before the screen
    "\x1b]22;\x07"  # the pointer's shape
    "\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes `BEGIN` and what drawing may have left behind, from any state."""
WAITING = 64
"""Pictures that wait for a slow terminal; then the program waits too."""
SLOW = 20_000
"""Bytes a second: what moves here draws about three times as much, and a terminal beside the program takes millions."""
_ASK = ASK.encode()
TELLING = 2_000
"""Bytes: how long a few take says nothing of the terminal."""
SLOW_ANSWER = 8_000
"""Bytes a second by the terminal's own word: less than above, for its answer may have had to wait for us."""
MEASURED = 3
"""Pictures after which the terminal is asked for its word: a line that was quick so often is taken for a quick one."""
PATIENCE = 1.0
"""Seconds in which a terminal may still take what was written to it before it is left."""


def open_terminal() -> int:
    """A handle of its own on the terminal of standard input, else output, else errors, else of the session.

    It is never 0, 1 or 2: what somebody writes there must not be drawn. Raises `OSError` where there is no terminal.
    """
    for standard in (0, 1, 2):
        opened: int | None
        try:
            # Opened anew rather than copied: a copy shares its flags, and whoever makes it non-blocking breaks our
            # drawing.
            opened = os.open(os.ttyname(standard), os.O_WRONLY | os.O_NOCTTY)
        except OSError:  # closed, no terminal, or one without a name here (another container's)
            opened = _copied(standard)
        if opened is not None:
            return _above_standard(opened)
    return _above_standard(os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY))


def _copied(standard: int) -> int | None:
    try:
        writes = fcntl.fcntl(standard, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
        return os.dup(standard) if writes and os.isatty(standard) else None
    except OSError:
        return None


def _above_standard(handle: int) -> int:
    if handle > 2:
        return handle
    # A free 0, 1 or 2 would be taken for standard output by whatever is imported later.
    moved = fcntl.fcntl(handle, fcntl.F_DUPFD_CLOEXEC, 3)
    os.close(handle)
    return moved


def size_of(handle: int) -> tuple[int, int]:
    """Columns and rows; `COLUMNS` and `LINES` win, as everywhere."""
    try:
        columns, rows = os.get_terminal_size(handle)
    except OSError:
        columns, rows = 0, 0
    given = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    across, down = (int(each) if each.isdecimal() else 0 for each in given)
    return across or columns or 80, down or rows or 24


def encoded(text: str) -> bytes:
    """What is drawn, as the terminal reads it: where it speaks no UTF-8, signs and letters as the plain ones nearest.

    None changes its width where it was one cell wide, so that nothing is pushed about.
    """
    if glyphs().unicode or text.isascii():
        return text.encode("utf-8", "replace")
    return nearest(text).encode("ascii", "replace")


def is_slow(size: int, seconds: float) -> bool:
    """Whether a terminal that took so many bytes in this time is too slow for pictures that move."""
    return size < SLOW * seconds


class Pace:
    """How quickly a terminal takes what it is sent, by when it answers a question that came behind it.

    What is written is taken at once by the system, by a network, by a program between: how long writing takes says
    nothing of a line of 2 kB a second behind them. A terminal answers in the order in which it is sent things.
    """

    def __init__(self) -> None:
        self._asked: deque[tuple[int, float]] = deque()
        self._quickest = 0.0
        """Seconds that an answer takes at the least: the way there and back."""
        self._left = MEASURED

    def wants_to_know(self) -> bool:
        """Whether a picture should have a question behind it: a few times, and never where nothing is answered."""
        return self._left > 0 and not self._asked

    def asks(self, size: int, now: float) -> None:
        """So many bytes and a question behind them are on their way; every question is answered in its turn."""
        self._asked.append((size, now))

    def answered(self, now: float) -> bool:
        """The terminal has said its word. Whether it turned out to be slow by that."""
        if not self._asked:
            return False  # to a question of somebody before us
        size, asked = self._asked.popleft()
        took = now - asked
        if size < TELLING:
            self._quickest = min(took, self._quickest or took)
            return False
        self._left -= 1
        return size < SLOW_ANSWER * (took - self._quickest)


class Output:
    """Writes in a thread of its own, so that a slow terminal keeps no key from being heard."""

    def __init__(self) -> None:
        self.handle = open_terminal()
        self.gone = False
        """Whether the terminal takes nothing any more; what is written then is nobody's."""
        self.slow = False
        """Whether a picture was taken so slowly that what moves would be seen minutes late."""
        self._pace = Pace()
        self._texts: SimpleQueue[str | None] = SimpleQueue()  # its `put` may be called by a signal's handler
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Draw soon. Waits while the terminal is far behind."""
        # A terminal that takes a picture a second must not be sent sixty: memory would grow, and keys answer minutes
        # late.
        while self._texts.qsize() > WAITING and self._thread.is_alive() and not self.gone:
            time.sleep(0.005)
        self._texts.put(text)

    def close(self) -> None:
        """Draw what is still to be drawn, if the terminal takes it in time."""
        self._texts.put(None)
        self._thread.join(PATIENCE)
        # Else it is still writing to the handle, whose number might be given to another file.
        if not self._thread.is_alive():
            os.close(self.handle)

    def write_now(self, text: str) -> None:
        """Write past the queue, in an emergency; not at all where that could wait for ever."""
        try:
            # What takes nothing for so long was stopped (Ctrl+S) or is gone, and the program has to end all the same.
            if select.select([], [self.handle], [], 0.2)[1]:
                os.write(self.handle, text.encode())
        except (OSError, ValueError):
            self.gone = True

    def _run(self) -> None:
        ended = False
        while not ended:
            texts = [self._texts.get()]
            # What has piled up goes out in one write: a slow terminal is asked less often.
            while not self._texts.empty() and len(texts) < WAITING:
                texts.append(self._texts.get())
            ended = None in texts
            self._draw(encoded("".join(text for text in texts if text is not None)))

    def _draw(self, data: bytes) -> None:
        size, began = len(data), time.monotonic()
        *before, _ = data.split(_ASK)
        for each in before:
            self._pace.asks(len(each), began)
        if not before and size >= TELLING and self._pace.wants_to_know():
            data += _ASK
            self._pace.asks(size, began)
        self._write(data)
        # It stays slow: where the system holds pictures back for the terminal, the next one is taken at once.
        if size >= TELLING and is_slow(size, time.monotonic() - began):
            self.slow = True

    def hear_answer(self, now: float) -> None:
        """The terminal has answered one of the questions that were written; in the thread that reads."""
        if self._pace.answered(now):
            self.slow = True

    def _write(self, data: bytes) -> None:
        while data and not self.gone:
            try:
                data = data[os.write(self.handle, data) :]
            except BlockingIOError:
                select.select([], [self.handle], [], 1.0)
            except OSError:
                self.gone = True
