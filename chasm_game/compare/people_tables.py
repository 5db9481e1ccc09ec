"""What people said each for themselves, as tables: a row a person in an order of chance, and how all of them moved."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

from chasm_game.compare.people import seats_said
from chasm_game.compare.spread import FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chasm_game.compare.people import PeopleView
    from chasm_game.compare.spread import Spread

__all__ = ["people_csv", "shifts_csv"]

_MEANS = ("before", "after", "spread_before", "spread_after", "people_both_times", "shift", "low_95", "high_95")


def people_csv(folder: Path, stakeholders: Sequence[str], axes: Sequence[str]) -> str:
    """A row for each person of a room who handed in a sheet, in an order of chance, without code and team.

    Points are of 100, places on an axis -1 to 1. Empty where fewer than three handed in: whoever knows two of them
    would know the third.
    """
    rows = [row for row in seats_said(folder, stakeholders, axes) if any(each is not None for each in row)]
    if len(rows) < FEWEST:
        return ""
    # Not a seed's: who has the file must not find out in which order people came.
    random.SystemRandom().shuffle(rows)
    names = [f"{name}_{when}" for name in (*stakeholders, *axes) for when in ("before", "after")]
    return _csv([names, *([_shown(each) for each in row] for row in rows)])


def shifts_csv(view: PeopleView) -> str:
    """A row for each stakeholder (points of 100) and each axis (-1 to 1): means, spread, shift and its interval."""
    rows: list[list[str]] = [["what", *_MEANS]]
    for line in (*view.whom, *view.how):
        both = (line.before, line.after)
        means = [None if each is None else each.mean for each in both]
        spreads = [None if each is None else each.deviation for each in both]
        rows.append([line.id, *map(_shown, (*means, *spreads)), *_moved(line.shift)])
    return _csv(rows)


def _moved(shift: Spread | None) -> list[str]:
    if shift is None:
        return ["", "", "", ""]
    return [str(shift.people), *map(_shown, (shift.mean, shift.low, shift.high))]


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:.4g}"


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
