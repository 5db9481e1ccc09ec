"""The walk over every way, asking and luck included, beside brute force with the oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from analysis import small
from analysis.every_way import Brute

from chasm_game.analysis.asking_walk import AskingWalk
from chasm_game.analysis.playthrough import line_of, played
from chasm_game.analysis.tree import Walk
from chasm_game.engine.compiling import compile_open, compile_plan
from chasm_game.engine.round import ALONE
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source

if TYPE_CHECKING:
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.state import State

RAW_RULES: dict[str, Any] = yaml.safe_load(small.RULEBOOK.read_text("utf-8"))

LUCKY = """\
company: {start: {asks: 1, cash: 9}}
leaders:
  ines: {name: Ines, watches: cash}
  otto: {name: Otto, watches: employees, share: 2}
rounds:
  - id: a
    title: A
    chance: 0.7
    shock:
      text: t
      effects: {customers: -6}
      now:
        - {if: learning < 50, chance: 0.4, effects: {cash: -4}, because: b}
        - {if: learning > 50, chance: 0.4, effects: {cash: -4}, because: b}
    responses:
      - id: x
        title: X
        does: [{move: own-it, how: [staged]}]
        later: [{after: 2, chance: 0.5, effects: {customers: 9, cash: 2}, because: b}]
        effects: {cash: -3}
        because: b
        outcome: o
      - id: y
        title: Y
        now: [{chance: 0.3, effects: {employees: 8, cash: -7}, because: b}]
        later: [{after: 1, chance: 0.6, if: asked('a'), effects: {employees: 9}, because: b}]
        claims: {customers: 6}
        outcome: o
  - id: b
    title: B
    if: customers > 20
    shock: {text: t, effects: {employees: -5, cash: -2}}
    responses:
      - {id: x, title: X, effects: {investors: 5, cash: -6}, because: b, outcome: o}
      - {id: y, title: Y, if: asked('a') or asked('b'), effects: {customers: 12}, because: b, outcome: o}
      - {id: z, title: Z, later: [{after: 3, chance: 0.5, effects: {cash: -30}, because: b}], outcome: o}
"""


PROMISES = """\
company: {start: {asks: 1, cash: 12}}
rounds:
  - id: a
    title: A
    shock: {text: t}
    responses:
      - {id: x, title: X, claims: {customers: 6}, claims_due: 1, effects: {customers: 2}, because: b, outcome: o}
      - {id: y, title: Y, effects: {cash: -4}, because: b, outcome: o}
  - id: b
    title: B
    chance: 0.5
    shock: {text: t, effects: {customers: -4}}
    responses:
      - id: x
        title: X
        claims: {employees: 7}
        claims_due: 2
        later: [{after: 1, chance: 0.5, effects: {employees: 9}, because: b}]
        outcome: o
      - {id: y, title: Y, effects: {employees: 3}, because: b, outcome: o}
  - id: c
    title: C
    shock: {text: t, effects: {employees: -3}}
    responses:
      - {id: x, title: X, claims: {investors: 8}, claims_due: 1, effects: {investors: 3}, because: b, outcome: o}
      - {id: y, title: Y, if: asked('c'), claims: {customers: 3}, effects: {cash: -2}, because: b, outcome: o}
  - id: d
    title: D
    chance: 0.3
    shock: {text: t, effects: {cash: -3}}
    responses:
      - {id: x, title: X, claims: {customers: 9}, claims_due: 1, outcome: o}
      - {id: y, title: Y, outcome: o}
"""
"""Promises that fall due one after another, in rounds that may not happen: their rows in the state are shared."""

COUNTED = """\
company: {start: {cash: 30}}
rounds:
  - id: a
    title: A
    chance: 0.5
    shock: {text: t, effects: {customers: -2}}
    responses: [{id: x, title: X, outcome: o}, {id: y, title: Y, effects: {customers: 3}, because: b, outcome: o}]
  - id: b
    title: B
    chance: 0.5
    if: round == 1
    shock:
      text: t
      now: [{if: round == 1, chance: 0.5, effects: {employees: -6}, because: b}]
    responses:
      - {id: x, title: X, now: [{if: round == 1, chance: 0.5, effects: {cash: -9}, because: b}], outcome: o}
  - id: c
    title: C
    chance: 0.5
    if: round == 2
    shock:
      text: t
      now: [{if: round == 2, chance: 0.5, effects: {employees: -9}, because: b}]
    responses:
      - {id: x, title: X, now: [{if: round == 2, chance: 0.5, effects: {cash: -9}, because: b}], outcome: o}
