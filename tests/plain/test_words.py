"""What is typed in plain mode, however it was typed; and what a terminal puts into a line by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain.test_plain import heard, seat

from chasm_game.plain.answers_text import price
from chasm_game.session.parse_input import points_of, prediction_of, word_of
from chasm_game.terminal_input import line_of

PEOPLE = (("customers", "Guests"), ("employees", "Bakers"))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("１", "1"),
        ("1.", "1"),
        ("１．", "1"),
        ("2)", "2"),
        ("②", "2"),
        (" Skip. ", "skip"),
        ("ｈｅｌｐ", "help"),
        (".", ""),
    ],
)
def test_a_word_is_the_same_however_it_is_typed(typed: str, word: str) -> None:
    """Digits and letters of an input method, a list's dot, a sentence's capital."""
    assert word_of(typed) == word


@pytest.mark.parametrize("typed", ["１", "1.", "1)", "１．"])
def test_an_answer_is_chosen_by_its_number_however_it_is_typed(tmp_path: Path, typed: str) -> None:
    """As the list prints it, and as an input method writes it."""
    with seat(tmp_path, quick=True) as play:
        first = next(each for each in play.round().responses if each.number == 1)
        told = heard(play, [typed])
        assert any(line.startswith(f"You chose: {first.title}") for line in told)


def test_numbers_of_sheets_and_predictions_are_read_alike() -> None:
    """Points, people and how sure one is."""
    assert points_of("６０，４０．", PEOPLE) == {"customers": 60.0, "employees": 40.0}
    assert prediction_of("2. 70 %", PEOPLE) == ("employees", 70)
    assert prediction_of("２　７０％", PEOPLE) == ("employees", 70)


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        (b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\1\n", "1\n"),
        (b"1\x1b[?62;1c\n", "1\n"),
        (b"\x1b[200~skip\x1b[201~\n", "skip\n"),
        (b"\xe91\n", "1\n"),
        ("Bäckerei\n".encode(), "Bäckerei\n"),
    ],
)
def test_a_line_of_a_terminal_is_what_was_typed(sent: bytes, line: str) -> None:
    """Answers that nobody asked for, marks of a paste and bytes that are no text are no part of it."""
    assert line_of(sent) == line


@pytest.mark.parametrize(
    ("amount", "unit", "text", "said"),
    [
        (-3.5, "$K", "A loaf is on you. It costs $3.5K.", []),
        (-2, "$K", "It *costs* $2K, most of it hours.", []),
        (-9, "crowns", "That costs 9 crowns", []),
        (-3.5, "$K", "It costs $3.5K5.", ["Costs $3.5K now."]),
        (-3, "", "It costs 3.5.", ["Costs 3 now."]),
        (-3, "", "It costs 3.", []),
        (-3, "", "It costs 3% of it.", ["Costs 3 now."]),
        (-3.5, "$K", "Somebody pays $3.5K.", ["Costs $3.5K now."]),
        (2, "$K", "It costs $2K elsewhere.", ["Brings $2K now."]),
        (-3.2, "$M", "They ask nobody. It costs about $3M.", ["To be exact, it costs $3.2M now."]),
        (-1.9, "$M", "It costs nearly $2M.", ["To be exact, it costs $1.9M now."]),
        (-3, "crowns", "It costs about 3 crowns.", ["To be exact, it costs 3 crowns now."]),
        (2, "$K", "It saves about $3K.", ["To be exact, it brings $2K now."]),
        (2, "$K", "It costs about $3K elsewhere.", ["Brings $2K now."]),
        (-2, "$K", "It costs about as much as a cart.", ["Costs $2K now."]),
        (2, "$K", "It saves $2K.", []),
        (2, "$K", "It brings $2.5K.", ["Brings $2K now."]),
        (-2, "$K", "It saves $2K elsewhere.", ["Costs $2K now."]),
        (0, "$K", "It costs $0K.", []),
    ],
)
def test_what_an_answer_costs_or_brings_is_said_once(amount: float, unit: str, text: str, said: list[str]) -> None:
    """Where the story's own text says that it costs or brings just this, no second sentence says it again."""
    assert list(price(amount, unit, text)) == said
