"""The engine beside an independent program written from the same page."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.engine.decisions import Ask, Choose, parse
from chasm_game.engine.forecast import forecasts
from chasm_game.engine.game import Game
from chasm_game.gauges import BUILT_IN, CASH

import made
import oracle
import oracle_state
import oracle_telling
from budgets import tried

if TYPE_CHECKING:
    from chasm_game.engine.forecast import Forecast
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.scenario.scenario import Scenario

World = tuple[dict[str, Any], dict[str, Any], int]

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


def of(snapshot: Snapshot, name: str) -> Any:
    """What a snapshot calls a value of a state of the oracle."""
    if name == "assent":
        return {k: x for k, x in snapshot.gauges.items() if k not in {gauge.id for gauge in BUILT_IN}}
    return snapshot.gauges[name] if name in snapshot.gauges else getattr(snapshot, name)


def compare(snapshot: Snapshot, state: dict[str, Any], close: float = CLOSE) -> None:
    """Every value of a state of the oracle is the engine's, to within 1e-9 or as said."""
    for name, expected in state.items():
        actual = of(snapshot, name)
        if isinstance(expected, dict):
            assert actual.keys() == expected.keys()
            for key in expected:
                assert abs(actual[key] - expected[key]) <= close, (snapshot.round, name, key)
        elif isinstance(expected, float):
            assert abs(actual - expected) <= close, (snapshot.round, name)
        else:
            assert actual == expected, (snapshot.round, name)


def agree(
    scenario: dict[str, Any], rulebook: dict[str, Any], seed: int, game: Game, close: float = CLOSE
) -> oracle.Played:
    """A finished game of the engine is the oracle's game with the same decisions."""
    played = oracle.play(scenario, rulebook, seed, [str(d) for d in game.decisions])
    assert len(game.snapshots) == len(played.states)
    for snapshot, state in zip(game.snapshots, played.states, strict=True):
        compare(snapshot, state, close)
    outcome = game.outcome
    assert outcome is not None
    assert abs(outcome.score_exact - played.score_exact) <= close
    assert abs(outcome.resilience - played.resilience) <= close
    assert (outcome.say_do is None) == (played.say_do is None)
    if outcome.say_do is not None and played.say_do is not None:
        assert abs(outcome.say_do - played.say_do) <= close
    assert (outcome.ending, outcome.rescues) == (played.ending, played.rescues)
    assert abs(outcome.chasm_start - played.states[0]["chasm"]) <= close
    assert abs(outcome.chasm_end - played.states[-1]["chasm"]) <= close
    for turn in game.turns:  # what a prediction is judged by
        assert turn.after is not None
        for s, fall in played.falls[turn.round.id].items():
            assert abs(turn.shocked.trust[s] - turn.after.trust[s] - fall) <= close
    return played


def play_by(game: Game, picks: list[int]) -> None:
    """Play to the end; each number picks one of the legal decisions."""
    n = 0
    while game.outcome is None:
        legal = game.legal_decisions
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1


def played(world: World, picks: list[int]) -> Game:
    """A finished game on a made world."""
    rulebook, scenario, seed = world
    game = Game(made.loaded(scenario, rulebook), seed)
    play_by(game, picks)
    return game


def in_words(scenario: dict[str, Any], rulebook: dict[str, Any]) -> Scenario:
    """A worked game as the engine sees it: its files hold no words, which the format demands and no rule reads."""
    scenario, rulebook = deepcopy(scenario), deepcopy(rulebook)
    for axis in rulebook.get("ways", {}).values():
        axis.update(low="One way.", high="The other.", because="So it is.")
    for r in scenario["rounds"]:
        r["shock"].setdefault("text", "…")
        for part in (r["shock"], *r["responses"]):
            for now in part.get("now", []):
                now.setdefault("because", "So it is.")
        for response in r["responses"]:
            response.setdefault("because", "So it is.")
    return made.loaded(scenario, rulebook)


@pytest.mark.parametrize("path", VECTORS, ids=lambda p: p.stem)
def test_worked_games_are_reproduced(path: Path) -> None:
    """Every number of every worked game is reproduced to the last bit."""
    vector = parsed(path)
    game = Game(in_words(vector["scenario"], vector["rulebook"]), vector["seed"])
    for choice in vector["choices"]:
        game.push(parse(choice))
    assert game.outcome is not None
    assert game.outcome.score == vector["score"]
    assert game.outcome.score_exact == vector["score_exact"]
    assert game.outcome.say_do == vector["say_do"]
    assert len(game.snapshots) == len(vector["states"])
    for snapshot, state in zip(game.snapshots, vector["states"], strict=True):
        compare(snapshot, state, close=0)


def test_the_oracle_has_the_gauges_of_the_table() -> None:
    """The independent program knows every built-in gauge, and where it starts if a file says nothing."""
    assert {**oracle_state.FIVE, CASH.id: CASH.default} == {gauge.id: gauge.default for gauge in BUILT_IN}


