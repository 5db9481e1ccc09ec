"""The second page of the belief sheet: what is kept of it, what is refused, and what is made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import rooms, seats

from chasm_game.debrief.review_json import review_json
from chasm_game.engine.score import distance, how_distance
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Believed
from chasm_game.journal.journal import read_save
from chasm_game.journal.lines import NotAnAction, from_line, to_line
from chasm_game.journal.replay import replay
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.session.local import LocalPlay
from chasm_game.session.parse_input import Unreadable, mark_said, sheet_of
from chasm_game.session.room.room import Room
from chasm_game.session.seat import SheetRequest
from chasm_game.session.wire import request_from_wire, to_wire
from chasm_game.views.marks import MARKS_TOLD, mark_of, way_of
from chasm_game.views.round import Phase

POINTS = {"customers": 60.0, "investors": 40.0}
WAYS = {"voice": 1.0, "openness": 0.0, "horizon": -0.75, "sharing": 0.25}


def over(folder: Path, before: dict[str, float] | None, after: dict[str, float] | None) -> LocalPlay:
    """A game of two rounds with these second pages."""
    play = seats.begin(folder, seats.led())
    play.submit_beliefs(POINTS, before)
    play.decide("kind")
    play.decide("stay")
    play.submit_beliefs(POINTS, after)
    return play


def test_both_pages_are_one_line_of_the_save(tmp_path: Path) -> None:
    """They are handed in together, and come back as they were, alone and in a crowd."""
    play = over(tmp_path, WAYS, {"voice": 0.5})
    play.close()
    said = [json.loads(line) for line in play.save.read_bytes().splitlines()]
    assert said[1] == {"n": 1, "do": "beliefs", "when": "before", "points": POINTS, "ways": WAYS}
    record = read_save(play.save)
    for played in (replay(record), *replay_many([record])):
        assert not isinstance(played, ChasmError)
        assert played.ways == {"before": WAYS, "after": {"voice": 0.5}}
    assert isinstance(next(iter(replay_many([record]))), Replayed)


@pytest.mark.parametrize("ways", [b"", b',"ways":null'])
def test_a_line_without_a_second_page_is_one_that_was_passed_over(ways: bytes) -> None:
    """As every save has it that was written before there was one; and none is written where nothing was said."""
    line = b'{"n":1,"do":"beliefs","when":"before","points":null%b}\n' % ways
    assert from_line(1, line) == Believed("before", None, None)
    assert b"ways" not in to_line(1, Believed("after", POINTS))


@pytest.mark.parametrize(
    "ways", ["[]", "1", '"x"', '{"voice": "1"}', '{"voice": true}', '{"voice": null}', '{"voice": 1.01}',
             '{"voice": -1.0000001}', '{"voice": 1e400}', '{"voice": 99999999999999999999}'],
)  # fmt: skip
def test_what_is_no_second_page_is_no_line_of_a_save(ways: str) -> None:
    """A forged line is refused for what is wrong in it."""
    with pytest.raises(NotAnAction, match="ways"):
        from_line(1, f'{{"n":1,"do":"beliefs","when":"before","points":null,"ways":{ways}}}'.encode())


@pytest.mark.parametrize(
    ("ways", "why"),
    [
        ({"voices": 0.5}, "no axis `voices`"),
        ({"customers": 0.5}, "no axis `customers`"),
        ({}, "say something"),
        ({"voice": 1.0001}, "-1 to 1"),
        ({"voice": -1.0001}, "-1 to 1"),
        ({"voice": float("nan")}, "-1 to 1"),
    ],
)
def test_a_second_page_that_says_what_it_cannot_is_refused_and_changes_nothing(
    tmp_path: Path, ways: dict[str, float], why: str
) -> None:
    """Just beyond both ends, of an axis that is none, or of nothing: the sheet is still asked for."""
    play = seats.begin(tmp_path, seats.led())
    before = play.save.read_bytes()
    with pytest.raises(ChasmError, match=why):
        play.submit_beliefs(POINTS, ways)
    assert (play.phase, play.save.read_bytes()) == (Phase.BELIEFS_BEFORE, before)
    play.submit_beliefs(POINTS, {"voice": 1.0, "sharing": -1.0})
    assert play.phase is Phase.DECIDING
    play.close()


def test_the_debrief_measures_both_halves(tmp_path: Path) -> None:
    """Each sheet stands against the people of its own moment; the lines tell what was said, shown and wished."""
    play = over(tmp_path, WAYS, WAYS)
    view, first, last = play.debrief(), play.played.game.snapshots[0], play.played.game.snapshots[-1]
    how = how_distance(WAYS, first.people_ways)
    assert (view.own_how_before, view.own_how_after) == (how, how_distance(WAYS, last.people_ways))
    assert view.own_chasm_before == pytest.approx(0.5 * distance(POINTS, first.people) + 0.5 * how)
    line = {line.id: line for line in view.ways}["voice"]
    assert (line.before, line.after, line.start, line.people) == (1.0, 1.0, -0.5, 0.4)
    assert line.revealed == last.ways["voice"] > -0.5
    data = review_json(play.played, known=False)["beliefs_how"]
    assert data == {"before": WAYS, "after": WAYS, "revealed": last.ways, "people": last.people_ways}
    play.close()


def test_sheets_that_stand_side_by_side_are_measured_alike(tmp_path: Path) -> None:
    """Where one of two has no second page both are told by the first; where one says less, by what both say."""
    games = over(tmp_path / "one", WAYS, None), over(tmp_path / "less", WAYS, {"voice": 0.4})
    one, less = (play.debrief() for play in games)
    first = one.own_chasm_before
    assert (one.own_how_before, one.own_how_after) == (None, None)
    assert less.own_how_before == pytest.approx(30.0)
    assert less.own_how_after == pytest.approx(0.0)
    assert first == pytest.approx(2 * (less.own_chasm_before or 0) - 30.0)
    for play in games:
        play.close()


def test_a_quick_game_has_neither_page(tmp_path: Path) -> None:
    """It goes from the title to the first round, and from the last to the debrief; nothing can be handed in."""
    play = seats.begin(tmp_path, seats.led(), quick=True)
    assert play.phase is Phase.DECIDING
    with pytest.raises(ChasmError, match="no belief sheet"):
        play.submit_beliefs(POINTS, WAYS)
    play.close()


def test_taking_back_the_end_takes_the_second_sheet_back(tmp_path: Path) -> None:
    """Both of its pages were filled in knowing an end that is no longer the end."""
    play = seats.begin(tmp_path, seats.led(), practice=True)
    play.submit_beliefs(POINTS, WAYS)
    play.decide("kind")
    play.decide("stay")
    play.submit_beliefs(POINTS, WAYS)
    play.rewind()
    assert play.played.ways == {"before": WAYS}
    play.close()


def test_the_nine_marks_are_ways_and_back() -> None:
    """Quarters from -1 to 1, the middle at 5; every mark has its words, and a way between two goes to the middle."""
    assert [way_of(mark) for mark in MARKS_TOLD] == [-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0]
    assert [mark_of(way_of(mark)) for mark in MARKS_TOLD] == [*MARKS_TOLD]
    assert [mark_of(way) for way in (0.124, 0.125, 0.126, -0.124, -0.125, -0.126)] == [5, 5, 6, 5, 5, 4]


@given(st.floats(-1, 1, allow_nan=False))
def test_the_nearest_mark_is_never_farther_than_half_a_step(way: float) -> None:
    """Whatever anybody wishes has one of the nine marks."""
    assert mark_of(way) in MARKS_TOLD
    assert abs(way_of(mark_of(way)) - way) <= 0.125 + 1e-9


@pytest.mark.parametrize(("said", "mark"), [("", 5), (" 1", 1), ("9.", 9), ("７", 7), ("3)", 3)])
def test_a_mark_is_one_digit_and_nothing_is_the_middle(said: str, mark: int) -> None:
    """Also as an input method or a list writes it."""
    assert mark_said(said) == mark


@pytest.mark.parametrize("said", ["0", "10", "-1", "5.5", "x", "1 2", "½", "skip it"])
def test_what_is_no_mark_is_asked_for_again(said: str) -> None:
    """Just under the first, just over the last, and what is no number."""
    with pytest.raises(Unreadable, match="from 1 to 9"):
        mark_said(said)


PEOPLE = (("customers", "Guests"), ("investors", "Owners"))


def test_a_team_says_both_pages_in_one_line() -> None:
    """Points, a stroke, marks; without the stroke the second page is passed over."""
    axes = ["voice", "openness"]
    assert sheet_of("60 40", PEOPLE, axes) == (POINTS, None)
    assert sheet_of("60, 40 / 1, 9", PEOPLE, axes) == (POINTS, {"voice": -1.0, "openness": 1.0})
    assert sheet_of("60 40／5 3", PEOPLE, axes) == (POINTS, {"voice": 0.0, "openness": -0.5})


@pytest.mark.parametrize(
    ("said", "why"),
    [("60 40 /", "not 2 numbers"), ("60 40 / 5", "not 2 numbers"), ("60 40 / 5 10", "from 1 to 9"),
     ("/ 5 5", "not 2 numbers"), ("60 40 / 5 5 / 5 5", "not 2 numbers"), ("60 41 / 5 5", "not to 100")],
)  # fmt: skip
def test_a_line_that_is_half_a_page_is_refused(said: str, why: str) -> None:
    """Nothing is guessed of what is missing."""
    with pytest.raises(Unreadable, match=why):
        sheet_of(said, PEOPLE, ["voice", "openness"])


def test_a_story_without_axes_takes_no_marks() -> None:
    """What would be lost is refused."""
    with pytest.raises(Unreadable, match="points only"):
        sheet_of("60 40 / 5", PEOPLE, [])


def test_teams_of_a_room_hand_in_both_pages(tmp_path: Path) -> None:
    """They are in the team's own save, and the room shows the questions."""
    room = Room.new(seats.led(), tmp_path)
    for name in rooms.NAMES:
        room.add_team(name)
    room.begin()
    assert [axis.id for axis in room.view().axes] == [*WAYS]
    room.believe(1, POINTS, WAYS)
    room.believe(2, POINTS)
    with pytest.raises(ChasmError, match="no axis"):
        room.believe(3, POINTS, {"weather": 0.0})
    assert [team.sheets[0] for team in room.view().teams] == [True, True, False]
    room.go_on()
    room.reveal()  # with the first choices the sheets go into the saves
    saves = [read_save(path) for path in sorted(room.folder.glob("led-*.jsonl"))]
    said: list[Any] = [a for save in saves for a in save.actions if isinstance(a, Believed)]
    assert sorted((a.ways for a in said), key=str) == sorted((WAYS, None, None), key=str)
    assert [a.points for a in said].count(None) == 1  # the third handed in none
    room.close()


def test_both_pages_cross_to_a_host_and_an_older_seat_hands_in_one() -> None:
    """What a request does not say is passed over; what is no number is refused."""
    request = SheetRequest("before", POINTS, WAYS)
    assert request_from_wire(to_wire(request)) == request
    assert request_from_wire(b'{"kind":"sheet","when":"after","points":null}') == SheetRequest("after", None)
    with pytest.raises(ChasmError, match=r"no SheetRequest at ways\.voice"):
        request_from_wire(b'{"kind":"sheet","when":"after","points":null,"ways":{"voice":"1"}}')
