"""Lines inside the rules, that only a whole game beside the oracle crossed: just under, on and just over each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import nextafter

import pytest
from analysis import small

from chasm_game.engine import rules
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Contribution, Entry, Ledger
from chasm_game.engine.luck import luck
from chasm_game.engine.plan import Cause, Plan, Target
from chasm_game.engine.state import State, amplify, convey, reported, start, value
from chasm_game.gauges import CASH, CREDIBILITY, VISION, row
from chasm_game.scenario.rulebook import Reason

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


@pytest.mark.parametrize(
    ("claim", "broken"),
    [(6.0, False), (6.0 + 0.9e-9, False), (6.0 + 1.1e-9, True)],
)
def test_a_promise_is_broken_by_more_than_a_rounding(claim: float, broken: bool) -> None:
    """Deeds that deliver what was claimed, to 1e-9, keep the promise; nothing comes back from it."""
    answer = f"      - {{id: say, title: Say, claims: {{customers: {claim!r}}}, effects: {{customers: 6}}, outcome: o}}"
    promise = plan(small.rounds(1, answer)).rounds[0].responses[0].promise
    assert promise is not None
    assert promise.broken is broken
    assert plan(small.rounds(1, answer)).rounds[0].responses[0].sends is broken


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
    of = plan(small.rounds(1, f"      - {{id: say, title: Say, claims: {{customers: {points}}}, "
                              f"effects: {{customers: {points}}}, outcome: o}}"))  # fmt: skip
    state = company(of)
    before = state[CREDIBILITY][0]
    rules.deeds(Ledger(of, state), 0, of.rounds[0].responses[0])
    expected = before + of["kept_word"] * word / 100 * (100 - before)
    assert state[CREDIBILITY][0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("points", "share"), [(19.0, 0.95), (20.0, 1.0), (21.0, 1.0)])
def test_belief_follows_a_full_deed_and_no_further(points: float, share: float) -> None:
    """Belief moves by the size of the deed up to the full one."""
    of = plan(small.rounds(1, f"      - {{id: go, title: Go, effects: {{customers: {points}}}, outcome: o}}"))
    assert of["belief_full"] == 20
    state = company(of)
    before = state.belief[of.customers, 0]
    pace = of["belief_pace"] * amplify(of, state[VISION])[0] * share
    rules.character(Ledger(of, state), of.rounds[0].responses[0])
    assert state.belief[of.customers, 0] == pytest.approx(before + pace * (1 - before), abs=1e-12)
