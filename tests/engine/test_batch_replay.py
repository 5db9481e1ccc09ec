"""Games told together beside the same games played alone."""

from __future__ import annotations

from typing import Any

from analysis import small
from hypothesis import given, settings
from hypothesis import strategies as st

from chasm_game.engine.batch_replay import ReplayedGame, replay_games
from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.game import Game
from chasm_game.engine.reweigh import moments_of, recorded, values_under
from chasm_game.errors import IllegalDecision

import made
from budgets import tried

PICKS = st.lists(st.lists(st.integers(0, 20), min_size=1, max_size=8), min_size=1, max_size=5)
Line = dict[str, tuple[Ask | None, str]]


def played(world: Any, all_picks: list[list[int]]) -> list[Game]:
    """Finished games on one made world."""
    rulebook, scenario, seed = world
    loaded = made.loaded(scenario, rulebook)
    games = []
    for picks in all_picks:
        game = Game(loaded, seed)
        n = 0
        while game.outcome is None:
            legal = game.legal_decisions
            game.push(legal[picks[n % len(picks)] % len(legal)])
            n += 1
        games.append(game)
    return games


def line_of(game: Game) -> Line:
    """What was asked and chosen."""
    return {turn.round.id: (turn.ask, turn.response or "") for turn in game.turns}


@tried(8, 60)
@given(made.worlds(), PICKS)
def test_a_game_told_among_others_is_the_game_itself(world: Any, picks: list[list[int]]) -> None:
    """Every turn, every moment and the outcome are the same to the last bit, the order of the games too."""
    games = played(world, picks)
    for game, told in zip(games, replay_games(games[0].plan, [line_of(g) for g in games]), strict=True):
        assert isinstance(told, ReplayedGame)
        assert told.turns == game.turns
        assert told.snapshots == game.snapshots
        assert told.outcome == game.outcome


@tried(8, 60)
@given(made.worlds(), PICKS, st.data())
def test_a_line_that_cannot_be_played_is_told_to_nobody(
    world: Any, picks: list[list[int]], data: st.DataObject
) -> None:
    """However one line is changed: it is told exactly where it could be played alone, and the others always."""
    games = played(world, picks)
    plan, lines = games[0].plan, [line_of(g) for g in games]
    names = [r.id for round_ in plan.rounds for r in (*round_.responses, round_.wait)]
    where = data.draw(st.sampled_from([r.id for r in plan.rounds]))
    asks = [None, Ask(), *(Ask(k.id) for k in plan.leaders), Ask("nobody")]
    forged = {**lines[0], where: (data.draw(st.sampled_from(asks)), data.draw(st.sampled_from([*names, "nonsense"])))}
    if data.draw(st.booleans()):
        del forged[data.draw(st.sampled_from(sorted(forged)))]
    told = list(replay_games(plan, [forged, *lines]))
    assert (told[0] is not None) == _playable(games[0], forged)
    assert all(isinstance(each, ReplayedGame) for each in told[1:])


def _playable(game: Game, line: Line) -> bool:
    """Whether a game alone can be played to its end like this, with nothing left over."""
    alone, left = Game(game.scenario, game.seed), dict(line)
    try:
        while alone.turn is not None:
            ask, response = left.pop(alone.turn.round.id)
            for word in [str(ask)] * (ask is not None) + [response]:
                decision = next((d for d in alone.legal_decisions if str(d) == word), None)
                if decision is None:
                    return False
                alone.push(decision)
    except (KeyError, IllegalDecision):
        return False
    return not left


@given(made.worlds(), PICKS)
@settings(max_examples=6)
def test_recorded_trust_weighed_by_the_same_people_is_the_same_score(world: Any, picks: list[list[int]]) -> None:
    """Weighing again under the people's own weights changes nothing where they never changed their minds."""
    games = played(world, picks)
    plan = games[0].plan
    seen = values_under(plan, plan.scenario.people, [recorded(g) for g in games])
    for game, (values, exact) in zip(games, seen, strict=True):
        if all(s.people == game.snapshots[0].people for s in game.snapshots):
            assert values == tuple(m.value for m in moments_of(game))
            assert game.outcome is not None
            assert exact == game.outcome.score_exact


def test_a_first_round_that_is_passed_over_records_the_start() -> None:
    """Weighed again, the moment of a round that never happened before any other did is the beginning, not the end."""
    text = """\
rounds:
  - {id: never, title: N, if: round > 5, shock: {text: t}, responses: [{id: x, title: X, outcome: o}]}
  - id: once
    title: O
    shock: {text: t, effects: {customers: -9}}
    responses: [{id: x, title: X, effects: {employees: 7}, because: b, outcome: o}]
"""
    game = Game(small.scenario(text))
    game.push(Choose("x"))
    assert game.outcome is not None
    assert moments_of(game)[0] == game.snapshots[0]
    assert moments_of(game)[1] != game.snapshots[0]
    ((values, exact),) = values_under(game.plan, game.plan.scenario.people, [recorded(game)])
    assert values == tuple(m.value for m in moments_of(game))
    assert exact == game.outcome.score_exact
