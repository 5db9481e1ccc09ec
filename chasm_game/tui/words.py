"""Small phrases that several screens share. The words of the game stand in `chasm_game.glossary`."""

from __future__ import annotations

__all__ = ["LABELS", "counted"]

LABELS = {
    "old": "An answer of the old way: the company as a machine.",
    "new": "An answer of the new way: the company as an organism.",
}
"""What a label says, once it is seen."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 round`, `3 rounds`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
