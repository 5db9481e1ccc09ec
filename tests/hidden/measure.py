"""Whether anything that is shown of teams goes with their scores: rank correlations against shuffled scores.

A *column* is anything that gives several teams of a room a number each: a cell of a table, a coordinate, the place in a
list, whether a class is set, whether a team is named at all. A column is the same in all rooms by its key. What a team
decided, and with whom it agreed, may go with its score, for that is what scores are of: a column that says a decision
in every room, and nothing else, is left out (`facts`). So is one that stands in the order of names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["TEAMS", "Columns", "Finding", "RoomShown", "leaks"]

TEAMS = ("Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heath")
"""Names that are no other word of any story or page."""
SHUFFLES = 200
SHARE = 0.99
"""Of the shuffles must show less than what was found, in whatever column they show most."""

Column = dict[str, float]
"""Values by team."""


class Columns:
    """Columns of one room, by key."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], Column] = {}

    def put(self, key: Iterable[object], team: str, value: float) -> None:
        """The first value of a team in a column counts; another is a column of its own."""
        name = tuple(str(part) for part in key)
        n, full = 1, name
        while team in self.found.get(full, {}):
            n += 1
            full = (*name, f"#{n}")
        self.found.setdefault(full, {})[team] = value

    def order(self, key: Iterable[object], teams: Sequence[str]) -> None:
        """A sequence in which teams stand."""
        seen = list(dict.fromkeys(teams))
        if len(seen) > 1:
            for place, team in enumerate(seen):
                self.put((*key, "order"), team, place)

    def complete(self) -> None:
        """Beside every column: who is in it, where not everybody is."""
        for key, column in list(self.found.items()):
            if 0 < len(column) < len(TEAMS):
                self.found[*key, "is there"] = {team: float(team in column) for team in TEAMS}


@dataclass(frozen=True)
class RoomShown:
    """What one output shows of one room, what its teams came to, and what they decided."""

    columns: Mapping[tuple[str, ...], Column]
    scores: Column
    facts: Mapping[str, Column] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """A column that goes with the score."""

    key: tuple[str, ...]
    mean: float
    """The mean rank correlation over rooms."""
    rooms: int
    sigmas: float

    def __str__(self) -> str:
        """On one line."""
        return f"{' | '.join(self.key)}: mean rank correlation {self.mean:+.2f} over {self.rooms} rooms"


def leaks(rooms: Sequence[RoomShown], seed: int = 1) -> list[Finding]:
    """Columns that go with the score more than any column does in 99 of 100 shuffles of the scores, the most first.

    Two measures of a column: the sum of its rank correlations over rooms, and that of their squares, which also finds
    what points upwards in one room and downwards in the next. Each is held against the largest that any column has
    under the same shuffle, since among a thousand columns some go with anything.
    """
    keys = sorted({key for room in rooms for key in room.columns})
    keys = [key for key in keys if not _is_decision(key, rooms)]
    values = np.full((len(keys), len(rooms), len(TEAMS)), np.nan)
    at = {key: n for n, key in enumerate(keys)}
    for r, room in enumerate(rooms):
        for key, column in room.columns.items():
            if key in at:
                values[at[key], r] = [column.get(team, np.nan) for team in TEAMS]
    ranks, weight = _unit_ranks(values)
    ranks, weight, keys = _varied(ranks, weight, keys)
    if not keys:
        return []
    scores = np.array([[room.scores[team] for team in TEAMS] for room in rooms])
    straight, square, mean = _measured(ranks, weight, scores)
    random = np.random.default_rng(seed)
    shuffled = [_measured(ranks, weight, random.permuted(scores, axis=1))[:2] for _ in range(SHUFFLES)]
    # The highest of the shuffles below which 99 of 100 lie.
    bounds = [np.quantile([most[which].max() for most in shuffled], SHARE) for which in (0, 1)]
    over = np.maximum(straight / bounds[0], square / bounds[1])
    order = np.argsort(-over)
    count = (weight > 0).sum(axis=1)
    return [Finding(keys[k], float(mean[k]), int(count[k]), float(over[k])) for k in order if over[k] > 1]


def _unit_ranks(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean ranks of the teams that are in a column, about 0 and of length 1; and how many degrees they leave."""
    there = ~np.isnan(values)
    less = (values[..., :, None] > values[..., None, :]).sum(axis=-1)  # comparisons with nan are false
    same = (values[..., :, None] == values[..., None, :]).sum(axis=-1)
    ranks = np.where(there, less + (same - 1) / 2, 0.0)
    count = there.sum(axis=-1, keepdims=True)
    middle = ranks.sum(axis=-1, keepdims=True) / np.maximum(count, 1)
    ranks = np.where(there, ranks - middle, 0.0)
    length = np.sqrt((ranks**2).sum(axis=-1, keepdims=True))
    varies = length > 1e-9
    ranks = np.where(varies, ranks / np.where(varies, length, 1), 0.0)
    return ranks, np.where(varies, np.sqrt(np.maximum(count - 1, 0)), 0.0)[..., 0]


def _varied(
    ranks: NDArray[np.float64], weight: NDArray[np.float64], keys: list[tuple[str, ...]]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[tuple[str, ...]]]:
    """Only columns that vary in several rooms, and of equal ones the first."""
    kept: dict[bytes, int] = {}
    for n in range(len(keys)):
        if (weight[n] > 0).sum() >= 3:
            kept.setdefault(np.round(ranks[n], 6).tobytes(), n)
    rows = list(kept.values())
    return ranks[rows], weight[rows], [keys[n] for n in rows]


def _measured(
    ranks: NDArray[np.float64], weight: NDArray[np.float64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Both measures of every column, and the mean rank correlation."""
    there = np.abs(ranks) > 0
    of_scores, _ = _unit_ranks(scores)
    # Over the teams that are in the column alone, where not all are: else two numbers would count as eight.
    correlation = np.einsum("krt,rt->kr", ranks, of_scores)
    partly = np.sqrt(np.einsum("krt,rt->kr", there, of_scores**2))
    correlation = np.clip(correlation / np.maximum(partly, 1e-9), -1, 1)
    rooms = np.maximum((weight > 0).sum(axis=1), 1)
    sigmas = correlation * weight
    squares = ((sigmas**2 - 1) * (weight > 0)).sum(axis=1) / np.sqrt(2 * rooms)
    return np.abs(sigmas.sum(axis=1)) / np.sqrt(rooms), squares, correlation.sum(axis=1) / rooms


def _is_decision(key: tuple[str, ...], rooms: Sequence[RoomShown]) -> bool:
    """Whether one and the same decision has the order of this column in every room, upwards or downwards."""
    with_it = [room for room in rooms if key in room.columns]
    names = set.intersection(*(set(room.facts) for room in with_it))
    return any(all(_alike(room.columns[key], room.facts[name]) for room in with_it) for name in names)


def _alike(column: Column, fact: Column) -> bool:
    teams = [team for team in column if team in fact]
    if len(teams) < len(column):
        return False
    mine, theirs = _dense([column[t] for t in teams]), _dense([fact[t] for t in teams])
    return mine == theirs or mine == [max(theirs, default=0) - each for each in theirs]


def _dense(values: Sequence[float]) -> list[int]:
    places = {value: n for n, value in enumerate(sorted(set(values)))}
    return [places[value] for value in values]
