"""Small phrases that several screens share. The words of the game stand in `chasm_game.glossary`."""

from __future__ import annotations

__all__ = ["LABELS"]

LABELS = {
    "old": "An answer of the old way: the company as a machine.",
    "new": "An answer of the new way: the company as an organism.",
}
"""What a label says, once it is seen."""
