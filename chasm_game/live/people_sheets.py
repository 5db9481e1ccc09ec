"""What the people of a room believed, person by person without a name: how far apart they were, and how they moved."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev
from typing import TYPE_CHECKING

from chasm_game.live.sheets import FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.journal.people_state import PeopleState

__all__ = ["Shift", "people_csv", "shift_of", "shifts_csv"]

_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""97.5 % of Student's t, from 1 degree of freedom on."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How one stakeholder or axis stood with the people, before and after. None where fewer than three said it."""

    before: float | None
    after: float | None
    spread_before: float | None
    """Standard deviation between people."""
    spread_after: float | None
    both: int
    """How many said it both times: of these alone is the shift."""
    shift: float | None
    low: float | None
    """Of the interval that holds the mean shift of such people with 95 per cent."""
    high: float | None


def shift_of(pairs: Sequence[tuple[float | None, float | None]]) -> Shift:
    """What people said before and after, each person a pair; None where one of them said nothing."""
    before = [first for first, _ in pairs if first is not None]
    after = [second for _, second in pairs if second is not None]
    moved = [second - first for first, second in pairs if first is not None and second is not None]
    shift = low = high = None
    if len(moved) >= FEWEST:
        shift = mean(moved)
        most = len(moved) - 1
        t = _T[most - 1] if most <= len(_T) else 1.96 + 2.4 / most
        half = t * stdev(moved) / sqrt(len(moved))
        low, high = shift - half, shift + half
    return Shift(*_middle(before, after), len(moved), shift, low, high)


def _middle(before: list[float], after: list[float]) -> tuple[float | None, float | None, float | None, float | None]:
    enough = [each if len(each) >= FEWEST else [] for each in (before, after)]
    means = [mean(each) if each else None for each in enough]
    spreads = [stdev(each) if each else None for each in enough]
    return means[0], means[1], spreads[0], spreads[1]


def _pairs(state: PeopleState, name: str, *, axis: bool) -> list[tuple[float | None, float | None]]:
    """Of every seat what it said of a stakeholder or an axis. Whoever gave points and left one out gave it 0."""

    def said(when: str, seat: str) -> float | None:
        sheet = state.sheets.get((when, seat))
        page = None if sheet is None else (sheet.ways if axis else sheet.points)
        return None if page is None else page.get(name, None if axis else 0.0)

    return [(said("before", seat), said("after", seat)) for seat in state.seats]


def people_csv(state: PeopleState, stakeholders: Sequence[str], axes: Sequence[str]) -> str:
    """A row for each person who handed in a sheet, in an order of chance, without code and team.

    Empty where fewer than three did: whoever knows two of them would know the third.
    """
    names = [*((name, False) for name in stakeholders), *((name, True) for name in axes)]
    columns = [_pairs(state, name, axis=axis) for name, axis in names]
    rows = [row for row in zip(*columns, strict=True) if any(each is not None for pair in row for each in pair)]
    if len(rows) < FEWEST:
        return ""
    random.SystemRandom().shuffle(rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"{name}_{when}" for name, _ in names for when in ("before", "after")])
    writer.writerows(["" if each is None else each for pair in row for each in pair] for row in rows)
    return out.getvalue()


def shifts_csv(state: PeopleState, stakeholders: Sequence[str], axes: Sequence[str]) -> str:
    """A row for each stakeholder (points of 100) and each axis (-1 to 1): means, spread, shift and its interval."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ("what", "before", "after", "spread_before", "spread_after", "people_both_times", "shift", "low_95", "high_95")
    )
    for names, axis in ((stakeholders, False), (axes, True)):
        for name in names:
            found = shift_of(_pairs(state, name, axis=axis))
            numbers = (found.before, found.after, found.spread_before, found.spread_after)
            moved = (found.shift, found.low, found.high)
            writer.writerow([name, *map(_shown, numbers), found.both, *map(_shown, moved)])
    return out.getvalue()


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:.4g}"
