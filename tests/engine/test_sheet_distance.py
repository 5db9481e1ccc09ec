"""How far a belief sheet is from the people: whom, how, and both together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.engine.score import chasm_of, distance, how_distance

PEOPLE_WAYS = {"voice": 0.4, "openness": 0.6, "horizon": 0.4, "sharing": 0.3}
ways = st.floats(-1, 1, allow_nan=False)


def test_the_second_half_by_hand() -> None:
    """|0.4+0.5| + |0.6+0.4| + |0.4+0.6| + |0.3+0.5| = 3.7; 50 * 3.7 / 4 = 46.25: the average company of the model."""
    company = {"voice": -0.5, "openness": -0.4, "horizon": -0.6, "sharing": -0.5}
    assert how_distance(company, PEOPLE_WAYS) == pytest.approx(46.25, abs=1e-12)


@pytest.mark.parametrize(("said", "apart"), [(0.15, 12.5), (0.4, 0.0), (0.65, 12.5), (-1.0, 70.0), (1.0, 30.0)])
def test_one_axis_under_at_and_over_what_the_people_wish(said: float, apart: float) -> None:
    """It is counted both ways: one can wish for too much, and only the wish itself is at no distance."""
    assert how_distance({"voice": said}, {"voice": 0.4}) == pytest.approx(apart, abs=1e-12)


def test_both_halves_count_the_same_and_the_first_alone_where_nothing_is_known_of_the_second() -> None:
    """30 and 46.25 are 38.125 together; a second half of 0 is known, and halves the first."""
    assert chasm_of(30.0, 46.25) == pytest.approx(38.125)
    assert chasm_of(30.0, 0.0) == pytest.approx(15.0)
    assert chasm_of(30.0, None) == 30.0


def test_only_axes_that_both_name_are_measured() -> None:
    """Whoever passed over the rest is measured on what was said; on nothing there is no distance."""
    assert how_distance({"voice": -0.6}, PEOPLE_WAYS) == pytest.approx(50.0)
    assert how_distance({}, PEOPLE_WAYS) == 0.0


@given(st.dictionaries(st.sampled_from([*PEOPLE_WAYS]), ways, min_size=1))
def test_it_stays_within_0_and_100(said: dict[str, float]) -> None:
    """Like the first half, wherever anybody stands."""
    assert 0 <= how_distance(said, PEOPLE_WAYS) <= 100
    assert 0 <= chasm_of(distance({"a": 1}, {"b": 1}), how_distance(said, PEOPLE_WAYS)) <= 100
