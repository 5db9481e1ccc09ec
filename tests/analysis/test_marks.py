"""Measures of agreement with history, on marks made by hand."""

from __future__ import annotations

import pytest

from chasm_game.analysis.guessers import BOLD, GUESSERS, commonest, guessed
from chasm_game.analysis.marks import (
    UNCHANGED,
    Counted,
    Horizon,
    Mark,
    concordance,
    direction,
    near_zeros,
    reversals,
    sign,
    three_way,
)


def mark(
    size: int,
    change: float = 0.0,
    *,
    case: str = "a",
    who: str = "customers",
    horizon: Horizon = "short",
    old: bool = False,
) -> Mark:
    """A mark by its size in history and its change in the engine."""
    return Mark(case, who, horizon, size, change, old)


def test_concordance_counts_pairs_in_order_and_equal_changes_half() -> None:
    """Of three pairs that differ one stands right, one wrong and one equal: a half."""
    marks = [mark(1, 3.0), mark(2, 3.0), mark(0, 3.5), mark(0, -90.0)]
    # 1 and 2: equal. 1 and 0 (3.5): wrong. 2 and 0 (3.5): wrong. 1, 2 and the last 0: right. 0 and 0 is no pair.
    assert concordance(marks) == pytest.approx((0.5 + 0 + 0 + 1 + 1) / 5)


def test_concordance_hangs_on_order_alone() -> None:
    """Stretching and moving all changes leaves concordance what it is; turning them round turns it round."""
    marks = [mark(-2, -1.0), mark(1, 4.0), mark(2, 2.0), mark(0, 3.0)]
    stretched = [mark(m.size, 7 * m.change - 30) for m in marks]
    turned = [mark(m.size, -m.change) for m in marks]
    first = concordance(marks)
    assert first is not None
    assert concordance(stretched) == first
    assert concordance(turned) == pytest.approx(1 - first)


@pytest.mark.parametrize("marks", [[], [mark(1, 2.0)], [mark(1, 2.0), mark(1, -5.0)]])
def test_without_marks_that_differ_there_is_no_concordance(marks: list[Mark]) -> None:
    """Where no two marks differ nothing can stand in order."""
    assert concordance(marks) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [(1.999, 0), (2.0, 1), (2.001, 1), (-1.999, 0), (-2.0, -1), (-2.001, -1), (0.0, 0)],
)
def test_a_change_counts_from_the_threshold_on(change: float, expected: int) -> None:
    """Under two points a change counts as none, at two and over it counts."""
    assert sign(change, UNCHANGED) == expected
    assert three_way([mark(expected, change)]) == Counted(1, 1)
    assert near_zeros([mark(0, change)]) == Counted(int(expected == 0), 1)


def test_direction_looks_where_both_move() -> None:
    """Marks of nothing and changes of nothing are left out of the direction, whichever way they point."""
    marks = [mark(2, 9.0), mark(-1, 2.0), mark(-1, 1.9), mark(0, 8.0), mark(1, -1.9)]
    assert direction(marks) == Counted(1, 2)
    assert direction([mark(0, 8.0)]).share is None


def test_a_reversal_needs_both_runs_with_their_own_signs() -> None:
    """Only opposite marks of one stakeholder in one case are a reversal, and only both right signs see it."""
    seen = [mark(1, 0.1), mark(-1, -0.1, horizon="long")]
    half = [mark(-2, -3.0, who="investors"), mark(1, -1.0, who="investors", horizon="long")]
    none = [mark(1, 3.0, case="b"), mark(2, -3.0, case="b", horizon="long")]
    ended = [mark(1, 3.0, case="c"), mark(0, -3.0, case="c", horizon="long")]
    apart = [mark(1, 3.0, case="d"), mark(-1, -3.0, case="e", horizon="long")]
    assert reversals(seen + half + none + ended + apart) == Counted(1, 2)
    assert reversals([mark(1, 0.0), mark(-1, -4.0, horizon="long")]) == Counted(0, 1)


def test_the_commonest_sign_of_equally_common_ones_is_the_lower() -> None:
    """Ties go down, and of nothing nothing is the commonest."""
    assert commonest([mark(2), mark(-1)]) == -1
    assert commonest([mark(2), mark(0), mark(1), mark(0)]) == 0
    assert commonest([mark(2), mark(1), mark(-2)]) == 1
    assert commonest([]) == 0


def test_a_guesser_left_out_does_not_see_the_case_it_is_asked_about() -> None:
    """Two marks up in one case outvote the one down of another, but not where their own case is asked about."""
    marks = [mark(1, case="a"), mark(1, case="a", who="investors"), mark(-1, case="b")]
    assert [m.change for m in guessed("commonest", marks)] == [-BOLD, -BOLD, BOLD]
    assert [m.change for m in guessed("commonest", marks, left_out=False)] == [BOLD, BOLD, BOLD]


def test_each_guesser_looks_at_its_own_marks() -> None:
    """One looks at all, one at the same stakeholder, one at that under acts of the same colour; none at another run."""
    asked = mark(0, case="asked", old=True)
    others = [
        mark(-1, case="b", old=True),
        mark(1, case="c"),
        mark(2, case="d"),
        mark(0, case="e", who="investors"),
        mark(0, case="f", who="investors"),
        mark(0, case="g", who="investors"),
        mark(0, case="g", who="partners"),
        *[mark(-2, case="h", horizon="long", old=True)] * 9,
    ]
    first = {name: guessed(name, [asked, *others])[0].change for name in GUESSERS}
    assert first == {"commonest": 0, "of_stakeholder": BOLD, "of_stakeholder_old_new": -BOLD}
