"""The title of the terminal's window: the story that is played, as text; the old title comes back at the end."""

from __future__ import annotations

import os

from chasm_game.text import one_line

__all__ = ["KEEP", "TITLE_BACK", "title"]

KEEP = "\x1b[22;2t"
"""Asks the terminal to remember its title."""
TITLE_BACK = "\x1b[23;2t"
"""Asks for the title that it remembered."""
LONGEST = 80
KNOWN = ("xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "ghostty", "kitty", "konsole", "vte", "wezterm")
"""How the names of terminals begin that have a title; others would show the sequence."""


def title(words: str) -> str:
    """What sets the title; empty where the terminal has none. No text can end the sequence or begin another."""
    # There is no way to ask; a terminal without a title would paint the words onto the game.
    if not os.environ.get("TERM", "").startswith(KNOWN):
        return ""
    return f"\x1b]2;{one_line(words, LONGEST)}\x07"
