"""The engine beside an independent program written from the same page."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chasm_game.engine.decisions import Ask, Choose, parse
from chasm_game.engine.game import Game
from chasm_game.gauges import BUILT_IN, CASH

import made
import oracle
from budgets import tried

if TYPE_CHECKING:
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.scenario.scenario import Scenario

VECTORS = sorted((Path(__file__).parents[1] / "vectors").glob("*.yaml"))
STORIES = sorted(p for p in (Path(__file__).parents[2] / "story").rglob("*.yaml") if p.name != "rulebook.yaml")
RULEBOOK = Path(__file__).parents[2] / "story" / "rulebook.yaml"
CLOSE = 1e-9


@cache
def parsed(path: Path) -> dict[str, Any]:
    """A file as the oracle reads it; parsed once, since neither engine nor oracle changes what it is given."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


@cache
def story(path: Path) -> Scenario:
    """A shipped story as the engine sees it."""
    return made.loaded(parsed(path), parsed(RULEBOOK))


def compare(snapshot: Snapshot, state: dict[str, Any]) -> None:
    """Every value of a state of the oracle is the engine's, to within 1e-9."""
    for name, expected in state.items():
        actual: Any = snapshot.gauges[name] if name in snapshot.gauges else getattr(snapshot, name)
        if isinstance(expected, dict):
            assert actual.keys() == expected.keys()
            for key in expected:
                assert actual[key] == pytest.approx(expected[key], rel=0, abs=CLOSE), (snapshot.round, name, key)
        elif isinstance(expected, float):
            assert actual == pytest.approx(expected, rel=0, abs=CLOSE), (snapshot.round, name)
        else:
            assert actual == expected, (snapshot.round, name)


def agree(scenario: dict[str, Any], rulebook: dict[str, Any], seed: int, game: Game) -> None:
    """A finished game of the engine is the oracle's game with the same decisions."""
    played = oracle.play(scenario, rulebook, seed, [str(d) for d in game.decisions])
    assert len(game.snapshots) == len(played.states)
    for snapshot, state in zip(game.snapshots, played.states, strict=True):
        compare(snapshot, state)
    outcome = game.outcome
    assert outcome is not None
    assert outcome.score_exact == pytest.approx(played.score_exact, rel=0, abs=CLOSE)
    assert outcome.resilience == pytest.approx(played.resilience, rel=0, abs=CLOSE)
    assert (outcome.say_do is None) == (played.say_do is None)
    if outcome.say_do is not None and played.say_do is not None:
        assert outcome.say_do == pytest.approx(played.say_do, rel=0, abs=CLOSE)
    assert outcome.ending == played.ending
    assert outcome.chasm_start == pytest.approx(played.chasm_start, rel=0, abs=CLOSE)
    assert outcome.chasm_end == pytest.approx(played.chasm_end, rel=0, abs=CLOSE)


def play_by(game: Game, picks: list[int]) -> None:
    """Play to the end; each number picks one of the legal decisions."""
    n = 0
    while game.outcome is None:
        legal = game.legal_decisions
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1


@pytest.mark.parametrize("path", VECTORS, ids=lambda p: p.stem)
def test_worked_games_are_reproduced(path: Path) -> None:
    """Every number of every worked game is reproduced to 1e-9."""
    vector = yaml.safe_load(path.read_text(encoding="utf-8"))
    game = Game(made.loaded(vector["scenario"], vector["rulebook"]), vector["seed"])
    for choice in vector["choices"]:
        game.push(parse(choice))
    assert game.outcome is not None
    assert game.outcome.score == vector["score"]
    assert game.outcome.score_exact == pytest.approx(vector["score_exact"], rel=0, abs=CLOSE)
    assert game.outcome.say_do == pytest.approx(vector["say_do"], rel=0, abs=CLOSE)
    assert len(game.snapshots) == len(vector["states"])
    for snapshot, state in zip(game.snapshots, vector["states"], strict=True):
        compare(snapshot, state)


def test_the_oracle_has_the_gauges_of_the_table() -> None:
    """The independent program knows every built-in gauge, and where it starts if a file says nothing."""
    assert {**oracle.GAUGES, CASH.id: CASH.default} == {gauge.id: gauge.default for gauge in BUILT_IN}


def test_there_are_five_worked_games() -> None:
    """No worked game has gone missing."""
    assert len(VECTORS) == 5


PICKS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


@given(made.worlds(), PICKS)
@settings(max_examples=60)
def test_any_game_of_any_scenario_is_the_oracles(
    world: tuple[dict[str, Any], dict[str, Any], int], picks: list[int]
) -> None:
    """On any scenario, under any rules, luck and decisions, engine and oracle agree on every gauge of every stage."""
    rulebook, scenario, seed = world
    game = Game(made.loaded(scenario, rulebook), seed)
    play_by(game, picks)
    agree(scenario, rulebook, seed, game)


@pytest.mark.long
@given(made.worlds(7), PICKS)
@settings(max_examples=2_000)
def test_thousands_of_games_are_the_oracles(
    world: tuple[dict[str, Any], dict[str, Any], int], picks: list[int]
) -> None:
    """The same, over thousands of longer scenarios."""
    rulebook, scenario, seed = world
    game = Game(made.loaded(scenario, rulebook), seed)
    play_by(game, picks)
    agree(scenario, rulebook, seed, game)


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
@tried(8, 60)
@given(picks=PICKS, seed=st.integers(0, 50))
def test_shipped_stories_are_the_oracles(path: Path, picks: list[int], seed: int) -> None:
    """On every shipped story, whatever is decided, engine and oracle agree."""
    game = Game(story(path), seed)
    play_by(game, picks)
    agree(parsed(path), parsed(RULEBOOK), seed, game)


def test_the_oracle_can_be_contradicted() -> None:
    """The comparison notices a wrong number: with another seed's luck a game of the shipped story differs."""
    scenario, rulebook = deepcopy(parsed(STORIES[0])), parsed(RULEBOOK)
    game = Game(made.loaded(scenario, rulebook), 1)
    play_by(game, [0])
    scenario["company"]["upside"] = 7.001
    with pytest.raises(AssertionError):
        agree(scenario, rulebook, 1, game)


def test_decisions_round_trip_as_text() -> None:
    """What a decision prints is read back as the same decision."""
    for decision in (Ask(), Choose("answer"), Choose("wait"), Choose("a-1-b")):
        assert parse(str(decision)) == decision
