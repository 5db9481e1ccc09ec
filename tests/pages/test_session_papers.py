"""What is printed before a session: the run sheet, a sheet for a team, cards."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pages.reading import headings, parsed, words
from shipped_stories import shipped_library

from chasm_game.commands.room import RoomOptions, room
from chasm_game.pages.session_papers import session_papers
from chasm_game.views.run_sheet import RunSheetView
from chasm_game.views.run_sheet_builder import run_sheet

LIBRARY = shipped_library()


@pytest.fixture(scope="module")
def sheet() -> RunSheetView:
    """The run sheet of a shipped story."""
    return run_sheet(LIBRARY.find("broken-guitar"))


def test_the_run_sheet_has_every_round_with_its_answers(sheet: RunSheetView) -> None:
    """Notes, rounds with letters and titles, points and questions; headings never skip a level."""
    tree = parsed(session_papers(sheet)["run-sheet.html"])
    text = words(tree)
    assert all(answer.title in text for each in sheet.rounds for answer in each.answers)
    assert all(each.title in text for each in sheet.rounds)
    assert sheet.notes.split("\n")[0].split(":")[0] in text
    assert len(sheet.points) + len(sheet.questions) > 3
    levels = [level for level, _ in headings(tree)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_sheet_of_a_team_asks_for_everything_that_a_room_types(sheet: RunSheetView) -> None:
    """Both pages of the belief sheet twice, and a line a round."""
    text = words(parsed(session_papers(sheet)["team-sheet.html"]))
    assert all(text.count(name) == 2 for name in sheet.stakeholders)
    assert all(text.count(axis.low) == text.count(axis.high) == 2 for axis in sheet.axes)
    for asked in ("Letter", "Who will lose most?", "How sure", "Why this answer?"):
        assert asked in text


def test_there_is_a_card_for_every_letter_and_no_other(sheet: RunSheetView) -> None:
    """As many letters as the round with most answers has."""
    most = max(len(each.answers) for each in sheet.rounds)
    text = words(parsed(session_papers(sheet)["cards.html"]))
    assert [letter for letter in "ABCDEFGHI" if f" {letter} " in f"{text} "] == list("ABCDEFGHI"[:most])


def test_waiting_has_a_card_where_every_answer_can_be_locked(sheet: RunSheetView) -> None:
    """Waiting has the letter behind the last answer; where one answer is always open nobody waits."""
    first = sheet.rounds[0]
    few = replace(sheet, rounds=(replace(first, answers=first.answers[:2]),))
    can_be_locked = tuple(replace(answer, condition="cash > 3") for answer in few.rounds[0].answers)
    all_locked = replace(few, rounds=(replace(few.rounds[0], answers=can_be_locked),))
    one_open = replace(
        few, rounds=(replace(few.rounds[0], answers=(replace(can_be_locked[0], condition=""), can_be_locked[1])),)
    )
    cards = [words(parsed(session_papers(each)["cards.html"])) for each in (all_locked, one_open)]
    assert [" C " in f"{each} " for each in cards] == [True, False]


def test_the_sheet_of_a_team_says_who_speaks_and_dissents_unless_that_is_switched_off(sheet: RunSheetView) -> None:
    """A row a round, two seats for each number of people."""
    text = words(parsed(session_papers(sheet)["team-sheet.html"]))
    assert "Who speaks, and who dissents" in text
    assert "1, 2" in text
    assert "dissents" not in words(parsed(session_papers(sheet, roles=False)["team-sheet.html"]))


def test_a_hostile_story_prints_as_text(sheet: RunSheetView) -> None:
    """Markup in a title, a name or a note is its own characters on every paper."""
    bad = "<script>alert(1)</script>"
    hostile = replace(sheet, title=bad, notes=bad, stakeholders=(bad,))
    for page in session_papers(hostile).values():
        assert "<script" not in page


def test_the_room_writes_the_papers_and_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm room SCENARIO --paper FOLDER` needs no terminal, makes the folder, and says what it wrote."""
    room("tutorial", options=RoomOptions(paper=tmp_path / "new"))
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "cards.html", "run-sheet.html", "team-sheet.html",
    ]  # fmt: skip
    assert "run-sheet.html, team-sheet.html, cards.html: in" in capsys.readouterr().err
