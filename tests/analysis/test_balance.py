"""The balance of a scenario beside brute force with the oracle."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import Any

import pytest
import yaml
from analysis import small
from hypothesis import given, settings

from chasm_game.analysis.balance import Balance, balance
from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.playthrough import played
from chasm_game.engine.compiling import compile_plan
from chasm_game.scenario.library import Library

import made
import oracle
from budgets import tried
from oracle_walk import playthroughs

LIBRARY = Library(small.ROOT / "story")
CLOSE = 1e-8


def brute(scenario: dict[str, Any], rulebook: dict[str, Any], seed: int) -> list[oracle.Played]:
    """Every playthrough, one at a time, by the other program."""
    return list(playthroughs(scenario, rulebook, seed))


def same_figures(found: Balance, plays: list[oracle.Played]) -> None:
    """Number, extremes, mean, quantiles and endings are those of the plays."""
    scores = sorted(p.score_exact for p in plays)
    assert found.exact
    assert found.paths == len(plays)
    assert found.score.min == pytest.approx(scores[0], abs=CLOSE)
    assert found.score.max == pytest.approx(scores[-1], abs=CLOSE)
    assert found.score.mean == pytest.approx(sum(scores) / len(scores), abs=CLOSE)
    for share, figure in ((0.05, found.score.p5), (0.5, found.score.median), (0.95, found.score.p95)):
        assert sum(s <= figure + 0.001 for s in scores) >= share * (len(scores) - 1)
        assert sum(s < figure - 0.001 for s in scores) <= share * (len(scores) - 1) + 1
    endings = Counter(p.ending for p in plays)
    assert {e: share for e, share in found.endings.items() if share} == pytest.approx(
        {e: n / len(plays) for e, n in endings.items()}
    )


@tried(12, 60)
@given(made.worlds(4))
def test_figures_are_those_of_brute_force(world: Any) -> None:
    """On any scenario, with skipped rounds, locks and early falls, the figures are those of the oracle."""
    rulebook, scenario, seed = world
    same_figures(balance(made.loaded(scenario, rulebook), seed), brute(scenario, rulebook, seed))


@pytest.mark.parametrize("seed", [1, 7])
def test_the_tutorial_is_that_of_brute_force(seed: int) -> None:
    """The shipped tutorial has the figures that the oracle finds one playthrough at a time."""
    texts = [(small.ROOT / "story" / name).read_text(encoding="utf-8") for name in ("tutorial.yaml", "rulebook.yaml")]
    scenario, rulebook = (yaml.safe_load(text) for text in texts)
    same_figures(balance(LIBRARY.find("tutorial"), seed), brute(scenario, rulebook, seed))


@pytest.mark.long
@given(made.worlds(6))
@settings(max_examples=250)
def test_figures_of_thousands_are_those_of_brute_force(world: Any) -> None:
    """The same, over many longer scenarios."""
    rulebook, scenario, seed = world
    if len(list(islice(playthroughs(scenario, rulebook, seed), 3_000))) < 3_000:
        same_figures(balance(made.loaded(scenario, rulebook), seed), brute(scenario, rulebook, seed))


@tried(8, 50)
@given(made.worlds(3))
def test_responses_are_those_of_brute_force(world: Any) -> None:
    """How often a response is open, how often best and its mean are what the oracle's playthroughs say."""
    rulebook, scenario, seed = world
    game = made.loaded(scenario, rulebook)
    plays = brute(scenario, rulebook, seed)
    through: dict[tuple[str, str], list[float]] = defaultdict(list)
    best: dict[tuple[str, tuple[str, ...]], dict[str, float]] = defaultdict(dict)
    for play in plays:
        turns = played(compile_plan(game, seed), play.choices).turns
        for n, (turn, choice) in enumerate(zip(turns, play.choices, strict=True)):
            through[turn.round.id, choice].append(play.score_exact)
            options = best[turn.round.id, tuple(play.choices[:n])]
            options[choice] = max(options.get(choice, -1.0), play.score_exact)
    for share in balance(game, seed).responses:
        situations = [options for (round_id, _), options in best.items() if round_id == share.round]
        is_open = [o for o in situations if share.response in o]
        wins = sum(o[share.response] >= max(o.values()) - 1e-9 for o in is_open)
        scores = through[share.round, share.response]
        assert share.open_in == pytest.approx(len(is_open) / len(situations) if situations else 0.0)
        assert share.best_in == pytest.approx(wins / len(is_open) if is_open else 0.0)
        assert share.mean == (pytest.approx(sum(scores) / len(scores), abs=CLOSE) if scores else None)


