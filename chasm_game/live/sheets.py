"""Belief sheets of people: whether one can be taken, and what those of several come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.live.refusals import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["check_page", "mean_of", "of_a_hundred"]


def check_page(name: str, page: Mapping[str, float] | None, known: Collection[str]) -> None:
    """Raise `NotUnderstood` where somebody is on it whom the story does not have."""
    for each in page or ():
        if each not in known:
            raise NotUnderstood(f"`{name}` says something of `{each[:40]}`, which this story does not have.")


def of_a_hundred(points: Mapping[str, float]) -> dict[str, float]:
    """The same points, so that they come to 100. Raises `NotUnderstood` where nobody got any."""
    total = sum(points.values())
    if not total > 0:
        raise NotUnderstood("Give somebody more than 0 points.")
    return {who: round(100 * each / total, 4) for who, each in points.items()}


def mean_of(
    pages: Iterable[Mapping[str, float] | None], names: Sequence[str], *, left_out: float | None
) -> dict[str, float] | None:
    """The mean of pages, name by name; None of no pages.

    A name that a page leaves out counts as `left_out`, or not at all where that is None.
    """
    filled = [page for page in pages if page is not None]
    means = {}
    for name in names if filled else ():
        said = [page.get(name, left_out) for page in filled]
        counts = [each for each in said if each is not None]
        if counts:
            means[name] = round(sum(counts) / len(counts), 4)
    return means or None
