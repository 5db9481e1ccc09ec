"""Small phrases of a debrief in which names and titles from files stand. Lists, plurals and numbers: `grammar`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import quoted

if TYPE_CHECKING:
    from chasm_game.views.accounts import Moment

__all__ = ["moment_named", "round_named", "the_way"]


def moment_named(at: Moment) -> str:
    """`round 3, “Where is your flour from?”`, or `silent round 2`."""
    return f"silent round {at.number}" if at.silent else round_named(at.number, at.title)


def round_named(number: int, title: str) -> str:
    """`round 3, “Where is your flour from?”`."""
    return f"round {number}, {quoted(title)}"


def the_way(label: str | None) -> str:
    """`, the old way`, or nothing where a decision has no label."""
    return f", the {label} way" if label else ""
