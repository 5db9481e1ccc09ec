"""Broken bounds as findings: what is said of a story beside what is wrong with a single answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis.locations import Finding
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.analysis.properties import Property

__all__ = ["broken_bounds"]


def broken_bounds(found: Iterable[Property], others: Iterable[Finding]) -> list[Finding]:
    """A finding for each property that does not hold, but for what one of the `others` says already."""
    known = {finding.code for finding in others}
    # A finding that knows all luck says better what the property says of seed 1.
    return [_finding(p) for p in found if p.holds is False and not (p.code is Code.PUNISHES and p.code in known)]


def _finding(p: Property) -> Finding:
    message = f"{p.title}: {p.figure}, and should be {p.bound}"
    if p.why:
        message = f"{message}; {p.why}"
    return Finding(p.code, p.at, message, p.witness, 1, p.size)
