"""What people said each for themselves: their spread and shift, and what became of their forecasts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from session.rooms import opened, played

from chasm_game.compare.compare import compare
from chasm_game.compare.data import comparison_json
from chasm_game.compare.people import PeopleView
from chasm_game.compare.people_tables import people_csv, shifts_csv
from chasm_game.compare.people_words import people_sentences, whom_rows
from chasm_game.compare.spread import spread
from chasm_game.journal.people_actions import PeopleHeader, PersonSheet, PersonVote, SeatMoved, SeatTaken
from chasm_game.journal.people_journal import PEOPLE_FILE, PeopleJournal
from chasm_game.plain.compare import comparison
from chasm_game.scenario.library import Library
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, TeamStatus

CODES = ("babababa", "bebebebe", "bibibibi", "bobobobo")


def room_with_people(folder: Path, seats: int = 4) -> tuple[Room, PeopleJournal]:
    """A whole room of two teams, and as many people: the first two in team 1."""
    room = opened(folder, "Blue", "Red")
    people = PeopleJournal.create(room.folder, PeopleHeader("bafokile", "2026-11-28T10:00:00+00:00"))
    for number, code in enumerate(CODES[:seats]):
        people.append(SeatTaken(code, 1 + number // 2, f"{number:04}", f"{number:064x}"))
    return room, people


def voted(room: Room, people: PeopleJournal, letters: str) -> str:
    """Everybody votes in the round that waits, sure that nobody will lose; its id."""
    waits = room.view().round
    assert waits is not None
    for code, letter in zip(CODES, letters, strict=True):
        people.append(PersonVote(waits.id, code, letter, "nobody", 80))
    return waits.id


def ended(room: Room, people: PeopleJournal) -> PeopleView:
    """What a comparison says of the people, once the room is over."""
    while room.stage is RoomStage.LETTERS:
        view = room.view()
        letter = "-" if view.revealed else "a"
        played(room, "".join("." if team.status is TeamStatus.SITS_OUT else letter for team in view.teams))
    room.go_on()
    room.close()
    people.close()
    (ranking,) = compare([room.folder], Library()).view.rankings
    assert ranking.persons is not None
    return ranking.persons


@pytest.mark.parametrize(
    ("said", "mean", "half"),
    [
        # Mean and standard deviation by hand; Student's t from the usual table.
        ((10.0, 20.0, 30.0), 20.0, 4.303 * 10 / 3**0.5),
        ((10.0, 20.0, 30.0, 40.0), 25.0, 3.182 * 12.909944 / 2),
        (tuple(float(n) for n in range(31)), 15.0, 2.042 * 9.092121 / 31**0.5),
        (tuple(float(n) for n in range(32)), 15.5, 1.960 * 9.380832 / 32**0.5),
    ],
)
def test_a_mean_says_how_sure_it_is(said: Sequence[float], mean: float, half: float) -> None:
    """The interval is that of Student's t, and of many people the normal one."""
    found = spread(said)
    assert found is not None
    assert found.people == len(said)
    assert found.mean == pytest.approx(mean)
    assert found.high - found.mean == pytest.approx(half, rel=1e-4)
    assert found.mean - found.low == pytest.approx(half, rel=1e-4)


def test_the_middle_half_lies_between_the_quarters() -> None:
    """Of five people in order the second and the fourth."""
    found = spread([50.0, 10.0, 40.0, 20.0, 30.0])
    assert found is not None
    assert (found.quarter, found.three_quarters) == (20.0, 40.0)


def test_of_two_people_nothing_is_said() -> None:
    """Whoever knows one of them would know the other; of three something is."""
    assert spread([10.0, 20.0]) is None
    assert spread([10.0, 20.0, 30.0]) is not None


