"""Playthroughs counted against the scores that are held beside them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.analysis.held_scores import HeldScores
from chasm_game.analysis.tally import EQUAL

FEW = st.sampled_from([0.0, 1.0, 1.0 + EQUAL / 2, 1.0 + 2 * EQUAL, 2.0, 999.5, 1000.0])
"""Scores that are often the same, nearly the same, or the ends."""


def test_a_score_counts_as_equal_to_within_a_billionth() -> None:
    """Just under, at and just over a score, by half of the tolerance and by twice as much."""
    held = HeldScores([np.array([500.0])])
    scores = np.array([500.0 - 2 * EQUAL, 500.0 - EQUAL / 2, 500.0, 500.0 + EQUAL / 2, 500.0 + 2 * EQUAL])
    held.count(np.zeros(5, dtype=np.int32), scores)
    assert held.below(0).tolist() == [1]
    assert held.up_to(0).tolist() == [4]


@given(st.lists(st.lists(FEW, max_size=4), min_size=1, max_size=4), st.data())
def test_each_root_counts_its_own_playthroughs(own: list[list[float]], data: st.DataObject) -> None:
    """As counting one by one does, whatever is counted at once, and whichever roots hold no scores."""
    against = [np.array(sorted(set(scores))) for scores in own]
    blocks = data.draw(st.lists(st.lists(st.tuples(st.integers(0, len(own) - 1), FEW), max_size=8), max_size=3))
    held = HeldScores(against)
    for block in blocks:
        roots, scores = [root for root, _ in block], [score for _, score in block]
        held.count(np.array(roots, dtype=np.int32), np.array(scores, dtype=np.float64))
    assert held.any == any(scores.size for scores in against)
    for root, mine in enumerate(against):
        found = [score for block in blocks for at, score in block if at == root]
        assert held.below(root).tolist() == [sum(each < s - EQUAL for each in found) for s in mine]
        assert held.up_to(root).tolist() == [sum(each <= s + EQUAL for each in found) for s in mine]
