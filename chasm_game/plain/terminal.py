"""Plain mode on this process's own input and output."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from functools import partial
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.plain.game import PlainGame
from chasm_game.plain.menu import Front
from chasm_game.settings import Keeper
from chasm_game.streams import Lines, read_line
from chasm_game.terminal_input import line_of
from chasm_game.text import shown
from chasm_game.tips import EXPLANATIONS, TUTORIAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.plain.menu import Shelves
    from chasm_game.session.again import Following
    from chasm_game.session.seat import Seat

__all__ = [
    "choose_plain",
    "forget_typed",
    "line_asked_until",
    "line_typed_until",
    "listens",
    "next_line",
    "play_plain",
    "tell",
]

WIDEST = 100
"""Cells: in longer lines the eye loses the next one."""
LONGEST = 65_536
"""Bytes of a line that are read; the rest of the line is passed over."""


HELLO = (
    "Chasm in plain mode, made for screen readers: everything in words, line by line, and as deep as the screen. "
    "Type help at any time."
)
FIRST = "Your first time here? The tutorial has three short rounds: chasm play tutorial --plain. Or go on as you are."


def choose_plain(shelves: Shelves, begin: Callable[[str, str], Seat], keeper: Keeper) -> Seat | None:
    """Ask on standard input and output what to play; None where the player leaves."""
    _greet(keeper)
    return Front(shelves, begin, next_line, tell).run()


def _greet(keeper: Keeper) -> None:
    tell(HELLO)
    if keeper.complaint:
        tell(f"{keeper.complaint[:1].upper()}{keeper.complaint[1:]}.")


def play_plain(
    seat: Seat, keeper: Keeper | None = None, *, greet: bool = True, follows: bool = False, shared: bool = False
) -> Following | None:
    """Play line by line on standard input and output; what the player wants after it, where another game `follows`.

    Raises `ChasmError` where a decision cannot be saved.

    What others do at a `shared` game is told also where something is asked for and not typed yet.

    Where a person types, parts of the game are explained when they first matter, and the keeper remembers which.
    """
    keeper = keeper or Keeper()
    predicts = keeper.settings.confirm
    # A script is told nothing that is new here: its output stays the same from run to run.
    if not listens():
        game = PlainGame(seat, next_line, tell, predicts=predicts, follows=follows)
        game.run()
        return game.following
    if greet:
        _greet(keeper)
    if TUTORIAL not in keeper.settings.seen:
        if seat.state.view.intro.scenario != TUTORIAL and greet:
            tell(FIRST)
        _remember(keeper, TUTORIAL)
    game = PlainGame(
        seat,
        next_line,
        tell,
        partial(_explained, keeper),
        predicts,
        guided=True,
        follows=follows,
        # Windows cannot wait for a line and for news at once: there what is typed is for the next question.
        meanwhile=None if sys.platform == "win32" else line_typed_until,
        listening=line_asked_until if shared and sys.platform != "win32" else None,
        forget=forget_typed,
    )
    game.run()
    return game.following


def _explained(keeper: Keeper, which: str) -> str:
    """The explanation of this id, the first time."""
    if which in keeper.settings.seen or keeper.path is None:
        return ""
    _remember(keeper, which)
    return next((f"New here: {each.heard}" for each in EXPLANATIONS if each.id == which), "")


def _remember(keeper: Keeper, which: str) -> None:
    with contextlib.suppress(ChasmError):  # who cannot keep settings hears it once more next time
        keeper.change(seen=(*keeper.settings.seen, which))


def tell(paragraph: str) -> None:
    """A paragraph and an empty line. A terminal gets whole words on a line; a pipe gets the paragraph as it is.

    The last gate before the terminal: nothing that steers it passes, whoever wrote it.
    """
    # A pipe gets no line breaks of ours: a screen reader or a braille line makes its own.
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout and sys.stdout.isatty() else 0
    for part in shown(paragraph).split("\n\n"):
        lines = textwrap.wrap(part, width, break_on_hyphens=False) if width else [part]
        print("\n".join(lines), end="\n\n", flush=True)


class _Over(Exception):
    """What was waited for is there."""


def line_typed_until(over: Callable[[], bool]) -> str | None:
    """The next line of a terminal, None as soon as `over` is true; at the end of input `quit`."""

    def look() -> None:
        if over():
            raise _Over

    try:
        # A terminal gives one line at a time, so nothing of the next one is held when this is given up.
        line = Lines(LONGEST).next(look)
    except _Over:
        return None
    return line_of(line).rstrip("\r\n") if line else "quit"


def line_asked_until(over: Callable[[], bool]) -> str | None:
    """The same where a line is asked for, with the sign for that."""
    print("> ", end="", flush=True)
    line = line_typed_until(over)
    if line is None:
        print("\n", flush=True)
    return line


def forget_typed() -> None:
    """What is typed and not yet read was for a question that is over: it answers no other one."""
    with contextlib.suppress(ImportError, OSError):
        import termios

        with contextlib.suppress(termios.error):
            termios.tcflush(sys.stdin, termios.TCIFLUSH)


def listens() -> bool:
    """Whether a person types. A process may have been started without any input."""
    return sys.stdin is not None and sys.stdin.isatty()


def next_line() -> str | None:
    """The next line of standard input, None at its end.

    Bytes that are no UTF-8 are shown, never fatal; a terminal's are dropped, with its answers to what nobody asked.
    """
    if listens():
        print("> ", end="", flush=True)
    line = read_line(LONGEST)
    if not line:
        return None
    return (line_of(line) if listens() else line.decode("utf-8", "replace")).rstrip("\r\n")
