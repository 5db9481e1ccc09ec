"""Who stands where: by score, ties by the printed rule; and beside it by every other output."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.compare.views import TeamLine
    from chasm_game.views.debrief import OutputsView

__all__ = ["placed"]


_BETTER: dict[str, Callable[[OutputsView], float | None]] = {
    "chasm_end": lambda o: o.chasm_end,
    "say_do": lambda o: None if o.say_do is None else -o.say_do,
    "resilience": lambda o: -o.resilience,
    "calibration": lambda o: o.calibration,
}
"""Each output so that less is better; None where a team has none."""


def placed(lines: Sequence[TeamLine]) -> tuple[TeamLine, ...]:
    """The lines with their places, the best first; teams that share a place stand by name."""
    standings = sorted(_standing(each) for each in lines)
    by_output = {
        name: sorted(value for each in lines if (value := of(each.outputs)) is not None) for name, of in _BETTER.items()
    }
    ranked = []
    for line in lines:
        own = {name: of(line.outputs) for name, of in _BETTER.items()}
        ranks = {name: 1 + bisect_left(by_output[name], value) for name, value in own.items() if value is not None}
        ranked.append(replace(line, rank=1 + bisect_left(standings, _standing(line)), ranks=ranks))
    return tuple(sorted(ranked, key=lambda each: (each.rank or 0, each.team, each.save)))


def _standing(line: TeamLine) -> tuple[float, float, float]:
    outputs = line.outputs
    return -outputs.score, outputs.chasm_end, -outputs.resilience
