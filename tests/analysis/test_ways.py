"""Ranks and shares of ways: what counts as equal, just under, at and over the one tolerance."""

from __future__ import annotations

import numpy as np
import pytest

from chasm_game.analysis.situations import Situations
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import below, keys_of, ranks


@pytest.mark.parametrize(("apart", "same"), [(0.0, True), (0.9 * EQUAL, True), (EQUAL, True), (1.1 * EQUAL, False)])
def test_scores_within_the_tolerance_are_one_place(apart: float, same: bool) -> None:
    """Two scores that differ by the tolerance at most share their rank, are best together, and neither is below."""
    scores = np.array([0.0, -1.0, apart])
    assert ranks(scores).tolist() == ([2.5, 1.0, 2.5] if same else [2.0, 1.0, 3.0])
    assert below(scores, apart) == pytest.approx(100 / 3 if same else 200 / 3)
    met = Situations(0, scores[:, None], np.array([[0], [1], [2]]))
    assert met.wins.tolist() == [float(same), 0.0, 1.0]


def test_last_bits_move_no_rank() -> None:
    """Ranks of a thousand scores, many of them equal, stay when every score changes by last bits."""
    luck = np.random.default_rng(1)
    scores = luck.integers(0, 300, 1_000) / 3.0
    assert np.array_equal(ranks(scores), ranks(scores + luck.uniform(-3e-13, 3e-13, scores.size)))


def test_keys_have_the_order_of_the_decisions() -> None:
    """Sorted by their keys ways stand as their decisions do, rounds that were not played and waiting among them."""
    luck = np.random.default_rng(2)
    chosen = luck.choice(np.array([-1, 0, 1, 2, 100], dtype=np.int8), size=(500, 40))
    rows = [tuple(row) for row in chosen.tolist()]
    assert [rows[n] for n in np.argsort(keys_of(chosen), kind="stable")] == sorted(rows)
