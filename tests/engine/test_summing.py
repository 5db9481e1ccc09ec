"""The ledger of the walks beside the ledger of a game: the same to the last bits."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped_stories import shipped_library

from chasm_game.analysis.drawing import drawn_from
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.contributions import Contribution, within
from chasm_game.engine.effects import Cause, Target
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.start import start
from chasm_game.engine.state import State
from chasm_game.engine.summing import SummingLedger
from chasm_game.scenario.rulebook import Reason

import made
from budgets import tried

CLOSE = 1e-11
CAUSE = Cause("x", Reason.both("x"))
LANES = 64
TUTORIAL = compile_plan(shipped_library().find("tutorial"), 1)


def close(one: State, other: State) -> bool:
    """Whether two states are the same but for the last bits, and but for what a summing ledger does not keep."""
    names = [f.name for f in fields(State) if f.name != "lowest"]
    return all(np.allclose(getattr(one, n), getattr(other, n), rtol=0.0, atol=CLOSE) for n in names)


@tried(20, 500)
@given(made.worlds(), st.integers(0, 100))
def test_a_summed_game_is_the_game(world: tuple[dict[str, Any], dict[str, Any], int], source: int) -> None:
    """On any scenario a game of summed points comes to the same state as the game with its reasons, within 1e-11."""
    rulebook, scenario, seed = world
    plan = compile_plan(made.loaded(scenario, rulebook), seed)

    def played(ledger: type[Ledger]) -> State:
        luck = np.random.default_rng(source)
        return play_many(plan, start(plan, LANES), lambda _i, _l, is_open: drawn_from(is_open, luck), ledger=ledger)

    assert close(played(Ledger), played(SummingLedger))


@pytest.mark.parametrize("points", [-95.5, -95.0, -94.5, -0.1, 0.0, 0.1, 47.0, 48.0, 94.5, 95.0, 95.5, 300.0])
def test_a_summed_change_ends_where_a_change_ends(points: float) -> None:
    """Points just under, at and over the most that one change takes come to the same, of one sign or of either."""
    states = start(TUTORIAL, LANES), start(TUTORIAL, LANES)
    wide = np.linspace(0.15, 1.0, LANES)
    for state, ledger in zip(states, (Ledger, SummingLedger), strict=True):
        book = ledger(TUTORIAL, state)
        book.change([Contribution(CAUSE, Target("trust", 0), np.linspace(-points, points, LANES))])
        book.land(
            [Contribution(CAUSE, Target("trust", s), points / n) for s in (1, 2) for n in (1, 3)], wide, wide + 0.5
        )
        book.land([Contribution(CAUSE, Target("trust", 3), np.full(LANES, points))], wide, wide + 0.5)
    assert close(*states)


@pytest.mark.parametrize("points", [(0.1, 0.2, 7.3), (-0.1, -31.7), (63.0, 31.7, 0.7)])
def test_a_lane_does_not_hang_on_the_others(points: tuple[float, ...]) -> None:
    """What lands in every lane and what lands in some of them, this one among them, has the same bits in it."""
    states = start(TUTORIAL, LANES), start(TUTORIAL, LANES)
    wide, some = np.linspace(0.15, 1.0, LANES), np.arange(LANES) % 3 == 0
    for state, lanes in zip(states, (None, some), strict=True):
        landing = [within(Contribution(CAUSE, Target("trust", 0), p), lanes) for p in points]
        SummingLedger(TUTORIAL, state).land(landing, wide, wide + 0.5)
    assert np.array_equal(states[0].trust[0, some], states[1].trust[0, some])
    assert np.array_equal(states[0].hurt[0, some], states[1].hurt[0, some])


def test_what_is_the_same_in_every_lane_stands_once_until_it_changes() -> None:
    """The people's weights are kept once for all lanes; a lane that is written over has its own from then on."""
    state, other = start(TUTORIAL, 4), start(TUTORIAL, 2)
    assert state.people.strides[-1] == 0
    assert state.take(np.array([2, 0])).people.shape == (len(state.people), 2)
    other.own("people")
    other.people[0] = 0.125
    state.put(np.array([1, 3]), other)
    assert (state.people[0] == 0.125).tolist() == [False, True, False, True]
