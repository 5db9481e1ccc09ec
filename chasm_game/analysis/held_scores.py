"""Playthroughs counted against scores that are held beside them: how many score less, and how many no more.

Every root of a walk holds scores of its own. In a room that is the score of every team that asked in the same way:
hundreds, so each playthrough is looked up among them, and not each of them among all playthroughs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.tally import EQUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.tally import Floats

__all__ = ["HeldScores"]


class HeldScores:
    """Counts of playthroughs, apart by root, against the scores of each."""

    def __init__(self, scores: Sequence[Floats]) -> None:
        """By root its scores, in order; mostly none."""
        self.any = any(each.size for each in scores)
        # One place more than scores: what is more than all of them falls there, and not among those of the next root.
        self._first = np.cumsum([0, *(each.size + 1 for each in scores)])
        ends = [np.append(each, np.inf) for each in scores]
        self._low = _by_root([end - EQUAL for end in ends])
        self._high = _by_root([end + EQUAL for end in ends])
        self._below, self._up_to = np.zeros((2, self._low.size), dtype=np.int64)

    def count(self, root: NDArray[np.int32], scores: Floats) -> None:
        """Playthroughs with their roots and what they score."""
        if self.any:
            found = _keys(root, scores)
            places = self._low.size
            self._below += np.bincount(np.searchsorted(self._low, found, side="right"), minlength=places)
            self._up_to += np.bincount(np.searchsorted(self._high, found, side="left"), minlength=places)

    def below(self, root: int) -> NDArray[np.int64]:
        """By score of a root: how many of its playthroughs score less."""
        return self._counted(self._below, root)

    def up_to(self, root: int) -> NDArray[np.int64]:
        """By score of a root: how many of its playthroughs score no more."""
        return self._counted(self._up_to, root)

    def _counted(self, counts: NDArray[np.int64], root: int) -> NDArray[np.int64]:
        # Whatever is less than a score is less than all after it.
        return np.cumsum(counts[self._first[root] : self._first[root + 1] - 1])


def _by_root(scores: Sequence[Floats]) -> NDArray[np.complex128]:
    """Scores one root after another."""
    return _keys(np.repeat(np.arange(len(scores)), [each.size for each in scores]), np.concatenate(scores))


def _keys(root: NDArray[np.integer], scores: Floats) -> NDArray[np.complex128]:
    """Numbers that stand in order of their roots and, within one, of their scores: NumPy sorts a complex one so."""
    keys = np.empty(scores.size, dtype=np.complex128)
    keys.real, keys.imag = root, scores
    return keys
