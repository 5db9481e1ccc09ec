"""Who speaks for a team in a round, and who makes the best case for another answer: by seats, round the table."""

from __future__ import annotations

from itertools import groupby

__all__ = ["SIZES", "roles_of", "roles_sentence"]

SIZES = (2, 3, 4, 5)
"""People of a team for whom it is said: whoever is alone does both, and more than five seldom share a letter."""


def roles_of(number: int, people: int) -> tuple[int, int]:
    """The seats of who speaks and of who dissents in a round (1 for the first) among so many people (1 or more).

    Both move on by one seat a round, so that in as many rounds as there are people everybody has done both once.
    """
    return (number - 1) % people + 1, number % people + 1


def roles_sentence(number: int) -> str:
    """`Of 2 people seat 1 speaks and seat 2 dissents; of 3: 3 and 1; of 4 or 5: 3 and 4.`"""
    parts: list[str] = []
    for (speaks, dissents), sizes in groupby(SIZES, key=lambda people: roles_of(number, people)):
        alike = list(sizes)
        first, last = alike[0], alike[-1]
        of = f"{first}" if first == last else f"{first} or {last}" if len(alike) == 2 else f"{first} to {last}"
        parts.append(
            f"of {of}: {speaks} and {dissents}"
            if parts
            else f"Of {of} people seat {speaks} speaks and seat {dissents} dissents"
        )
    return f"{'; '.join(parts)}."
