"""Many lanes at once beside games played alone."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped_stories import shipped_library

from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.game import Game
from chasm_game.engine.round import NOT_ASKING
from chasm_game.engine.rows import alike, everywhere
from chasm_game.engine.start import start
from chasm_game.engine.state import State, concatenate
from chasm_game.scenario.scenario import Scenario

import made
from budgets import tried

STORY = Path(__file__).parents[2] / "story"


def run(scenario: Scenario, seed: int, count: int, source: int) -> tuple[State, Any, Any]:
    """Play `count` lanes with random decisions; also gives the picks and the wishes to ask, by round and lane."""
    plan = compile_plan(scenario, seed)
    generator = np.random.default_rng(source)
    picks = generator.integers(0, 60, size=(len(plan.rounds), count), dtype=np.int8)
    company = len(plan.leaders) + 1  # who may ask: the player alone, or with one of the leaders
    asks = generator.integers(0, company, size=(len(plan.rounds), count), dtype=np.int8)
    asks[generator.random(size=asks.shape, dtype=np.float32) >= 0.3] = NOT_ASKING

    def choose(index: int, lane: Any, is_open: Any) -> Any:
        """The k-th open response, where k is the lane's pick modulo how many are open."""
        order = np.cumsum(is_open, axis=0)
        wanted = picks[index, lane] % np.maximum(order[-1], 1) + 1
        return np.argmax((order == wanted) & is_open, axis=0)

    state = play_many(plan, start(plan, count), choose, lambda index, lane: asks[index, lane])
    return state, picks, asks


def alone(scenario: Scenario, seed: int, picks: Any, asks: Any) -> State:
    """The same decisions in a game of one lane."""
    game = Game(scenario, seed)
    while (turn := game.turn) is not None:
        if asks[turn.index] != NOT_ASKING and game.can_ask:
            game.push([Ask(), *(Ask(k.id) for k in scenario.leaders)][asks[turn.index]])
        answers = game.open_responses
        game.push(Choose(answers[int(picks[turn.index]) % len(answers)]))
    return game.snapshots[-1].moment


def assert_same_bits(many: State, lane: int, one: State) -> None:
    """A lane among many and a game alone are equal to the last bit, in everything that the rules know."""
    for f in fields(State):
        among, by_itself = getattr(many, f.name)[..., lane], getattr(one, f.name)[..., 0]
        assert np.array_equal(among, by_itself), (f.name, lane)


@tried(15, 150)
@given(made.worlds(), st.integers(0, 2**32))
def test_lanes_are_games_on_any_scenario(world: Any, source: int) -> None:
    """On any scenario forty lanes give the same bits as forty games played alone."""
    rulebook, scenario, seed = world
    story = made.loaded(scenario, rulebook)
    state, picks, asks = run(story, seed, 40, source)
    for lane in range(40):
        assert_same_bits(state, lane, alone(story, seed, picks[:, lane], asks[:, lane]))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("tutorial", 100_000),
        ("broken-guitar", 50_000),
        ("the-squeeze", 50_000),
        pytest.param("tutorial", 1_000_000, marks=pytest.mark.long),
    ],
)
def test_one_of_very_many_lanes_is_a_single_game(name: str, count: int) -> None:
    """A lane picked out of many, up to a million, gives the same bits as the same game played alone."""
    story = shipped_library().find(name)
    state, picks, asks = run(story, 1, count, 7)
    for lane in np.random.default_rng(8).integers(0, count, size=60):
        assert_same_bits(state, int(lane), alone(story, 1, picks[:, lane], asks[:, lane]))


def test_lanes_taken_apart_and_put_together_are_unchanged() -> None:
    """Taking lanes, concatenating them and putting them back changes nothing."""
    story = shipped_library().find("tutorial")
    state, _, _ = run(story, 1, 64, 3)
    halves = concatenate([state.take(np.arange(32)), state.take(np.arange(32, 64))])
    other = state.copy()
    other.put(np.arange(64), halves)
    for f in fields(State):
        assert np.array_equal(getattr(state, f.name), getattr(halves, f.name))
        assert np.array_equal(getattr(state, f.name), getattr(other, f.name))


def frozen(rows: Any) -> Any:
    """The rows, and nobody may write into them."""
    rows.flags.writeable = False
    return rows


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (everywhere([1.0, 2.0], 3), everywhere([1.0, 2.0], 3), True),
        (everywhere([1.0, 2.0], 3), everywhere([1.0, 2.5], 3), False),
        (frozen(np.array([[1.0, 1.0], [2.0, 2.0]])), everywhere([1.0, 2.0], 2), False),
        (frozen(np.array([[1.0, 5.0], [2.0, 5.0]])), frozen(np.array([[1.0, 6.0], [2.0, 6.0]])), False),
        (np.array([[1.0, 5.0]]), np.array([[1.0, 6.0]]), False),
    ],
)
def test_rows_are_the_same_in_every_lane_only_where_they_stand_once(one: Any, other: Any, said: bool) -> None:
    """Rows that were only closed to writing may differ from lane to lane: the first lane says nothing of the others."""
    assert alike(one, other) is said
    assert alike(other, one) is said
