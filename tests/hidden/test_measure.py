"""The measure of what goes with scores: what it finds, and what it leaves out."""

from __future__ import annotations

import numpy as np
import pytest
from hidden.measure import TEAMS, Columns, RoomShown, leaks


def _rooms(count: int, share: float, *, turned: bool = False) -> list[RoomShown]:
    """Rooms with twenty columns of noise and one of which this share is the score."""
    random = np.random.default_rng(5)
    rooms = []
    for n in range(count):
        scores = random.normal(size=len(TEAMS))
        columns: dict[tuple[str, ...], dict[str, float]] = {
            (f"noise {k}",): dict(zip(TEAMS, random.normal(size=len(TEAMS)), strict=True)) for k in range(20)
        }
        mixed = share * scores + (1 - share) * random.normal(size=len(TEAMS))
        sign = -1 if turned and n % 2 else 1
        columns["mixed",] = dict(zip(TEAMS, sign * mixed, strict=True))
        rooms.append(RoomShown(columns, dict(zip(TEAMS, scores, strict=True))))
    return rooms


def test_noise_goes_with_nothing() -> None:
    """Among many columns that were drawn by lot none is found, though some go with the score by chance."""
    assert leaks(_rooms(12, 0.0)) == []
    assert leaks(_rooms(200, 0.0)) == []


@pytest.mark.parametrize(("count", "share"), [(12, 0.6), (200, 0.2)])
def test_a_column_that_holds_some_of_the_score_is_found(count: int, share: float) -> None:
    """The more rooms, the less of it is needed; and nothing else is found beside it."""
    assert [found.key for found in leaks(_rooms(count, share))] == [("mixed",)]


def test_few_rooms_find_less() -> None:
    """What 200 rooms find, 12 may not: the long run is no repetition of the short one."""
    assert leaks(_rooms(12, 0.2)) == []


def test_a_column_that_turns_from_room_to_room_is_found() -> None:
    """Best first in one room and last in the next is no hiding: the squares of the correlations find it."""
    found = leaks(_rooms(30, 0.9, turned=True))
    assert [each.key for each in found] == [("mixed",)]
    assert abs(found[0].mean) < 0.3


def test_a_column_that_says_a_decision_is_left_out_and_one_that_nearly_does_is_not() -> None:
    """What teams chose may go with the score; a column that differs from it in one room is no decision."""
    rooms = _rooms(12, 0.9)
    told = [RoomShown(r.columns, r.scores, {"answer": r.columns["mixed",]}) for r in rooms]
    assert leaks(told) == []
    turned = [
        RoomShown(r.columns, r.scores, {"answer": {t: -v for t, v in r.columns["mixed",].items()}}) for r in rooms
    ]
    assert leaks(turned) == []
    other = {**told[0].facts["answer"], TEAMS[0]: 99.0, TEAMS[1]: -99.0}
    assert leaks([RoomShown(told[0].columns, told[0].scores, {"answer": other}), *told[1:]])


def test_being_named_at_all_is_a_column() -> None:
    """A list that names the better half of a room tells as much as numbers would."""
    rooms = []
    for room in _rooms(12, 0.0):
        columns = Columns()
        for team in sorted(TEAMS, key=lambda t: room.scores[t])[4:]:
            columns.put(("list", "first"), team, 1.0)
        columns.complete()
        rooms.append(RoomShown(columns.found, room.scores))
    assert [found.key for found in leaks(rooms)] == [("list", "first", "is there")]
