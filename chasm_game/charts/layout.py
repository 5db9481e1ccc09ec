"""Where things go, in any unit: cells, pixels or points. Pure arithmetic, the same for terminal and page."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.charts.figures import Waterfall

__all__ = ["even_rows", "occupied", "scaled", "spans", "spread", "ticks"]


def scaled(value: float, low: float, high: float, size: float) -> float:
    """Where a value lies on a stretch of `size`, 0 for `low`; values outside lie on the nearer end."""
    # A range of one value: everything lies at its beginning, and nothing is divided by 0.
    if high <= low:
        return 0.0
    return min(max((value - low) / (high - low), 0.0), 1.0) * size


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round numbers within low..high, at most `most`, at least the two ends of a range without a round one."""
    if high <= low or most < 2:
        return (low,)
    rough = (high - low) / (most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    # The first round step that is not too fine: 1, 2, 2.5, 5 and 10 are read without counting.
    step = next(step for factor in (1, 2, 2.5, 5, 10, 20) if (step := factor * power) >= rough * (1 - 1e-9))
    # Binary fractions: (0.1 + 0.2) / 0.1 is a little over 3, and `ceil` would pass over that tick.
    first = math.ceil(low / step - 1e-9)
    found = tuple((first + n) * step for n in range(most) if (first + n) * step <= high + 1e-9)
    return found if len(found) > 1 else (low, high)


def even_rows(low: float, high: float, rows: int, most: int = 5) -> tuple[int, tuple[float, ...]]:
    """How many of so many rows an axis takes so that its round numbers, at most `most`, lie equally far apart.

    The first row is `high`, the last is `low`. Where no even axis fits in two thirds of the rows, all of them are
    taken with the numbers of `ticks`.
    """
    least = max(2 * rows // 3, 2)
    found = [
        (used, marks)
        for marks in dict.fromkeys(ticks(low, high, count) for count in range(most, 1, -1))
        for used in range(rows, least - 1, -1)
        if all(_whole(scaled(mark, low, high, used - 1)) for mark in marks)
    ]
    # Two numbers are hardly an axis. Then the most rows, for a line is read better the higher it is drawn.
    return max(
        found, key=lambda each: (min(len(each[1]), 3), each[0], len(each[1])), default=(rows, ticks(low, high, most))
    )


def _whole(place: float) -> bool:
    return abs(place - round(place)) < 1e-6


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels near those wanted, in their order and at least `gap` apart, within low..high.

    Where there is no room for all, they stand as far apart as the range allows. The places come in the order asked for.
    """
    if not wanted:
        return []
    # More labels than fit are set closer rather than outside.
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, list[int]]] = []  # the first label's place, and who stands below one another from there
    for n in order:
        place, group = min(max(wanted[n], low), high), [n]
        # Labels that touch become one group around the mean of what they wanted, which may touch the group before it.
        while groups and groups[-1][0] + len(groups[-1][1]) * gap > place:
            group = groups.pop()[1] + group
            middle = sum(wanted[m] - gap * at for at, m in enumerate(group)) / len(group)
            place = min(max(middle, low), high - gap * (len(group) - 1))
        groups.append((place, group))
    places = [0.0] * len(wanted)
    for place, group in groups:
        for at, n in enumerate(group):
            places[n] = place + gap * at
    return places


def spans(figure: Waterfall) -> tuple[tuple[float, float], ...]:
    """From where to where each step goes."""
    stops = list(accumulate((step.amount for step in figure.steps), initial=figure.start))
    return tuple(pairwise(stops))


def occupied(counts: Sequence[int]) -> range:
    """The bins from the first to the last that holds anything; the first alone where none does."""
    filled = [n for n, count in enumerate(counts) if count]
    return range(filled[0], filled[-1] + 1) if filled else range(1)
