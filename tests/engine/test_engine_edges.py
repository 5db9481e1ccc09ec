"""The edges of the rules: just under, at and just over each of them, and which side a tie falls on."""

from __future__ import annotations

import numpy as np
import pytest
from shipped_stories import shipped_library

from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.rules import solvency
from chasm_game.engine.score import (
    NOBODY,
    NOTHING_LOST,
    Prediction,
    brier,
    distance,
    rounded,
    score_exact,
    who_lost_most,
)
from chasm_game.engine.start import start
from chasm_game.errors import ChasmError, IllegalDecision
from chasm_game.gauges import CASH
from chasm_game.limits import MAX_SEED

LIBRARY = shipped_library()
PLAN = compile_plan(LIBRARY.find("tutorial"), 1)
PIT, BELIEF = PLAN["rescue_limit"], PLAN["rescue_trust"]


@pytest.mark.parametrize(
    ("cash", "owners", "alive", "rescued"),
    [
        (0.0, 0.0, True, False),
        (-1e-9, BELIEF, True, True),
        (-1e-9, BELIEF - 1e-9, False, False),
        (-1.0, BELIEF + 1e-9, True, True),
        (-PIT, BELIEF, True, True),
        (np.nextafter(-PIT, -np.inf), BELIEF, False, False),
        (-PIT + 1e-9, BELIEF, True, True),
    ],
)
def test_owners_fill_a_hole_that_is_no_pit(cash: float, owners: float, alive: bool, rescued: bool) -> None:
    """Nothing is short at 0; owners who just still believe fill a hole to its very edge, and none beyond it."""
    state = start(PLAN)
    state[CASH][:] = cash
    state.trust[PLAN.owners][:] = owners
    solvency(Ledger(PLAN, state))
    assert bool(state.alive[0]) is alive
    assert (float(state[CASH][0]) == PLAN["rescue_cash"]) is rescued


@pytest.mark.parametrize(
    ("exact", "score"),
    [(0.0, 0), (0.4999, 0), (0.5, 1), (1.5, 2), (2.5, 3), (2.4999, 2), (999.5, 1000), (1000.0, 1000)],
)
def test_half_a_point_of_score_counts_up(exact: float, score: int) -> None:
    """Halves go up, also where the number below is even."""
    assert rounded(exact) == score


def test_a_score_is_half_end_and_half_mean() -> None:
    """Nothing is 0, everything is 1000; each half weighs the same, and the mean is over the rounds of the file."""
    assert (score_exact(0, 0, 4), score_exact(100, 400, 4)) == (0, 1000)
    assert (score_exact(100, 0, 4), score_exact(0, 400, 4), score_exact(0, 100, 4)) == (500, 500, 125)


@pytest.mark.parametrize(
    ("fall", "who"), [(NOTHING_LOST - 0.01, {NOBODY}), (NOTHING_LOST, {NOBODY}), (NOTHING_LOST + 0.01, {"a"})]
)
def test_half_a_point_of_trust_is_nothing_lost(fall: float, who: set[str]) -> None:
    """Nobody lost until somebody lost more than half a point."""
    assert who_lost_most({"a": 60.0, "b": 50.0}, {"a": 60.0 - fall, "b": 50.0}) == who


@pytest.mark.parametrize(("apart", "who"), [(0.0, {"a", "b"}), (0.9e-9, {"a", "b"}), (1e-6, {"a"})])
def test_equal_falls_count_alike(apart: float, who: set[str]) -> None:
    """Two falls that differ by a rounding are one; a millionth is a difference."""
    assert who_lost_most({"a": 10.0, "b": 10.0}, {"a": 5.0, "b": 5.0 + apart}) == who


@pytest.mark.parametrize(
    ("made", "rounds", "counts"),
    [(1, 3, False), (1, 2, True), (2, 4, True), (2, 5, False), (3, 5, True), (0, 0, False)],
)
def test_calibration_takes_half_the_rounds(made: int, rounds: int, counts: bool) -> None:
    """Predictions in half of the rounds are enough, in fewer they are not; none at all are none."""
    found = brier([(Prediction("a", 50), True)] * made, rounds)
    assert found == (0.25 if counts else None)


def test_distance_runs_from_same_to_opposite() -> None:
    """Equal weights are 0 apart whatever their sum, weights on different people 100; nothing given is no division."""
    assert distance({"a": 1, "b": 3}, {"a": 10, "b": 30}) == 0
    assert distance({"a": 5}, {"b": 1}) == 100
    assert distance({"a": 1, "b": 1}, {"a": 1}) == 50
    assert distance({"a": 0}, {"a": 1}) == 50


@pytest.mark.parametrize("seed", [0, MAX_SEED])
def test_a_game_takes_the_first_and_the_last_seed(seed: int) -> None:
    """Both ends of the range are played, and what lies beyond them is refused."""
    assert Game(LIBRARY.find("tutorial"), seed).seed == seed
    with pytest.raises(ChasmError):
        Game(LIBRARY.find("tutorial"), -1 if seed == 0 else seed + 1)


def test_going_back_restores_what_was_open() -> None:
    """An asking can open an answer; taken back, the answers are those from before, and they can be taken again."""
    game = Game(LIBRARY.find("tutorial"))
    game.push(Choose(game.open_responses[0]))
    assert game.turn is not None
    before, turn_open, count = game.open_responses, game.turn.open, len(game.ledger)
    game.push(Ask())
    assert game.open_responses != before
    assert isinstance(game.pop(), Ask)
    assert (game.open_responses, game.turn.open, len(game.ledger)) == (before, turn_open, count)
    locked = next(r.id for r in game.turn.round.responses if r.id not in before)
    with pytest.raises(IllegalDecision):
        game.push(Choose(locked))
    game.push(Choose(before[-1]))
