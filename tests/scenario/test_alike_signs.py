"""Signs that cannot be seen or look like others are told where they stand, and left alone where they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.errors import ChasmError
from chasm_game.scenario import composer, document
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code, Diagnostic, FaultyFile
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.signs import HIDDEN, SPACES
from chasm_game.scenario.source import Source, read
from chasm_game.text import comparable

STORY = """\
id: bakery
title: The Bakery
summary: "Une petite boulangerie,
  et une question : qui paie ?"
rounds:
  - id: loaf
    title: Рост цен
    shock:
      text: |
        Note : il pleut.
        – a dash, as people set it
    responses:
      - {id: silent, title: 何もしない, does: [stonewall], outcome: Rien.}
      - {id: open, title: Le dire, does: [own-it], outcome: "On le dit\u00a0: tout."}
"""


def found(text: str, rulebook: Rulebook) -> list[Diagnostic]:
    """What is said of a text about signs and frames."""
    told = check_source(Source("story.yaml", text), rulebook).diagnostics
    return [d for d in told if d.code in {Code.STRANGE_SIGN, Code.HIDDEN_SIGN, Code.FRAME, Code.SYNTAX}]


def test_what_a_language_needs_is_left_alone(rulebook: Rulebook) -> None:
    """No-break spaces of French, dashes in prose and whole words in other writings are no faults."""
    assert found(STORY, rulebook) == []


@pytest.mark.parametrize("joiner", ["\u200d", "\u200c", "\u200f"])
def test_joiners_that_writings_need_are_left_alone(joiner: str, rulebook: Rulebook) -> None:
    """Emoji, Persian and Arabic beside Latin have signs without a width."""
    assert found(STORY.replace("Le dire", f"Le{joiner}dire tout haut"), rulebook) == []


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("place", ["title: The", "  - id: loaf", "    title: Рост"])
def test_every_space_that_is_none_is_named_where_it_stands(space: str, place: str, rulebook: Rulebook) -> None:
    """Behind a colon, behind a hyphen, in the indentation: the sign is named at its own line and column."""
    at = place.index(" ", 2) if place.startswith("  - ") else place.rindex(" ") if place[0] != " " else 0
    slipped = place[:at] + space + place[at + 1 :]
    told = found(STORY.replace(place, slipped), rulebook)
    line = STORY[: STORY.index(place)].count("\n") + 1
    assert [(d.code, d.span.line, d.span.column) for d in told] == [(Code.STRANGE_SIGN, line, at + 1)]
    assert f"(U+{ord(space):04X})" in told[0].message


@given(sign=st.sampled_from(HIDDEN.replace("\ufeff", "")), at=st.integers(1, 5))
def test_a_hidden_sign_in_a_name_is_named_and_read_over(sign: str, at: int, rulebook: Rulebook) -> None:
    """An id with a sign that cannot be seen is told once, and what names it is still found."""
    told = check_source(Source("s.yaml", STORY.replace("bakery", "bakery"[:at] + sign + "bakery"[at:])), rulebook)
    assert [(d.code, d.span.column) for d in told.diagnostics] == [(Code.STRANGE_SIGN, 5 + at)]


def test_a_file_is_read_in_utf_16_too(tmp_path: Path) -> None:
    """Editors and shells on Windows save text in UTF-16, with its mark or without."""
    for n, encoding in enumerate(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")):
        path = tmp_path / f"{n}.yaml"
        path.write_bytes("id: boulangère\r\ntitle: Zwölf\r\n".encode(encoding))
        assert read(path).text == "id: boulangère\ntitle: Zwölf\n"


def test_half_a_sign_in_utf_16_is_refused(tmp_path: Path) -> None:
    """A file in UTF-16 that was cut in the middle of a sign is no text."""
    path = tmp_path / "s.yaml"
    path.write_bytes("id: bakery".encode("utf-16")[:-1])
    with pytest.raises(FaultyFile, match="C002"):
        read(path)


def test_a_parser_that_would_read_otherwise_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no libyaml, valid files might be refused: that is said first, with its cure."""
    monkeypatch.setattr(composer, "_LOADER", None)
    with pytest.raises(ChasmError, match=r"without libyaml.*pip install"):
        document.compose("id: bakery")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Équipe", "E\u0301quipe"),
        ("Team  1", "team\u00a01"),
        ("Ｂｌｕｅ", "blue"),
        ("Blue", "Bl\u200bue\u200f"),
        ("STRASSE", "straße"),
        ("Ada\tand Ben", " Ada and Ben\n"),
    ],
)
def test_what_a_person_takes_for_one_name_is_one(one: str, other: str) -> None:
    """Names are compared as people read them."""
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), [("Team 1", "Team 11"), ("Ada", "Adam"), ("Blau", "Bläu"), ("a-b", "ab")])
def test_what_a_person_takes_for_two_names_is_two(one: str, other: str) -> None:
    """Letters, digits and accents tell names apart."""
    assert comparable(one) != comparable(other)


@given(st.text())
def test_a_comparable_name_compares_as_itself(text: str) -> None:
    """Folding a second time changes nothing."""
    assert comparable(comparable(text)) == comparable(text)
