"""The room with every slip in it: each put right, the process killed at every step of that, and what it hands out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from session import seats
from session.rooms import choices
from session.test_room_crashes import Killed, killed_after, tracked

from chasm_game.compare.account import kind_of_game
from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.compare.found_files import CountedAs
from chasm_game.compare.hidden import without_ranks
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.pages.handout import handout
from chasm_game.pages.room import room_page
from chasm_game.pages.team import team_page
from chasm_game.plain.compare import comparison
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

BLUE, RED, GREEN, GONE, MISTAKE, LATE = range(1, 7)
SHEET = {"customers": 60.0, "investors": 40.0}
OTHER = {"customers": 10.0, "employees": 90.0}

Step = Callable[[Room], object]


def _letters(said: str) -> list[Step]:
    """A letter for each team that takes part, one step each: `B`, a dot for none, a minus for nobody there."""

    def one(n: int, letter: str) -> Step:
        def give(room: Room) -> None:
            team = room.view().teams[n].id
            room.mark_absent(team) if letter == "-" else room.choose(team, letter)

        return give

    return [one(n, letter) for n, letter in enumerate(said) if letter != "."]


def reveal_the_first(room: Room) -> None:
    """The first round."""
    room.reveal()


STEPS: tuple[Step, ...] = (
    *(lambda room, name=name: room.add_team(name) for name in ("Blue", "Read", "Green", "Gone")),
    lambda room: room.begin(),
    lambda room: room.believe(BLUE, OTHER),  # Red's, typed for Blue
    lambda room: room.believe(BLUE, SHEET),
    lambda room: room.believe(RED, OTHER),
    lambda room: room.believe(GREEN, OTHER),  # it had none
    lambda room: room.believe(GREEN, None),
    lambda room: room.rename(RED, "Red"),  # misspelt
    lambda room: room.go_on(),
    lambda room: room.believe(GONE, SHEET),  # forgotten, and typed after the page was left
    lambda room: room.add_team("n"),  # a key that was meant for something else
    lambda room: room.remove(MISTAKE),
    *_letters("abb."),  # in small letters, and one of them wrong
    lambda room: room.predict(GREEN, "investors", 80),
    lambda room: room.explain(GREEN, "They ran."),
    reveal_the_first,
    lambda room: room.correct(GREEN, "C"),  # it had shown C
    lambda room: room.open_all(),
    lambda room: room.correct(GONE, "A"),  # it had shown A, and nobody had typed it
    lambda room: room.go_on(),
    lambda room: room.choose(RED, "B"),  # on the side road that its B led to
    lambda room: room.correct(RED, "C"),  # which was wrong too: there is no such road
    lambda room: room.add_team("Late"),
    *_letters("C-C-C"),
    lambda room: room.reveal(),
    lambda room: room.correct(RED, "c"),  # back from the corridor in the last moment
    lambda room: room.go_on(),
    lambda room: room.remove(GONE),  # it went home
    lambda room: room.reveal(),
    lambda room: room.restore(GONE),  # and came back
    lambda room: room.remove(GONE),
    lambda room: room.go_on(),
    lambda room: room.believe(BLUE, OTHER),
    lambda room: room.believe(BLUE, SHEET),
    lambda room: room.rename(LATE, "Latecomers"),
    lambda room: room.go_on(),
    lambda room: room.show_scores(),
)


def _calm(folder: Path) -> Room:
    """The room, and nobody kills it."""
    room = Room.new(seats.small(), folder, labels="after")
    for step in STEPS:
        step(room)
    return room


def _killed(folder: Path, writes: int, steps: range) -> tuple[Room, int]:
    """The same, killed at some steps: so many lines are whole, the next is torn. What left nothing is done again."""
    room, kills = Room.new(seats.small(), folder, labels="after"), 0
    for number, step in enumerate(STEPS):
        if number not in steps:
            step(room)
            continue
        with tracked() as held:
            try:
                with killed_after(writes, 0.5):
                    step(room)
            except Killed:
                kills += 1
                room.close()
                for file in held:
                    file.close()
                room = Room.resume(room.folder)
                if writes == 0:
                    step(room)
            held.clear()
    return room, kills


ALL = range(1, len(STEPS))
"""Not the first: a room in which no team was ever entered leaves nothing behind."""
CORRECTIONS = range(next(n for n, step in enumerate(STEPS) if step is reveal_the_first), len(STEPS), 7)
"""A few of them, with the first reveal."""


@pytest.mark.parametrize(
    ("writes", "steps"),
    [
        (1, CORRECTIONS),
        pytest.param(0, ALL, marks=pytest.mark.long),
        pytest.param(1, ALL, marks=pytest.mark.long),
        pytest.param(2, ALL, marks=pytest.mark.long),
    ],
)
def test_killed_at_every_step_the_room_that_was_put_right_is_the_same(
    tmp_path: Path, put_right: Path, writes: int, steps: range
) -> None:
    """However it was killed, teams, sheets, choices, corrections, labels and scores are those of a calm room."""
    calm = Room.resume(put_right)
    room, kills = _killed(tmp_path, writes, steps)
    assert kills >= {(0, ALL): len(ALL), (1, ALL): 12, (2, ALL): 4}.get((writes, steps), 1)
    assert room.stage is RoomStage.END
    assert room.view().teams == calm.view().teams
    assert room.view().removed == calm.view().removed == ((GONE, "Gone"), (MISTAKE, "n"))
    assert room.view().scores == calm.view().scores
    assert room.labels == calm.labels == "after"
    for each in (room, calm):
        each.close()
    assert choices(room) == choices(calm)
    assert _said(room.folder) == _said(calm.folder)


def _said(folder: Path) -> dict[str, tuple[object, ...]]:
    """What every save came to."""
    games = map(replay, map(read_save, sorted(folder.glob("*.jsonl"))))
    return {g.header.team: (tuple(g.choices), dict(g.beliefs), dict(g.ways), g.removed, g.over) for g in games}


@pytest.fixture(scope="module")
def put_right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the room, once for all outputs."""
    room = _calm(tmp_path_factory.mktemp("slips"))
    room.close()
    return room.folder


