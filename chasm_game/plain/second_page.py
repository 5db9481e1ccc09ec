"""The second page of the belief sheet, axis by axis: two statements read aloud, and a number between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import ended, plural
from chasm_game.session.parse_input import Unreadable, mark_said, word_of
from chasm_game.text import one_line
from chasm_game.views.marks import FIRST, LAST, MARKS_TOLD, MIDDLE, way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.views.chasm import AxisView

__all__ = ["HELP_WAYS", "ways_said"]

HELP_WAYS = (
    f"Type a number from {FIRST} to {LAST}: {FIRST} is the first statement alone, {LAST} the second alone, {MIDDLE} "
    "lies between the two, and Enter alone says the same. skip passes over this question and those behind it. quit "
    "leaves; the game is saved."
)


def ways_said(
    axes: Sequence[AxisView], line: Callable[[str], str], say: Callable[[str], None], *, after: bool
) -> dict[str, float] | None:
    """What somebody says on each axis, -1 to 1; without those that are passed over. None where all of them are."""
    say(_opening(len(axes), after=after))
    said: dict[str, float] = {}
    for number, axis in enumerate(axes, start=1):
        say(_question(axis, number, len(axes)))
        mark = _mark(line, say)
        if mark is None:
            break
        said[axis.id] = way_of(mark)
        say(f"{mark}: {MARKS_TOLD[mark]}.")
    return said or None


def _opening(count: int, *, after: bool) -> str:
    once = "And once more: how" if after else "And how"
    return (
        f"{once} does a company create it? {plural(count, 'question')}, each with two statements that a sensible "
        f"person could hold. Type a number from {FIRST} to {LAST}: {FIRST} is the first statement alone, {LAST} the "
        f"second alone. Enter alone says {MIDDLE}, between the two; skip passes over the rest."
    )


def _question(axis: AxisView, number: int, count: int) -> str:
    low, high = (ended(one_line(text)) for text in (axis.low, axis.high))
    return f"{number} of {count}: {ended(one_line(axis.title))} {FIRST}: {low} {LAST}: {high}"


def _mark(line: Callable[[str], str], say: Callable[[str], None]) -> int | None:
    """The mark that is typed; None where the rest is passed over."""
    while word_of(said := line(HELP_WAYS)) != "skip":
        try:
            return mark_said(said)
        except Unreadable as error:
            say(f"{error} Or type skip.")
    return None
