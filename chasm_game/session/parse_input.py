"""What somebody types in a line: belief sheets, predictions, and whom to ask with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from chasm_game.errors import ChasmError, nearest
from chasm_game.grammar import joined
from chasm_game.limits import LEAST_SURE, MOST_SURE, sure_enough
from chasm_game.text import one_line
from chasm_game.views.marks import FIRST, LAST, MIDDLE, way_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TAKES_BACK", "Unreadable", "leader_of", "mark_said", "marks_of", "points_of", "prediction_of", "sheet_of"]

# A little more than a coin: nobody who says nothing should be taken for sure.
USUALLY = 60
"""How sure somebody is who does not say so, in per cent."""

TAKES_BACK = frozenset({"-", "−", "–", "none"})
"""What takes a sheet, a prediction, a reason or a dissent back."""


class Unreadable(ChasmError):
    """A line that says none of what was asked for; its message is a sentence for who typed it."""


def points_of(said: str, stakeholders: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The points by stakeholder id, in their order, 100 together. Raises `Unreadable`."""
    ids = [name for name, _ in stakeholders]
    points = _numbers(normalize("NFKC", said))
    if points is None or len(points) != len(ids):
        raise Unreadable(f"That is not {len(ids)} numbers. For example: {_example(len(ids))}.")
    # Thirds with two digits add up to 99.99.
    if abs(sum(points) - 100) > 0.01:
        raise Unreadable(f"These add up to {sum(points):g}, not to 100.")
    return dict(zip(ids, points, strict=True))


def mark_said(said: str) -> int:
    """The mark, 1 to 9, that a line says; an empty one the middle. Raises `Unreadable`."""
    typed = normalize("NFKC", said).strip().rstrip(".)")
    if not typed:
        return MIDDLE
    if len(typed) > 1 or typed not in "123456789":
        raise Unreadable(f"Type a number from {FIRST} to {LAST}; Enter alone is {MIDDLE}, the middle.")
    return int(typed)


def marks_of(said: str, axes: Sequence[str]) -> dict[str, float]:
    """The ways by axis, -1 to 1, that a line of marks says, one for each in their order. Raises `Unreadable`."""
    marks = normalize("NFKC", said).replace(",", " ").split()
    if len(marks) != len(axes):
        example = " ".join(["5"] * len(axes))
        raise Unreadable(f"That is not {len(axes)} numbers from {FIRST} to {LAST}. For example: {example}.")
    return {axis: way_of(mark_said(mark)) for axis, mark in zip(axes, marks, strict=True)}


def sheet_of(
    said: str, stakeholders: Sequence[tuple[str, str]], axes: Sequence[str]
) -> tuple[dict[str, float], dict[str, float] | None]:
    """Both pages in one line: points, then `/` and the marks; without it the second is None. Raises `Unreadable`."""
    first, stroke, second = normalize("NFKC", said).partition("/")
    if stroke and not axes:
        raise Unreadable("This story asks for points only.")
    return points_of(first, stakeholders), marks_of(second, axes) if stroke else None


def leader_of(said: str, leaders: Sequence[tuple[str, str]]) -> str:
    """The id of the leader whom a line names, by id or name. Raises `Unreadable`."""
    wanted = _folded(said)
    names = [_folded(name) for _, name in leaders]
    # A name that two leaders share names neither; their ids still do.
    known = {name: id_ for name, (id_, _) in zip(names, leaders, strict=True) if names.count(name) == 1}
    known |= {id_: id_ for id_, _ in leaders}  # ids come first: a name may be another's id
    if wanted in known:
        return known[wanted]
    if not leaders:
        raise Unreadable("Nobody comes along in this story: type ask alone to ask the people.")
    near = nearest(wanted[:80], known)
    hint = f"Did you mean {known[near]}?" if near else f"There are {joined([id_ for id_, _ in leaders])}."
    raise Unreadable(f"There is no leader “{one_line(said, 40)}”. {hint}")


def _folded(said: str) -> str:
    return one_line(normalize("NFKC", said)).strip().casefold()


def prediction_of(said: str, targets: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """Whom a line names, by number or id, and how sure it is in per cent. Raises `Unreadable`."""
    typed = normalize("NFKC", said)  # digits and signs of an input method
    first, *rest = typed.replace("%", " ").replace(",", " ").split() or [""]
    first = first.rstrip(".")  # as a list has it
    who = next((id_ for n, (id_, _) in enumerate(targets, start=1) if first.lower() in {str(n), id_}), None)
    sure = _numbers(" ".join(rest)) if rest else [USUALLY]
    if who is None or sure is None or len(sure) != 1 or not sure_enough(sure[0]):
        raise Unreadable(
            f"Type a number from 1 to {len(targets)}, perhaps with a second one from {LEAST_SURE} to {MOST_SURE}."
        )
    return who, round(sure[0])


def _numbers(said: str) -> list[float] | None:
    try:
        numbers = [float(part) for part in said.replace(",", " ").replace("%", " ").split()]
    except ValueError:
        return None
    # `float` reads `nan`, `inf` and `1e999` too; none of them is between these.
    return numbers if numbers and all(0 <= n <= 1_000_000 for n in numbers) else None


def _example(count: int) -> str:
    share = 100 // count
    # The first one gets what is left, so that the example itself adds up to 100.
    return " ".join(str(n) for n in (100 - share * (count - 1), *[share] * (count - 1)))


_ENDS = ".。．)）"
"""What stands behind a number where it is read off a list, or behind a word out of habit."""


def word_of(said: str) -> str:
    """A line as a word of the game: `１`, `1.` and `1)` are `1`, `Skip.` is `skip`."""
    return normalize("NFKC", said).strip().rstrip(_ENDS).strip().lower()
