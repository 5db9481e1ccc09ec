"""The documents say what is so."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from chasm_game.cli import application
from chasm_game.scenario.editor_schema import editor_schema
from chasm_game.scenario.library import Library
from chasm_game.scenario.rulebook_schema import COEFFICIENTS

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_schema_file_is_what_the_command_prints() -> None:
    """Editors read docs/scenario.schema.json; `chasm schema > docs/scenario.schema.json` writes it anew."""
    assert json.loads(read("docs/scenario.schema.json")) == editor_schema(Library(ROOT / "story").rulebook)


def test_every_module_has_its_place_in_the_architecture() -> None:
    """docs/architecture.md names every module of the headless rooms, and none that is not there."""
    told = read("docs/architecture.md")
    modules = {p.name for p in (ROOT / "chasm_game").rglob("*.py") if p.name != "__init__.py"}
    named = set(re.findall(r"\b(\w+\.py)\b", told))
    assert named <= modules | {"oracle.py", "made.py", "golden.py", "terminals.py", "pictures.py"}
    rooms = ("scenario", "engine", "analysis")
    required = {p.name for room in rooms for p in (ROOT / "chasm_game" / room).glob("*.py")} - {"__init__.py"}
    assert required <= named


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    """The table of docs/cli.md and the program have the same commands."""
    table = [line for line in read("docs/cli.md").splitlines() if line.startswith("| `chasm")]
    told = {word for line in table for word in re.findall(r"`chasm ([a-z]+)", line.split("|")[1])}
    assert told == {name for name in application() if not name.startswith("-")}


def test_the_model_names_every_coefficient() -> None:
    """docs/model.md tells of every coefficient that a rulebook must have."""
    told = read("docs/model.md")
    assert [name for name in COEFFICIENTS if name not in told] == []


def test_ci_runs_the_readmes_own_blocks() -> None:
    """The README has the two blocks that CI runs word for word."""
    readme, ci = read("README.md"), read(".ci/run")
    for name in ("set-up", "tests"):
        assert f"<!-- {name}: CI runs this block word for word -->" in readme
        assert f"block {name}" in ci


TESTS = sorted(p for p in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda p: p.name)
def test_every_test_states_a_behaviour(path: Path) -> None:
    """Every test has a docstring of one sentence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    silent = [f.name for f in functions if f.name.startswith("test_") and not ast.get_docstring(f)]
    assert silent == []
