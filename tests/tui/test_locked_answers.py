"""Why an answer is locked stands in the list whole: beside its title where it has room, else below it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.geometry import Size

from chasm_game.tui.paragraphs.answer import Depth, in_full, lines_of, reason_below, told_below
from chasm_game.tui.widgets.choices import Choices
from chasm_game.views.round import ResponseView

NEEDS = "ask the people in this round; nobody has told you yet that most owners could do it at home"
TITLE = "Own up, and post a brass gear to anyone"


def locked(needs: str = NEEDS, title: str = TITLE, number: int = 3) -> ResponseView:
    """An answer that cannot be taken."""
    return ResponseView(number, f"gear-{number}", title, "Say it tonight.", None, False, needs, (), -3.3)


def rows(response: ResponseView, width: int, depth: Depth = Depth.TITLE) -> list[str]:
    """Its rows in the list."""
    full = in_full((response,))[response.id]
    return [row.plain.rstrip() for row in lines_of(response, "£M", depth, full, width, reasons=True)]


@pytest.mark.parametrize("width", [56, 76, 96, 136, 200])
@pytest.mark.parametrize("depth", list(Depth))
def test_neither_title_nor_reason_is_cut(width: int, depth: Depth) -> None:
    """At every width and depth all words of both stand there, and no row is longer than the list."""
    found = rows(locked(), width, depth)
    told = " ".join(" ".join(found).split())
    assert TITLE in told
    assert NEEDS in told
    assert "…" not in told
    assert max(map(len, found)) <= width


def test_a_reason_stands_beside_its_title_where_both_have_room() -> None:
    """At exactly the cells that both take it does; with one less, it begins below."""
    answer = locked("at least $50M", "Buy the mill")
    exactly = 3 + len("Buy the mill") + 2 + len("locked: at least $50M")
    assert len(rows(answer, exactly)) == len(rows(answer, exactly + 1)) == 1
    below = rows(answer, exactly - 1)
    assert below[0].endswith("locked")
    assert below[1] == "   at least $50M"


def test_what_the_list_tells_is_not_told_below_it() -> None:
    """Where the list has no room for reasons, the marked answer tells its own, before its text."""
    told = [
        each.plain for part in told_below(locked(), Depth.TITLE, short=False, reasons=False) for each in part.lines(70)
    ]
    assert told[0].startswith("locked: ask the people")
    shown = [
        each.plain for part in told_below(locked(), Depth.TITLE, short=False, reasons=True) for each in part.lines(70)
    ]
    assert not any("locked" in row for row in shown)
    assert reason_below(locked(), 70)


@pytest.mark.parametrize(("height", "answers", "whole"), [(23, 1, False), (24, 1, True), (24, 4, True), (24, 5, False)])
def test_reasons_give_way_where_they_would_take_the_room_of_the_answers(height: int, answers: int, whole: bool) -> None:
    """On a short screen, and where the list would scroll, it says that an answer is locked, and no half reason."""
    listed = tuple(locked(number=n + 1) for n in range(answers))
    choices = Choices("£M", listed, size=Size(80, height))
    found = "\n".join(row.plain for each in listed for row in choices._prompt(each).lines(76))
    assert ("could do it at home" in found) is whole
    assert "…" not in found
    assert found.count("locked") == answers


@pytest.mark.parametrize("depth", list(Depth))
@pytest.mark.parametrize("reasons", [True, False])
def test_the_text_of_a_locked_answer_is_not_given_away(depth: Depth, *, reasons: bool) -> None:
    """Neither in the list nor below it: it may speak of what has not been done; once it is open it is read."""
    for is_open in (False, True):
        answer = replace(locked(), open=is_open)
        below = [
            row.plain for part in told_below(answer, depth, short=False, reasons=reasons) for row in part.lines(70)
        ]
        said = "\n".join([*rows(answer, 76, depth), *below])
        assert ("Say it tonight." in said) is is_open
        assert ("nobody to speak of" in said.lower()) is is_open
