"""Why something moved is told in words that fit its sign."""

from __future__ import annotations

import pytest
from shipped_stories import shipped_library

from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.rulebook import Reason
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source

LIBRARY = shipped_library()
RULEBOOK = LIBRARY.rulebook
STORY = """\
id: bakery
title: The Bakery
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf is too light.}
    responses:
      - id: plain
        title: Cut prices
        does: [cut-prices]
        effects: {employees: 4}
        outcome: So be it.
      - id: own
        title: Cut prices, for a reason
        does: [{move: cut-prices, because: The mill had a good year.}]
        effects: {employees: 4, communities: -3}
        because: {gain: They keep the change., loss: The other baker has closed.}
        outcome: So be it.
"""

NAMES = ("tutorial", "broken-guitar", "the-squeeze")


def told(scenario: Scenario, response: str) -> dict[tuple[str, int], set[str]]:
    """The reasons of the response by source and sign, silent rounds left out."""
    game = Game(scenario, 1)
    game.push(Choose(response))
    found: dict[tuple[str, int], set[str]] = {}
    for entry in game.ledger:
        wound = entry.gauge.startswith("hurt:")  # what was lost, noted once more as what can heal
        if entry.source.startswith("loaf/") and not entry.round.startswith("coast") and not wound:
            key = entry.source.removeprefix(f"loaf/{response}/"), 1 if entry.amount > 0 else -1
            found.setdefault(key, set()).add(entry.because)
    return found


@pytest.fixture(name="bakery")
def _bakery() -> Scenario:
    return load_scenario(Source("bakery.yaml", STORY), RULEBOOK)[0]


def test_a_gain_and_a_loss_of_one_move_have_reasons_of_their_own(bakery: Scenario) -> None:
    """The sentence for what a move gives is never printed under what it takes."""
    reason = RULEBOOK.moves["cut-prices"].because
    assert reason.gain != reason.loss
    found = told(bakery, "plain")
    assert (found["does/0", 1], found["does/0", -1]) == ({reason.gain}, {reason.loss})


def test_effects_of_its_own_take_the_reason_that_the_answer_gives(bakery: Scenario) -> None:
    """A response may say why its own effects move somebody, once for each sign; else its title stands there."""
    assert told(bakery, "plain")["effects", 1] == {"Cut prices"}
    found = told(bakery, "own")
    assert found["effects", 1] == {"They keep the change."}
    assert found["effects", -1] == {"The other baker has closed."}


def test_a_use_may_bring_a_reason_of_its_own(bakery: Scenario) -> None:
    """Where a move is used for a reason that only this story knows, that reason is told, for both signs."""
    found = told(bakery, "own")
    assert found["does/0", 1] == found["does/0", -1] == {"The mill had a good year."}


@pytest.mark.parametrize(("amount", "sentence"), [(-0.001, "down"), (0.0, "down"), (0.001, "up")])
def test_a_reason_turns_at_nothing(amount: float, sentence: str) -> None:
    """Only what rises is told as a gain."""
    assert Reason("up", "down").of(amount) == sentence


def test_every_shipped_move_has_both_reasons_where_it_has_both_signs() -> None:
    """No move of the rulebook tells gains and losses in the same words."""
    for move in RULEBOOK.moves.values():
        signs = {points > 0 for points in move.effects.values() if points}
        assert len(signs) < 2 or move.because.gain != move.because.loss, move.id
        for later in move.later:
            signs = {points > 0 for points in later.effects.values() if points}
            assert len(signs) < 2 or later.because.gain != later.because.loss, move.id


def test_every_answer_of_the_shipped_stories_says_why() -> None:
    """No effect of a shipped answer has a bare title for a reason."""
    for name in NAMES:
        story = LIBRARY.find(name)
        for round_ in story.rounds:
            for answer in round_.responses:
                assert not answer.effects or answer.title not in {answer.because.gain, answer.because.loss}, answer.id
