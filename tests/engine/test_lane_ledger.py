"""The reasons of games that are replayed together, beside those of the same games played alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from analysis import small
from engine.test_batch_replay import PICKS, line_of, played
from hypothesis import given

from chasm_game.engine.batch_replay import replay_games
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.contributions import Contribution
from chasm_game.engine.effects import Target
from chasm_game.engine.game import Game
from chasm_game.engine.lane_ledger import LaneLedger, LaneNote, entries_by_lane
from chasm_game.engine.ledger import Entry, Ledger
from chasm_game.engine.start import start

import made
from budgets import tried

if TYPE_CHECKING:
    from collections.abc import Sequence


STAKEHOLDER = Target("trust", 0)


def by_gauge(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """What moved each gauge, in order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.gauge, []).append(entry)
    return found


@tried(8, 60)
@given(made.worlds(), PICKS)
def test_the_reasons_of_a_game_among_others_are_its_own(world: Any, picks: list[list[int]]) -> None:
    """To the last bit, gauge by gauge, with their words; and what a text asks of its end holds where it holds alone."""
    games = played(world, picks)
    for game, among in zip(games, replay_games(games[0].plan, [line_of(g) for g in games], reasons=True), strict=True):
        assert among is not None
        assert by_gauge(among.ledger) == by_gauge(game.ledger)
        for ending in game.scenario.endings:
            assert among.held(ending.when) == game.held(ending.when)
            assert [among.holds(ending.when, at) for at in among.snapshots] == [
                game.holds(ending.when, at) for at in game.snapshots
            ]


def test_reasons_that_were_not_asked_for_are_no_empty_ledger() -> None:
    """A game replayed without reasons refuses the question; it does not say that nothing ever moved."""
    game = Game(small.scenario(small.rounds(2, small.TWO)))
    while game.outcome is None:
        game.push(game.legal_decisions[-1])
    (among,) = replay_games(game.plan, [line_of(game)])
    assert among is not None
    with pytest.raises(AssertionError):
        _ = among.ledger


@pytest.mark.parametrize("points", [-96.0, -95.0, -94.0, 0.0, 94.0, 95.0, 96.0])
def test_a_change_beyond_its_bound_is_noted_as_in_a_game_alone(points: float) -> None:
    """Just under, at and over 95 points, up and down, beside a lane in which another change is over the bound."""
    plan = compile_plan(small.scenario(small.rounds(2, small.TWO)), 1)
    cause = plan.cause("owners_pace")
    alone, entries = start(plan), list[Entry]()
    Ledger(plan, alone, entries).change([Contribution(cause, STAKEHOLDER, np.array([points]))])
    together, notes = start(plan, 2), list[LaneNote]()
    ledger = LaneLedger(plan, together, np.array([1, 0]), notes)
    ledger.change([Contribution(cause, STAKEHOLDER, np.array([points, 200.0]))])
    assert entries_by_lane(notes, 2)[1] == entries
    assert together.trust[0, 0] == alone.trust[0, 0]
