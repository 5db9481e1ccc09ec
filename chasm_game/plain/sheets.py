"""What a player says in numbers: belief sheets and predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.plain.wording import joined
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.views import IntroView

__all__ = ["Unreadable", "belief_points", "belief_question", "prediction_of", "prediction_question"]

USUALLY = 60
"""How sure somebody is who does not say so, in per cent."""


class Unreadable(Exception):
    """A line that says none of what was asked for; its message is a sentence for the player."""


def belief_question(intro: IntroView, *, after: bool) -> str:
    """What creates the most value, and how to answer."""
    names = [one_line(name) for _, name in intro.stakeholders]
    begin = "Once more, now that it is over: w" if after else "Before you begin: w"
    return (
        f"{begin}hat creates the most value for a company like this? Spread 100 points over {joined(names)}. "
        f"Type {len(names)} numbers in this order, with spaces between, or skip."
    )


def belief_points(said: str, intro: IntroView) -> dict[str, float]:
    """The points by stakeholder, 100 together. Raises `Unreadable`."""
    ids = [name for name, _ in intro.stakeholders]
    points = _numbers(said)
    if points is None or len(points) != len(ids):
        raise Unreadable(f"That is not {len(ids)} numbers. For example: {_example(len(ids))}. Or type skip.")
    if abs(sum(points) - 100) > 0.01:
        raise Unreadable(f"These add up to {sum(points):g}, not to 100.")
    return dict(zip(ids, points, strict=True))


def prediction_question(targets: Sequence[tuple[str, str]]) -> str:
    """Who will lose most, and how to answer."""
    names = ", ".join(f"{n} {one_line(name)}" for n, (_, name) in enumerate(targets, start=1))
    return (
        f"Who will lose most by the end of this round? {names}. "
        "Type a number, and if you like how sure you are, 20 to 100: for example 1 70. Or skip."
    )


def prediction_of(said: str, targets: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """Whom a line names, by number or id, and how sure it is. Raises `Unreadable`."""
    first, *rest = said.replace("%", " ").replace(",", " ").split() or [""]
    who = next((id_ for n, (id_, _) in enumerate(targets, start=1) if first.lower() in {str(n), id_}), None)
    sure = _numbers(" ".join(rest)) if rest else [USUALLY]
    if who is None or sure is None or len(sure) != 1 or not 20 <= sure[0] <= 100:
        raise Unreadable(f"Type a number from 1 to {len(targets)}, perhaps with a second one from 20 to 100, or skip.")
    return who, round(sure[0])


def _numbers(said: str) -> list[float] | None:
    try:
        numbers = [float(part) for part in said.replace(",", " ").replace("%", " ").split()]
    except ValueError:
        return None
    return numbers if numbers and all(0 <= n <= 1_000_000 for n in numbers) else None


def _example(count: int) -> str:
    share = 100 // count
    return " ".join(str(n) for n in (100 - share * (count - 1), *[share] * (count - 1)))