def test_people_are_told_and_not_teams(tmp_path: Path) -> None:
    """Four sheets before, three after: their means, and the shift of the three who handed in both."""
    room, people = room_with_people(tmp_path)
    for code, points in zip(CODES, (100, 60, 40, 20), strict=True):
        people.append(PersonSheet("before", code, {"customers": points, "investors": 100 - points}))
    for code, points in zip(CODES[1:], (50, 50, 50), strict=True):
        people.append(PersonSheet("after", code, {"customers": points / 2, "investors": 50 - points / 2}))
    found = ended(room, people)
    customers = next(line for line in found.whom if line.id == "customers")
    assert customers.before is not None
    assert customers.after is not None
    assert customers.shift is not None
    assert (customers.before.people, customers.before.mean) == (4, 55.0)
    assert (customers.after.people, customers.after.mean) == (3, 50.0)  # of 100, whatever they add up to
    assert (customers.shift.people, customers.shift.mean) == (3, 10.0)
    assert found.forecasts is None
    sentences = people_sentences(found)
    assert sentences[0] == "4 people had a seat; 4 handed in a sheet before, and 3 after."
    assert whom_rows(found)[0][1].startswith("55 (")


def test_a_forecast_counts_where_the_team_did_what_its_person_would_do(tmp_path: Path) -> None:
    """What would have followed from another answer nobody can tell."""
    room, people = room_with_people(tmp_path)
    people.append(PersonVote(voted(room, people, "AAAB"), CODES[2], "A"))
    found = ended(room, people)
    made = found.forecasts
    assert made is not None
    assert (made.votes, made.with_team, made.forecasts, made.sure) == (4, 3, 2, 80.0)
    blue = compare([room.folder], Library()).view.rankings[0].teams[0]
    assert blue.choices[0].prediction is None
    assert "Of 4 votes, 3 were for what the team then took." in people_sentences(found)


def test_who_was_moved_foresaw_the_game_of_the_team_of_then(tmp_path: Path) -> None:
    """Teams chose A and B: whoever voted with the first counts with it, also from the second one's table later."""
    room, people = room_with_people(tmp_path)
    voted(room, people, "AABB")
    played(room, "ab")
    people.append(SeatMoved(CODES[0], 2))
    found = ended(room, people).forecasts
    assert found is not None
    assert (found.votes, found.with_team) == (4, 4)


def test_every_output_says_it(tmp_path: Path) -> None:
    """Text and JSON of a live room have its people; of a room without devices nothing is said of any."""
    room, people = room_with_people(tmp_path)
    for code in CODES:
        people.append(PersonSheet("before", code, {"customers": 100.0}))
    ended(room, people)
    view = compare([room.folder], Library()).view
    assert "What people said, each for themselves" in "\n".join(comparison(view))
    (ranking,) = comparison_json(view)["rankings"]
    assert ranking["persons"]["seats"] == 4
    (room.folder / PEOPLE_FILE).unlink()
    view = compare([room.folder], Library()).view
    assert "each for themselves" not in "\n".join(comparison(view))
    assert "persons" not in comparison_json(view)["rankings"][0]


@pytest.mark.parametrize("said", [0, 2, 3])
def test_people_stand_in_a_table_from_three_on(tmp_path: Path, said: int) -> None:
    """A row each, in an order of chance, without code and team; of fewer nothing, for two know the third."""
    room, people = room_with_people(tmp_path)
    for number, code in enumerate(CODES[:said]):
        people.append(PersonSheet("before", code, {"customers": 10.0 * number, "investors": 100.0 - 10 * number}))
    found = ended(room, people)
    text = people_csv(room.folder, ["customers", "investors"], [])
    if said < 3:
        assert text == ""
        return
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["customers_before"] for row in rows) == ["0", "10", "20"]
    assert {row["customers_after"] for row in rows} == {""}
    assert all(code not in text for code in CODES)
    (first, *_) = csv.DictReader(io.StringIO(shifts_csv(found)))
    assert (first["what"], first["before"], first["spread_before"], first["shift"]) == ("customers", "10", "10", "")


def test_a_folder_without_people_has_no_table(tmp_path: Path) -> None:
    """Nothing is written of a room that was typed."""
    assert people_csv(tmp_path, ["customers"], []) == ""
