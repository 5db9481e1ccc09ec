"""The words of the game: one source for the screen, plain mode and the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chasm_game.glossary import WORDS, as_markdown, found
from chasm_game.tips import EXPLANATIONS

ROOT = Path(__file__).parent.parent


def test_the_document_is_the_glossary() -> None:
    """docs/glossary.md has the same words in the same sentences; `python -m chasm_game.glossary` prints it."""
    assert (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8") == as_markdown()


def test_the_words_stand_in_the_order_of_the_alphabet() -> None:
    """Whoever looks for a word finds it where it has to be."""
    assert list(WORDS) == sorted(WORDS, key=str.lower)


def test_every_state_of_the_model_has_a_word() -> None:
    """What docs/model.md says a game consists of is explained, by its own name."""
    model = (ROOT / "docs" / "model.md").read_text(encoding="utf-8").lower()
    told = " ".join([*WORDS, *WORDS.values()]).lower()
    table = re.search(r"\| name \| range.*?\n\n", model, re.DOTALL)
    assert table is not None
    names = re.findall(r"^\| `([a-z]+)", table.group(), re.MULTILINE)
    assert {"trust", "learning", "credibility", "cash"} <= set(names)
    assert [name for name in names if name.removesuffix("s") not in told and name not in {"asks", "alive"}] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("trust", "Trust"),
        ("CHA", "Chasm"),
        ("know", "Know-how"),
        ("credibilty", "Credibility"),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_word_is_found_by_its_beginning_or_nearly(said: str, meant: str | None) -> None:
    """Small slips do not matter; what is nothing is nothing."""
    assert found(said) == meant


def test_an_explanation_fits_on_two_lines_of_a_small_screen() -> None:
    """No explanation takes more than two lines of 78, so that it never stands in the way."""
    long = [e.id for e in EXPLANATIONS if len(e.part) + len(e.words) + len("   x closes this.") > 2 * 72]
    assert long == []


def test_what_is_heard_needs_no_eyes() -> None:
    """No explanation of plain mode speaks of what only a screen has, nor begins with a word for something unsaid."""
    seen = re.compile(r"\b(dots?|arrows?|page|screen|here|reads?)\b|^(It|They|First by) ", re.IGNORECASE)
    assert [e.id for e in EXPLANATIONS if seen.search(e.heard)] == []
    assert len([e.id for e in EXPLANATIONS if seen.search(e.words)]) > 4
