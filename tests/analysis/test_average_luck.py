"""On average luck: what best play expects that does not know the luck to come, beside brute force with the oracle."""

from __future__ import annotations

import dataclasses
import random
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import yaml
from analysis import small
from analysis.average_luck import Expecting
from analysis.test_every_way import LUCKY, PROMISES, RAW_RULES
from hypothesis import assume, given
from hypothesis import strategies as st

from chasm_game.analysis import decisions_met, reach
from chasm_game.analysis.open_luck import fates_of, luck_left, open_state, ways_on
from chasm_game.analysis.review import GameReview, review, reviews
from chasm_game.analysis.tree import Walk, even
from chasm_game.engine.compiling import compile_open, compile_plan
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.plan import Plan
from chasm_game.engine.round import respond
from chasm_game.engine.shared_rows import with_shared_rows
from chasm_game.scenario.scenario import Scenario

import made
from budgets import tried

PICKS = st.lists(st.integers(0, 20), min_size=1, max_size=8)
FEW = 300
"""Ways on from the first decision up to which a made world is held against brute force."""

HINDSIGHT = """\
company: {start: {asks: 1, cash: 8}}
rounds:
  - id: a
    title: A
    shock: {text: t, effects: {customers: -3}}
    responses:
      - id: bet
        title: Bet
        later: [{after: 2, chance: 0.3, effects: {customers: 25}, because: b}]
        outcome: o
      - id: slow
        title: Slow
        now: [{chance: 0.6, effects: {employees: 9, cash: -2}, because: b}]
        outcome: o
      - {id: sure, title: Sure, effects: {customers: 4}, because: b, outcome: o}
  - id: b
    title: B
    shock: {text: t}
    responses:
      - {id: guard, title: Guard, effects: {cash: 14, employees: -6}, because: b, outcome: o}
      - {id: give, title: Give, effects: {employees: 14, cash: -4}, because: b, outcome: o}
  - id: c
    title: C
    chance: 0.5
    shock: {text: t, effects: {cash: -14}}
    responses:
      - {id: pay, title: Pay, effects: {employees: 6, cash: -4}, because: b, outcome: o}
      - {id: wait-on, title: Wait, outcome: o}
"""
"""Whether to guard against the last round hangs on whether it comes: who knows it does better."""

HALVES = """\
moves:
  slow:
    title: Slow
    later: [{after: 1, chance: 0.5, effects: {customers: 12, investors: -12}, because: b}]
manners:
  put-off: {delay: 2, because: b}
rounds:
""" + "".join(
    f"""\
  - id: {name}
    title: {name}
    shock: {{text: t}}
    responses:
      - {{id: x, title: X, {does} outcome: o}}
      - {{id: y, title: Y, effects: {{employees: 2}}, because: b, outcome: o}}
"""
    for name, does in (("a", "does: [{move: slow, how: [put-off]}],"), ("b", ""), ("c", ""), ("d", ""))
)
"""What one response sends comes in two halves, in the second round and in the fourth, and shares its luck."""


def played(scenario: Scenario, seed: int, *words: str) -> Game:
    """A finished game by its decisions."""
    game = Game(scenario, seed)
    for word in words:
        game.push(next(d for d in game.legal_decisions if str(d) == word))
    assert game.outcome is not None, game.legal_decisions
    return game


def picked(scenario: Scenario, seed: int, picks: list[int]) -> Game:
    """A finished game, asks and all."""
    game = Game(scenario, seed)
    n = 0
    while game.outcome is None:
        legal = game.legal_decisions
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1
    return game


def against_brute_force(game: Game, raw: Any, rulebook: Any) -> GameReview:
    """Hold every decision of a game against brute force, and return its review."""
    asks = {t.round.id: str(t.ask) for t in game.turns if t.ask is not None}
    brute = Expecting(raw, rulebook, game.seed, asks)
    found = review(game)
    so_far: tuple[str, ...] = ()
    for turn, worth in zip(game.turns, found.worths, strict=True):
        so_far += (str(turn.ask),) if turn.ask is not None else ()
        assert worth.on_average_luck is not None
        assert worth.on_average_luck == pytest.approx(brute.after(so_far), abs=1e-7)
        assert list(worth.on_average_luck) == list(worth.best_after) == list(turn.open)
        so_far += (worth.chosen,)
    return found


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(
    ("text", "picks"),
    [
        (LUCKY, [3, 4, 1]), (LUCKY, [2, 0, 4]), (LUCKY, [0, 4, 0]), (LUCKY, [4, 1, 2]),
        (PROMISES, [0, 2, 1]), (PROMISES, [1, 1, 0, 2]), (HINDSIGHT, [1, 0, 2]), (HINDSIGHT, [0, 3, 1]),
        (HALVES, [1]), (HALVES, [0, 2, 1]),
    ],
)  # fmt: skip
def test_what_best_play_expects_is_what_brute_force_expects(text: str, picks: list[int], seed: int) -> None:
    """At each decision, with the asks of the game and its luck so far: alone, with a leader, and without."""
    source = small.HEAD + text
    against_brute_force(picked(small.scenario(text), seed, picks), yaml.safe_load(source), RAW_RULES)


