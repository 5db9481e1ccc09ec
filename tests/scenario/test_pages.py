"""The documentation page of every code: its example shows the fault, and what it says to write instead does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from fragments import blocks

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.scenario.checking import Checked, check_source
from chasm_game.scenario.checks import CHECKS
from chasm_game.scenario.checks.pages import page
from chasm_game.scenario.diagnostics import Code, Kind, Severity
from chasm_game.scenario.report import as_concise
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.source import Source

ROOT = Path(__file__).parents[2]
TOLD = [code for code in Code if code is not Code.UNREADABLE]


def checked(text: str, code: Code, rulebook: Rulebook) -> Checked:
    """What is said of a text, of its games too where the code is about them."""
    games = (lambda scenario: balance_diagnostics(scenario, "page.yaml")) if code.kind is Kind.GAME else None
    return check_source(Source("page.yaml", text), rulebook, games=games)


def _shown(code: Code) -> ParameterSet:
    # What is said of a story's games takes all its games: half a minute for all these pages.
    return pytest.param(code, id=code.id, marks=[pytest.mark.long] if code.kind is Kind.GAME else [])


@pytest.mark.parametrize("code", map(_shown, TOLD))
def test_the_example_shows_the_fault_and_the_cure_does_not(code: Code, rulebook: Rulebook) -> None:
    """The first block of a page has the fault; the last one is free of it, and of every error."""
    found = list(blocks(page(code).text))
    example, instead = (checked(block.whole, code, rulebook) for block in (found[0], found[-1]))
    assert code in {d.code for d in example.diagnostics}, as_concise(example.diagnostics)
    assert instead.scenario is not None, as_concise(instead.diagnostics)
    assert [d for d in instead.diagnostics if d.code is code or d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("code", [c for c in TOLD if c.kind is not Kind.GAME], ids=lambda c: c.id)
def test_an_example_shows_nothing_else(code: Code, rulebook: Rulebook) -> None:
    """An example teaches one thing: no other kind of fault stands in it, but for what a file cannot say at all."""
    example = next(blocks(page(code).text))
    assert {d.code for d in checked(example.whole, code, rulebook).diagnostics} - BESIDE.get(code, set()) == {code}


BESIDE: dict[Code, set[Code]] = {
    Code.REDEFINED: {Code.UNUSED},
    Code.BAD_ALLOWANCE: {Code.NO_OUTCOME},
}
"""Codes that cannot be shown alone."""


def test_a_file_that_cannot_be_read_has_a_command_for_an_example(chasm: Callable[..., object]) -> None:
    """The page of C001 shows a command that finds it, and one that does not."""
    commands = re.findall(r"^```console\nchasm (.*)\n```$", page(Code.UNREADABLE).text, re.MULTILINE)
    example, instead = (chasm(*command.split(), "--format", "concise", cwd=ROOT) for command in commands)
    assert "C001" in example.out  # type: ignore[attr-defined]
    assert (instead.code, instead.out) == (0, "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", list(Code), ids=lambda c: c.id)
def test_a_page_says_what_why_and_what_instead(code: Code) -> None:
    """A page begins with a sentence, has an example and what to write instead, and fits a screen's width."""
    text = page(code).text
    head = text.split("\n")[0]
    assert head.endswith(".")
    assert re.findall(r"^\*\*(?:Example|Instead)\*\*", text, re.MULTILINE) == ["**Example**", "**Instead**"]
    assert text.count("```") == 4
    assert max(map(len, text.splitlines())) <= 120
    assert "!" not in re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)


def test_every_check_is_registered() -> None:
    """Every file of checks is run, under the code that its faults have."""
    folder = ROOT / "chasm_game" / "scenario" / "checks"
    modules = {p.stem for p in folder.glob("*.py")} - {"__init__", "pages", "story"}
    assert {m.__name__.rsplit(".", 1)[1] for m in CHECKS.values()} == modules
    for code, module in CHECKS.items():
        text = Path(str(module.__file__)).read_text("utf-8")
        assert set(re.findall(r"Code\.([A-Z_]+)", text)) == {code.name}


def test_every_other_code_has_a_file() -> None:
    """A page in a file is the page of a code that has no check of its own, and the other way round."""
    folder = ROOT / "chasm_game" / "scenario" / "checks" / "pages"
    assert {p.stem for p in folder.iterdir()} == {code.id for code in Code} - {code.id for code in CHECKS}
