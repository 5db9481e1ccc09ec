"""What a scenario need not say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS, Scenario
from chasm_game.scenario.source import Source

import oracle_state

TWELVE_LINES = """\
id: bakery
title: The Bakery
rounds:
  - id: loaf
    title: Eighty grams
    shock:
      text: Your loaf is too light.
    responses:
      - {id: silent, title: Say nothing, does: [stonewall]}
      - id: open
        title: Say so
        does: [own-it]
"""


@pytest.fixture
def scenario(rulebook: Rulebook) -> Scenario:
    """The scenario of twelve lines."""
    made, diagnostics = load_scenario(Source("bakery.yaml", TWELVE_LINES), rulebook)
    assert diagnostics == []
    return made


def with_lines(lines: str, rulebook: Rulebook) -> Scenario:
    """The scenario of twelve lines with more lines behind."""
    return load_scenario(Source("bakery.yaml", TWELVE_LINES + lines), rulebook)[0]


def test_twelve_lines_play(scenario: Scenario) -> None:
    """A scenario of twelve lines plays to a score."""
    assert TWELVE_LINES.count("\n") == 12
    scores = []
    for response in scenario.rounds[0].responses:
        game = Game(scenario, 1)
        game.push(Choose(response.id))
        assert game.outcome is not None
        scores.append(game.outcome.score)
    assert len(set(scores)) == 2
    assert all(0 < score < 1000 for score in scores)


def test_twelve_lines_play_from_a_pipe(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """The command line checks and lists the same file."""
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "bakery.yaml").write_text(TWELVE_LINES, "utf-8")
    assert chasm("check", "story/bakery.yaml").code == 0
    assert "bakery" in chasm("list").out


def test_the_defaults_of_a_scenario(scenario: Scenario, rulebook: Rulebook) -> None:
    """What is not said is what the model and the format say."""
    assert (scenario.summary, scenario.level, scenario.minutes, scenario.goals) == ("", "introductory", 15, ())
    assert (scenario.labels, scenario.people_name) == ("after", "balanced")
    assert (scenario.facilitator, scenario.history) == ("", None)
    assert (scenario.debrief.points, scenario.debrief.questions, scenario.debrief.parallels) == ((), (), ())
    assert scenario.endings == rulebook.endings
    assert scenario.text == TWELVE_LINES
    assert sum(scenario.people) == pytest.approx(1)
    of = rulebook.people["balanced"].of
    assert scenario.people == tuple(of[s] / sum(of.values()) for s in DEFAULT_STAKEHOLDERS)
    assert scenario.belief == (0.20, 0.10, 0.05, 0.05, 0.60)


def test_the_defaults_of_the_company(scenario: Scenario) -> None:
    """The company starts as the model says."""
    c = scenario.company
    assert (c.name, c.you, c.unit) == ("The company", "the chief executive", "$M")
    assert (c.asks, c.income, c.upside) == (3, 0.6, 7)
    assert c.start == {gauge: oracle_state.FIVE.get(gauge, 20) for gauge in c.start}
    assert set(c.start) == {"cash", *oracle_state.FIVE}


def test_the_defaults_of_stakeholders(scenario: Scenario, rulebook: Rulebook) -> None:
    """Five stakeholders with trust 50 are called by their ids; own ones come behind, underscores read as spaces."""
    assert [(s.id, s.name, s.trust) for s in scenario.stakeholders] == [
        ("customers", "Customers", 50),
        ("employees", "Employees", 50),
        ("partners", "Partners", 50),
        ("communities", "Communities", 50),
        ("investors", "Investors", 50),
    ]
    own = with_lines(
        "stakeholders: {the_press: {}, partners: null, customers: {trust: 12.5},\n"
        "  unions: {name: The unions}, employees: {}}\n",
        rulebook,
    )
    assert [(s.id, s.name, s.trust) for s in own.stakeholders] == [
        ("customers", "Customers", 12.5),
        ("employees", "Employees", 50),
        ("communities", "Communities", 50),
        ("investors", "Investors", 50),
        ("the_press", "The press", 50),
        ("unions", "The unions", 50),
    ]
    assert len(own.people) == len(own.belief) == 6
    assert [sum(own.people), sum(own.belief)] == pytest.approx([1, 1])
    assert own.people[4:] == own.belief[4:] == (0, 0)


def test_the_defaults_of_roles(scenario: Scenario, rulebook: Rulebook) -> None:
    """Employees, customers and investors play their own parts, unless others are named."""
    assert (scenario.roles.employees, scenario.roles.customers, scenario.roles.owners) == (
        "employees",
        "customers",
        "investors",
    )
    own = with_lines("stakeholders: {investors: null, family: {}}\nroles: {owners: family}\n", rulebook)
    assert (own.roles.employees, own.roles.customers, own.roles.owners) == ("employees", "customers", "family")


def test_the_defaults_of_rounds_and_responses(scenario: Scenario) -> None:
    """A round happens, a response is open, and both do nothing more than they say."""
    (round_,) = scenario.rounds
    assert (round_.when, round_.chance, round_.ask) == (None, 1.0, ())
    assert (dict(round_.shock.effects), round_.shock.also, round_.shock.feed, round_.shock.people) == ({}, (), (), None)
    response = round_.responses[0]
    assert (response.label, response.text, response.outcome, response.needs) == (None, "", "", "")
    assert (dict(response.claims), dict(response.effects), response.later, response.when) == ({}, {}, (), None)
    assert (response.also, response.feed) == ((), ())
    use = response.does[0]
    assert (use.move.id, use.strength, use.how) == ("stonewall", 1.0, ())


def test_the_defaults_of_moves_and_manners(rulebook: Rulebook) -> None:
    """A move or manner of one's own needs a title or nothing at all."""
    own = with_lines(
        "moves: {wait-a-bit: {title: Wait}}\nmanners: {very-softly: {}}\n".replace(
            "title: Wait}", "title: Wait, later: [{after: 1, effects: {}}]}"
        ),
        rulebook,
    )
    assert own.id == "bakery"
    text = TWELVE_LINES.replace("does: [own-it]", "does: [{move: wait-a-bit, how: [very-softly]}]")
    made, _ = load_scenario(
        Source(
            "x",
            text + "moves: {wait-a-bit: {title: Wait, later: [{after: 1, effects: {}}]}}\nmanners: {very-softly: {}}\n",
        ),
        rulebook,
    )
    use = made.rounds[0].responses[1].does[0]
    assert (dict(use.move.effects), dict(use.move.claims), use.move.label, use.move.evidence) == ({}, {}, None, ())
    assert (use.move.later[0].chance, use.move.later[0].when) == (1.0, None)
    manner = use.how[0]
    assert (manner.title, manner.gains, manner.losses, manner.cash, manner.delay) == ("very softly", 1, 1, 0, 0)


def test_own_endings_come_first_and_replace_those_of_the_rulebook(rulebook: Rulebook) -> None:
    """An own ending stands before the rulebook's and takes the place of the one with its id."""
    own = with_lines(
        "endings:\n  - {id: crossed, title: Mine, text: T, if: cash > 5}\n  - {id: odd, title: Odd, text: T}\n",
        rulebook,
    )
    assert [e.id for e in own.endings][:2] == ["crossed", "odd"]
    assert len({e.id for e in own.endings}) == len(own.endings) == len(rulebook.endings) + 1


def test_everything_can_be_left_empty(rulebook: Rulebook) -> None:
    """Empty lists and mappings say the same as nothing."""
    lists = "goals: []\nendings: []\ndebrief: {points: []}\nexpect: []\nplays: []\n"
    empty = lists + "company: {start: {}}\nstakeholders: {}\nroles: {}\nmoves: {}\nmanners: {}\n"
    with_empty, without = with_lines(empty, rulebook), with_lines("", rulebook)
    assert with_empty.company == without.company
    assert (with_empty.stakeholders, with_empty.belief, with_empty.endings) == (
        without.stakeholders,
        without.belief,
        without.endings,
    )
