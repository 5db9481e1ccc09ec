"""Lanes that share numbers, or keep them once, until one of them changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chasm_game.analysis.nudges import nudged
from chasm_game.engine.compiling import compile_plan, with_response
from chasm_game.engine.effects import Cause, Target
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.measures import chasm
from chasm_game.engine.rows import everywhere, once
from chasm_game.engine.start import start
from chasm_game.engine.state import State, rejoin
from chasm_game.scenario.library import Library
from chasm_game.scenario.rulebook import Reason

PLAN = compile_plan(Library(Path(__file__).parents[2] / "story").find("broken-guitar"), 1)
CAUSE = Cause("x", Reason.both("x"))


def spread() -> State:
    """Three lanes with numbers of their own."""
    state = start(PLAN, 3)
    for name in State.__slots__:
        state.own(name)
        rows = getattr(state, name)
        rows[...] = np.arange(rows.size).reshape(rows.shape) % 7
    return state


@pytest.mark.parametrize("name", State.__slots__)
def test_what_a_branch_changes_the_other_keeps(name: str) -> None:
    """Whichever of two branches changes an array in place, first or second, the other has what it had."""
    for first in (True, False):
        state = spread()
        other = state.branch()
        changed, kept = (state, other) if first else (other, state)
        before = getattr(kept, name).copy()
        changed.own(name)
        getattr(changed, name)[...] = 0
        assert np.array_equal(getattr(kept, name), before)


@pytest.mark.parametrize("name", State.__slots__)
def test_nobody_writes_into_what_is_shared(name: str) -> None:
    """Of two branches either has an array of its own, or cannot write into it by mistake."""
    state = spread()
    other = state.branch()
    apart = not np.shares_memory(getattr(state, name), getattr(other, name))
    assert apart or not (getattr(state, name).flags.writeable or getattr(other, name).flags.writeable)


@pytest.mark.parametrize("lanes", [0, 1, 2, 5])
def test_a_count_that_is_kept_once_counts_as_one_by_lane(lanes: int) -> None:
    """The clock and the rounds that are remembered are the same whether they are kept once or by lane."""
    together, apart = start(PLAN, lanes), start(PLAN, lanes)
    for name in ("clock", "when"):
        apart.own(name)
    for index in (0, 2):
        for state in (together, apart):
            state.count("clock", 2)
            state.note_clock(index)
    assert together.clock.tolist() == apart.clock.tolist() == [4] * lanes
    assert np.array_equal(together.when, apart.when)
    assert together.clock.dtype == apart.clock.dtype
    assert once(together.when) or lanes < 2


def test_pieces_are_joined_whatever_has_become_of_them() -> None:
    """What pieces of a state changed in place, set anew, or left stands lane by lane in what is joined of them."""
    whole = spread()
    trust = whole.trust.copy()
    pieces = [whole.piece(slice(0, 1)), whole.piece(slice(1, 3))]
    pieces[0].trust[:] = 50.0
    pieces[1].recorded = np.array([8.0, 9.0])
    pieces[1].asks = everywhere(4, 2, np.int16)
    recorded, asks = whole.recorded[0], int(whole.asks[0])
    joined = rejoin(whole, pieces)
    assert np.array_equal(joined.trust[:, 1:], trust[:, 1:])
    assert joined.trust[:, 0].tolist() == [50.0] * len(trust)
    assert joined.recorded.tolist() == [recorded, 8.0, 9.0]
    assert joined.asks.tolist() == [asks, 4, 4]


@pytest.mark.parametrize("array", ["people", "belief", "people_way", "way"])
def test_the_chasm_is_worked_out_anew_when_somebody_moves(array: str) -> None:
    """A ledger that has told the chasm tells the new one once a belief or a way has moved, and for another state."""
    ledger = Ledger(PLAN, spread())
    ledger.state.own(array)
    before = ledger.chasm()
    assert ledger.chasm() is before
    ledger.become(CAUSE, Target(array, 0), 0.625)  # type: ignore[arg-type]  # a name of the table of arrays
    assert np.array_equal(ledger.chasm(), chasm(ledger.state))
    ledger.shift(CAUSE, Target("way", 1), np.full(3, 0.25))
    assert np.array_equal(ledger.chasm(), chasm(ledger.state))
    ledger.become_shares(CAUSE, "belief", ledger.state.belief + 0.5, np.full(3, 3.0))
    assert np.array_equal(ledger.chasm(), chasm(ledger.state))
    ledger.state = start(PLAN, 3)
    assert np.array_equal(ledger.chasm(), chasm(ledger.state))


def test_a_plan_with_another_response_is_the_plan_of_that_scenario() -> None:
    """Of every answer of a story: the plan in which it alone is compiled anew is that of the changed story."""
    for index, round_ in enumerate(PLAN.scenario.rounds):
        for answer in range(len(round_.responses)):
            changed = nudged(PLAN.scenario, index, answer, "customers", -3)
            assert with_response(PLAN, changed, index, answer) == compile_plan(changed, 1)
