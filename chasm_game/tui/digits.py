"""Large numbers, three rows high, of half blocks; plain where the terminal cannot show them."""

from __future__ import annotations

from chasm_game.tui.glyphs import glyphs

__all__ = ["large"]

_ROWS = (
    "█▀█ ▀█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█",
    "█ █  █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█",
    "▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀",
)


def large(number: int) -> list[str]:
    """The rows of a number."""
    if not glyphs().unicode:
        return [str(number)]
    return [" ".join(row[int(d) * 4 : int(d) * 4 + 3] for d in str(abs(number))) for row in _ROWS]
