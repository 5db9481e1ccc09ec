"""The line that explains a part: the key that closes it stays in one piece, behind words."""

from __future__ import annotations

import pytest
from textual.content import Content

from chasm_game.tips import EXPLANATIONS, Explanation
from chasm_game.tui.widgets.tip import Told

CLOSES = Content("x closes this.")


@pytest.mark.parametrize("width", [58, 78, 98, 138])
@pytest.mark.parametrize("about", EXPLANATIONS, ids=lambda each: each.id)
def test_the_key_that_closes_an_explanation_stands_behind_words(about: Explanation, width: int) -> None:
    """Of every explanation at every size: whole, on the last line, not alone on it, and no line is too long."""
    words = Content(f"{about.part}  {about.words}")
    lines = [line.plain for line in Told(words, CLOSES).lines(width)]
    assert lines[-1].endswith("  x closes this.")
    assert lines[-1].removesuffix(CLOSES.plain).strip()
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(f"{words.plain} {CLOSES.plain}".split())


@pytest.mark.parametrize(("room", "rows"), [(15, 2), (16, 1), (17, 1)])
def test_it_is_taken_to_another_line_only_where_it_does_not_fit(room: int, rows: int) -> None:
    """Behind the words where there are just enough cells, else below them with the last word."""
    lines = Told(Content("what is seen"), CLOSES).lines(len("what is seen") + room)
    assert len(lines) == rows
    assert lines[-1].plain.endswith("seen  x closes this.")


def test_where_no_width_helps_it_has_a_line_of_its_own() -> None:
    """In so few cells nothing stands beside it, and nothing is lost."""
    assert [line.plain.strip() for line in Told(Content("seen"), CLOSES).lines(14)] == ["seen", "x closes this."]