@tried(12, 40)
@given(made.worlds(3), PICKS)
def test_made_worlds_expect_what_brute_force_expects(world: Any, picks: list[int]) -> None:
    """Whatever rounds, shocks, answers and delayed halves leave to luck."""
    rulebook, raw, seed = world
    game = picked(made.loaded(raw, rulebook), seed, picks)
    plan = compile_open(game.scenario)
    first = game.turns[:1]
    assume(all(ways_on(plan, open_state(plan, game.plan, t.shocked.moment, t.index), t.index) <= FEW for t in first))
    against_brute_force(game, raw, rulebook)


@tried(12, 40)
@given(made.worlds(4), st.integers(0, 2**32))
def test_games_together_are_the_games_alone(world: Any, number: int) -> None:
    """Whoever else is walked with, every bit of a review is the same: asks, falls and equal games among them."""
    rulebook, raw, seed = world
    scenario, source = made.loaded(raw, rulebook), random.Random(number)
    games = [picked(scenario, seed, [source.randrange(20) for _ in range(8)]) for _ in range(6)]
    assert reviews(games) == [review(game) for game in games]


def test_a_walk_in_the_middle_of_a_story_remembers_what_was_promised() -> None:
    """With as few rows as it needs: promises of every earlier round are held against what has come of them."""
    game = picked(small.scenario(PROMISES), 2, [1, 0, 2])
    asks = {t.index: 0 for t in game.turns if t.ask is not None}
    rows = with_shared_rows(game.plan).claiming
    assert max(rows.values()) < max(game.plan.claiming.values())
    for turn, worth in zip(game.turns, review(game).worths, strict=True):
        for response, best in worth.best_after.items():
            walk = Walk(game.plan, asks=asks)
            state = turn.shocked.moment.copy()
            plan = next(r for r in game.plan.rounds[turn.index].responses if r.id == response)
            respond(Ledger(game.plan, state), turn.index, plan)
            assert walk.best_after(state, turn.index, even(1))[0] == best


def lucks(scenario: Scenario) -> list[tuple[int, float]]:
    """A seed for each way in which all luck of a small story can fall, with how likely that way is."""
    opened = compile_open(scenario)
    found: dict[tuple[bool, ...], int] = {}
    seed = 0
    while len(found) < 2 ** len(opened.odds):
        seed += 1
        found.setdefault(falls(opened, compile_plan(scenario, seed)), seed)
    likely = []
    for way, one in found.items():
        odds = 1.0
        for happens, chance in zip(way, opened.odds, strict=True):
            odds *= chance if happens else 1 - chance
        likely.append((one, odds))
    return likely


def falls(opened: Plan, plan: Plan) -> tuple[bool, ...]:
    """How each chance falls under a seed."""
    fell = dict.fromkeys(range(len(opened.odds)), False)
    for open_round, round_ in zip(opened.rounds, plan.rounds, strict=True):
        things: list[tuple[int | None, bool]] = [(open_round.fate, round_.lucky)]
        things += [(o.fate, n.lands) for o, n in zip(open_round.nows, round_.nows, strict=True)]
        for mine, same in zip(open_round.responses, round_.responses, strict=True):
            things += [(o.fate, n.lands) for o, n in zip(mine.nows, same.nows, strict=True)]
            things += [(o.fate, n.lands) for o, n in zip(mine.echoes, same.echoes, strict=True)]
        fell.update({fate: happens for fate, happens in things if fate is not None})
    return tuple(fell.values())


def test_knowing_the_luck_is_worth_something_and_never_costs() -> None:
    """Over all luck, by how likely it is, the best that is known to be reachable is no less than what is expected."""
    scenario = small.scenario(HINDSIGHT)
    ways = lucks(scenario)
    assert sum(odds for _, odds in ways) == pytest.approx(1)
    known = dict.fromkeys(("bet", "slow", "sure"), 0.0)
    expected: dict[str, float] = {}
    for seed, odds in ways:
        first = review(picked(scenario, seed, [1])).worths[0]
        assert first.on_average_luck is not None
        expected = expected or first.on_average_luck
        assert first.on_average_luck == expected  # before anything has fallen the seed does not matter
        for response, best in first.best_after.items():
            known[response] += odds * best
    for response, best in known.items():
        assert best > expected[response] - 1e-9
    assert any(best > expected[response] + 1 for response, best in known.items())
    assert max(expected.values()) == pytest.approx(Walk(compile_open(scenario)).run().expected)


AFTER = """\
company: {start: {asks: 1, cash: 20}}
rounds:
  - id: a
    title: A
    shock: {text: t, now: [{chance: 0.4, effects: {customers: -9}, because: b}]}
    responses:
      - {id: x, title: X, later: [{after: 2, chance: 0.3, effects: {customers: 25}, because: b}], outcome: o}
      - {id: y, title: Y, effects: {employees: 2}, because: b, outcome: o}
  - id: b
    title: B
    shock: {text: t}
    responses:
      - {id: x, title: X, now: [{chance: 0.6, effects: {employees: 9, cash: -2}, because: b}], outcome: o}
      - {id: y, title: Y, effects: {employees: 2}, because: b, outcome: o}
"""
"""One chance falls before the first decision, two after the last one."""


