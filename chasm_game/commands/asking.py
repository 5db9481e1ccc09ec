"""A question before what cannot be taken back: nothing but a yes is yes."""

from __future__ import annotations

from chasm_game.session.parse_input import word_of
from chasm_game.streams import read_line
from chasm_game.terminal_input import line_of

__all__ = ["is_sure"]

LONGEST = 1_000
"""Bytes of an answer that are read."""


def is_sure(question: str) -> bool:
    """Ask on standard output; whether standard input says yes. Enter alone and the end of input are no."""
    print(f"{question} ", end="", flush=True)
    return word_of(line_of(read_line(LONGEST))) in {"yes", "y"}
