"""What a person calls a key."""

from __future__ import annotations

import re

__all__ = ["MODIFIERS", "key_told", "keys_told"]

_NAMES = {
    "escape": "Esc", "enter": "Enter", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→", "full_stop": ".",
    "comma": ",", "space": "Space", "tab": "Tab", "backspace": "Backspace", "home": "Home", "end": "End",
    "plus": "+", "minus": "-", "slash": "/",
}  # fmt: skip
MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
"""Keys that are held, and what they are called."""


def key_told(key: str) -> str:
    """A key as a person calls it: `Ctrl+D`, `PgDn`, `a`."""
    *held, last = key.split("+")
    name = _NAMES.get(last, last.upper() if held or re.fullmatch(r"f\d+", last) else last)
    return "+".join([*(MODIFIERS.get(each, each) for each in held), name])


def keys_told(keys: str) -> str:
    """Keys with commas between, as a person calls them."""
    return " ".join(key_told(key.strip()) for key in keys.split(","))
