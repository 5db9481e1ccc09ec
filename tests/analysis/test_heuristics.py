"""The careful reader: what it asks, what it reads off the arrows, and what it will not spend."""

from __future__ import annotations

import pytest
from analysis import small

from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.heuristics import ASKING, HEURISTICS, arrows, played_by
from chasm_game.engine.decisions import Ask
from chasm_game.engine.game import Game
from chasm_game.scenario.scenario import Scenario

ANSWERS = """\
      - {id: harm, title: t, effects: {customers: -14, cash: 3}, because: b, outcome: o}
      - {id: gift, title: t, effects: {customers: 40, cash: -PRICE}, because: b, outcome: o}
      - {id: luck, title: t, because: b, outcome: o, later: [
          {after: 1, chance: 0.5, effects: {customers: 30}, because: b},
          {after: 1, chance: 0.5, effects: {customers: -30}, because: b}]}
      - {id: owners, title: t, effects: {investors: 14}, because: b, outcome: o}"""


def story(price: str, *, asks: int = 1, rounds: int = 3) -> Scenario:
    """Equal rounds in which a gift to customers has a price; 16 in the till, 15 where asking has been paid for."""
    company = f"company: {{income: 0, upside: 0, start: {{cash: 16, asks: {asks}}}}}\n"
    return small.scenario(company + small.rounds(rounds, ANSWERS.replace("PRICE", price)))


def line(scenario: Scenario) -> list[str]:
    """What the careful reader decides."""
    return [str(d) for d in played_by(scenario, HEURISTICS["careful-reader"], asking=True).decisions]


@pytest.mark.parametrize(("price", "taken"), [("4.99", "gift"), ("5", "gift"), ("5.01", "owners")])
def test_a_careful_reader_spends_down_to_where_strain_begins(price: str, taken: str) -> None:
    """Of 15 in the till a price of 5 leaves the 10 below which a company is strained: fine, a cent more is not."""
    assert line(story(price))[:2] == ["ask", taken]


def test_a_careful_reader_whom_everything_strains_takes_the_cheapest() -> None:
    """Where no answer leaves enough in the till, the one that brings most money is taken, whatever it does."""
    company = "company: {income: 0, start: {cash: 4, asks: 0}}\n"
    poor = small.scenario(company + small.rounds(1, ANSWERS.replace("PRICE", "1")))
    assert line(poor) == ["harm"]


@pytest.mark.parametrize("asks", [0, 1, 2, 3])
def test_a_careful_reader_asks_as_long_as_there_are_asks(asks: int) -> None:
    """It asks once a round and alone, from the first round on; other rules never ask."""
    found = played_by(story("1", asks=asks), HEURISTICS["careful-reader"], asking=True).decisions
    assert [n for n, d in enumerate(found) if isinstance(d, Ask)] == [2 * n for n in range(asks)]
    others = {n for n in HEURISTICS if n not in ASKING}
    assert not any(isinstance(d, Ask) for n in others for d in played_by(story("1"), HEURISTICS[n]).decisions)


def test_arrows_count_as_long_as_they_are_shown() -> None:
    """What may go either way counts nothing, harm counts against an answer, and everything by the people's weights."""
    found = arrows(Game(story("1"), 1))
    customers = small.scenario("people: {customers: 1}\n" + small.rounds(1, ANSWERS.replace("PRICE", "1")))
    assert found["luck"] == 0
    assert found["harm"] < 0 < found["gift"]
    assert arrows(Game(customers, 1))["owners"] == 0
    assert arrows(Game(customers, 1))["gift"] in range(2, 7)


def test_every_rule_has_its_bound() -> None:
    """A rule that is played is a row of the table."""
    assert set(HEURISTICS) <= set(BOUNDS)
