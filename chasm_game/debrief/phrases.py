"""Small phrases of a debrief in which names and titles from files stand. Lists, plurals and numbers: `grammar`."""

from __future__ import annotations

from chasm_game.grammar import quoted

__all__ = ["round_named", "the_way"]


def round_named(number: int, title: str) -> str:
    """`round 3, “Where is your flour from?”`."""
    return f"round {number}, {quoted(title)}"


def the_way(label: str | None) -> str:
    """`, the old way`, or nothing where a decision has no label."""
    return f", the {label} way" if label else ""
