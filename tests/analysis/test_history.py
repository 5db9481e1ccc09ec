"""Case files held against history."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shipped_stories import shipped_library

from chasm_game.analysis.history import as_it_went, compare_with_history
from chasm_game.analysis.marks import UNCHANGED
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parents[2] / "story"
LIBRARY = shipped_library()
CASES = [e.scenario for e in LIBRARY.entries if e.scenario is not None and e.scenario.history is not None]
RESULT = compare_with_history(CASES)


def test_there_are_at_least_ten_cases() -> None:
    """The library ships at least ten case files, failures of the new and a storm that came to nothing among them."""
    ids = {c.id for c in CASES}
    assert len(ids) >= 10
    assert {"jcpenney-2012", "etsy-2017", "motrin-2008"} <= ids


@pytest.mark.parametrize("horizon", ["short", "long"])
def test_signs_agree_with_history(horizon: str) -> None:
    """At each horizon at least 80 per cent of the signs are history's."""
    share = RESULT.share(horizon)
    assert share is not None
    assert share >= 0.8


def test_every_reversal_of_the_owners_reverses() -> None:
    """What was good for the owners at first and bad later, or the other way round, is so in the game."""
    owners = [r for c in RESULT.cases for r in c.reversals if r.stakeholder == "investors"]
    assert len(owners) >= 5
    assert all(r.agree for r in owners)


def test_reversals_that_do_not_reverse_are_the_known_ones() -> None:
    """The only reversal that the engine misses is LEGO's employees, who only come back to where they were."""
    missed = [(c.case, r.stakeholder) for c in RESULT.cases for r in c.reversals if not r.agree]
    assert missed == [("lego-2004", "employees")]


def test_a_storm_that_came_to_nothing_stays_small() -> None:
    """In the case of the storm that came to nothing no stakeholder ends further off than what counts as none."""
    case = next(c for c in RESULT.cases if c.case == "motrin-2008")
    assert all(abs(s.delta) < UNCHANGED for s in case.signs if s.horizon == "long")


def weighed(scenario: Scenario, game: Game, people: str) -> float:
    """The value at the end of a game, weighed by another set of people."""
    of = scenario.rulebook.people[people].of
    trust = game.snapshots[-1].trust
    total = sum(of.get(s, 0) for s in trust)
    return sum(of.get(s, 0) / total * t for s, t in trust.items())


def test_one_verdict_turns_with_the_weights() -> None:
    """What the case of the two verdicts chose is the better for owners first, and the worse for the people asked."""
    scenario = LIBRARY.find("etsy-2017")
    case = scenario.history
    assert case is not None
    real = as_it_went(scenario)
    at = next(n for n, t in enumerate(real.turns) if t.round.id == case.round)
    others = []
    for response in real.turns[at].open:
        if response != case.chose:
            game = Game(scenario)
            for decision in real.decisions[:at]:
                game.push(decision)
            game.push(Choose(response))
            while game.outcome is None:
                game.push(Choose(game.open_responses[0]))
            others.append(game)
    assert weighed(scenario, real, "owners-first") > max(weighed(scenario, g, "owners-first") for g in others)
    assert weighed(scenario, real, "just-2018") < max(weighed(scenario, g, "just-2018") for g in others)


@pytest.mark.parametrize("scenario", CASES, ids=lambda s: s.id)
def test_the_real_decision_is_told_after_the_choice(scenario: Scenario) -> None:
    """Every case tells what really happened, with its sources, and had at least one other way on the table."""
    case = scenario.history
    assert case is not None
    assert case.sources
    assert len(case.told) > 100
    round_ = scenario.round(case.round)
    assert round_ is not None
    assert len(round_.responses) >= 2


def test_the_json_is_the_contract() -> None:
    """`chasm history --json` has the promised keys, and its counts are those of its own rows."""
    done = subprocess.run(
        [sys.executable, "-m", "chasm_game", "history", "--json", "--story", str(STORY)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    measures = {"concordance", "direction", "guessers", "left_out", "calibration"}
    assert set(told) == {"chasm", "cases", "agree", "reversals"} | measures
    assert all(set(told["direction"][h]) == {"right", "of"} for h in ("short", "long"))
    assert set(told["guessers"]["long"]) == {"commonest", "of_stakeholder", "of_stakeholder_old_new"}
    short = [s["agree"] for c in told["cases"] for s in c["signs"] if s["horizon"] == "short"]
    assert told["agree"]["short"] == pytest.approx(sum(short) / len(short))
    assert set(told["cases"][0]["signs"][0]) == {"stakeholder", "horizon", "history", "engine", "delta", "agree"}
