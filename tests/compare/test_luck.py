"""Luck against choice: from where on luck is told, and which answers count as the best."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from chasm_game.compare.luck import luck, luck_of_all, luck_sentence
from chasm_game.compare.views import TeamPack


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        (None, ""),
        (0.0, "It was ordinary"),
        (4.9, "It was ordinary"),
        (-4.9, "It was ordinary"),
        (
            5.0,
            "It was kind to whoever used it: the best way under it reaches 5 points more than best play expects",
        ),
        (-5.0, "It was unkind: even the best way under it reaches 5 points less than best play expects"),
        (5.1, "It was kind"),
    ],
)
def test_luck_is_told_from_five_points_on(gain: float | None, told: str) -> None:
    """Less is ordinary, to either side; nothing is told where nothing is known."""
    assert luck_sentence(gain).startswith(told)
    assert bool(luck_sentence(gain)) == bool(told)


def pack(chosen: tuple[float, float | None], other: tuple[float, float | None]) -> TeamPack:
    """A team with one decision: what it chose and another answer, each as it fell and on average."""
    answers = [
        SimpleNamespace(chosen=first, under_the_luck=fell, on_average=mean)
        for first, (fell, mean) in ((True, chosen), (False, other))
    ]
    review: Any = SimpleNamespace(best_score=500.0, decisions=[SimpleNamespace(round_title="One", answers=answers)])
    debrief: Any = SimpleNamespace(outputs=SimpleNamespace(score_exact=480.0))
    return TeamPack(cast("Any", None), debrief, review)


@pytest.mark.parametrize(("short", "best"), [(0.0, 1), (0.49, 1), (0.5, 1), (0.51, 0), (3.0, 0)])
def test_answers_half_a_point_apart_are_equally_good(short: float, best: int) -> None:
    """As far as a score is worth a word; more, and the other one was better."""
    found = luck(pack((400 - short, 300.0), (400.0, 300.0)))
    assert found is not None
    assert (found.best, found.best_on_average, found.decided, found.lost) == (best, 1, 1, 20.0)
    assert found.unlucky == (() if best else ("One",))
    assert found.lucky == ()


def test_what_was_not_measured_on_average_is_not_counted() -> None:
    """An answer of unknown worth is neither best nor lucky; how many were measured is said; all luck is unknown."""
    unmeasured = pack((400.0, None), (390.0, None))
    found = luck(unmeasured)
    assert found is not None
    assert (found.decided, found.measured, found.best, found.best_on_average) == (1, 0, 1, 0)
    assert (found.lucky, found.unlucky) == ((), ())
    assert luck_of_all([unmeasured]) is None
    assert luck_of_all([unmeasured, pack((400.0, 299.0), (390.0, 300.0))]) == 100.0
    measured = luck(pack((400.0, 300.0), (390.0, 300.0)))
    assert measured is not None
    assert measured.measured == 1


def test_an_answer_that_only_luck_made_best_was_lucky() -> None:
    """Best as it fell, and not on average."""
    found = luck(pack((400.0, 299.0), (400.0, 300.0)))
    assert found is not None
    assert (found.lucky, found.unlucky) == (("One",), ())
    assert luck_of_all([pack((400.0, 299.0), (390.0, 300.0))]) == 100.0
    assert luck_of_all([]) is None
