"""Who stands where: by score, ties by the printed rule; by every other output; and an order that ranks nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.views.thresholds import is_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chasm_game.compare.views import RankingView, TeamLine, UnfinishedLine
    from chasm_game.views.outputs import OutputsView

__all__ = ["Standing", "by_name", "everybody", "in_rank_order", "name_key", "ranks_of", "standing"]

Standing = tuple[float, float, float]
"""What places are given by; less is better."""

_BETTER: dict[str, Callable[[OutputsView], float | None]] = {
    "chasm_end": lambda o: o.chasm_end,
    "say_do": lambda o: None if o.say_do is None else -o.say_do,
    "resilience": lambda o: -o.resilience,
    "calibration": lambda o: o.calibration,
}
"""Each output so that less is better; None where a team has none."""


def standing(score: int, chasm_end: float, resilience: float) -> Standing:
    """The rule of every ranking: the higher score, then the narrower final chasm, then the higher resilience.

    Score 0..1000 as it is shown, chasm and resilience 0..100. What is equal then shares its place.
    """
    return -score, chasm_end, -resilience


def ranks_of(standings: Sequence[Standing]) -> list[int]:
    """The place of each: one more than there are better ones."""
    # A place is one more than there are better ones: after two firsts comes a third.
    ordered = sorted(standings)
    return [1 + bisect_left(ordered, each) for each in standings]


def in_rank_order(lines: Sequence[TeamLine]) -> tuple[TeamLine, ...]:
    """The lines with their places, the best first, those without one last; who shares a place stands by name."""
    # Who was absent too often stands apart: what the default decided takes no place from anybody.
    apart = [is_absent(line.defaulted, len(line.choices)) for line in lines]
    there = [line for line, absent in zip(lines, apart, strict=True) if not absent]
    ranks = iter(ranks_of([standing(o.score, o.chasm_end, o.resilience) for o in (line.outputs for line in there)]))
    # Teams without an output (nothing promised, too few predictions) have no place by it, and take none away.
    by_output = {
        name: sorted(value for each in there if (value := of(each.outputs)) is not None) for name, of in _BETTER.items()
    }
    ranked = []
    for line, absent in zip(lines, apart, strict=True):
        if absent:
            ranked.append(replace(line, rank=None, ranks={}))
            continue
        own = {name: of(line.outputs) for name, of in _BETTER.items()}
        others = {name: 1 + bisect_left(by_output[name], value) for name, value in own.items() if value is not None}
        ranked.append(replace(line, rank=next(ranks), ranks=others))
    return tuple(sorted(ranked, key=lambda each: (each.rank is None, each.rank or 0, *name_key(each.team, each.save))))


def by_name(lines: Iterable[TeamLine]) -> tuple[TeamLine, ...]:
    """The teams in an order that tells nothing of their places: by name, `Team 9` before `Team 10`."""
    return tuple(sorted(lines, key=lambda line: name_key(line.team, line.save)))


def everybody(ranking: RankingView) -> tuple[TeamLine | UnfinishedLine, ...]:
    """Every team that is talked about: by name, and behind them those whose game is not over."""
    return (*by_name(ranking.teams), *ranking.unfinished)


def name_key(team: str, save: str = "") -> tuple[list[tuple[int, str]], str]:
    """What names are sorted by: numbers in them by their size, letters without case, the file where names are equal."""
    parts = re.findall(r"[0-9]+|[^0-9]+", team.casefold())
    # Nine digits: a name may hold thousands of them, which are more than `int` takes.
    return [(int(part[:9]), part) if part.isdecimal() else (-1, part) for part in parts], save
