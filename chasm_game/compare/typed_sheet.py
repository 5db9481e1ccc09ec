"""A belief sheet as somebody types it: a line with points for each stakeholder, and a mark for each axis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest
from chasm_game.grammar import plural
from chasm_game.text import one_line
from chasm_game.views.marks import FIRST, LAST, way_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST", "UnreadableSheet", "pages_of_line", "sheet_of_line"]

MOST = 1e9
"""Points that somebody can give; nobody needs more."""


class UnreadableSheet(ChasmError):
    """A line that is no belief sheet."""


def pages_of_line(
    line: str, stakeholders: Sequence[str], axes: Sequence[str]
) -> tuple[dict[str, float], dict[str, float] | None] | None:
    """Both pages as somebody types them: `30 40 10 10 10 / 5 7 5 3`; without the stroke there is no second one.

    None for an empty line. Raises `UnreadableSheet` with what is wrong.
    """
    first, stroke, second = line.partition("/")
    sheet = sheet_of_line(first, stakeholders)
    if not stroke:
        return None if sheet is None else (sheet, None)
    if sheet is None:
        raise UnreadableSheet("the points stand before the stroke, the marks from 1 to 9 behind it")
    return sheet, _ways_of(second, axes)


def sheet_of_line(line: str, stakeholders: Sequence[str]) -> dict[str, float] | None:
    """A sheet as somebody types it: `30 40 10 10 10` in order, or `customers 30, employees 40`. None for an empty line.

    Who is not named gets nothing. Raises `UnreadableSheet` with what is wrong.
    """
    words = _words(line)
    if not words:
        return None
    miscounted = f"there are {len(words)} numbers for {len(stakeholders)} stakeholders: {', '.join(stakeholders)}"
    example = f"a number for each: {stakeholders[0]} 30, {stakeholders[-1]} 20"
    sheet = dict.fromkeys(stakeholders, 0.0)
    for name, word in _named(words, stakeholders, miscounted, example):
        # Added and not set: who is named twice gets both.
        sheet[_known(name, stakeholders)] += _points(word)
    if not sum(sheet.values()) > 0:
        raise UnreadableSheet("give somebody more than 0 points")
    return sheet


def _ways_of(second: str, axes: Sequence[str]) -> dict[str, float]:
    """Marks in the order of the axes, or each behind the name of its axis; who is not named is not spoken of."""
    words = _words(second)
    if not axes:
        raise UnreadableSheet("nothing is asked behind the stroke here")
    miscounted = f"{plural(len(words), 'mark')} behind the stroke for {len(axes)} questions: {', '.join(axes)}"
    example = f"a mark for each: {axes[0]} 7, {axes[-1]} 3"
    return {_known(name, axes, "axis"): way_of(_mark(word)) for name, word in _named(words, axes, miscounted, example)}


def _words(typed: str) -> list[str]:
    """Whatever people put between a name and its number is passed over."""
    return typed.replace(",", " ").replace("=", " ").replace(":", " ").split()


def _named(words: Sequence[str], names: Sequence[str], miscounted: str, example: str) -> list[tuple[str, str]]:
    """Each number with its name: numbers alone stand in the order of `names`, else each stands behind its own."""
    # One word that is no number is enough: then somebody has begun to write names.
    if all(_number(word) is not None for word in words):
        if len(words) != len(names):
            raise UnreadableSheet(miscounted)
        return list(zip(names, words, strict=True))
    if len(words) % 2:
        raise UnreadableSheet(f"say {example}")
    return list(zip(words[::2], words[1::2], strict=True))


def _mark(word: str) -> int:
    if len(word) > 1 or word not in "123456789":
        raise UnreadableSheet(f"`{one_line(word, 40)}` is no mark from {FIRST} to {LAST}")
    return int(word)


def _known(name: str, known: Sequence[str], kind: str = "stakeholder") -> str:
    if name.lower() in known:
        return name.lower()
    near = nearest(name, known)
    hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
    raise UnreadableSheet(f"there is no {kind} `{one_line(name, 40)}`; {hint}")


def _points(word: str) -> float:
    found = _number(word)
    if found is None or not 0 <= found <= MOST:
        raise UnreadableSheet(f"`{one_line(word, 40)}` is no number of points, 0 or more")
    return found


def _number(word: str) -> float | None:
    try:
        found = float(word.removesuffix("%"))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
