"""`chasm compare` as a command: its outputs, its exit codes, and hostile text in all of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import samples
from session import seats

from chasm_game import cli
from chasm_game.compare.data import COLUMNS
from chasm_game.session.local import LocalPlay

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eknalb\u2066",
    "[/bold][red]",
    "x" * 10_000,
    "",
)
"""Names and reasons as somebody may type them; each is kept as far as a save keeps it."""


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main([*arguments, "--story", str(seats.STORY)])
    return int(ended.value.code or 0)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A team for each hostile text, which is its name and its reason."""
    for number, text in enumerate(HOSTILE):
        play = LocalPlay.new(seats.small(), tmp_path / f"{number:02}", team=text)
        play.submit_beliefs({"customers": 50, "investors": 50})
        for response in ("kind", "rest", "wait"):
            play.decide(response, prediction=("customers", 60), reason=text)
        play.submit_beliefs(None)
        play.close()
    return tmp_path


def test_hostile_texts_are_shown_as_text(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In plain text nothing steers the terminal, every team has its row, and columns stay columns."""
    assert run("compare", str(hostile), "--plain") == 0
    out = capsys.readouterr().out
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out) is None
    assert "<script>alert(1)</script>" in out
    assert "[/bold][red]" in out
    rows = out.split("PLACE")[1].split("\n\n")[0].splitlines()
    assert len(rows) == 1 + len(HOSTILE)
    assert max(len(row) for row in rows) < 300


def test_no_cell_of_the_table_is_a_formula(hostile: Path, tmp_path: Path) -> None:
    """Read with the csv module, put into a workbook and read again: texts are texts, numbers numbers, nothing runs."""
    table = tmp_path / "facts.csv"
    assert run("compare", str(hostile), "--csv", str(table)) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 3 * len(HOSTILE)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row.values()))
    book.save(tmp_path / "facts.xlsx")
    again = openpyxl.load_workbook(tmp_path / "facts.xlsx").active
    assert again is not None
    cells = [cell for row in again.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}  # a formula is what begins with =
    assert all(any(_same(row["reason"], text) for row in rows) for text in HOSTILE)
    for row in rows:
        assert not row["reason"].startswith(tuple("=+-@\t\r＝"))
        assert not row["team"].startswith(tuple("=+-@\t\r＝"))
        for name in ("seed", "rank", "score", "chasm_end", "resilience", "confidence", "number", "value_after"):
            float(row[name])


def _same(cell: str, text: str) -> bool:
    """Whether a cell says what somebody typed, but for what cannot be seen and the guard before it."""
    letters = re.sub(r"[^\w]+", "", text)
    return letters[:8] in re.sub(r"[^\w]+", "", cell)


def test_json_has_every_text_as_it_is(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets what was typed, to the character, as far as a save keeps it."""
    assert run("compare", str(hostile), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    names = {re.sub(r" \(\d\)$", "", team["team"]) for team in told["rankings"][0]["teams"]}  # `=1+1`, wide and not
    kept = {text.strip()[:200].strip() or "a team without a name" for text in HOSTILE}
    assert names == kept


def test_the_json_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """Version 2: these fields, of these kinds, in rankings, teams, unranked and rejected."""
    assert run("compare", str(samples.FOLDER), str(samples.FOLDER / "not-there.jsonl"), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["chasm", "rankings", "rejected", "passed_over", "copies", "files"]
    assert told["chasm"] == 2
    (ranking,) = told["rankings"]
    assert {name: type(value) for name, value in ranking.items()} == {
        "scenario": str, "scenario_sha256": str, "rulebook_sha256": str, "seed": int, "known": bool, "people": str,
        "teams": list, "unranked": list, "unfinished": list,
    }  # fmt: skip
    team = ranking["teams"][0]
    assert {name: type(value) for name, value in team.items()} == {
        "team": str, "save": str, "rank": int, "score": int, "outputs": dict, "ranks": dict, "choices": list,
        "value_by_round": list, "defaulted": int, "corrected": list, "what_start": float, "what_end": float,
        "how_start": float, "how_end": float, "difficulty": str,
    }  # fmt: skip
    assert list(team["outputs"]) == ["score", "chasm_start", "chasm_end", "say_do", "resilience", "calibration"]
    by_name = {made.name: [turn.response for turn in made.turns] for made in samples.TEAMS}
    assert [each["choices"] for each in ranking["teams"]] == [by_name[each["team"]] for each in ranking["teams"]]
    defaults = {made.name: sum(turn.defaulted for turn in made.turns) for made in samples.TEAMS}
    assert {t["team"]: t["defaulted"] for t in ranking["teams"]} == defaults
    assert told["rejected"] == [
        {"save": str(samples.FOLDER / "not-there.jsonl"), "reason": "there is no such file or folder"}
    ]


def test_the_samples_are_what_the_script_makes_and_rank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python tests/samples.py` makes them anew when this fails: the story has changed since they were made."""
    made = {path.name: path.read_bytes() for path in samples.make_all(tmp_path)}
    there = {path.name: path.read_bytes() for path in samples.FOLDER.glob("*.jsonl")}
    assert made == there
    assert run("compare", str(samples.FOLDER), "--json") == 0
    (ranking,) = json.loads(capsys.readouterr().out)["rankings"]
    assert ranking["known"]
    assert [team["rank"] for team in ranking["teams"]] == [1, 2, 3, 4, 5, 6]
    readme = (samples.FOLDER / "README.md").read_text(encoding="utf-8")
    assert [team["team"] for team in ranking["teams"] if f"| {team['team']} |" not in readme] == []


def test_the_samples_are_nobodys_own_games(capsys: pytest.CaptureFixture[str]) -> None:
    """A list of games and best scores looks into the folder of the saves, not into folders within it."""
    assert run("list", str(samples.FOLDER.parent)) == 0
    listed = capsys.readouterr().out
    row = next(line for line in listed.splitlines() if line.startswith("broken-guitar"))
    assert " – " in row
    assert run("list", str(samples.FOLDER.parent), "--saves") == 0
    assert "Early Shift" not in capsys.readouterr().out


def test_the_text_tells_everything_that_a_debrief_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Places with the rule, choices, values, where they parted, the surest miss, the room, other people, reasons."""
    assert run("compare", str(samples.FOLDER)) == 0
    out = capsys.readouterr().out
    for told in (
        "Equal scores go to the narrower final chasm", "Where the teams parted: Nineteen dollars",
        "Most sure and wrong: ",
        "The social chasm of the room: 27 before (whom 29, how 25; 6 sheets), 13 after (whom 13, how 13; 5 sheets).",
        "lol the canoe",
        "Would other people rank the teams in the same way?", "Value at the end of each round",
    ):  # fmt: skip
        assert told in out
    matrix = out.split("What each team chose\n")[1].split("\n\n")[0].splitlines()
    (table_two,) = [row for row in matrix if row.startswith("Table Two")]
    assert table_two.split() == ["Table", "Two", "B", "C", "B*", "C", "B", "C"]
    (early,) = [row for row in matrix if row.startswith("The Early Shift")]
    assert "C?" in early.split()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "name files or folders"),
        (["{samples}", "--people", "eqal"], 2, "did you mean `equal`"),
        (["{samples}", "--people", "gone.yaml"], 1, "there is no such file"),
        (["{samples}", "--scenario", "broken-gitar"], 1, "did you mean `broken-guitar`"),
        (["{samples}", "--csv", "/nowhere/at/all.csv"], 1, "cannot be written"),
        (["{samples}/not-there"], 1, ""),
        (["{samples}", "--scenario", "tutorial"], 1, ""),
        (["{samples}", "--scenario", "broken-guitar"], 0, ""),
    ],
)
def test_exit_codes(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str) -> None:
    """0 where everything counted, 1 where something was rejected or nothing ranked, 2 for wrong use."""
    assert run("compare", *(a.format(samples=samples.FOLDER) for a in arguments)) == code
    assert told in capsys.readouterr().err


def test_the_table_is_one_row_for_each_team_and_decision(tmp_path: Path) -> None:
    """Facts that can be added up: the same columns for everybody, nothing counted twice."""
    table = tmp_path / "facts.csv"
    assert run("compare", str(samples.FOLDER), "--csv", str(table)) == 0
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert len(rows) == sum(len(team.turns) for team in samples.TEAMS)
    first = rows[0]
    assert (first["team"], first["rank"], first["round"], first["letter"]) == ("The Early Shift", "1", "song", "C")
    assert [r["defaulted"] for r in rows].count("1") == 1
    assert {r["asked"] for r in rows} == {"0", "1"}
    assert next(r for r in rows if r["reason"] == "lol the canoe")["confidence"] == "100"


def test_without_the_ranking_no_output_has_a_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --no-ranking text, table, data and every page are without scores, and teams stand by name."""
    saves, table, page, teams = str(samples.FOLDER), tmp_path / "t.csv", tmp_path / "room.html", tmp_path / "teams"
    assert run("compare", saves, "--json") == 0
    ranked = json.loads(capsys.readouterr().out)["rankings"][0]["teams"]
    scores = {str(team["score"]) for team in ranked}
    assert run("compare", saves, "--no-ranking", "--plain") == 0
    text = capsys.readouterr().out
    assert "The scores are hidden here" in text
    assert run("compare", saves, "--no-ranking", "--json") == 0
    data = json.loads(capsys.readouterr().out)["rankings"][0]["teams"]
    files = ("--csv", str(table), "--html", str(page), "--html-teams", str(teams))
    assert run("compare", saves, "--no-ranking", *files) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    names = sorted((team["team"] for team in ranked), key=str.casefold)
    assert list(dict.fromkeys(row["team"] for row in rows)) == [team["team"] for team in data] == names
    hidden = ("rank", "score", "ending", "label", "hit", "value_after", "chasm_end")
    assert {row[name] for row in rows for name in hidden} == {""}
    assert {row["response"] for row in rows} == {each for team in ranked for each in team["choices"]}
    assert {team[key] for team in data for key in ("rank", "score")} == {None}
    assert [set(team["outputs"].values()) for team in data] == [{None}] * len(data)
    pages = [page, *teams.iterdir()]
    assert len(pages) == 1 + len(names)
    told = [text, json.dumps(data), *(each.read_text("utf-8") for each in pages)]
    assert [score for each in told for score in scores if re.search(rf"\b{score}\b", each)] == []
