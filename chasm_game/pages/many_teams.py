"""What a page needs where teams are too many to be read one after the other: an index, and how scores spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.views import RankingView, TeamLine, UnfinishedLine

__all__ = ["MANY", "Shelf", "scores_spread", "shelves"]

MANY = 40
"""Up to so many teams every table has a row of each; of more it is folded, and has an index."""
SHELF = 50
"""Teams that an entry of the index leads to: few enough to find one among them by eye."""
BINS = 50
"""Of 20 points of score each: fewer would hide where the teams part, more would be as ragged as the teams."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some teams next to each other by name, as an index leads to them."""

    id: str
    lines: tuple[TeamLine | UnfinishedLine, ...]


def shelves(lines: Sequence[TeamLine | UnfinishedLine]) -> tuple[Shelf, ...]:
    """The teams, in the order in which they come, so many on each shelf; one shelf where they are not many."""
    size = SHELF if len(lines) > MANY else max(len(lines), 1)
    starts = range(0, len(lines), size)
    return tuple(Shelf(f"teams-{n}", tuple(lines[at : at + size])) for n, at in enumerate(starts, start=1))


def scores_spread(ranking: RankingView) -> Distribution | None:
    """How many teams scored what; None where they are few enough to be read, or where scores are hidden."""
    scores = [line.outputs.score for line in ranking.teams]
    if len(scores) <= MANY:
        return None
    counts = [0] * BINS
    for score in scores:
        # The highest score of all belongs to the last bin.
        counts[min(max(int(score * BINS // 1_000), 0), BINS - 1)] += 1
    return Distribution("Teams by their score", tuple(counts))
