"""The end of a live room: its pages are written, everybody takes the own one home, and no seat is good any more."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from live.serving import PATIENCE, Client, Served, room, served

from chasm_game.cli import main
from chasm_game.commands.hosting import closes
from chasm_game.journal.journal import read_save
from chasm_game.journal.people_journal import PEOPLE_FILE
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import DEBRIEF_FOLDER
from chasm_game.live.hosted import Hosted


def to_the_end(it: Served, people: list[Client]) -> None:
    """Everything by default; sheets of everybody before and after."""
    it.lead.do("/presenter/begin")
    for n, person in enumerate(people):
        person.do("/seat/sheet", when="before", points={"customers": 10 * n + 10, "investors": 90 - 10 * n})
    it.lead.do("/presenter/next")
    while it.lead.view("presenter")["stage"] == "story":
        for verb in ("answers", "reveal", "next"):
            it.lead.do(f"/presenter/{verb}")
    for n, person in enumerate(people):
        person.do("/seat/sheet", when="after", points={"customers": 10 * n + 20 + n % 2, "investors": 80 - 10 * n})
    it.lead.do("/presenter/next")


def closed(it: Served) -> None:
    """The room is closed, and its pages are there."""
    closes(it.live)
    it.lead.do("/presenter/close")
    until = time.monotonic() + PATIENCE
    while it.lead.view("presenter")["stage"] != "closed":
        assert time.monotonic() < until, it.lead.view("presenter")["notice"]


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Served]:
    """A room of two teams that is served."""
    with served(Hosted.new(room(tmp_path))) as found:
        yield found


def test_everybody_takes_the_page_of_the_own_team_home(it: Served) -> None:
    """After the close a person has the own team's page and no other; whoever leads has all; strangers have none."""
    blue, red = it.join(1), it.join(2)
    to_the_end(it, [blue, red])
    it.lead.do("/presenter/scores")
    closed(it)
    own, others = blue.view()["page"], red.view()["page"]
    assert own != others
    assert "Team 1" in blue.send("GET", own).text
    assert blue.send("GET", others).status_code == 404
    assert it.lead.send("GET", others).status_code == 200
    assert it.lead.view("presenter")["pages"] == [["Team 1", own], ["Team 2", others]]
    window = it.http.get("/presenter", headers={"authorization": f"Bearer {it.lead.token}"}).text
    assert all(f'href="{page}"' in window for page in (own, others))
    assert Client(it).send("GET", own).status_code == 401
    assert Client(it, "wrong").send("GET", own).status_code == 401
    assert "style-src 'unsafe-inline'" in blue.send("GET", own).headers["content-security-policy"]
    written = {path.name for path in (it.hosted.room.folder / DEBRIEF_FOLDER).rglob("*")}
    assert {"room.html", "tables.csv", "tables.xlsx", "teams", "team-1.html", "team-2.html"} <= written


@pytest.mark.long
def test_after_the_close_nothing_lets_anybody_back(it: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody joins, nothing is handed in, the file has no token and no PIN; the folder cannot be hosted again."""
    person = it.join(1)
    to_the_end(it, [person])
    closed(it)
    assert "over" in it.http.post(f"/{it.code}/join", json={"team": 1, "key": "12345678"}).json()["refused"]
    person.refused("/seat/sheet", 409, when="after", points={"customers": 1})
    it.lead.refused("/presenter/next", 409)
    text = (it.hosted.room.folder / PEOPLE_FILE).read_text("utf-8")
    assert '"pin":"",' in text
    assert person.seat["pin"] not in text.split('"do":"seat"')[1].split("}")[0]
    it.hosted.end()
    with pytest.raises(SystemExit) as ended:
        main(["host", "--resume", str(it.hosted.room.folder)])
    assert ended.value.code == 1
    assert "This room is closed; its pages are in" in capsys.readouterr().err


@pytest.mark.long
def test_what_was_not_revealed_is_not_on_the_pages(it: Served) -> None:
    """A room that is closed without its scores has pages without them."""
    to_the_end(it, [it.join(1)])
    closed(it)
    score = _scores(it)
    assert len(score) == 2
    page = (it.hosted.room.folder / DEBRIEF_FOLDER / "room.html").read_text("utf-8")
    table = (it.hosted.room.folder / DEBRIEF_FOLDER / "tables.csv").read_text("utf-8-sig")
    assert all(f">{each}<" not in page for each in score)
    assert all(not row.get("score") for row in csv.DictReader(io.StringIO(table)))


def _scores(it: Served) -> list[str]:
    saves = it.hosted.room.folder.glob("*.jsonl")
    outcomes = [replay(read_save(path)).game.outcome for path in saves]
    return [str(outcome.score) for outcome in outcomes if outcome is not None]


@pytest.mark.long
@pytest.mark.parametrize("people", [2, 3, 4])
def test_what_people_believed_is_written_without_anybody(it: Served, people: int) -> None:
    """From three people on a row each, in an order of chance, without code and team; and how they moved."""
    seats = [it.join(n % 2 + 1) for n in range(people)]
    to_the_end(it, seats)
    closed(it)
    pages = it.hosted.room.folder / DEBRIEF_FOLDER
    if people < 3:
        assert not (pages / "people.csv").exists()
        return
    text = (pages / "people.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(float(row["customers_before"]) for row in rows) == [10.0 * n + 10 for n in range(people)]
    assert all(person.seat["code"] not in text for person in seats)
    assert "Team" not in text
    shifts = list(csv.DictReader(io.StringIO((pages / "people-shift.csv").read_text("utf-8-sig"))))
    customers = next(row for row in shifts if row["what"] == "customers")
    assert int(customers["people_both_times"]) == people
    assert float(customers["low_95"]) < float(customers["shift"]) < float(customers["high_95"])