@tried(8, 40)
@given(made.worlds(3))
def test_random_play_weighs_every_open_response_alike(world: Any) -> None:
    """Random play is exact: each playthrough counts by the product of its decisions' chances."""
    rulebook, scenario, seed = world
    total = alive = 0.0
    whole = made.loaded(scenario, rulebook)
    for play in brute(scenario, rulebook, seed):
        game = played(compile_plan(whole, seed), play.choices)
        chance = 1.0
        for turn in game.turns:
            chance /= len(turn.open)
        total += chance * play.score_exact
        alive += chance * (play.ending != "fallen")
    found = balance(whole, seed)
    assert found.random_score == pytest.approx(total, abs=1e-6)
    assert found.random_alive == pytest.approx(alive)


@tried(8, 50)
@given(made.worlds(4))
def test_policies_play_as_they_say(world: Any) -> None:
    """Each policy's line replays to its score, none beats the best, and greedy takes what is worth most at once."""
    rulebook, scenario, seed = world
    found = balance(made.loaded(scenario, rulebook), seed)
    for policy in (*found.policies.values(), found.best):
        again = oracle.play(scenario, rulebook, seed, list(policy.line))
        assert again.score_exact == pytest.approx(policy.score, abs=CLOSE)
        assert policy.alive == (again.ending != "fallen")
        assert policy.score <= found.best.score + CLOSE
        assert "ask" not in policy.line


def test_policies_of_a_named_scenario() -> None:
    """Labels, empty promises, value now and cash now lead every policy through one scenario by hand."""
    text = "company: {start: {cash: 30}}\n" + small.rounds(
        1,
        """\
      - {id: kind, title: Kind, label: new, effects: {employees: 20, customers: 20}, outcome: o}
      - {id: save, title: Save, label: old, effects: {cash: 9}, outcome: o}
      - {id: boast, title: Boast, label: old, claims: {customers: 10}, outcome: o}
      - {id: swear, title: Swear, label: new, claims: {customers: 20}, outcome: o}
      - {id: locked, title: Locked, label: new, effects: {customers: 90}, if: cash > 900, needs: n, outcome: o}""",
    )
    lines = {name: p.line for name, p in balance(small.scenario(text)).policies.items()}
    assert lines == {
        "always-old": ("save",),
        "always-new": ("kind",),
        "words-only": ("swear",),
        "greedy": ("kind",),
        "cash-first": ("save",),
        "best-new": ("kind",),
        "worst-new": ("swear",),
        "best-old": ("save",),
        "worst-old": ("boast",),
    }


def test_one_response_a_round() -> None:
    """A scenario without any choice has one playthrough, and its balance says that nothing is decided."""
    only = "      - {id: go, title: Go, effects: {customers: 3}, outcome: o}"
    found = balance(small.scenario(small.rounds(4, only)))
    assert found.paths == 1
    assert found.score.min == found.score.max == found.score.median
    assert [f.code.id for f in found.findings] == ["C047"] * 4


def test_none_open() -> None:
    """Where no response is ever open the company waits, and the strip shows the waiting."""
    locked = "      - {id: go, title: Go, if: cash > 900, needs: n, outcome: o}"
    found = balance(small.scenario(small.rounds(3, locked)))
    assert found.paths == 1
    assert found.best.line == ("wait", "wait", "wait")
    waited = [r for r in found.responses if r.response == "wait"]
    assert [r.open_in for r in waited] == [1.0, 1.0, 1.0]
    assert [r.mean for r in found.responses if r.response == "go"] == [None] * 3


def test_two_hundred_rounds_of_one_response() -> None:
    """Two hundred rounds are walked exactly where there is nothing to choose."""
    found = balance(small.scenario(small.rounds(200, "      - {id: go, title: Go, outcome: o}")))
    assert found.exact
    assert found.paths == 1
    assert len(found.best.line) == 200


def test_json_is_the_contract() -> None:
    """Every key of the contract of `balance --json` is there, and nothing but plain values."""
    shape = balance(LIBRARY.find("broken-guitar"), file="story/broken-guitar.yaml").as_json()
    assert shape["chasm"] == 2
    assert set(shape) >= {"scenario", "seed", "paths", "exact", "score", "policies", "responses", "endings", "findings"}
    assert list(shape["score"]) == ["min", "p5", "median", "p95", "max", "mean"]
    rules = ["always-old", "always-new", "words-only", "greedy", "cash-first"]
    games = ["best-new", "worst-new", "best-old", "worst-old"]
    assert list(shape["policies"]) == [*rules, *games, "random", "best"]
    assert set(shape["policies"]["random"]) == {"score", "alive_share"}
    assert set(shape["policies"]["greedy"]) == {"score", "alive", "line"}
    row = {"round", "response", "open_in", "best_in", "mean", "on_best_line"}
    assert all(set(r) == row for r in shape["responses"])
    assert sum(shape["endings"].values()) == pytest.approx(1)
    assert shape["asking"] == "never"
    assert all(set(p) == {"name", "value", "bound", "holds"} for p in shape["properties"])
    assert [p["name"] for p in shape["properties"]] == list(BOUNDS)
    assert yaml.safe_load(yaml.safe_dump(shape)) == shape
