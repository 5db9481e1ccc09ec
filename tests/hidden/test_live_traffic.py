"""Nothing that the devices of a live room are sent before the scores are shown goes with the scores.

Read are the views and pages of the board, the door, whoever leads and a person of every team, at every step of a
session, and the events that each of these persons' devices hears: values, places, colours, orders, sizes, how many.
A team may know how its own company stands, as a player alone does: that part of a person's view is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hidden.live_rooms import OUTPUTS, played
from hidden.measure import RoomShown, leaks

from chasm_game.live import person_views
from chasm_game.session.room.device_room import DeviceRoom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hidden.live_rooms import LiveRoom

    from chasm_game.journal.people_state import SeatState
    from chasm_game.live.base import HostedBase
    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomView

pytestmark = [pytest.mark.long, pytest.mark.timeout(7200), pytest.mark.xdist_group("traffic")]

FEW, MANY = range(1, 9), range(1, 201)
LONG = range(1, 61)
"""Rooms with The Broken Guitar, in which companies fall, rounds are skipped, and much is locked."""


def shown(rooms: Iterable[LiveRoom], output: str, *, later: bool = False) -> list[RoomShown]:
    """What one output shows of rooms, until the scores are shown or once they are."""
    return [RoomShown((r.later if later else r.sent)[output].found, r.scores, r.facts) for r in rooms]


def found(rooms: Sequence[LiveRoom]) -> dict[str, list[str]]:
    """By output what goes with the score; outputs in which nothing does are left out."""
    leaking = {output: [str(each) for each in leaks(shown(rooms, output))] for output in OUTPUTS}
    return {output: each for output, each in leaking.items() if each}


def test_nothing_that_devices_are_sent_goes_with_the_score_in_many_rooms() -> None:
    """Eight teams of three, twenty-four devices, a board and a presenter: and no person is told of another team."""
    rooms = [played(seed) for seed in MANY]
    assert [each for room in rooms for each in room.strangers] == []
    assert found(rooms) == {}


def test_nothing_that_devices_are_sent_goes_with_the_score_in_a_long_story() -> None:
    """The same where companies fall, and where cash and trust open answers and bring texts of their own."""
    rooms = [played(seed, "broken-guitar") for seed in LONG]
    assert [each for room in rooms for each in room.strangers] == []
    assert found(rooms) == {}


def test_the_measure_finds_scores_once_they_are_shown() -> None:
    """Board, presenter and each team's own page have them then, and they are found there."""
    rooms = [played(seed) for seed in FEW]
    for output in ("board", "board, page", "persons, page", "presenter"):
        most = leaks(shown(rooms, output, later=True))
        assert abs(most[0].mean) > 0.9


def test_the_measure_finds_who_is_named_for_how_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A board that names the teams whose cash is low is found out."""

    def all_of_it(_room: DeviceRoom, view: RoomView) -> RoomRound | None:
        return view.round

    monkeypatch.setattr(DeviceRoom, "for_the_wall", all_of_it)
    assert "board, page" in found([played(seed) for seed in FEW])


def test_the_measure_finds_what_only_the_size_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points that say nothing, the more the wider a team's chasm is: in views and pages of its people."""

    def points(hosted: HostedBase, seat: SeatState, room: RoomView, *, gone: bool) -> str:
        del room, gone
        turns = hosted.room._seats[seat.team].played.game.turns if hosted.room.revealed else ()
        return "." * round(3 * turns[-1].before.chasm) if turns else ""

    monkeypatch.setattr(person_views, "_notice", points)
    sizes = found([played(seed) for seed in FEW])
    assert any("length" in each for each in sizes["persons"])
    assert any("size" in each for each in sizes["persons, page"])
