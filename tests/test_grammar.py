"""Small pieces of sentences: lists, plurals, numbers, quotes, days."""

import pytest

from chasm_game.engine.score import NOBODY, who_lost_most
from chasm_game.grammar import (
    capital,
    days,
    ended,
    have,
    joined,
    listed,
    number,
    percent,
    plural,
    quoted,
    rounded,
    whole,
)
from chasm_game.views.thresholds import FELT, SHOWN, felt, shows


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_are_joined_as_in_a_sentence(parts: list[str], sentence: str) -> None:
    """Commas, and `and` before the last."""
    assert joined(parts) == sentence


def test_names_from_a_file_stand_on_one_line() -> None:
    """Whatever a name holds, a list of names stays one line, and so does a title in quotes."""
    assert listed(["the\nboard", "Bo"]) == "the board and Bo"
    assert quoted("Where\tfrom?") == "“Where from?”"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 ways"), (1, "1 way"), (2, "2 ways"), (999, "999 ways"), (1000, "1,000 ways")]
)
def test_one_of_a_thing_has_no_plural(count: int, words: str) -> None:
    """Only one is singular; thousands are set apart."""
    assert plural(count, "way") == words


def test_one_has_and_others_have() -> None:
    """One of a number has, none and several have."""
    assert [have(count) for count in (0, 1, 2)] == ["have", "has", "have"]


def test_a_noun_may_bring_its_own_plural() -> None:
    """Not every noun ends in s."""
    assert [plural(1, "company", "companies"), plural(2, "company", "companies")] == ["1 company", "2 companies"]


@pytest.mark.parametrize(("count", "word"), [(0, "no"), (12, "twelve"), (13, "13"), (1300, "1,300"), (-1, "-1")])
def test_small_numbers_are_words(count: int, word: str) -> None:
    """Up to twelve."""
    assert number(count) == word


@pytest.mark.parametrize("text", ["So.", "So!", "So?", "So…", "“So.”", "(so.)"])
def test_a_sentence_ends_once(text: str) -> None:
    """A text that has its end gets no second one."""
    assert ended(text) == text
    assert ended("So") == "So."
    assert capital("so Ada") == "So Ada"
    assert capital("") == ""


@pytest.mark.parametrize(
    ("share", "shown"),
    [(None, "–"), (0.0, "0 %"), (0.994, "99 %"), (0.996, "99 %"), (1.0, "100 %"), (1 - 1e-12, "100 %")],
)
def test_only_all_is_a_hundred_per_cent(share: float | None, shown: str) -> None:
    """What is less than all is never rounded up to all; a sum of floats that is all but all is all."""
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(None, 0, "–"), (-0.04, 1, "0.0"), (-0.06, 1, "−0.1"), (2.0, 0, "2"), (-3.25, 2, "−3.25")],
)
def test_numbers_have_a_true_minus_and_no_minus_nought(value: float | None, digits: int, shown: str) -> None:
    """A dash stands where there is no number."""
    assert rounded(value, digits) == shown


def test_whole_is_what_is_shown() -> None:
    """The whole number is the one that a reader sees, ties included."""
    assert [whole(v) for v in (-0.4, 0.5, 1.5, 2.49, -2.51)] == [0, 0, 2, 2, -3]
    assert all(str(whole(v)) == rounded(v) for v in (0.5, 1.5, 2.5, 41.5, 42.5))


def test_days_say_when_games_were_begun() -> None:
    """One day, or from the first to the last; a save without a day says none."""
    assert days(["2026-11-24T10:00:00", "2026-11-24T12:00:00"]) == "24 November 2026"
    assert days(["2026-12-02T10:00:00", "", "2026-11-24T12:00:00"]) == "24 November 2026 to 2 December 2026"
    assert days(["", "yesterday"]) == ""


def test_up_to_half_a_point_nobody_lost_anything() -> None:
    """A sentence about a loss agrees with the model's nobody: just under, at and just over."""
    for loss, said in ((FELT - 1e-9, False), (FELT, False), (FELT + 1e-9, True)):
        assert felt(-loss) is felt(loss) is said
        assert (who_lost_most({"a": loss}, {"a": 0.0}) != {NOBODY}) is said


def test_a_row_is_worth_its_place_where_it_would_not_read_nought() -> None:
    """At a twentieth of a point a number with one digit becomes 0.1."""
    for amount, said in ((SHOWN - 1e-9, False), (SHOWN, True), (SHOWN + 1e-9, True)):
        assert shows(-amount) is shows(amount) is said
        assert (f"{amount:.1f}" != "0.0") is said