def test_there_are_eleven_worked_games() -> None:
    """No worked game has gone missing."""
    assert len(VECTORS) == 11


PICKS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


@tried(60, 3_000)
@given(made.worlds(), PICKS)
def test_any_game_of_any_scenario_is_the_oracles(world: World, picks: list[int]) -> None:
    """On any scenario, under any rules, luck and decisions, engine and oracle agree on every gauge of every stage."""
    rulebook, scenario, seed = world
    agree(scenario, rulebook, seed, played(world, picks))


@pytest.mark.long
@tried(1, 2_000)
@given(made.worlds(9), PICKS)
def test_thousands_of_long_games_are_the_oracles(world: World, picks: list[int]) -> None:
    """The same, over thousands of longer scenarios."""
    rulebook, scenario, seed = world
    agree(scenario, rulebook, seed, played(world, picks))


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
@tried(8, 60)
@given(picks=PICKS, seed=st.integers(0, 50))
def test_shipped_stories_are_the_oracles(path: Path, picks: list[int], seed: int) -> None:
    """On every shipped story, whatever is decided, engine and oracle agree to the last bit."""
    game = Game(story(path), seed)
    play_by(game, picks)
    agree(parsed(path), parsed(RULEBOOK), seed, game, close=0)


class _StandingError(Exception):
    """No error: the oracle's game has come to where its forecasts are told."""


def told(world: World, decisions: list[str]) -> list[oracle_telling.Forecast]:
    """The oracle's forecasts, now and later for each response, after these decisions of a game."""
    rulebook, scenario, seed = world
    found: list[oracle_telling.Forecast] = []
    left = list(decisions)

    def decide(g: oracle_state.Game, round_id: str, _open: list[str]) -> str:
        if left:
            return left.pop(0)
        round_ = next(r for r in scenario["rounds"] if r["id"] == round_id)
        for response in round_["responses"]:
            found.extend(oracle_telling.forecast(g, round_id, response))
        raise _StandingError

    with pytest.raises(_StandingError):
        oracle.play(scenario, rulebook, seed, decide)
    return found


def same_forecast(plan_ids: tuple[str, ...], found: Forecast, now: Any, later: Any) -> None:
    """Sizes, *may* and falls of both moments are the same."""
    for arrows, expected in ((found.now, now), (found.later, later)):
        for row, s in enumerate(plan_ids):
            assert abs(float(arrows.points[row, 0]) - expected.arrow[s]) <= CLOSE
            assert bool(arrows.mixed[row, 0]) == (s in expected.may)
        assert abs(float(arrows.fallen[0]) - expected.falls) <= CLOSE
        assert bool(arrows.fallen_by_waiting[0]) == expected.waiting_falls


def forecast_agrees(world: World, game: Game, picks: list[int]) -> None:
    """Wherever a game stands, all of its forecasts are the oracle's, and telling them changes nothing."""
    n = 0
    while game.outcome is None:
        turn = game.turn
        assert turn is not None
        before = game.now
        expected = told(world, [str(d) for d in game.decisions])
        for number, found in enumerate(forecasts(game.plan, game._state, turn.index)):
            same_forecast(game.plan.stakeholders, found, *expected[2 * number : 2 * number + 2])
        assert game.now == before
        legal = game.legal_decisions
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1


@tried(12, 1_000)
@given(made.worlds(4), PICKS)
def test_forecasts_are_the_oracles(world: World, picks: list[int]) -> None:
    """On any scenario, at every decision, what the people foretell is what the oracle foretells."""
    rulebook, scenario, seed = world
    forecast_agrees(world, Game(made.loaded(scenario, rulebook), seed), picks)


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
@tried(1, 10)
@given(picks=PICKS, seed=st.integers(0, 50))
def test_forecasts_of_shipped_stories_are_the_oracles(path: Path, picks: list[int], seed: int) -> None:
    """In every shipped story the forecasts are the oracle's."""
    forecast_agrees((parsed(RULEBOOK), parsed(path), seed), Game(story(path), seed), picks)


def test_the_oracle_can_be_contradicted() -> None:
    """The comparison notices a wrong number: with a slightly other upside a game of a shipped story differs."""
    scenario, rulebook = deepcopy(parsed(STORIES[0])), parsed(RULEBOOK)
    game = Game(made.loaded(scenario, rulebook), 1)
    play_by(game, [0])
    scenario["company"]["upside"] = 7.001
    with pytest.raises(AssertionError):
        agree(scenario, rulebook, 1, game)


def test_decisions_round_trip_as_text() -> None:
    """What a decision prints is read back as the same decision."""
    for decision in (Ask(), Ask("ines"), Ask("a_1"), Choose("answer"), Choose("wait"), Choose("a-1-b")):
        assert parse(str(decision)) == decision
