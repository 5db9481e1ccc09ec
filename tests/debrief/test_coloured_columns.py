"""What is coloured in a table of the debrief: gains and losses, by what a column is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from debrief.mills import played

from chasm_game.debrief.page import NONE, Table
from chasm_game.debrief.pages.best_decision import paid
from chasm_game.debrief.pages.promises import promises
from chasm_game.debrief.pages.ways import ways
from chasm_game.tui.paragraphs.debrief_page import table_lines
from chasm_game.tui.text import DOWN, UP
from chasm_game.views.accounts import ClaimLine, Moment
from chasm_game.views.debrief import DebriefView


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> DebriefView:
    """A whole game with promises, leaders and ways."""
    play = played(Path(tmp_path_factory.mktemp("coloured")), "half burn talk")
    view = play.debrief()
    play.close()
    return view


def coloured(table: Table | None) -> list[str]:
    """The texts that a table shows as a gain or a loss."""
    assert table is not None
    return [
        row.plain[span.start : span.end]
        for row in table_lines(table, 100)
        for span in row.spans
        if span.style in {UP, DOWN}
    ]


def test_only_columns_of_changes_are_coloured() -> None:
    """The same sign is a gain in a column of changes, and a place or a name in another; what is none has no colour."""
    rows = (("+1", "+2", "+3"), ("−1", "−2", "−3"), ("0", "0.0", NONE))
    assert coloured(Table(("A", "B", "C"), rows, changes=(2,))) == ["+3", "−3"]
    assert coloured(Table(("A", "B", "C"), rows)) == []


def test_a_silent_round_is_no_gain(whole: DebriefView) -> None:
    """Of a promise that fell due in the second silent round what came is coloured, and "+2" is not."""
    due = Moment(2, "", "", silent=True)
    claim = ClaimLine("guests", "Guests", 8.0, -3.0, 0.0)
    page = promises(replace(whole, promises=(replace(whole.promises[0], due=due, claims=(claim,)),)))
    assert page is not None
    assert page.table is not None
    assert page.table.rows[0][1] == "+2"
    assert coloured(page.table) == ["−3.0"]


def test_a_place_on_an_axis_is_no_gain(whole: DebriefView) -> None:
    """Ways are places from −100 to 100, whatever their sign; what the best decision moved are gains and losses."""
    page = ways(whole)
    assert page is not None
    assert any(cell.startswith("+") for row in page.table.rows for cell in row) if page.table else False
    assert coloured(page.table) == []
    told = paid(whole)
    assert told is not None
    assert coloured(told.table)
