"""Text as text, money, and the little Markdown of stories."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.prose import Block, Span, inline, plain, prose
from chasm_game.text import money, one_line, shown, signed


@given(st.text())
def test_nothing_that_cannot_be_seen_is_left(text: str) -> None:
    """Of any text no control, half character or change of direction stays; shown twice is shown once."""
    told = shown(text)
    left = {sign for sign in told if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}} - {"\n", "\t"}
    assert not left
    assert not {unicodedata.bidirectional(sign) for sign in told} & {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI"}
    assert shown(told) == told
    told.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_can_be_seen_stays(text: str) -> None:
    """Letters of any script, digits, signs and brackets are not touched."""
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x1b[31m", "␛[31m"), ("a\r\nb\rc", "a\nb␍c"), ("\x7f", "␡"), ("\x9b", "<U+009B>"), ("\x00", "␀"),
        ("\u202eabc", "<right-to-left override>abc"), ("\ufeff", "<zero width no-break space>"),
        ("\ud800", "<u+d800>"), ("\ufffe", "<u+fffe>"),
        ("\U0001fffe", "<u+1fffe>"), ("\U0010ffff", "<u+10ffff>"), ("\ufdd0", "<u+fdd0>"),
        ("👩‍🚀", "👩‍🚀"), ("a\tb\n", "a\tb\n"),
    ],
)  # fmt: skip
def test_signs_have_pictures_or_names(text: str, told: str) -> None:
    """What steers a terminal is shown by its picture, what turns a line by its name."""
    assert shown(text) == told


@given(st.text(), st.integers(1, 40))
def test_one_line_is_one_line_of_a_width(text: str, width: int) -> None:
    """No line break, no blank at either end, never longer than asked for."""
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert line == line.strip()
    assert len(one_line(text, width)) <= width


@pytest.mark.parametrize(
    ("number", "told"), [(2.5, "+2.5"), (-3, "−3.0"), (0.04, "0.0"), (-0.04, "0.0"), (0, "0.0"), (-0.06, "−0.1")]
)
def test_a_change_has_its_sign(number: float, told: str) -> None:
    """A true minus, and no sign where nothing is left after rounding."""
    assert signed(number) == told


@pytest.mark.parametrize(
    ("amount", "unit", "told"),
    [
        (20, "$M", "$20M"), (4.02, "$K", "$4K"), (1.25, "$M", "$1.2M"), (-3, "$M", "−$3M"), (-0.04, "$M", "$0M"),
        (5, "€", "€5"), (5.5, "units", "5.5 units"), (1, "units", "1 unit"), (5, "", "5"),
        (1e6, "£", "£1000000"), (2, "\x1b", "2 ␛"),
    ],
)  # fmt: skip
def test_money_is_told_in_its_unit(amount: float, unit: str, told: str) -> None:
    """To a tenth, without a needless zero, the sign before the unit; a unit is text as well."""
    assert money(amount, unit) == told


def test_money_may_carry_a_plus() -> None:
    """Where a change is told, a gain has its sign, and nothing has none."""
    assert [money(n, "$M", sign=True) for n in (3, -3, 0, 0.01)] == ["+$3M", "−$3M", "$0M", "$0M"]


def test_paragraphs_items_and_headings_are_blocks() -> None:
    """A line break inside a paragraph is a space; emphasis is kept as style and left out of the plain text."""
    assert prose("One\n*two*.\n\n- **three**\n- four\n\n# Five") == (
        Block("paragraph", (Span("One"), Span(" "), Span("two", emphasis=True), Span("."))),
        Block("item", (Span("three", strong=True),)),
        Block("item", (Span("four"),)),
        Block("heading", (Span("Five"),)),
    )
    assert plain("One\n*two*.\n\n- three") == "One two.\n\n- three"


def test_a_sentence_that_begins_with_a_number_keeps_it() -> None:
    """`720. I had it weighed.` is Markdown for a list of one, and a person's sentence."""
    assert plain("720. I had it weighed.") == "720. I had it weighed."
    assert plain("1. One\n2. Two\n\n   and more") == "1. One\n\n2. Two\n\nand more"
    assert [block.kind for block in prose("3) So")] == ["paragraph"]
    assert plain("3) So") == "3) So"


@pytest.mark.parametrize("text", ["- a", "+ a", "# a", "1. a", "> a", "    a", "a\n===", "```x```", "| a |", "---"])
def test_inline_keeps_the_signs_at_the_beginning(text: str) -> None:
    """What is told inside a sentence is no list, no heading and no code."""
    assert inline(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](https://b.example)", "a (https://b.example)"),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("[a](file:///etc)", "[a](file:///etc)"),
        ("[a](/relative)", "a"),
        ("<b>a</b>", "<b>a</b>"),
        ("![a](http://x)", "!a (http://x)"),
        ("&lt; &#27;", "&lt; &#27;"),
        ("`code`", "`code`"),
        (r"\*a\*", "*a*"),
    ],
)
def test_only_plain_links_lead_anywhere(text: str, told: str) -> None:
    """Http and https are shown in brackets; markup of other kinds is text."""
    assert plain(text) == told


@given(st.text())
def test_no_prose_fails_or_steers(text: str) -> None:
    """Any text at all has blocks, and none of them holds what cannot be seen."""
    told = plain(text) + inline(text)
    assert shown(told) == told
