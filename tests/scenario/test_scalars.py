"""What a single value means: YAML 1.2, where `No` and `on` are words."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.document import compose
from chasm_game.scenario.nodes import plain
from chasm_game.scenario.signs import folded


def read(written: str) -> Any:
    """What stands behind a key."""
    root, faults = compose(f"key: {written}\n")
    assert root is not None, faults
    assert not faults
    return plain(root)["key"]


@pytest.mark.parametrize(
    "word",
    [
        "No", "no", "NO", "n", "N", "Yes", "yes", "y", "on", "On", "off", "OFF", "tRUE", "nULL", "NaN", "inf",
        ".inf", "-.inf", ".nan",
        "12:30", "1:20:30", "010", "00", "-007", "0x1F", "0o17", "0b1", "1_000", "1,000", "2024-01-31",
        "2024-01-31 10:00:00",
        "1.2.3", "1e", "e3", ".", "+", "+-1", "1 000", "٣", "１", "~x", "=", "50%", "$5",
    ],
)  # fmt: skip
def test_words_stay_text(word: str) -> None:
    """What older YAML takes for truth, octal numbers, times, dates or infinity is text."""
    assert read(word) == word


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1e3", 1000.0), ("-1.5", -1.5), ("+2", 2), (".5", 0.5), ("5.", 5.0), ("0", 0), ("-0", 0), ("0.0", 0.0),
        ("1E-2", 0.01),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None), ("# nothing", None),
        ("999999999999999999", 999999999999999999), ("1e999", math.inf),
    ],
)  # fmt: skip
def test_numbers_truth_and_nothing(written: str, value: object) -> None:
    """Numbers, truth and nothing are what YAML 1.2 says."""
    got = read(written)
    assert got == value
    assert type(got) is type(value)


@given(st.integers(-(10**17), 10**17))
def test_integers_are_integers(number: int) -> None:
    """Every whole number of up to eighteen digits is itself."""
    got = read(str(number))
    assert got == number
    assert type(got) is int


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_floats(number: float) -> None:
    """Every number that Python can write is read back to the last bit."""
    got = read(repr(number))
    assert got == number
    assert isinstance(got, float)


CORE = re.compile(r"[-+]?[0-9]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
LEADING_ZERO = re.compile(r"[-+]?0[0-9]+.*")
SAFE = st.text("abeE+-.0123456789_:xonyNOfYtrusl~", min_size=1, max_size=8).filter(
    lambda t: not t.startswith(("-", ":")) and ": " not in t and not t.endswith(":")
)


@given(SAFE)
def test_plain_values_resolve_as_the_core_schema(written: str) -> None:
    """A plain value is a number where the core schema of YAML 1.2 says so, unless it begins with a needless zero."""
    got = read(written)
    if CORE.fullmatch(written) and not LEADING_ZERO.fullmatch(written):
        exponent = re.search(r"[eE][-+]?([0-9]+)$", written)
        if exponent is None or len(exponent.group(1)) <= 3:
            assert got == float(written)
            return
    if written in {"~", *(w for word in ("true", "false", "null") for w in (word, word.capitalize(), word.upper()))}:
        assert got in (True, False, None)
    else:
        assert got == written


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"),
        max_size=30,
    )
)
@example("A\xad")
def test_quoted_values_are_text(text: str) -> None:
    """Whatever stands in quotes is text, letter by letter, but for a word with a sign that is said to be a mistake."""
    if not re.search("[\ufffe\uffff]", text):
        root, faults = compose("key: '" + text.replace("'", "''") + "'\n")
        assert root is not None, faults
        assert {fault.code for fault in faults} <= {Code.STRANGE_SIGN}
        assert plain(root)["key"] == (folded(text) if faults else text)


@pytest.mark.parametrize("key", ["on", "2024", "null", "No", "1.5", "true"])
def test_keys_are_text(key: str) -> None:
    """A key is its text, whatever it looks like."""
    root, _ = compose(f"{key}: x\n")
    assert root is not None
    assert plain(root) == {key: "x"}