"""
"""Chances whose conditions count the rounds that happened."""


def test_a_lanes_record_says_who_came_along() -> None:
    """The decisions of a lane that asked name the leader, and replay to the score of the lane."""
    scenario = small.scenario(LUCKY.replace("asks: 1", "asks: 2"))
    plan, wrong = compile_plan(scenario, 3), []
    walked: set[str] = set()

    def look(state: State, scores: Floats) -> None:
        for lane in range(state.lanes):
            line = line_of(plan, state.chosen[:, lane].tolist(), state.asked[:, lane].tolist())
            outcome = played(plan, line).outcome
            walked.update(line)
            wrong.extend([line] * (outcome is None or outcome.score_exact != pytest.approx(scores[lane])))

    AskingWalk(plan, (ALONE, 1, 2), at_end=look).run()
    assert not wrong
    assert walked >= {"ask", "ask:ines", "ask:otto"}


def both(text: str, asking: tuple[int, ...], names: tuple[str, ...]) -> tuple[AskingWalk, Brute, float]:
    """The walk and the brute force over one scenario."""
    source = small.HEAD + text
    scenario = load_scenario(Source("small.yaml", source), small.rulebook())[0]
    walk = AskingWalk(compile_open(scenario), asking, block=7)
    walk.run()
    brute = Brute(yaml.safe_load(source), RAW_RULES, names)
    return walk, brute, brute.run()


@pytest.mark.parametrize(
    ("text", "asking", "names"),
    [
        (LUCKY, (), ()),
        (LUCKY, (ALONE,), ("ask",)),
        (LUCKY, (ALONE, 1, 2), ("ask", "ask:ines", "ask:otto")),
        (PROMISES, (), ()),
        (PROMISES, (ALONE,), ("ask",)),
        (COUNTED, (), ()),
    ],
    ids=["never", "alone", "with leaders", "promises", "promises and asks", "counted rounds"],
)
def test_every_way_is_that_of_brute_force(text: str, asking: tuple[int, ...], names: tuple[str, ...]) -> None:
    """Ways by luck, extremes, means, survival and the best that can be expected are those of the oracle."""
    walk, brute, expected = both(text, asking, names)
    ways = list(brute.never_asking())
    assert walk.tally.ways == pytest.approx(sum(w.luck for w in ways))
    assert walk.tally.mean == pytest.approx(sum(w.luck * w.played.score_exact for w in ways) / walk.tally.ways)
    assert walk.tally.best == pytest.approx(max(w.played.score_exact for w in ways))
    assert walk.tally.worst == pytest.approx(min(w.played.score_exact for w in ways))
    assert walk.tally.random_total == pytest.approx(sum(w.random * w.played.score_exact for w in ways))
    assert walk.tally.random_alive == pytest.approx(sum(w.random for w in ways if w.played.alive))
    assert walk.tally.expected == pytest.approx(expected)
    askers = [w for w in brute.ways if w.asked]
    assert walk.asked.ways == pytest.approx(sum(w.luck for w in askers))
    if askers:
        assert walk.asked.best == pytest.approx(max(w.played.score_exact for w in askers))
        assert walk.asked.mean == pytest.approx(sum(w.luck * w.played.score_exact for w in askers) / walk.asked.ways)
        assert walk.tally.expected > walk.tally.best - 1_000


def test_without_luck_the_open_walk_is_the_seeds() -> None:
    """Where nothing is left to chance, open luck and any seed give the same numbers."""
    scenario = small.scenario(small.rounds(4, small.TWO))
    open_, seeded = Walk(compile_open(scenario)).run(), Walk(compile_plan(scenario, 3)).run()
    assert (open_.paths, open_.best, open_.mean) == (seeded.paths, seeded.best, seeded.mean)
    assert open_.expected == open_.best
    assert open_.ways == open_.paths == 16


def test_both_halves_of_a_delayed_effect_share_one_draw() -> None:
    """A later effect whose gains are put off falls once: there is no way in which one half comes and the other not."""
    text = """\
moves:
  slow:
    title: Slow
    later: [{after: 1, chance: 0.5, effects: {customers: 8, investors: -8}, because: b}]
manners:
  put-off: {delay: 1, because: b}
rounds:
  - id: a
    title: A
    shock: {text: t}
    responses: [{id: x, title: X, does: [{move: slow, how: [put-off]}], outcome: o}]
"""
    walk = Walk(compile_open(small.scenario(text)))
    walk.run()
    assert walk.plan.odds == (0.5,)
    assert walk.tally.paths == 2
    assert walk.tally.ways == 1.0
