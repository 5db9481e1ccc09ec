"""The workbook: typed numbers for spreadsheets of every country, and texts that nothing runs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from analysis import small
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from shipped_stories import shipped_library

from chasm_game.commands.compare import CompareOptions
from chasm_game.commands.compare import compare as compare_files
from chasm_game.compare.compare import compare
from chasm_game.compare.hidden import without_scores
from chasm_game.compare.sheets import Column, Kind, Sheet, sheets
from chasm_game.compare.views import ComparisonView
from chasm_game.compare.workbook import LONGEST, workbook

SAMPLES = small.ROOT / "saves" / "samples"


@pytest.fixture(scope="module")
def view() -> ComparisonView:
    """The made session of six teams."""
    return compare([SAMPLES], shipped_library()).view


def opened(view: ComparisonView) -> Workbook:
    """The workbook, as another program reads it."""
    return load_workbook(io.BytesIO(workbook(sheets(view))))


def test_four_sheets_hold_what_the_comparison_holds(view: ComparisonView) -> None:
    """Decisions, teams, beliefs and forecasts: a line for each, numbers as numbers, no cell a formula."""
    book = opened(view)
    assert book.sheetnames == ["Decisions", "Teams", "Beliefs", "Forecasts"]
    (ranking,) = view.rankings
    decisions = [[cell.value for cell in row] for row in book["Decisions"].iter_rows(min_row=2)]
    choices = [(team.team, choice) for team in ranking.teams for choice in team.choices]
    assert [(row[2], row[6]) for row in decisions] == [(t, c.title) for t, c in choices]
    assert [row[13] for row in decisions] == pytest.approx([c.value_after for _, c in choices], abs=1e-12)
    teams = [[cell.value for cell in row] for row in book["Teams"].iter_rows(min_row=2)]
    assert [(row[2], row[3], row[4]) for row in teams] == [(t.team, t.rank, t.outputs.score) for t in ranking.teams]
    beliefs = list(book["Beliefs"].iter_rows(min_row=2, values_only=True))
    assert len(beliefs) == sum(len(team.beliefs) + len(team.ways) for team in ranking.teams)
    assert {row[3] for row in beliefs} == {"whom", "how"}
    forecasts = list(book["Forecasts"].iter_rows(min_row=2, values_only=True))
    assert len(forecasts) == sum(choice.prediction is not None for _, choice in choices)
    assert {row[8] for row in forecasts} <= {"yes", "no"}
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_while_scores_are_hidden_what_goes_with_them_is_empty(view: ComparisonView) -> None:
    """The columns stay, teams stand by name, and no place, score, value, label or verdict is there."""
    hidden = sheets(without_scores(view))
    for sheet in hidden:
        for at, column in enumerate(sheet.columns):
            assert not column.tells_rank or {row[at] for row in sheet.rows} == {None}
    names = [row[2] for row in hidden[1].rows]
    assert names == sorted(names, key=str)
    assert [len(sheet.rows) for sheet in hidden] == [len(sheet.rows) for sheet in sheets(view)]


STEERING = ("=2+5", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example", "'quoted", "01", "1e5", "TRUE", "\x1b[31m", "")


def test_a_text_is_a_text_whatever_it_looks_like() -> None:
    """What would be a formula, a link, a number or a truth value elsewhere is its own characters."""
    made = Sheet("Texts", (Column("One"),), tuple((text,) for text in STEERING))
    cells = [row[0] for row in load_workbook(io.BytesIO(workbook([made])))["Texts"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells[:-1]] == [*STEERING[:-2], "␛[31m"]
    assert {cell.data_type for cell in cells[:-1]} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_a_text_that_no_cell_holds_is_cut(length: int) -> None:
    """A cell holds 32,767 characters: the rest of a longer text is left out, and the file can be opened."""
    made = Sheet("Texts", (Column("One", Kind.LONG),), (("x" * length,),))
    assert load_workbook(io.BytesIO(workbook([made])))["Texts"]["A2"].value == "x" * min(length, LONGEST)


def test_the_command_writes_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--xlsx FILE` writes the workbook, names it on standard error, and accounts for every file."""
    path = tmp_path / "room.xlsx"
    compare_files(SAMPLES, options=CompareOptions(xlsx=path))
    assert load_workbook(path).sheetnames[0] == "Decisions"
    assert f"The workbook is in {path}" in capsys.readouterr().err


def test_two_rankings_stand_in_one_workbook(view: ComparisonView) -> None:
    """Games of another luck are told apart by its number, in the same sheets."""
    other = replace(view.rankings[0], seed=9)
    both = sheets(replace(view, rankings=(*view.rankings, other)))
    assert {row[1] for row in both[0].rows} == {view.rankings[0].seed, 9}


PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item></oor:items>
"""


@pytest.mark.long
@pytest.mark.parametrize(("locale", "numbers"), [("de-DE", ("0,582", "34,25")), ("en-US", ("0.582", "34.25"))])
def test_a_spreadsheet_of_any_country_reads_numbers(tmp_path: Path, locale: str, numbers: tuple[str, str]) -> None:
    """LibreOffice, set to German or to English, has numbers for numbers and writes them as that country does."""
    assert shutil.which("soffice"), "soffice is missing: this test needs LibreOffice Calc"
    profile = tmp_path / "home" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE.format(locale), "utf-8")
    path = tmp_path / "numbers.xlsx"
    rows = ((0.582, "=2+5"), (34.25, "0.5"))
    path.write_bytes(workbook([Sheet("N", (Column("One", Kind.HUNDREDTHS), Column("Two")), rows)]))
    command = ["soffice", f"-env:UserInstallation=file://{profile.parent}", "--headless", "--convert-to", "html"]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=200)
    read = (tmp_path / "numbers.html").read_text("utf-8")
    assert tuple(re.findall(r'sdval="([^"]*)"', read)) == numbers
    assert "=2+5" in read
