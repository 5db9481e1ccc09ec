"""Modules import each other in no circle: neither at start-up, nor inside functions, nor for types alone."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "chasm_game"


def modules(package: Path) -> dict[str, Path]:
    """Every module of a package by its full name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        found[name] = path
    return found


def imports(name: str, text: str, known: Mapping[str, Path]) -> set[str]:
    """The modules of the same package that a text imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {each if each in known else node.module for each in parts}
    return {each for each in found if each in known and each != name}


def circle(package: Path) -> list[str]:
    """One circle of imports; empty where there is none."""
    known = modules(package)
    graph = {name: imports(name, path.read_text("utf-8"), known) for name, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Whoever reads a module can read what it needs first, and arrives."""
    assert len(modules(PACKAGE)) > 250
    assert circle(PACKAGE) == []


@pytest.mark.parametrize(
    "imported",
    [
        "from small.one import a",
        "from small import one",
        "import small.one",
        "def late():\n    from small.one import a",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from small.one import a",
    ],
)
def test_a_circle_is_found_however_it_is_made(tmp_path: Path, imported: str) -> None:
    """At the top, in a function, for types alone, by name or as a module: it is a circle."""
    small = tmp_path / "small"
    small.mkdir()
    (small / "__init__.py").touch()
    (small / "one.py").write_text("from small.two import b\na = 1\n")
    (small / "two.py").write_text(f"{imported}\nb = 2\n")
    assert sorted(set(circle(small))) == ["small.one", "small.two"]
    (small / "two.py").write_text("b = 2\n")
    assert circle(small) == []


def test_no_program_beside_the_package_is_called_like_a_folder_of_tests() -> None:
    """Of a module and a folder of one name Python takes the module, and tests in the folder are not found."""
    root = PACKAGE.parent
    folders = {path.name for path in (root / "tests").iterdir() if path.is_dir()}
    beside = [path for name in ("benchmarks", "docs") for path in (root / name).iterdir()]
    programs = {path.stem for path in beside if path.suffix == ".py" or path.is_dir()}
    assert "engine" in folders
    assert "calibrate" in programs
    assert folders.isdisjoint(programs)
