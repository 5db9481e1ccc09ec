"""Rows of a table as a listener hears them."""

from __future__ import annotations

import pytest

from chasm_game.debrief.page import PageView, Table
from chasm_game.plain.debrief import pages_in_sentences


@pytest.mark.parametrize(
    ("head", "row", "heard"),
    [
        (("Team", "Before", "After"), ("Blue", "30", "25"), "Blue: before 30, after 25."),
        (("Team", "Before", "After"), ("Blue", "–", "25"), "Blue: after 25."),
        (("Team", "Sure", "Who did"), ("Blue", "80 %", "nobody"), "Blue: sure 80 %, who did nobody."),
        (("Team", "Sure", "After choosing"), ("Blue", "80 %", "Own it"), "Blue: sure: 80 %; after choosing: Own it."),
        (("Round", "Who paid", "Who gained"), ("Snow", "nobody", "Crews, Towns"),
         "Snow: who paid: nobody; who gained: Crews, Towns."),
        (("Round", "Answer"), ("Snow", "Own it"), "Snow: Own it."),
    ],
)  # fmt: skip
def test_words_in_a_row_are_set_apart_from_the_name_of_their_column(
    head: tuple[str, ...], row: tuple[str, ...], heard: str
) -> None:
    """Numbers and single words follow the name of their column; where a cell is longer, signs tell where it begins."""
    page = PageView("paid", "Rows", (), table=Table(head, (row,)))
    assert list(pages_in_sentences([page])) == ["Rows.", heard]
