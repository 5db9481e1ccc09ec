"""Every playthrough by the oracle, one whole game at a time: what a walk over all of them is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle_state import Doc, Game

__all__ = ["playthroughs"]


def playthroughs(scenario: Doc, rulebook: Doc, seed: int) -> Iterator[oracle.Played]:
    """Play every open response in every round, never asking, in file order of the responses."""
    path: list[int] = []  # which of the open responses is taken, decision by decision
    while True:
        widths: list[int] = []  # how many were open

        def take(_game: Game, _round: str, is_open: list[str], widths: list[int] = widths) -> str:
            if len(path) == len(widths):
                path.append(0)
            widths.append(len(is_open))
            return is_open[path[len(widths) - 1]]

        yield oracle.play(scenario, rulebook, seed, take)
        while path and path[-1] + 1 == widths[len(path) - 1]:
            path.pop()
        if not path:
            return
        path[-1] += 1
