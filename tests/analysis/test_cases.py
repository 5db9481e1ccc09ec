"""What one may learn from a case file: no way of playing is always right, a bet is a bet, and all is coded alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from statistics import fmean

import pytest
from shipped_stories import shipped_library

from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.rounds import Response
from chasm_game.scenario.scenario import Scenario

LIBRARY = shipped_library()
CASES = {e.id: e.scenario for e in LIBRARY.entries if e.scenario is not None and e.scenario.history is not None}
SEEDS = range(1, 8)
"""Enough luck for the chances that are looked at to fall either way."""
Line = tuple[tuple[str, str], ...]


def ways(scenario: Scenario, seed: int, line: Line = ()) -> Iterator[tuple[Line, float]]:
    """Every way through a case that asks nobody, with its score."""
    game = Game(scenario, seed)
    for _, response in line:
        game.push(Choose(response))
    if game.outcome is not None:
        yield line, game.outcome.score_exact
        return
    assert game.turn is not None
    for response in game.open_responses:
        yield from ways(scenario, seed, (*line, (game.turn.round.id, response)))


@cache
def every_way(case: str, seed: int) -> tuple[tuple[Line, float], ...]:
    """The ways of a case under a luck, found once."""
    return tuple(ways(CASES[case], seed))


def best_after(case: str, round_: str, response: str, seed: int) -> float:
    """The best score of all ways through an answer, under a luck."""
    return max(score for line, score in every_way(case, seed) if (round_, response) in line)


def worth(case: str, round_: str) -> dict[str, float]:
    """The mean over luck of what every answer of a round leads to."""
    found = CASES[case].round(round_)
    assert found is not None
    return {r.id: fmean(best_after(case, round_, r.id, seed) for seed in SEEDS) for r in found.responses}


def answer(case: str, round_: str, response: str) -> Response:
    """An answer of a case."""
    found = CASES[case].round(round_)
    assert found is not None
    return next(r for r in found.responses if r.id == response)


@pytest.mark.parametrize(
    ("case", "round_", "response"),
    [
        ("dell-2005", "ideas", "telephones"),
        ("etsy-2017", "overhead", "prune"),
        ("jcpenney-2012", "coupons", "coupons"),
    ],
)
def test_an_answer_of_old_moves_alone_is_best_in_some_rounds(case: str, round_: str, response: str) -> None:
    """Plain old craft, without one new move in it, is worth more than every other answer there."""
    made = answer(case, round_, response)
    assert made.label == "old"
    assert {use.move.label for use in made.does} == {"old"}
    by = worth(case, round_)
    assert max(by, key=lambda r: by[r]) == response


def test_what_history_chose_is_best_in_some_cases_and_not_in_most() -> None:
    """Whoever remembers what a company did plays well here and there, and cannot play by it."""
    best = 0
    for case, scenario in CASES.items():
        history = scenario.history
        assert history is not None
        by = worth(case, history.round)
        best += max(by, key=lambda r: by[r]) == history.chose
    assert 1 <= best <= len(CASES) // 2


@pytest.mark.parametrize(
    ("case", "round_", "response"),
    [
        ("kodak-1975", "camera", "attack"),
        ("etsy-2017", "overhead", "keep-faith"),
        ("starbucks-2008", "smell", "share-it"),
        ("motrin-2008", "weekend", "invite"),
    ],
)
def test_a_bet_wins_under_some_luck_and_loses_under_other(case: str, round_: str, response: str) -> None:
    """What nobody could know is an open chance: under some luck the answer is the best one, under other it is not."""
    others = [r for r in worth(case, round_) if r != response]
    won = {
        best_after(case, round_, response, seed) > max(best_after(case, round_, r, seed) for r in others)
        for seed in SEEDS
    }
    assert won == {True, False}


@pytest.mark.parametrize("case", CASES)
def test_every_answer_is_coded_by_the_written_rules(case: str) -> None:
    """Strengths are a half, one, or one and a half; a move has two manners at most, an answer six moves (coding.md)."""
    for round_ in CASES[case].rounds:
        for response in round_.responses:
            assert len(response.does) <= 6
            assert {use.strength for use in response.does} <= {0.5, 1.0, 1.5}
            assert all(len(use.how) <= 2 for use in response.does)
