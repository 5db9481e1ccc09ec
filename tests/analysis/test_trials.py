"""A game tried again from one answer on, beside the whole game of the changed story."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis.small import TWO, rounds, scenario

from chasm_game.analysis.nudges import nudged, replayed
from chasm_game.analysis.playthrough import played
from chasm_game.analysis.trials import Trials
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.scenario.library import Library

GUITAR = Library(Path(__file__).parents[2] / "story").find("broken-guitar")
FALLS = """\
      - {id: good, title: Good, label: new, effects: {customers: 5}, outcome: o}
      - {id: bad, title: Bad, label: old, effects: {cash: -99}, if: customers > 10, outcome: o}"""


def a_line(*, asking: bool) -> list[str]:
    """The last open answers of the long story, with an ask in its second round where one is wanted."""
    game = Game(GUITAR, 1)
    words: list[str] = []
    while game.turn is not None:
        mine = ["ask"] if asking and game.turn.index == 1 else []
        mine.append(game.open_responses[-1])
        for word in mine:
            game.push(parse(word))
        words += mine
    return words


@pytest.mark.parametrize("asking", [False, True])
@pytest.mark.parametrize("turn", [0, 1, -1])
def test_a_trial_is_the_whole_game_of_the_changed_story(turn: int, asking: bool) -> None:
    """In the first, the second and the last round an answer with other points comes to the score of its own game."""
    line = a_line(asking=asking)
    decided = played(compile_plan(GUITAR, 1), line).turns[turn]
    index = decided.index
    answer = [r.id for r in GUITAR.rounds[index].responses].index(str(decided.response))
    trials = Trials(GUITAR, line, index)
    scores = set()
    for target, points in (("customers", 0), ("customers", 7), ("investors", -12), ("cash", 9)):
        changed = nudged(GUITAR, index, answer, target, points)
        game = replayed(changed, line)
        assert game is not None
        assert game.outcome is not None
        scores.add(game.outcome.score_exact)
        assert trials.score(changed, answer) == game.outcome.score_exact
    assert len(scores) > 1
    assert trials.score() in scores


@pytest.mark.parametrize(
    ("responses", "line"),
    [
        (TWO, ["good"]),  # another round is waiting
        (TWO, ["good", "better"]),
        (TWO, ["ask", "good", "ask", "good"]),  # there is one ask
        (TWO, ["ask", "ask", "good", "good"]),
        (FALLS, ["bad", "good"]),  # over before the line is
        (FALLS, ["good", "bad"]),
    ],
)
def test_what_cannot_be_played_has_no_score_and_what_ends_early_has_one(responses: str, line: list[str]) -> None:
    """A line that is too short, names nothing that is open or asks too often is none; one with a fall ends with it."""
    made = scenario("company: {start: {asks: 1}}\n" + rounds(2, responses))
    game = replayed(made, line)
    expected = None if game is None or game.outcome is None else game.outcome.score_exact
    for index in (0, 1):
        assert Trials(made, line, index).score() == expected
