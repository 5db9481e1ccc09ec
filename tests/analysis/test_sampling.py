"""Samples, where there are too many playthroughs: near the truth, and never silent about what they are."""

from __future__ import annotations

import json
from math import isclose

import pytest
from analysis import small
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance
from chasm_game.analysis.drawing import mean_interval, share_interval
from chasm_game.analysis.report import balance_lines
from chasm_game.analysis.sampling import CLIMBED, passes, sample
from chasm_game.commands.balance_page import page
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game

LIBRARY = shipped_library()


@pytest.mark.parametrize(
    "name", ["tutorial", *(pytest.param(s, marks=pytest.mark.long) for s in ("broken-guitar", "the-squeeze"))]
)
def test_a_sample_is_near_the_truth(name: str) -> None:
    """What a sample says of random play holds the exact figures in its intervals, or misses them by a hair."""
    scenario = LIBRARY.find(name)
    exact, drawn = balance(scenario), balance(scenario, budget=10)
    assert exact.exact
    assert not drawn.exact
    mean, alive = drawn.intervals["score.mean"], drawn.intervals["policies.random.alive_share"]
    assert abs(drawn.random_score - exact.random_score) < 2 * (mean.high - mean.low)
    assert abs(drawn.random_alive - exact.random_alive) < 2 * (alive.high - alive.low)
    assert mean.low < drawn.random_score < mean.high
    assert drawn.best.score == pytest.approx(exact.best.score, abs=1e-9)
    assert drawn.score.min == pytest.approx(exact.score.min, abs=1e-9)
    for mine, theirs in zip(drawn.responses, exact.responses, strict=False):
        assert mine.best_in is None
        assert (mine.open_in > 0) == (theirs.open_in > 0)


def test_the_same_seed_draws_the_same_sample() -> None:
    """A sample is a function of the scenario and the seed."""
    plan = compile_plan(LIBRARY.find("the-squeeze"), 3)
    first, again = (sample(plan, samples=5_000) for _ in range(2))
    assert first.survey.tally.total == again.survey.tally.total
    assert first.survey.tally.paths == 5_000


def test_every_output_says_that_it_is_a_sample() -> None:
    """Text, JSON and page say that it is a sample, of how many, with intervals; so does a finding, asking included."""
    text = "company: {start: {cash: 60}}\n" + small.rounds(
        32, small.TWO.replace("label: old", "label: old, if: cash > 9000, needs: n")
    )
    found = balance(small.scenario(text.replace("  - id: r3\n", "  - id: r3\n    if: cash < 9000\n")), samples=2_000)
    assert not found.exact
    lines = list(balance_lines(found))
    assert lines[1].startswith("A SAMPLE: 2,000 random playthroughs")
    assert "95 per cent intervals" in lines[2]
    shape = json.loads(json.dumps(found.as_json()))
    assert shape["exact"] is False
    assert shape["sample"]["drawn"] == shape["paths"] == 2_000
    assert shape["sample"]["at_most"] == 2**32
    assert "A SAMPLE" in page(found)
    assert any("as far as 4,000 random playthroughs show" in d.message for d in found.findings)


def test_two_hundred_rounds_are_sampled_sensibly() -> None:
    """Two hundred rounds of three responses are more than can be walked, and are answered all the same."""
    three = small.TWO + "\n      - {id: rest, title: Rest, label: old, effects: {cash: -1}, outcome: o}"
    found = balance(small.scenario("company: {start: {cash: 60}}\n" + small.rounds(200, three)), samples=1_000)
    assert not found.exact
    assert "about 10^95" in "\n".join(balance_lines(found))
    assert found.best.score >= max(p.score for p in found.policies.values())
    assert found.score.min <= found.score.median <= found.score.max


def test_the_best_line_is_improved_until_nothing_betters_it() -> None:
    """Thirty decisions that no way of playing gets right are all put right, one after the other."""
    small_now = "effects: {customers: 2}"
    more_later = "effects: {}, later: [{after: 1, effects: {customers: 9}, because: b}]"
    lines = ["rounds:"]
    # In turn, so that neither a label nor a place in the list leads to it; and what is best at once is not the best.
    for n in range(30):
        labels = ("old", "new") if n % 3 else ("new", "old")
        both = [f"{{id: now, title: N, label: {labels[0]}, {small_now}, outcome: o}}"]
        both.insert(n % 2, f"{{id: late, title: L, label: {labels[1]}, {more_later}, outcome: o}}")
        lines += [f"  - id: r{n}", f"    title: R{n}", "    shock: {text: It happens.}", "    responses:"]
        lines += [f"      - {answer}" for answer in both]
    plan = compile_plan(small.scenario("\n".join(lines) + "\n"), 1)
    found = sample(plan, seed=1, samples=500)
    game = Game(plan.scenario, 1)
    while game.turn is not None:
        game.push(Choose("late"))
    assert game.outcome is not None
    assert found.survey.best.score >= game.outcome.score_exact - 1e-6


@pytest.mark.parametrize(
    ("rounds", "others", "expected"),
    [(1, 1, CLIMBED), (1, 0, CLIMBED), (500, 499, 4), (500, 500, 4), (500, 501, 3), (1_000, 400, 3), (1_000, 4_000, 3)],
)
def test_a_long_scenario_is_improved_less_often(rounds: int, others: int, expected: int) -> None:
    """As often as a million rounds in lanes allow, and never less than three times."""
    assert passes(rounds, others) == expected


def test_intervals() -> None:
    """The intervals are those of the textbook: Wilson's for a share, the normal one for a mean."""
    rare = share_interval(0, 100)
    assert rare.low == 0
    assert isclose(rare.high, 0.0370, abs_tol=1e-4)
    half = share_interval(50, 100)
    assert isclose(half.low, 0.4038, abs_tol=1e-4)
    assert isclose(half.high, 0.5962, abs_tol=1e-4)
    mean = mean_interval(10.0, 20.0, 10)
    assert isclose((mean.high - mean.low) / 2, 1.96 / 3, abs_tol=1e-3)
