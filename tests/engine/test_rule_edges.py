"""Lines inside the rules, that only a whole game beside the oracle crossed: just under, on and just over each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import nextafter
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from analysis import small

from chasm_game.engine import rules
from chasm_game.engine.beliefs import reveal
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.contributions import Contribution
from chasm_game.engine.decisions import Choose
from chasm_game.engine.deeds import carried as how_far_carried
from chasm_game.engine.deeds import strange
from chasm_game.engine.effects import Cause, Target
from chasm_game.engine.forecast import _Sum as Differences
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Entry, Ledger
from chasm_game.engine.luck import luck
from chasm_game.engine.measures import amplify, chasm, convey, reported, value
from chasm_game.engine.plan import Plan
from chasm_game.engine.start import start
from chasm_game.engine.state import State
from chasm_game.gauges import CASH, CREDIBILITY, LEARNING, VISION, row
from chasm_game.scenario.rulebook import Reason, Rulebook

LESS, MORE = -float("inf"), float("inf")


@cache
def plan(text: str = small.rounds(2, small.TWO)) -> Plan:
    """A small scenario under seed 1."""
    return compile_plan(small.scenario(text), 1)


def company(of: Plan, *, cash: float = 20.0, trust: Mapping[int, float] | None = None) -> State:
    """One company before the first round, with this much cash and trust."""
    state = start(of)
    state.gauges[row(CASH)] = cash
    for s, number in (trust or {}).items():
        state.trust[s] = number
    return state


@pytest.mark.parametrize(
    ("points", "taken"),
    [(94.0, 94.0), (95.0, 95.0), (96.0, 95.0), (200.0, 95.0)],
)
def test_no_change_takes_more_than_its_clip(points: float, taken: float) -> None:
    """95 per cent of the distance that is left are the most, in either direction; the ledger says what was taken."""
    of = plan()
    for sign, end in ((1, 100.0), (-1, 0.0)):
        state = company(of, trust={0: 40.0})
        entries: list[Entry] = []
        Ledger(of, state, entries).change(
            [Contribution(Cause("x", Reason.both("x")), Target("trust", 0), sign * points)]
        )
        assert state.trust[0, 0] == pytest.approx(40.0 + taken / 100 * (end - 40.0), abs=1e-12)
        assert entries[0].amount == pytest.approx(state.trust[0, 0] - 40.0, abs=1e-12)


def test_luck_is_had_under_its_chance() -> None:
    """What has a chance happens where the draw is below it: not at the draw itself, but a hair above."""
    drawn = luck(1, "r0")
    for chance, happens in ((nextafter(drawn, LESS), False), (drawn, False), (nextafter(drawn, MORE), True)):
        text = small.rounds(
            2,
            small.TWO,
            first=f"  - {{id: r0, title: A, chance: {chance!r}, shock: {{text: x}}, "
            "responses: [{id: go, title: Go, outcome: o}]}",
        )
        assert compile_plan(small.scenario(text), 1).rounds[0].lucky is happens


def played(text: str, choice: str = "go") -> Game:
    """A game in which one answer is given in every round."""
    game = Game(small.scenario(text))
    while game.outcome is None:
        game.push(Choose(choice))
    return game


def promising(claims: float, effects: float, *, due: int | None = None, count: int = 1) -> Game:
    """A game that begins with a promise to customers, and with what is done for them; nothing happens afterwards."""
    when = "" if due is None else f", claims_due: {due}"
    answer = (
        f"      - {{id: go, title: Go, claims: {{customers: {claims!r}}}{when}, "
        f"effects: {{customers: {effects!r}}}, outcome: o}}"
    )
    first = f"  - id: r0\n    title: A\n    shock: {{text: x}}\n    responses:\n{answer}"
    return played(small.rounds(count, "      - {id: go, title: Go, outcome: o}", first=first))


@pytest.mark.parametrize(
    ("claim", "broken"),
    [(5.9, False), (6.0, False), (nextafter(6.0, MORE), True), (6.1, True)],
)
def test_a_promise_that_is_kept_exactly_is_kept(claim: float, broken: bool) -> None:
    """What was delivered to the last bit keeps the promise; a hair more would have been needed, and people notice."""
    game = promising(claim, 6.0)
    assert any(e.source.endswith("/backlash") for e in game.ledger) is broken
    assert any(e.source == "rules/gap_credibility" for e in game.ledger) is broken
    assert game.outcome is not None
    assert game.outcome.say_do == min(claim, 6.0) / claim


@pytest.mark.parametrize(("due", "settled"), [(None, "r2"), (1, "r1"), (2, "r2"), (3, "coast-1"), (4, "coast-2")])
def test_a_promise_is_settled_when_it_is_due(due: int | None, settled: str) -> None:
    """A promise is settled once, so many rounds later as it says, else as the rule says; silent rounds count on."""
    game = promising(12.0, 3.0, due=due, count=3)
    assert {e.round for e in game.ledger if e.stage == "promise"} == {settled}
    assert {e.round for e in game.ledger if e.source.endswith("/backlash")} == {settled}


@pytest.mark.parametrize(("due", "settled"), [(3, "coast-3"), (4, "coast-4")])
def test_the_last_silent_round_settles_the_last_promise(due: int, settled: str) -> None:
    """What was promised in the last round for as late as can be is settled in the last silent round."""
    game = promising(12.0, 3.0, due=due)
    assert game.plan.coast == 4
    assert {e.round for e in game.ledger if e.stage == "promise"} == {settled}


@pytest.mark.parametrize(("after", "came"), [(1, True), (2, True), (3, False)])
def test_what_comes_after_the_promise_was_due_does_not_keep_it(after: int, came: bool) -> None:
    """An echo of the round in which a promise is due still counts for it; one round later it is too late."""
    later = f"[{{after: {after}, effects: {{customers: 12}}, because: It came.}}]"
    answer = f"      - {{id: go, title: Go, claims: {{customers: 12}}, claims_due: 2, later: {later}, outcome: o}}"
    game = played(small.rounds(1, answer))
    assert game.outcome is not None
    assert game.outcome.say_do == (1.0 if came else 0.0)


@pytest.mark.parametrize(("gap", "share"), [(19.0, 0.95), (20.0, 1.0), (21.0, 1.0)])
def test_a_broken_promise_closes_a_company_up_to_twenty_points(gap: float, share: float) -> None:
    """On the axis of openness a gap of twenty points says all that a gap can say."""
    game = promising(gap, 0.0)
    at = game.snapshots[0].ways["openness"]
    (closed,) = [e.amount for e in game.ledger if e.gauge == "way:openness"]
    pace = game.plan["way_pace"] * amplify(game.plan, start(game.plan)[VISION])[0]
    assert closed == pytest.approx(pace * share * (-1 - at), abs=1e-12)


@pytest.mark.parametrize(("after", "lands"), [(1, "r1"), (2, "r2"), (3, "coast-1"), (4, "coast-2")])
def test_what_comes_later_comes_in_its_round(after: int, lands: str) -> None:
    """An echo lands as many rounds later as it says, once, in a silent round if the others are over."""
    last = "{after: 4, effects: {partners: 1}, because: The last.}"
    later = f"[{{after: {after}, effects: {{partners: 9}}, because: It came.}}, {last}]"
    answer = f"      - {{id: go, title: Go, later: {later}, outcome: o}}"
    rest = "      - {id: go, title: Go, outcome: o}"
    first = f"  - id: r0\n    title: A\n    shock: {{text: x}}\n    responses:\n{answer}"
    game = Game(small.scenario(small.rounds(3, rest, first=first)))
    while game.outcome is None:
        game.push(Choose("go"))
    assert [entry.round for entry in game.ledger if entry.because == "It came."] == [lands]


@pytest.mark.parametrize(("trust", "missing"), [(19.0, 1.0), (20.0, 0.0), (21.0, 0.0)])
def test_who_is_under_the_floor_takes_value_away(trust: float, missing: float) -> None:
    """At the floor nobody is left behind; below it everybody pays for every point that is missing."""
    of = plan()
    state = company(of, trust=dict.fromkeys(range(5), 50.0) | {2: trust})
    weighed = sum(float(w) * float(t) for w, t in zip(state.people[:, 0], state.trust[:, 0], strict=True))
    assert value(of, state)[0] == pytest.approx(weighed - of["floor_weight"] * missing, abs=1e-12)


@pytest.mark.parametrize(("cash", "strain"), [(11.0, 0.0), (10.0, 0.0), (5.0, 0.5), (0.0, 1.0), (-3.0, 1.0)])
def test_a_company_is_strained_below_its_limit(cash: float, strain: float) -> None:
    """Strain begins below the limit, is whole without cash, and never more than whole."""
    of = plan()
    assert of["strain_below"] == 10
    easy, now = convey(of, company(of, cash=50.0))[0], convey(of, company(of, cash=cash))[0]
    assert now == pytest.approx(easy * (1 - of["strain_loss"] * strain), abs=1e-12)


@pytest.mark.parametrize(("trust", "fog"), [(51.0, 0.0), (50.0, 0.0), (49.0, 0.4), (0.0, 20.0)])
def test_fear_hides_bad_news_below_its_limit(trust: float, fog: float) -> None:
    """Reported trust is true trust where employees trust enough, and rises with their fear."""
    of = plan()
    state = company(of, trust={of.employees: trust, of.customers: 40.0})
    assert reported(of, state)[of.customers, 0] == pytest.approx(40.0 + fog * 60.0 / 100, abs=1e-12)


@pytest.mark.parametrize(
    ("gained", "seen"), [(23.9, 11.95), (24.0, 12.0), (25.0, 12.0), (-24.0, -12.0), (-25.0, -12.0)]
)
def test_owners_look_no_further_than_twelve(gained: float, seen: float) -> None:
    """What owners make of the cash of a round is at most twelve either way."""
    of = plan()
    assert of["owners_pace"] == 0.5
    state = company(of, trust={of.customers: 50.0, of.owners: 40.0})
    state.cash_before = state[CASH] + of.scenario.company.income - gained
    rules.business(Ledger(of, state))
    assert state.trust[of.owners, 0] == pytest.approx(40.0 + seen / 100 * (60.0 if seen > 0 else 40.0), abs=1e-12)


@pytest.mark.parametrize(("points", "word"), [(9.0, 0.9), (10.0, 1.0), (11.0, 1.0)])
def test_a_word_kept_counts_up_to_ten_points(points: float, word: float) -> None:
    """Kept promises build credibility by what was kept, ten points at most."""
    game = promising(points, points)
    before = game.snapshots[0][CREDIBILITY]
    (built,) = [e.amount for e in game.ledger if e.source == "rules/kept_word"]
    assert built == pytest.approx(game.plan["kept_word"] * word / 100 * (100 - before), abs=1e-12)


@pytest.mark.parametrize(("points", "left"), [(-1.0, True), (-19.0, True), (-20.0, False), (-21.0, False)])
def test_harm_takes_away_what_a_company_is_held_to_believe(points: float, left: bool) -> None:
    """Harm lowers the belief in whom it hits, down to nothing and not below; the beliefs stay shares of one."""
    company = "company: {start: {vision: 50}}\n"  # amplified by 1: a point is a point
    answer = f"      - {{id: go, title: Go, effects: {{customers: {points}}}, outcome: o}}"
    game = played(company + small.rounds(1, answer))
    before, after = game.snapshots[0].belief, game.snapshots[1].belief
    assert (game.plan["reveal"], before["customers"]) == (1, 0.2)
    assert (after["customers"] > 0) is left
    assert after["customers"] < before["customers"]
    assert sum(after.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("points", [0.05, 0.1, -0.1])
def test_the_smallest_deed_shows_something(points: float) -> None:
    """A tenth of a point moves the belief in whom it goes to; only an answer that does nothing leaves beliefs alone."""
    of = plan("company: {start: {vision: 50}}\n" + small.rounds(1, small.TWO))
    state = company(of)
    before = float(state.belief[0, 0])
    reveal(Ledger(of, state), Cause("x", Reason.both("x")), [points, *[0.0] * 4], amplify(of, state[VISION]))
    assert state.belief[0, 0] == pytest.approx((before + points / 100) / (1 + points / 100), abs=1e-12)


@pytest.mark.parametrize(("left", "share"), [(0.0, 0.5), (0.01, 0.8), (0.1, 0.8), (0.5, 0.8)])
def test_what_is_left_of_beliefs_is_shares_of_one_again(left: float, share: float) -> None:
    """However little harm leaves of the beliefs, they are shares of one; where it would leave nothing, they stay."""
    of = plan("company: {start: {vision: 50}}\n" + small.rounds(1, small.TWO))
    state = company(of)
    state.belief[:] = 0.0
    state.belief[:2] = 0.5
    harm = [-100 * (0.5 - left * 0.8), -100 * (0.5 - left * 0.2), 0.0, 0.0, 0.0]
    reveal(Ledger(of, state), Cause("x", Reason.both("x")), harm, amplify(of, state[VISION]))
    assert state.belief[:2, 0].tolist() == pytest.approx([share, 1 - share], abs=1e-12)


@pytest.mark.parametrize(
    ("cash", "trust", "alive", "rescues"),
    [
        (0.1, 10.0, True, 0),
        (0.0, 10.0, True, 0),
        (nextafter(0.0, LESS), 60.0, True, 1),
        (nextafter(0.0, LESS), 10.0, False, 0),
        (-7.9, 60.0, True, 1),
        (-8.0, 60.0, True, 1),
        (nextafter(-8.0, LESS), 60.0, False, 0),
        (-1.0, nextafter(40.0, LESS), False, 0),
        (-1.0, 40.0, True, 1),
        (-1.0, 40.1, True, 1),
    ],
)
def test_owners_fill_a_hole_that_is_no_pit_while_they_believe(
    cash: float, trust: float, alive: bool, rescues: int
) -> None:
    """Without a hole nobody steps in; in one the owners do from their trust on, and down to their limit."""
    of = plan()
    assert (of["rescue_trust"], of["rescue_limit"]) == (40, 8)
    state = company(of, cash=cash, trust={of.owners: trust})
    rules.solvency(Ledger(of, state))
    assert (bool(state.alive[0]), int(state.rescues[0])) == (alive, rescues)
    assert state[CASH][0] == (of["rescue_cash"] if rescues else cash)
    price = of["rescue_price"] + of["rescue_slope"] * -cash
    assert state.trust[of.owners, 0] == pytest.approx(trust * (1 - price / 100) if rescues else trust, abs=1e-12)
    assert not state.hurt.any()


@pytest.mark.parametrize(("hole", "taken"), [(3.0, 94.0), (3.25, 95.0), (3.5, 95.0)])
def test_the_dearest_rescue_leaves_the_owners_something(hole: float, taken: float) -> None:
    """The price of a rescue is one effect, clipped like every other."""
    text = small.rounds(2, small.TWO)
    of = replace(plan(text), rulebook=with_rules(rescue_price=82.0, rescue_slope=4.0))
    state = company(of, cash=-hole, trust={of.owners: 60.0})
    rules.solvency(Ledger(of, state))
    assert state.trust[of.owners, 0] == pytest.approx(60 * (1 - taken / 100), abs=1e-12)


def with_rules(**values: float) -> Rulebook:
    """The shipped rulebook with some other coefficients."""
    book = small.rulebook()
    changed = {name: replace(book.rules[name], value=value) for name, value in values.items()}
    return replace(book, rules={**book.rules, **changed})


@pytest.mark.parametrize(("apart", "arrives"), [(0.69, 0.155), (0.70, 0.15), (0.71, 0.15)])
def test_something_crosses_the_widest_chasm(apart: float, arrives: float) -> None:
    """What arrives falls with the width of the chasm, down to a floor."""
    of = plan()
    assert (of["convey_loss"], of["cross_floor"]) == (1, 0.15)
    state = company(of)
    state.own("people_way")
    state.own("people")
    state.way[:], state.people_way[:] = -1.0, 1.0  # how: 100
    state.people[:] = np.array([[1.0], [0.0], [0.0], [0.0], [0.0]])
    state.belief[:] = np.array([[1.0 - apart], [apart], [0.0], [0.0], [0.0]])
    assert chasm(state)[0] == pytest.approx(50 + 50 * apart, abs=1e-12)
    words = of["words_floor"] + (1 - of["words_floor"]) * state[CREDIBILITY][0] / 100
    assert convey(of, state)[0] == pytest.approx(arrives * words, abs=1e-12)


@pytest.mark.parametrize(("learning", "share"), [(0.0, 1.7), (50.0, 1.0), (92.0, 0.412), (93.0, 0.4), (100.0, 0.4)])
def test_a_learning_company_is_exposed_down_to_a_floor(learning: float, share: float) -> None:
    """What a shock takes is the less the more the company has learned, and never less than the floor."""
    first = "  - id: r0\n    title: A\n    shock: {text: x, effects: {customers: -10}}\n    responses:\n" + small.TWO
    of = plan(small.rounds(1, small.TWO, first=first))
    state = company(of)
    state.gauges[row(LEARNING)] = learning
    rules.shock(Ledger(of, state), 0)
    assert state.trust[of.customers, 0] == pytest.approx(50 * (1 - 10 * share / 100), abs=1e-12)
    assert state.hurt[of.customers, 0] == pytest.approx(50 * 10 * share / 100, abs=1e-12)


@pytest.mark.parametrize(("trust", "after"), [(98.5, 99.5), (99.0, 100.0), (99.5, 100.0)])
def test_a_wound_heals_up_to_full_trust(trust: float, after: float) -> None:
    """A tenth of a wound heals a round, whether or not there is room for it."""
    of = plan()
    assert of["healing"] == 0.1
    state = company(of, trust={3: trust})
    state.hurt[3] = 10.0
    rules.business(Ledger(of, state))
    assert state.trust[3, 0] == pytest.approx(after, abs=1e-12)
    assert state.hurt[3, 0] == pytest.approx(9.0, abs=1e-12)


LED = "leaders: {ines: {watches: cash, assent: 40}, joan: {watches: customers, assent: 40, share: 3}}\n"


@pytest.mark.parametrize(
    ("moved", "felt"), [(9.9, 14.85), (10.0, 15.0), (10.1, 15.0), (-9.9, -14.85), (-10.0, -15.0), (-10.1, -15.0)]
)
def test_leaders_are_moved_by_fifteen_at_most(moved: float, felt: float) -> None:
    """What a leader makes of what has happened in a round is at most fifteen either way."""
    of = plan(LED + small.rounds(2, small.TWO))
    assert of["assent_pace"] == 1.5
    state = company(of, trust={of.customers: 50.0})
    rules.watch(of, state)
    state.trust[of.customers] += moved
    state.gauges[row(CASH)] += moved / of["watch_cash"]  # felt as strongly as trust
    rules.leaders(Ledger(of, state))
    for leader in of.leaders:
        expected = 40 + felt / 100 * (60 if felt > 0 else 40)
        assert state.gauges[leader.row, 0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("carried", "share"), [(0.39, 0.4), (0.4, 0.4), (0.41, 0.41)])
def test_what_is_ordered_is_carried_where_nobody_assents(carried: float, share: float) -> None:
    """An order from above carries what the leaders would not, and nothing where they assent as much."""
    moves = "moves: {give: {title: Give, effects: {customers: 20}}}\n"
    manners = f"manners: {{ordered: {{carried: {carried}, because: It was an order.}}}}\n"
    answer = "      - {id: go, title: Go, does: [{move: give, how: [ordered]}], outcome: o}"
    of = plan(moves + manners + LED + small.rounds(1, answer))
    state, response = company(of), of.rounds[0].responses[0]
    drag = of["drag"] * strange(state, response)[0]
    carry = how_far_carried(of, state, response)
    assert carry is not None
    assert drag > 0
    assert carry[0] == pytest.approx(1 - drag * (1 - share), abs=1e-12)


@pytest.mark.parametrize(("up", "down", "mixed"), [(0.5, -0.5, True), (0.49, -0.5, False), (0.5, -0.49, False)])
def test_a_forecast_may_go_either_way_from_half_a_point_on(up: float, down: float, mixed: bool) -> None:
    """An arrow is *may* where one outcome gives half a point and another takes half a point, and not below that."""

    def course(points: float) -> Any:
        return SimpleNamespace(trust=[np.array([[50.0 + points]])], alive=[np.array([True])])

    arrows = Differences(course(0.0), 0)
    arrows.add(course(up), 0.5)
    arrows.add(course(down), 0.5)
    assert bool(arrows.arrows.mixed[0, 0]) is mixed
    assert arrows.arrows.points[0, 0] == pytest.approx((up + down) / 2, abs=1e-12)
