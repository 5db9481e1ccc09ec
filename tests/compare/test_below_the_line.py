"""Who was absent stands below a line; who did not finish takes part in all but the ranking."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from session import seats
from session.rooms import hand_in, opened

from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.compare.ranking import in_rank_order
from chasm_game.compare.sheets import sheets
from chasm_game.pages.room import room_page
from chasm_game.plain.compare import comparison
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage
from chasm_game.views.thresholds import is_absent


@pytest.mark.parametrize(
    ("defaulted", "rounds", "absent"),
    [
        (0, 6, False),
        (2, 6, False),
        (3, 6, True),
        (4, 6, True),
        (2, 5, False),
        (3, 5, True),
        (0, 0, False),
        (1, 1, True),
    ],
)
def test_half_of_the_rounds_by_default_is_absent(defaulted: int, rounds: int, absent: bool) -> None:
    """Just under half is ranked, half and more is not."""
    assert is_absent(defaulted, rounds) is absent


def _to_the_end(room: Room, *rounds: str) -> None:
    for letters in rounds:
        hand_in(room, letters)
        room.reveal()
        room.go_on()
    assert room.stage is RoomStage.SHEETS_AFTER
    room.go_on()


def test_an_absent_team_has_no_place_and_takes_none_in_the_room(tmp_path: Path) -> None:
    """The best by default stands last, without a place; the others' places are as if it were not there."""
    room = opened(tmp_path, "Blue", "Red", "Away", scenario=seats.led())
    _to_the_end(room, "BB-", "BAA")
    room.show_scores()
    scores = room.view().scores
    assert scores is not None
    assert scores[-1].team == "Away"
    assert scores[-1].rank is None
    assert scores[-1].score >= max(line.score for line in scores[:-1])
    assert {line.rank for line in scores[:-1]} <= {1, 2}
    room.close()


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Two teams that finished, one that was absent, one whose file ends after its first round."""
    room = Room.new(seats.led(), tmp_path_factory.mktemp("line"))
    for name in ("Blue", "Red", "Away", "Short"):
        room.add_team(name)
    room.begin()
    room.believe(4, {"customers": 100.0})
    room.go_on()
    room.explain(4, "We had to go.")
    _to_the_end(room, "BB-A", "BAAA")
    room.close()
    short = next(room.folder.glob("*short*"))
    lines = short.read_bytes().splitlines(keepends=True)
    short.write_bytes(b"".join(lines[: 1 + next(n for n, line in enumerate(lines) if b'"do":"choose"' in line)]))
    return compare([room.folder], seats.library())


def test_the_comparison_has_them_below_the_line_in_every_output(compared: Comparison) -> None:
    """No place, no place by any output, none taken from others; plain text and page have the line."""
    (ranking,) = compared.view.rankings
    assert [(team.team, team.rank is None) for team in ranking.teams][-1] == ("Away", True)
    assert not ranking.teams[-1].ranks
    assert [team.rank for team in ranking.teams[:-1]] == [team.rank for team in in_rank_order(ranking.teams[:-1])]
    plain, page = "\n".join(comparison(compared.view)), room_page(ranking, compared.packs(ranking))
    for told in (plain, page):
        assert "Not ranked, for the default decided half of their rounds or more" in told
    assert all("Away" not in str(other.order) for other in ranking.other_people)
    (file,) = (each for each in compared.view.files if each.team == "Away")
    assert file.reason == "below the line: 1 of 2 rounds by default"


def test_an_unfinished_team_is_in_the_choices_the_reasons_and_the_beliefs(compared: Comparison) -> None:
    """With how far it came, on the page and in plain text, hidden or not; and in no ranking."""
    (ranking,) = compared.view.rankings
    page = room_page(ranking, compared.packs(ranking))
    for told in ("\n".join(comparison(compared.view)), "\n".join(comparison(compared.without_scores().view)), page):
        assert "Short (to round 1)" in told
        assert "We had to go." in told
    assert "Short" not in str([team.team for team in ranking.teams])
    assert ranking.beliefs is not None
    assert ranking.beliefs.handed_in_before == 1
    assert comparison_json(compared.view)["rankings"][0]["unfinished"] == [
        {"team": "Short (to round 1)", "save": ranking.unfinished[0].save, "choices": ["kind"], "corrected": []}
    ]
    assert {"Short"} == {each.team for each in ranking.unranked}


def test_an_unfinished_team_is_in_the_table_and_in_every_sheet_and_is_marked(compared: Comparison) -> None:
    """Its decisions, sheet and forecasts stand in table and workbook, hidden or not, without a place or an output."""
    for view, outcome in ((compared.view, True), (compared.without_scores().view, False)):
        rows = list(csv.DictReader(io.StringIO(comparison_csv(view))))
        (short,) = (row for row in rows if row["finished"] == "0")
        assert (short["team"], short["response"], short["reason"]) == ("Short (to round 1)", "kind", "We had to go.")
        assert {short[name] for name in ("rank", "score", "chasm_end", "calibration", "ending")} == {""}
        assert bool(short["value_after"]) is outcome
        assert {row["team"] for row in rows} == {"Blue", "Red", "Away", "Short (to round 1)"}
        book = {sheet.name: sheet for sheet in sheets(view)}
        for sheet in (book["Decisions"], book["Teams"], book["Beliefs"]):
            assert any(row[2] == "Short (to round 1)" for row in sheet.rows)
        places = {str(row[2]): row[3:] for row in book["Teams"].rows}
        *outputs, file, finished = places["Short (to round 1)"]
        assert (set(outputs), file, finished) == ({None}, compared.view.rankings[0].unfinished[0].save, False)
        assert {row[-1] for team, row in places.items() if team != "Short (to round 1)"} == {True}
