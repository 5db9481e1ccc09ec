"""What a first listener of plain mode stumbled over: silence, a word that was refused, signs that nobody hears."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from session import seats

from chasm_game.debrief.page import PageView, Table
from chasm_game.grammar import under
from chasm_game.limits import WRITTEN
from chasm_game.plain.debrief import pages_in_sentences
from chasm_game.plain.game import PlainGame
from chasm_game.session.local_seat import LocalSeat


def heard(folder: Path, typed: Iterable[str], *, guided: bool = True, quick: bool = False) -> list[str]:
    """What is told, and behind `> ` typed, in a game of the small story."""
    play = seats.begin(folder, quick=quick)
    told: list[str] = []
    lines = iter(typed)

    def read() -> str | None:
        line = next(lines, None)
        if line is not None:
            told.append(f"> {line}")
        return line

    try:
        PlainGame(LocalSeat(play, at_once=True), read, told.append, guided=guided).run()
    finally:
        play.close()
    return told


def after_enter(told: list[str]) -> list[str]:
    """What is told right behind each line on which nothing was typed."""
    return [told[n + 1] for n, line in enumerate(told) if line == "> "]


def test_enter_alone_says_what_is_awaited(tmp_path: Path) -> None:
    """At the sheet, the answers, the prediction and the reason: never a sign to type again and silence."""
    told = heard(tmp_path, ["", "skip", "", "1", "", "1 60", "", "They ran.", "quit"])
    assert after_enter(told) == [
        "Type 6 numbers, or skip.",
        "Type a number from 1 to 3, ask or help.",
        "Type a number from 1 to 7, or skip.",
        "Type a sentence that says why, or skip.",
    ]


def test_an_empty_line_of_a_pipe_is_passed_over(tmp_path: Path) -> None:
    """What a script hears does not hang on how its file is set."""
    told = heard(tmp_path, ["", "skip", "", "quit"], guided=False)
    assert not any(line.startswith("Type ") for line in told)


@pytest.mark.parametrize("guided", [True, False])
def test_the_reason_is_asked_of_the_answer(tmp_path: Path, *, guided: bool) -> None:
    """Whoever foresees nothing is asked why as well, in words that cannot be heard as: why not?"""
    told = heard(tmp_path, ["skip", "1", "skip", "They ran."], guided=guided)
    assert "Why this answer? One sentence, or skip." in told
    assert any(line.startswith("You chose: ") for line in told)


def test_story_tells_again_what_happened(tmp_path: Path) -> None:
    """The shock alone: neither how the company stands nor the answers."""
    told = heard(tmp_path, ["story"], quick=True)
    again = told[told.index("> story") + 1 :]
    assert "Something happens." in again
    assert not any(line.startswith(("Cash", "Value", "What do you do?", "There is no answer")) for line in again)


def test_the_luck_is_called_as_on_the_screen(tmp_path: Path) -> None:
    """The glossary's word for it, so that who hears and who reads can speak of the same number."""
    told = heard(tmp_path, [], quick=True)
    assert any(re.search(rf"\b{under(1, WRITTEN)}\b", line) for line in told)


def test_an_arrow_between_two_values_is_told(tmp_path: Path) -> None:
    """From one to the other; an arrow inside a longer text is its author's."""
    table = Table(("Result", "", ""), (("Chasm", "43 → 16", "It came by A → b."),), prose=True)
    *_, row = pages_in_sentences([PageView("x", "X", (), table=table)])
    assert row == "Chasm: from 43 to 16. It came by A → b."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("60 → 40", "Team: from 60 to 40."),
        ("60 → –", "Team: 60 before."),
        ("– → 40", "Team: 40 after."),
        ("– → –", "Team: none."),
    ],
)
def test_a_sheet_that_was_not_handed_in_is_no_dash(cell: str, said: str) -> None:
    """Before, after, both or none of them: nobody hears "to dash"."""
    *_, row = pages_in_sentences([PageView("x", "X", (), table=Table(("Team", "Customers"), (("Team", cell),)))])
    assert row == said