@pytest.fixture(scope="module")
def compared(put_right: Path) -> Comparison:
    """Its teams side by side."""
    return compare([put_right], seats.library())


def test_each_slip_is_put_right_in_the_saves(put_right: Path) -> None:
    """Sheets are the team's own, the corrected letters count, what was foreseen stays, who is out is marked as out."""
    games = {g.header.team: g for g in map(replay, map(read_save, put_right.glob("*.jsonl")))}
    assert {name: game.removed for name, game in games.items()} == {
        "Blue": False, "Red": False, "Green": False, "Gone": True, "n": True, "Latecomers": False
    }  # fmt: skip
    assert {name: games[name].beliefs["before"] for name in ("Blue", "Red", "Green", "Gone")} == {
        "Blue": SHEET, "Red": OTHER, "Green": None, "Gone": SHEET
    }  # fmt: skip
    first = {name: game.choices[0] for name, game in games.items() if game.choices}
    assert {name: (c.response, c.corrected, c.defaulted) for name, c in first.items()} == {
        "Blue": ("kind", None, False), "Red": ("talk", "hard", False), "Green": ("talk", "hard", False),
        "Gone": ("kind", "kind", False), "Latecomers": ("kind", None, True),
    }  # fmt: skip
    assert (first["Green"].who, first["Green"].confidence, first["Green"].reason) == ("investors", 80, "They ran.")
    assert games["Blue"].beliefs["after"] == SHEET


def test_every_output_marks_what_was_corrected_and_uses_the_newest_names(compared: Comparison) -> None:
    """Plain text, table, JSON and page have the mark; no output has a name that was given up."""
    plain = "\n".join(comparison(compared.view))
    (ranking,) = compared.view.rankings
    page = room_page(ranking, compared.packs(ranking))
    table = list(csv.DictReader(io.StringIO(comparison_csv(compared.view))))
    data = comparison_json(compared.view)["rankings"][0]
    assert "C†" in plain
    assert "† was corrected after the reveal" in plain
    assert "C†" in page.replace("</abbr>", "")
    assert "† corrected after the reveal" in page
    assert {(row["team"], row["round"], row["corrected"]) for row in table if row["corrected"]} == {
        ("Green", "first", "B"), ("Red", "first", "B"), ("Red", "narrow", "C"),
    }  # fmt: skip
    assert {team["team"]: team["corrected"] for team in data["teams"] if team["corrected"]} == {
        "Green": [{"round": "first", "letter": "B"}],
        "Red": [{"round": "first", "letter": "B"}, {"round": "narrow", "letter": "C"}],
    }
    for told in (plain, page):
        assert "Latecomers" in told
        assert "Read " not in told


def test_hidden_scores_stay_hidden_and_the_marks_stay(compared: Comparison) -> None:
    """Without the scores the marks are there, and no score, place or label is."""
    hidden = compared.without_scores()
    plain = "\n".join(comparison(hidden.view))
    assert "C†" in plain
    assert "PLACE" not in plain
    assert all(row["score"] == "" for row in csv.DictReader(io.StringIO(comparison_csv(hidden.view))))


