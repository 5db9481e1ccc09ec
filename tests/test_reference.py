"""docs/reference.md is what the program says of itself, and all YAML in the documents is what it says it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from fragments import Block, blocks
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code, Kind, Severity
from chasm_game.scenario.reference import reference
from chasm_game.scenario.report import as_concise
from chasm_game.scenario.schema import ScenarioModel
from chasm_game.scenario.source import Source

ROOT = Path(__file__).parent.parent
BOOK = shipped_library().rulebook
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
KINDS = {code.id: code.kind for code in Code}


def told_blocks() -> list[tuple[str, Block]]:
    """Every block of YAML, with the document and the line in which it stands."""
    return [(f"{path.name}:{block.line}", block) for path in DOCUMENTS for block in blocks(path.read_text("utf-8"))]


BLOCKS = told_blocks()


def _played(block: Block) -> bool:
    return block.broken is not None and KINDS[block.broken] is Kind.GAME


def _run(place: str, block: Block) -> ParameterSet:
    # The reference has the pages of the checks, whose examples are played in `scenario/test_pages.py` already.
    marks = [pytest.mark.long] if _played(block) and place.startswith("reference.md") else []
    return pytest.param(block, id=place, marks=marks)


@pytest.mark.parametrize("block", [_run(place, block) for place, block in BLOCKS])
def test_yaml_in_documents_is_what_it_says(block: Block) -> None:
    """A block without a mark has no fault at all; one that is marked as broken shows that fault."""
    games = (lambda scenario: balance_diagnostics(scenario, "block.yaml")) if _played(block) else None
    found = check_source(Source("block.yaml", block.whole), BOOK, games=games).diagnostics
    if block.broken:
        assert block.broken in {d.code.id for d in found}, as_concise(found)
    else:
        assert as_concise(found) == ""


def test_no_yaml_escapes_the_test() -> None:
    """Every fence that begins with yaml is one of the blocks that are run; only the guide has steps of its own."""
    fences = {
        path.name: re.findall(r"^ *```+ *ya?ml *(.*)", path.read_text("utf-8"), re.MULTILINE) for path in DOCUMENTS
    }
    assert {name for name, told in fences.items() if any(told)} <= {"writing-scenarios.md"}
    assert len(BLOCKS) == sum(told.count("") for told in fences.values()) > 90


def test_the_reference_is_what_the_program_says() -> None:
    """`python -m chasm_game.scenario.reference > docs/reference.md` was run after the last change."""
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == reference(BOOK)


def test_the_reference_is_complete() -> None:
    """Every key, move, manner, weight set, evidence card and code has its place in the reference."""
    told = (ROOT / "docs" / "reference.md").read_text("utf-8")
    schema = ScenarioModel.model_json_schema(by_alias=True)
    parts = [schema, *schema["$defs"].values()]
    assert [key for part in parts for key in part["properties"] if f"\n| `{key}` | " not in told] == []
    assert not re.search(r"^\| `\w+` \|  \|", told, re.MULTILINE), "a key without a description"
    names = [*BOOK.moves, *BOOK.manners, *BOOK.people, *BOOK.evidence]
    assert [name for name in names if f"\n| **`{name}`**" not in told] == []
    assert [code.id for code in Code if f"\n#### {code.id}: {code.about}" not in told] == []
    assert "anything" not in told.split("## Moves")[0].replace("Everything", "")


def test_tables_of_the_reference_hold_together() -> None:
    """Every row of a table has as many cells as its head."""
    told = re.sub(r"```.*?```", "", (ROOT / "docs" / "reference.md").read_text("utf-8"), flags=re.DOTALL)
    for table in re.findall(r"(?:^\|.*\n)+", told, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table


def test_the_page_of_the_format_shows_every_key() -> None:
    """The example in docs/format.md has every key of the format, and every promise that it makes is kept."""
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    (example,) = blocks(page)
    schema = ScenarioModel.model_json_schema(by_alias=True)
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    history = set(schema["$defs"]["HistoryModel"]["properties"])
    assert {key for key in keys - history if not re.search(rf"\b{key}\b", example.text)} == {"history"}
    assert {key for key in history if f"{key}:" not in page} == set()
    told = check_source(Source("x", example.whole), BOOK, games=lambda s: balance_diagnostics(s, "x")).diagnostics
    assert [d for d in told if d.severity is Severity.ERROR] == []
