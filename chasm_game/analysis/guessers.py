"""Guessers who know no model: the commonest sign of all, of this stakeholder, of it under mostly old or new acts.

A guesser answers with a sign, which stands as a change of `BOLD` points, so that every measure of `marks` holds for it
as it does for the engine. Left out, it is asked about a case without that case's marks; in sample it has seen them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.analysis.marks import UNCHANGED, Mark, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["BOLD", "GUESSERS", "commonest", "guessed"]

BOLD = 5 * UNCHANGED
"""Points of trust that stand for a guessed sign: well beyond what counts as none."""


def commonest(marks: Iterable[Mark]) -> int:
    """The commonest sign; of equally common ones the lower; 0 where there is none."""
    counts = Counter(sign(m.size) for m in marks)
    # Sorted first, since `max` keeps the first of equals: a tie may not hang on the order of the cases.
    return max(sorted(counts), key=lambda s: counts[s]) if counts else 0


def _anybody(_mark: Mark, _other: Mark) -> bool:
    return True


def _same_stakeholder(mark: Mark, other: Mark) -> bool:
    return mark.stakeholder == other.stakeholder


def _same_label(mark: Mark, other: Mark) -> bool:
    return mark.stakeholder == other.stakeholder and mark.mostly_old == other.mostly_old


GUESSERS: dict[str, Callable[[Mark, Mark], bool]] = {
    "commonest": _anybody,
    "of_stakeholder": _same_stakeholder,
    "of_stakeholder_old_new": _same_label,
}
"""Which other marks of the same horizon a guesser looks at."""


def guessed(guesser: str, marks: Sequence[Mark], *, left_out: bool = True) -> list[Mark]:
    """The marks with what a guesser says in the engine's place, in the same order."""
    looks_at = GUESSERS[guesser]

    def guess(mark: Mark) -> int:
        seen = (o for o in marks if o.horizon == mark.horizon and not (left_out and o.case == mark.case))
        return commonest(o for o in seen if looks_at(mark, o))

    return [replace(m, change=BOLD * guess(m)) for m in marks]