def test_a_team_that_was_taken_out_is_no_part_of_the_talk_and_is_accounted_for(compared: Comparison) -> None:
    """Its file is named with the reason, and it stands in no table of choices."""
    (ranking,) = compared.view.rankings
    assert {each.team for each in ranking.teams} == {"Blue", "Red", "Green", "Latecomers"}
    assert {each.team: each.reason for each in ranking.unranked} == {
        "Gone": "taken out of its room",
        "n": "taken out of its room",
    }
    assert [each.counted_as for each in compared.view.files].count(CountedAs.REMOVED) == 2


def test_a_reason_for_a_letter_that_was_corrected_is_marked_where_it_stands(
    compared: Comparison, put_right: Path
) -> None:
    """It was written for the letter that had been typed: beside the reason that letter is named, on every face."""
    (ranking,) = compared.view.rankings
    page = room_page(ranking, compared.packs(ranking))
    said = page[page.index("They ran.", page.index('id="reasons"')) :].partition("</blockquote>")[0]
    assert "† (B had been typed)" in said
    room = Room.resume(put_right)
    words = [each for part in room.talk()[1] for each in part.words if "They ran." in each.text]
    room.close()
    assert [each.text.partition("† ")[2] for each in words] == ["B had been typed."]


def test_a_teams_own_paper_says_what_it_did_not_decide(compared: Comparison) -> None:
    """A default and a corrected letter are marked beside the answer, on paper and on the page without scores."""
    (ranking,) = compared.view.rankings
    packs = compared.packs(ranking)
    by_name = {pack.line.team: pack for pack in packs}
    for write, shown in ((handout, ranking), (handout, without_ranks(ranking)), (team_page, without_ranks(ranking))):
        assert "(by default)" in write(shown, packs, by_name["Latecomers"])
        assert "(† B had been typed)" in write(shown, packs, by_name["Green"])
        blue = write(shown, packs, by_name["Blue"])
        assert "had been typed)" not in blue[blue.index('id="decisions"') :].partition("</section>")[0]


def test_a_corrected_save_counts_as_practice_without_its_rooms_journal(put_right: Path, tmp_path: Path) -> None:
    """Beside the journal it is ranked under any name; alone, or beside another journal, it is practice."""
    for path in put_right.glob("*.jsonl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kinds = {}
    for path in sorted(tmp_path.glob("*.jsonl")):
        record = read_save(path)
        kinds[record.team] = kind_of_game(replay(record), record)[0]
    assert kinds["Green"] is kinds["Red"] is CountedAs.PRACTICE
    assert kinds["Blue"] is CountedAs.RANKED
    (tmp_path / "room.journal").write_bytes((put_right / "room.journal").read_bytes())
    renamed = next(tmp_path.glob("*green*")).rename(tmp_path / "some name.jsonl")
    record = read_save(renamed)
    assert kind_of_game(replay(record), record)[0] is CountedAs.RANKED
    typed = b'"do":"correct","round":"first","team":3,"response":"%s"'
    forged = (tmp_path / "room.journal").read_bytes().replace(typed % b"talk", typed % b"kind")
    (tmp_path / "room.journal").write_bytes(forged)
    assert kind_of_game(replay(record), record)[0] is CountedAs.PRACTICE


@pytest.mark.parametrize(
    ("journal", "ranked"),
    [("room/room.journal", True), ("room/room (1).journal", True), ("room.journal", False), (None, False)],
)
def test_a_rooms_journal_vouches_in_a_zip_file_for_what_was_packed_beside_it(
    put_right: Path, tmp_path: Path, journal: str | None, ranked: bool
) -> None:
    """In the same folder of the zip under any name; one in another folder, or none, leaves a correction practice."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for path in put_right.glob("*.jsonl"):
            packed.write(path, f"room/{path.name}")
        if journal is not None:
            packed.write(put_right / "room.journal", journal)
    found = compare([tmp_path / "all.zip"], seats.library()).view
    counted = {line.team: line.counted_as for line in found.files if line.team}
    assert (counted["Green"] is CountedAs.RANKED) is ranked
    assert (counted["Red"] is CountedAs.PRACTICE) is not ranked
    assert counted["Blue"] is CountedAs.RANKED
    told = [line.reason for line in found.files if not line.team]
    assert told == ([] if journal is None else ["the journal of a room, and no save"])


def test_a_damaged_journal_in_a_zip_file_vouches_for_nothing_and_stops_nothing(put_right: Path, tmp_path: Path) -> None:
    """The other saves of the file count as before."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for path in put_right.glob("*.jsonl"):
            packed.write(path, path.name)
        packed.writestr("room.journal", (put_right / "room.journal").read_bytes().replace(b'"n":3', b'"n":4'))
    counted = {line.team: line.counted_as for line in compare([tmp_path / "all.zip"], seats.library()).view.files}
    assert counted["Green"] is CountedAs.PRACTICE
    assert counted["Blue"] is CountedAs.RANKED
