"""What a terminal sends, taken apart: bytes in; keys, whole sequences and pastes out; everything else is dropped.

A terminal sends more than keys: answers to questions that somebody asked before us, old mouse reports, bytes of another
encoding, halves of all of these over a slow line. Nothing here guesses at a half: a sequence is handed on whole or not
at all, and its rest is never typed.

Where something stays unfinished, the terminal is asked to say a word (`ASK`, to which it says `ANSWER`). It sends in
order: when its word comes, the rest that was waited for does not. So a lone Escape is told from an arrow key however
slow the line is, and a lost end of a paste is found out. A terminal that never said a word is waited for instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from chasm_game.terminal_parser import Beginning, TerminalParser
from chasm_game.terminal_parts import Kind, Part
from chasm_game.terminal_paste import ANSWER

__all__ = ["ANSWER", "ASK", "TerminalInput", "line_of"]

ASK = "\x1b[5n"
"""Asks a terminal whether it is well (DSR 5)."""

LONGEST_WAIT = 10.0
"""Seconds after which a paste or a control string is over, whatever still comes."""


@dataclass(frozen=True, slots=True)
class _Patience:
    """Seconds without a byte: until the terminal is asked, until it is given up, and with one that answers."""

    ask: float
    silent: float
    answering: float = 2.0


class TerminalInput:
    """A stream of bytes and the clock in; parts out."""

    def __init__(self, *, escape_wait: float = 0.5) -> None:
        """`escape_wait`: seconds that a lone ESC is waited on where the terminal answers nothing."""
        self._parser = TerminalParser()
        self._patience = {
            Beginning.PASTE: _Patience(1.0, 2.0),
            Beginning.ESCAPE: _Patience(0.05, escape_wait),
            Beginning.OTHER: _Patience(0.05, 3.0),
        }
        self._last = self._since = 0.0

    @property
    def answers(self) -> bool:
        """Whether the terminal ever said a word when it was asked."""
        return self._parser.answers

    @property
    def answered(self) -> int:
        """So often the terminal has said its word."""
        return self._parser.answered

    @property
    def unfinished(self) -> bool:
        """Whether something is waited for that keeps keys back."""
        return self._parser.unfinished

    def feed(self, data: bytes, now: float) -> list[Part]:
        """The parts that these bytes complete."""
        parts, fresh = self._parser.feed(data)
        self._last = now
        if fresh:  # what is unfinished now began with these bytes
            self._since, self._parser.asked = now, False
        return parts

    def wait(self, now: float) -> float | None:
        """Seconds until `tick` has something to do; None where nothing is unfinished."""
        due = self._due()
        return None if due is None else max(0.0, due - now)

    def tick(self, now: float) -> list[Part]:
        """What follows from time that passed: the question, then that what is unfinished stays so."""
        due = self._due()
        if due is None or now < due:
            return []
        if now - self._since < LONGEST_WAIT and self._parser.answers and not self._parser.asked:
            self._parser.asked = True
            return [Part(Kind.ASK)]
        return self._parser.give_up()

    def _due(self) -> float | None:
        begun = self._parser.beginning
        if begun is None:
            return None
        patience = self._patience[begun]
        answering = patience.answering if self._parser.asked else patience.ask
        quiet = answering if self._parser.answers else patience.silent
        return min(self._last + quiet, self._since + LONGEST_WAIT)


def line_of(sent: bytes) -> str:
    """What somebody wrote in a line that a terminal sent as a whole: without what the terminal itself put there."""
    parts = TerminalInput().feed(sent, 0.0)
    return "".join(part.text for part in parts if part.kind in {Kind.TEXT, Kind.PASTE})
