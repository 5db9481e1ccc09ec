"""What the tutorial teaches is in its numbers: an ask that pays, a promise that comes due, a best way that arrives."""

from __future__ import annotations

from itertools import product

import pytest
from shipped_stories import shipped_library

from chasm_game.analysis.tree import Walk
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, Choose, parse
from chasm_game.engine.game import Game
from chasm_game.scenario.scenario import Scenario

SCENARIO = shipped_library().find("tutorial")
BEST = "own-up ask oven bread"


def played(decisions: str, scenario: Scenario = SCENARIO) -> Game:
    """A game that is over."""
    game = Game(scenario)
    for word in decisions.split():
        game.push(parse(word))
    assert game.outcome is not None
    return game


def best_asking(rounds: tuple[bool, ...]) -> float:
    """The best score of all ways that ask in just these rounds."""
    asks = {index: 0 for index, asked in enumerate(rounds) if asked}
    return Walk(compile_plan(SCENARIO, 1), asks=asks).run().best


def test_the_best_way_of_all_arrives_and_asks_once() -> None:
    """Best play asks in the second round alone, is 15 points ahead of never asking, and does not end stranded."""
    every = {rounds: best_asking(rounds) for rounds in product((False, True), repeat=len(SCENARIO.rounds))}
    outcome = played(BEST).outcome
    assert outcome is not None
    assert outcome.score_exact == pytest.approx(max(every.values()), abs=1e-9)
    assert max(every, key=lambda rounds: every[rounds]) == (False, True, False)
    assert every[False, True, False] - every[False, False, False] >= 15
    assert outcome.ending in {"crossed", "on-the-bridge"}


def test_the_ask_opens_the_answer_that_pays() -> None:
    """The answer of the night shift is shut until the people were asked in that round, and open afterwards."""
    game = Game(SCENARIO)
    game.push(Choose("own-up"))
    assert "oven" not in game.open_responses
    game.push(Ask())
    assert "oven" in game.open_responses


@pytest.mark.parametrize(
    ("decisions", "kept"),
    [(BEST, True), ("dearer dough bread", True), ("own-up prices bread", False), ("dearer prices bread", False)],
)
def test_the_promise_of_april_is_settled_in_june(decisions: str, kept: bool) -> None:
    """A promise of the first round is due in the third, kept by whoever left the bakers time, and broken otherwise."""
    game = played(decisions)
    last = SCENARIO.rounds[-1].id
    settled = {e.source for e in game.ledger if e.round == last and (e.stage == "promise" or "backlash" in e.source)}
    assert "rules/kept_word" in settled
    assert ("rules/gap_credibility" in settled) is not kept
    assert any(source.startswith("loaf/") for source in settled) is not kept


@pytest.mark.parametrize("opening", ["quiet", "own-up", "dearer"])
def test_the_night_shift_narrows_both_halves(opening: str) -> None:
    """Whatever was done before, what the night shift proposes narrows whom and how, as the aside there says."""
    turn = played(f"{opening} ask oven bread").turns[1]
    assert turn.after is not None
    assert turn.after.what < turn.shocked.what
    assert turn.after.how < turn.shocked.how
