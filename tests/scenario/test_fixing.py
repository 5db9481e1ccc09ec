"""Missing reasons are written into a file as to-dos, and nothing else is touched."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.fixing import TO_DO, as_written, fixed
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.source import Source

STORY = """\
chasm: 1   # an old one
id: bakeries
title: Five Bakeries
rounds:
  - id: oven
    title: A cold oven
    shock:
      text: The second oven is cold.
      effects: {employees: -4}
      now:
        - if: employees < 40
          effects:
            customers: -2
            investors: -1   # they hear of it
    responses:
      - id: mend   # the good one
        title: Mend it
        effects:
          employees: 6
          cash: -2

        outcome: At six the rolls are warm.
      - {id: buy, title: Buy a new one, effects: {employees: 4, cash: -5}, outcome: It has a screen.}
      - id: later
        title: Wait for spring
        effects: {employees: -3}  # they will
        because: Nobody came.
        now: [{effects: {investors: 3}}]
        outcome: Spring is late.
"""
WANTED = """\
chasm: 1   # an old one
id: bakeries
title: Five Bakeries
rounds:
  - id: oven
    title: A cold oven
    shock:
      text: The second oven is cold.
      effects: {employees: -4}
      now:
        - if: employees < 40
          effects:
            customers: -2
            investors: -1   # they hear of it
          TO_DO
    responses:
      - id: mend   # the good one
        title: Mend it
        effects:
          employees: 6
          cash: -2
        TO_DO

        outcome: At six the rolls are warm.
      - {id: buy, title: Buy a new one, effects: {employees: 4, cash: -5}, TO_DO, outcome: It has a screen.}
      - id: later
        title: Wait for spring
        effects: {employees: -3}  # they will
        because: Nobody came.
        now: [{effects: {investors: 3}, TO_DO}]
        outcome: Spring is late.
""".replace("TO_DO", TO_DO)


def test_a_to_do_stands_beside_every_effect_that_has_no_reason(rulebook: Rulebook) -> None:
    """In blocks on a line of its own, in braces behind the effects; comments, order and blank lines stay."""
    found = fixed(Source("story.yaml", STORY), rulebook)
    assert found.text == WANTED
    assert [found.text.split("\n")[number - 1].count(TO_DO) for number in found.added] == [1, 1, 1, 1]


@pytest.mark.parametrize("number", [1, 2])
def test_what_was_fixed_reads_and_asks_for_the_text(number: int, rulebook: Rulebook) -> None:
    """Nothing is missing any more, in either format; the to-dos themselves are named, and written once only."""
    text = STORY.replace("chasm: 1", f"chasm: {number}")
    before = check_source(Source("story.yaml", text), rulebook)
    assert {Code.MISSING_KEY if number == 2 else Code.NO_BECAUSE} <= {d.code for d in before.diagnostics}
    found = fixed(Source("story.yaml", text), rulebook)
    after = check_source(Source("story.yaml", found.text), rulebook)
    codes = [d.code for d in after.diagnostics]
    assert codes.count(Code.PLACEHOLDER) == 4
    assert not {Code.MISSING_KEY, Code.NO_BECAUSE} & set(codes)
    assert fixed(Source("story.yaml", found.text), rulebook).added == ()


@pytest.mark.parametrize(
    ("encoding", "ends", "mark"),
    [("utf-8", "\n", b""), ("utf-8", "\r\n", codecs.BOM_UTF8), ("utf-16-le", "\r\n", codecs.BOM_UTF16_LE)],
    ids=["plain", "windows", "utf-16"],
)
def test_a_file_stays_as_its_editor_wrote_it(
    encoding: str, ends: str, mark: bytes, tmp_path: Path, chasm: Callable[..., object]
) -> None:
    """Encoding, mark and ends of lines are those of the file; `chasm check --fix` says in which lines it wrote."""
    path = tmp_path / "story.yaml"
    path.write_bytes(mark + STORY.replace("\n", ends).encode(encoding))
    ran = chasm("check", "--fix", str(path), "--format", "concise")
    assert path.read_bytes() == mark + WANTED.replace("\n", ends).encode(encoding)
    assert "a to-do was written in line 15, 22, 25, 30" in ran.err  # type: ignore[attr-defined]
    again = chasm("check", "--fix", str(path), "--format", "concise")
    assert "no reason is missing" in again.err  # type: ignore[attr-defined]


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path, chasm: Callable[..., object]) -> None:
    """Where an error stands in the way nothing is written, and the error is told."""
    path = tmp_path / "story.yaml"
    path.write_text("id: [", encoding="utf-8")
    ran = chasm("check", "--fix", str(path))
    assert path.read_text(encoding="utf-8") == "id: ["
    assert ran.code == 1  # type: ignore[attr-defined]


def test_an_encoding_is_kept_without_its_mark() -> None:
    """UTF-16 without a mark is written without one again."""
    before = "id: a\ntitle: b\n".encode("utf-16-be")
    assert as_written("id: a\ntitle: b\nx: ü\n", before) == "id: a\ntitle: b\nx: ü\n".encode("utf-16-be")
