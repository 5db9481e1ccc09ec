"""A game of one decision: whatever is said of it is said once, and nothing is called the most of one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from debrief.games import page, words, worth
from session import seats

from chasm_game.debrief.pages.luck_or_choice import luck_or_choice
from chasm_game.debrief.walk import walk

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.debrief.page import WalkView


def _case(folder: Path, case: str, answer: str, *, asked: bool) -> WalkView:
    """The debrief of a case of one round."""
    entry = next(e for e in seats.library().entries if e.id == case)
    assert entry.scenario is not None
    with closing(seats.begin(folder, scenario=entry.scenario, quick=True)) as play:
        if asked:
            play.ask()
        play.decide(answer)
        return walk(play.debrief(), play.review())


@pytest.mark.parametrize(
    ("case", "answer", "asked"), [("kodak-1975", "protect", False), ("best-buy-2012", "cut", True)]
)
def test_a_single_costly_decision_is_told_on_one_page(tmp_path: Path, case: str, answer: str, *, asked: bool) -> None:
    """The turning point has the scores and what was luck; no page of the road says them again."""
    told = _case(tmp_path, case, answer, asked=asked)
    ids = [each.id for each in told.pages]
    assert "turning" in ids
    assert not {"road", "trap", "rival"} & set(ids)
    turned = words(page(told, "turning"))
    assert "no other decision" not in turned
    assert "luck" in turned.rpartition("Asking is held as you did it.")[2]
    assert "of yours lost nothing" not in turned
    assert ("Here you asked." if asked else "Here you did not ask.") in words(page(told, "monday"))
    assert "3 ways lead through this story" in words(page(told, "ended"))
    assert "equal ones counted half" not in words(page(told, "ended"))


@pytest.mark.parametrize(("case", "answer"), [("kodak-1975", "small"), ("best-buy-2012", "match")])
def test_a_single_decision_that_lost_nothing_is_told_on_one_page(tmp_path: Path, case: str, answer: str) -> None:
    """The rival's page has every answer with its score; no trap repeats the table."""
    told = _case(tmp_path, case, answer, asked=False)
    assert not {"road", "trap", "turning"} & {each.id for each in told.pages}
    near = words(page(told, "rival"))
    assert "Nothing was lost: your decision was as good" in near
    assert "One decision of yours" not in near


@pytest.mark.parametrize(
    ("mine", "best", "said"),
    [
        ((500.4, 500.0), (502.5, 503.4), "could bring 2 more, on average luck 3."),
        ((499.6, 500.4), (502.4, 502.5), "could bring 2 more, on average luck 2."),
        ((500.4, 500.0), (501.4, 510.0), "could bring 1 more, on average luck 10."),
        ((499.6, 500.0), (500.4, 510.0), "could bring hardly more, on average luck 10."),
    ],
)
def test_what_luck_could_bring_is_the_difference_of_the_numbers_that_stand_beside_it(
    mine: tuple[float, float], best: tuple[float, float], said: str
) -> None:
    """Whoever subtracts the two rows of the table finds what the sentence says."""
    made = worth(1, 9.0, fell=9.0)
    rows = ((made.answers[0], mine), (made.answers[1], best))
    answers = tuple(replace(of, under_the_luck=fell, on_average=mean) for of, (fell, mean) in rows)
    assert said in luck_or_choice(replace(made, answers=answers)).text
