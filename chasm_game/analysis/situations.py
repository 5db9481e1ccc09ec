"""The decisions of a round, each situation once: how far each answer still leads from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tally import EQUAL, Floats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from chasm_game.analysis.ways import Ways

__all__ = ["Situations", "situations"]


@dataclass(frozen=True, slots=True)
class Situations:
    """Every situation in which a round is decided on: one beginning, under seed 1, without asking."""

    index: int
    """Of the round."""
    best: Floats
    """By answer and situation, the best score that can still be reached through it; not a number where it is locked."""
    ways: NDArray[np.int64]
    """By answer and situation, the number of that best way; -1 where it is locked."""

    def __len__(self) -> int:
        return int(self.best.shape[1])

    @property
    def top(self) -> Floats:
        """By situation, the best score that can still be reached; not a number where no answer is open."""
        found: Floats = np.where(np.isnan(self.best), -np.inf, self.best).max(axis=0)
        return found

    @property
    def wins(self) -> Floats:
        """By answer, the share of all situations of the round in which it is best, alone or with others, 0..1."""
        found: Floats = (self.best >= self.top - EQUAL).mean(axis=1)
        return found

    @property
    def favourite(self) -> int:
        """The answer that is best most often; of equal ones the first."""
        return int(self.wins.argmax())

    def regret(self) -> float:
        """What it costs, in the mean of the situations, always to take the answer that is best most often.

        Where it is locked, the next most often best one is taken instead.
        """
        order = np.argsort(-self.wins, kind="stable")
        ordered = self.best[order]
        first = (~np.isnan(ordered)).argmax(axis=0)
        taken = ordered[first, np.arange(len(self))]
        lost = np.where(np.isnan(taken), 0.0, self.top - taken)
        return float(lost.mean())


def situations(found: Ways) -> Iterator[Situations]:
    """Of every round that is played in some way, in their order."""
    # Ways stand in the order in which they part: those that share a beginning are neighbours.
    changes = found.chosen[1:] != found.chosen[:-1]
    fresh = np.ones(len(found), dtype=np.bool_)
    fresh[1:] = False
    for index, round_ in enumerate(found.plan.rounds):
        parents = np.flatnonzero(fresh)
        fresh = fresh.copy()
        fresh[1:] |= changes[:, index]
        children = np.flatnonzero(fresh)
        taken = found.chosen[children, index]
        played = taken >= 0
        if played.any():
            yield _of(found, index, len(round_.responses), parents, children, played)


def _of(
    found: Ways,
    index: int,
    answers: int,
    parents: NDArray[np.int64],
    children: NDArray[np.int64],
    played: NDArray[np.bool_],
) -> Situations:
    """From stretches of ways: `parents` share what was decided before the round, `children` the answer too."""
    best = np.maximum.reduceat(found.scores, children)
    parent = np.searchsorted(parents, children, side="right") - 1
    met, column = np.unique(parent[played], return_inverse=True)
    stretch = np.repeat(np.arange(children.size), np.diff([*children.tolist(), len(found)]))
    # The first way of each stretch that reaches its best: written last of all, from the back.
    reaching = np.flatnonzero(found.scores >= best[stretch])[::-1]
    first = np.empty(children.size, dtype=np.int64)
    first[stretch[reaching]] = reaching
    # Waiting has a number behind those of the answers, and is no answer.
    row = np.minimum(found.chosen[children[played], index].astype(np.int64), answers)
    table = np.full((answers + 1, met.size), np.nan)
    ways = np.full((answers + 1, met.size), -1, dtype=np.int64)
    table[row, column], ways[row, column] = best[played], first[played]
    return Situations(index, table[:answers], ways[:answers])
