"""What is said of predictions that all came true: of one no more than of one."""

from __future__ import annotations

import pytest
from debrief.edges import Game, predicted
from debrief.games import page

from chasm_game.debrief.pages.five_questions import five_questions
from chasm_game.debrief.walk import walk


@pytest.mark.parametrize(
    ("made", "heading", "question"),
    [
        (1, "Your one prediction came true", "that you were right the one time you predicted who would lose most?"),
        (2, "You saw it coming", "that you were right whenever you predicted who would lose most?"),
        (3, "You saw it coming", "that you were right whenever you predicted who would lose most?"),
    ],
)
def test_one_right_prediction_is_not_every_time(game: Game, made: int, heading: str, question: str) -> None:
    """One that came true is told as one; only from two on it is a habit."""
    view = predicted(game[0], [(80, True)] * made)
    assert page(walk(view, None), "miss").heading == heading
    assert five_questions(view)[1].text.endswith(question)
