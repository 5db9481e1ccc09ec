"""What is known of promises while they are open, and which chances of an answer a forecast plays."""

from __future__ import annotations

from typing import Any

import pytest
from analysis import small

from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.forecast import MOST_OUTCOMES, chances_of, forecasts, outcomes
from chasm_game.engine.game import Game
from chasm_game.engine.promises import promises
from chasm_game.engine.shared_rows import with_shared_rows

PROMISED = """\
rounds:
  - {id: r0, title: R, shock: {text: t}, responses: [{id: rest, title: Rest, outcome: o}]}
  - id: r1
    title: R
    shock: {text: t}
    responses:
      - id: promise
        title: Promise
        claims: {customers: 10, employees: 4}
        claims_due: 2
        effects: {customers: 3, employees: 5, partners: -2}
        because: b
        later: [{after: 1, effects: {customers: 4}, because: b}, {after: 3, effects: {customers: 9}, because: b}]
        outcome: o
      - {id: soon, title: Soon, claims: {customers: 5}, claims_due: 1, outcome: o}
  - {id: r2, title: R, shock: {text: t}, responses: [{id: rest, title: Rest, outcome: o}]}
  - {id: r3, title: R, shock: {text: t}, responses: [{id: rest, title: Rest, outcome: o}]}
"""


def account(game: Game) -> list[Any]:
    """The promises of a game as it stands."""
    return list(promises(game.plan, game.now.moment))


def test_a_promise_is_known_with_what_came_of_it_from_its_round_to_its_date() -> None:
    """It is due two rounds later, and open until that round is answered; what comes later counts no more."""
    game = Game(small.scenario(PROMISED))
    game.push(Choose("rest"))
    assert account(game) == []
    game.push(Choose("promise"))
    (one,) = account(game)
    assert (one.index, one.made, one.due, one.settled) == (1, 2, 4, False)
    assert (one.kept, one.gap) == (3 + 4, 7)  # 3 of 10 customers, 4 of 4 employees though 5 came, none of partners
    game.push(Choose("rest"))
    (one,) = account(game)
    assert (one.settled, one.kept, one.gap) == (False, 7 + 4, 3)
    game.push(Choose("rest"))
    assert game.outcome is not None
    (one,) = account(game)
    assert (one.settled, one.kept, one.gap) == (True, 11, 3)
    assert game.outcome.say_do == pytest.approx(11 / 14)


def test_a_promise_is_settled_from_the_answer_of_its_round_on() -> None:
    """Due in the next round, it is open while that round waits for its answer, and settled once the one after waits."""
    game = Game(small.scenario(PROMISED))
    game.push(Choose("rest"))
    game.push(Choose("soon"))
    (one,) = account(game)
    assert (one.due, one.settled) == (3, False)
    game.push(Choose("rest"))
    assert game.outcome is None
    (one,) = account(game)
    assert (one.due, one.settled) == (3, True)


def test_what_a_promise_leaves_open_is_known_beforehand() -> None:
    """All that is known to come counts, late or not; nothing of what was not promised does."""
    plan = compile_plan(small.scenario(PROMISED), 1)
    promise, soon = plan.rounds[1].responses
    assert promise.unkept == 0.0  # 16 of 10, 5 of 4
    assert soon.unkept == 5.0
    assert plan.rounds[0].responses[0].unkept == 0.0


def test_a_row_is_free_only_when_the_last_promise_of_its_round_is_settled() -> None:
    """Of two answers of one round the later date counts: its row is not used while one of them may be open."""
    vow = "{id: vow, title: Vow, claims: {customers: 1}, claims_due: 1, outcome: o}"
    text = PROMISED.replace("{id: rest, title: Rest, outcome: o}", vow)
    plan = with_shared_rows(compile_plan(small.scenario(text), 1))
    rows = plan.claiming
    assert rows[0] == 0
    assert rows[1] not in {rows[0], rows[2], rows[3]}  # r0 is due in r1, and r1's last in r3
    assert rows[2] == rows[0]


@pytest.mark.parametrize(
    ("effects", "reach"),
    [("{}", 2), ("{customers: -3}", 2), ("{customers: 3}", 3), ("{customers: 3, investors: -1}", 3), ("{cash: 1}", 2)],
)
def test_a_forecast_reaches_as_far_as_the_last_entry_of_the_diary(effects: str, reach: int) -> None:
    """In a delayed use only gains of trust come later; an entry that moves nothing counts by its own date."""
    text = f"""\
moves:
  slow: {{title: Slow, later: [{{after: 2, effects: {effects}, because: b}}]}}
manners:
  put-off: {{delay: 1, because: b}}
rounds:
  - id: a
    title: A
    shock: {{text: t}}
    responses: [{{id: x, title: X, does: [{{move: slow, how: [put-off]}}], outcome: o}}]
"""
    game = Game(small.scenario(text))
    assert next(iter(forecasts(game.plan, game.now.moment, 0))).reach == reach


@pytest.mark.parametrize(("chance", "told"), [(0.0, 0), (0.001, 1), (0.5, 1), (0.999, 1), (1.0, 0)])
def test_only_what_may_fall_either_way_is_a_chance(chance: float, told: int) -> None:
    """What never or always happens is no outcome, and makes no arrow a perhaps."""
    text = small.rounds(
        2,
        f"""\
      - id: x
        title: X
        now: [{{chance: {chance}, effects: {{customers: 90}}, because: b}}]
        effects: {{customers: -12}}
        because: b
        outcome: o
      - {{id: y, title: Y, outcome: o}}""",
    )
    plan = compile_plan(small.scenario(text), 1)
    assert len(chances_of(plan.scenario.rounds[0].responses[0], "r0/x")) == told
    game = Game(plan.scenario)
    first = next(iter(forecasts(game.plan, game.now.moment, 0)))
    assert bool(first.now.mixed[0, 0]) is (0 < chance < 1)


def test_six_chances_are_played_out_and_of_seven_the_likeliest_outcomes() -> None:
    """All 64 of six; of seven the 64 that weigh most, the first of equal ones, with weights that sum to one."""
    six = outcomes([0.5] * 6)
    assert len(six) == MOST_OUTCOMES == 64
    assert all(o.weight == 0.5**6 for o in six)
    assert six[0].happens == (True,) * 6
    assert six[1].happens == (True,) * 5 + (False,)
    seven = outcomes([0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    assert len(seven) == 64
    assert {o.happens[0] for o in seven} == {True}
    assert sum(o.weight for o in seven) == pytest.approx(1.0)
    even = outcomes([0.5] * 7)
    assert [o.happens[0] for o in even] == [True] * 64  # of equally likely ones the first
    assert outcomes([]) == [((), 1.0)]
