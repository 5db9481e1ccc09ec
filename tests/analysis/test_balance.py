"""The balance of a scenario beside brute force with the oracle."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest
import yaml
from analysis import small
from analysis.every_way import Brute, Way
from hypothesis import assume, given, settings
from shipped_stories import shipped_library

from chasm_game.analysis.ask_ways import most_ways
from chasm_game.analysis.balance import balance
from chasm_game.analysis.balance_data import Balance
from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.exploring import explore_one
from chasm_game.engine.compiling import compile_open
from chasm_game.scenario.scenario import Scenario

import made
import oracle
from budgets import tried

LIBRARY = shipped_library()
CLOSE = 1e-8


WAYS = 600
"""A made world with more ways than this is left out: brute force takes a few milliseconds for each."""


LIGHT: dict[str, Any] = {"budget": 4_000, "samples": 200}
"""Of asking little is walked and drawn here: these tests look at the figures without it."""


def ways_of(scenario: dict[str, Any], rulebook: dict[str, Any]) -> list[Way]:
    """Every playthrough without asking, over both sides of all luck, one at a time, by the other program."""
    brute = Brute(scenario, rulebook)
    brute.run()
    return brute.ways


def few(whole: Scenario, most: int = WAYS) -> bool:
    """Whether a world has so few ways that brute force can follow."""
    return most_ways(compile_open(whole)) <= most


def same_figures(found: Balance, ways: list[Way]) -> None:
    """Number, extremes, mean, quantiles, random play and endings are those of the ways, each as likely as its luck."""
    scores = sorted((w.played.score_exact, w.luck) for w in ways)
    total = sum(w.luck for w in ways)
    assert found.exact
    # A chance whose `if` will not hold is split all the same: two sides that are the same way.
    assert found.paths >= len(ways) if found.lucky else found.paths == len(ways)
    assert found.score.min == pytest.approx(scores[0][0], abs=CLOSE)
    assert found.score.max == pytest.approx(scores[-1][0], abs=CLOSE)
    assert found.score.mean == pytest.approx(sum(s * luck for s, luck in scores) / total, abs=CLOSE)
    for share, figure in ((0.05, found.score.p5), (0.5, found.score.median), (0.95, found.score.p95)):
        assert sum(luck for s, luck in scores if s <= figure + 0.001) >= share * (total - 1) - CLOSE
        assert sum(luck for s, luck in scores if s < figure - 0.001) <= share * total + 1
    endings: Counter[str] = Counter()
    for way in ways:
        endings[way.played.ending] += way.luck / total  # type: ignore[assignment]
    assert {e: share for e, share in found.endings.items() if share} == pytest.approx(dict(endings))
    assert found.random_score == pytest.approx(sum(w.random * w.played.score_exact for w in ways), abs=1e-6)
    assert found.random_alive == pytest.approx(sum(w.random for w in ways if w.played.alive))


@tried(12, 30)
@given(made.worlds(3))
def test_figures_are_those_of_brute_force(world: Any) -> None:
    """On any scenario, with skipped rounds, locks, luck and early falls, the figures are those of the oracle."""
    rulebook, scenario, seed = world
    whole = made.loaded(scenario, rulebook)
    assume(few(whole))
    same_figures(balance(whole, seed, **LIGHT), ways_of(scenario, rulebook))


def test_the_tutorial_is_that_of_brute_force() -> None:
    """The shipped tutorial has the figures that the oracle finds one playthrough at a time."""
    texts = [(small.ROOT / "story" / name).read_text(encoding="utf-8") for name in ("tutorial.yaml", "rulebook.yaml")]
    scenario, rulebook = (yaml.safe_load(text) for text in texts)
    same_figures(balance(LIBRARY.find("tutorial")), ways_of(scenario, rulebook))


@pytest.mark.long
@given(made.worlds(5))
@settings(max_examples=60)
def test_figures_of_longer_worlds_are_those_of_brute_force(world: Any) -> None:
    """The same, over many longer scenarios."""
    rulebook, scenario, seed = world
    whole = made.loaded(scenario, rulebook)
    if few(whole, 1_000):
        same_figures(balance(whole, seed, **LIGHT), ways_of(scenario, rulebook))


@tried(8, 25)
@given(made.worlds(3))
def test_responses_are_those_of_brute_force(world: Any) -> None:
    """How often a response is open and its mean are what the oracle's ways say, each as likely as its luck; and how
    often it is best is what best play that does not know the luck to come would say.
    """
    rulebook, scenario, seed = world
    game = made.loaded(scenario, rulebook)
    assume(few(game))
    brute = Brute(scenario, rulebook)
    brute.run()
    through: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for way in brute.ways:
        for round_id, choice in way.taken:
            through[round_id, choice].append((way.played.score_exact, way.luck))
    for share in balance(game, seed, **LIGHT).responses:
        met = [m for m in brute.met if m.round == share.round]
        is_open = [m for m in met if share.response in m.values]
        best = sum(m.luck for m in is_open if m.values[share.response] >= max(m.values.values()) - 1e-9)
        opened, all_luck = sum(m.luck for m in is_open), sum(m.luck for m in met)
        assert share.open_in == pytest.approx(opened / all_luck if met else 0.0)
        assert share.best_in == pytest.approx(best / opened if is_open else 0.0)
        scores = through[share.round, share.response]
        mean = sum(s * luck for s, luck in scores) / sum(luck for _, luck in scores) if scores else None
        assert share.mean == (None if mean is None else pytest.approx(mean, abs=CLOSE))


@tried(8, 25)
@given(made.worlds(4))
def test_policies_play_as_they_say(world: Any) -> None:
    """Each policy's line replays to its score, none beats the best, and greedy takes what is worth most at once."""
    rulebook, scenario, seed = world
    whole = made.loaded(scenario, rulebook)
    assume(few(whole, 4_000))
    found = balance(whole, seed, **LIGHT)
    for policy in (*found.policies.values(), found.best):
        again = oracle.play(scenario, rulebook, seed, list(policy.line))
        assert again.score_exact == pytest.approx(policy.score, abs=CLOSE)
        assert policy.alive == (again.ending != "fallen")
        assert policy.score <= found.best.score + CLOSE
        assert policy.score <= found.score.max + CLOSE
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
    found = explore_one(small.scenario(small.rounds(200, "      - {id: go, title: Go, outcome: o}")), 1)
    assert found.exact
    assert found.tally.paths == 1
    assert found.best.chosen == (0,) * 200


def test_json_is_the_contract() -> None:
    """Every key of the contract of `balance --json` is there, and nothing but plain values."""
    shape = balance(LIBRARY.find("tutorial"), file="story/tutorial.yaml").as_json()
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
    assert {name: shape["walked"][name] for name in ("asks", "companions", "luck")} == dict.fromkeys(
        ("asks", "companions", "luck"), "exact"
    )
    assert list(shape["walked"]) == ["asks", "companions", "luck", "ways"]
    assert shape["walked"]["ways"] > shape["paths"]
    assert all(set(p) == {"name", "value", "bound", "holds"} for p in shape["properties"])
    assert [p["name"] for p in shape["properties"]] == list(BOUNDS)
    assert yaml.safe_load(yaml.safe_dump(shape)) == shape