@pytest.mark.parametrize("line", [("x", "x"), ("x", "y"), ("ask", "y", "x"), ("y", "y")])
def test_what_luck_gave_after_the_last_decision_is_nothing_in_the_mean(line: tuple[str, ...]) -> None:
    """What a score has beyond what was expected of the last decision, by how likely each luck is."""
    scenario = small.scenario(AFTER)
    gifts: dict[float, list[tuple[float, float]]] = {}
    for seed, odds in lucks(scenario):
        game = played(scenario, seed, *line)
        assert game.outcome is not None
        last = review(game).worths[-1]
        assert last.on_average_luck is not None
        expected = last.on_average_luck[last.chosen]
        gifts.setdefault(expected, []).append((odds, game.outcome.score_exact - expected))
    assert len(gifts) == 2  # the chance before the first decision fell one way or the other
    for same in gifts.values():
        assert sum(odds * gift for odds, gift in same) == pytest.approx(0, abs=1e-9)
        assert any(abs(gift) > 1 for _, gift in same) is (line != ("y", "y"))


@tried(10, 25)
@given(made.worlds(3), PICKS)
def test_where_no_luck_is_left_both_numbers_are_one(world: Any, picks: list[int]) -> None:
    """Every bit of them: in the last rounds of a story with luck too, and in all of one that has none."""
    rulebook, raw, seed = world
    game = picked(made.loaded(raw, rulebook), seed, picks)
    plan = compile_open(game.scenario)
    for turn, worth in zip(game.turns, review(game).worths, strict=True):
        if not luck_left(plan, open_state(plan, game.plan, turn.shocked.moment, turn.index), turn.index):
            assert worth.on_average_luck == worth.best_after


def test_a_story_without_luck_has_one_number_beside_each_answer() -> None:
    """Whatever is done in it."""
    found = review(picked(small.scenario(small.rounds(3, small.TWO)), 5, [1, 0]))
    assert len(found.worths) == 3
    assert all(worth.on_average_luck == worth.best_after for worth in found.worths)


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_second_half_of_a_thing_that_fell_is_not_luck_any_more(seed: int) -> None:
    """Once its first half has come or not, so does the second: the two numbers are one; before it they are two."""
    game = played(small.scenario(HALVES), seed, "x", "x", "y", "x")
    worths = against_brute_force(game, yaml.safe_load(small.HEAD + HALVES), RAW_RULES).worths
    assert worths[0].on_average_luck != worths[0].best_after
    assert worths[1].on_average_luck != worths[1].best_after  # it falls at the end of this round
    for worth in worths[2:]:
        assert worth.on_average_luck == pytest.approx(worth.best_after, abs=1e-9)


def most_ways(game: Game) -> list[int]:
    """By decision: how many ways lead on at most."""
    plan = compile_open(game.scenario)
    states = [(open_state(plan, game.plan, t.shocked.moment, t.index), t.index) for t in game.turns]
    return [ways_on(plan, state, index) for state, index in states]


@pytest.mark.parametrize(("short", "measured"), [(1, False), (0, True), (-1, True)])
def test_beyond_the_budget_average_luck_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, short: int, measured: bool
) -> None:
    """One way more than the budget, and nothing is said of the first decision; of later ones it still is."""
    game = picked(small.scenario(HINDSIGHT), 1, [1])
    ways = most_ways(game)
    assert ways == sorted(ways, reverse=True)
    whole = review(game)
    monkeypatch.setattr(decisions_met, "BUDGET", ways[0] - short)
    found = review(game)
    worths = found.worths
    # What is reached under the luck that fell is the same, walked with all luck or alone.
    assert [worth.best_after for worth in worths] == [worth.best_after for worth in whole.worths]
    assert dataclasses.replace(found, worths=()) == dataclasses.replace(whole, worths=())
    assert (worths[0].on_average_luck is not None) is measured
    assert worths[0].best_after
    assert all(worth.on_average_luck is not None for worth in worths[1:])


@tried(12, 30)
@given(made.worlds(4), PICKS)
def test_the_bound_is_never_below_the_ways_on(world: Any, picks: list[int]) -> None:
    """What decides whether luck is measured is at least the number of ways that are walked."""
    rulebook, raw, seed = world
    game = picked(made.loaded(raw, rulebook), seed, picks)
    plan = compile_open(game.scenario)
    turn, seen = game.turns[0] if game.turns else None, list[int]()
    assume(turn is not None)
    assert turn is not None
    state = open_state(plan, game.plan, turn.shocked.moment, turn.index)
    ways = ways_on(plan, state, turn.index)
    assume(ways <= 100_000)
    situation, fates = reach.Situation(state, frozenset(), np.array(())), fates_of(plan, game.plan)
    with patch.object(reach._Reaching, "finished", lambda _, state, *__: seen.append(state.lanes)):
        reach.expected_after(plan, turn.index, [situation], fates)
    assert sum(seen) <= ways
