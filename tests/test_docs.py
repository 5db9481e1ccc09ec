"""The documents say what is so."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from mutants import EXPLAINED
from shipped_stories import shipped_library

from chasm_game import __version__
from chasm_game.cli import application
from chasm_game.scenario.coefficients import COEFFICIENTS
from chasm_game.scenario.editor_schema import editor_schema

OPTION = re.compile(r"--[a-z-]+")
ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_schema_file_is_what_the_command_prints() -> None:
    """Editors read docs/scenario.schema.json; `chasm schema > docs/scenario.schema.json` writes it anew."""
    assert json.loads(read("docs/scenario.schema.json")) == editor_schema(shipped_library().rulebook)


def rooms_of_the_page() -> dict[str, set[str]]:
    """The rooms in the table of docs/architecture.md, with those that each may import."""
    rows = [line.split("|")[1:] for line in read("docs/architecture.md").splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): set(re.findall(r"`(\w+)`", row[2])) for row in rows}


def imported_rooms(room: str) -> set[str]:
    """What the modules of a room import of the package, wherever they do, by the first name below it."""
    found: set[str] = set()
    for path in (ROOT / "chasm_game" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chasm_game."):
                found.add((node.module or "").split(".")[1])
            elif isinstance(node, ast.ImportFrom) and node.module == "chasm_game":
                found |= {each.name for each in node.names}
    return found - {room, "__version__"}


def test_every_room_stands_in_the_architecture() -> None:
    """Each folder and each single module of the package is named in docs/architecture.md, by its path."""
    page, package = read("docs/architecture.md"), ROOT / "chasm_game"
    folders = {path.parent.relative_to(package).as_posix() for path in package.rglob("*.py")} - {"."}
    assert {folder for folder in folders if "/" not in folder} == set(rooms_of_the_page())
    inner = {folder for folder in folders if folder.count("/") == 1}
    assert [folder for folder in sorted(inner) if f"`chasm_game/{folder}/`" not in page] == []
    single = {path.name for path in package.glob("*.py")} - {"__init__.py"}
    assert [name for name in sorted(single) if f"`chasm_game/{name}`" not in page] == []


@pytest.mark.parametrize("room", sorted(rooms_of_the_page()))
def test_a_room_imports_what_its_row_says(room: str) -> None:
    """The rooms that a room imports are those in its row of docs/architecture.md, all of them and no others."""
    single = {path.stem for path in (ROOT / "chasm_game").glob("*.py")}
    assert imported_rooms(room) - single == rooms_of_the_page()[room]


def test_the_arrows_go_through_every_room_and_single_module() -> None:
    """The order that import-linter holds, and its lists of what may not be known, leave out nothing of the package."""
    names = {path.stem for path in (ROOT / "chasm_game").glob("*.py")} | set(rooms_of_the_page())
    ours = {f"chasm_game.{name}" for name in names - {"__init__"}}
    linter = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]
    contracts = {contract["id"]: contract for contract in linter["contracts"]}
    assert {name for layer in contracts["arrows"]["layers"] for name in layer.split(" | ")} == ours
    above = {"chasm_game.tui", "chasm_game.commands", "chasm_game.cli", "chasm_game.__main__"}
    assert set(contracts["headless"]["source_modules"]) == ours - above
    rooms = {f"chasm_game.{room}" for room in rooms_of_the_page()}
    assert set(contracts["server"]["source_modules"]) == rooms - {"chasm_game.live"}


def test_every_library_has_its_reason() -> None:
    """What pyproject.toml asks for, to run or to test, docs/architecture.md names among the libraries."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["test"], *extras["cluster"]]
    _, libraries = read("docs/architecture.md").split("## Libraries")
    names = [re.split(r"[<>=]", each)[0] for each in asked]
    assert [name for name in names if not re.search(rf"\b{name}\b", libraries, re.IGNORECASE)] == []


@pytest.mark.parametrize("name", ["architecture.md", "modules.md"])
def test_every_path_of_the_map_is_there(name: str) -> None:
    """What docs/architecture.md and docs/modules.md call by its path can be opened."""
    named = set(re.findall(r"`((?:chasm_game|tests|docs|benchmarks|story|saves)/[\w./-]*)`", read(f"docs/{name}")))
    assert len(named) > 40
    assert sorted(path for path in named if not (ROOT / path).exists() and path != "chasm_game/story") == []


def test_the_map_has_every_module_in_its_own_words() -> None:
    """docs/modules.md is what `python docs/modules.py` prints: every module of every room, by its path."""
    printed = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "modules.py")], capture_output=True, check=True, timeout=120
    ).stdout.decode("utf-8")
    assert read("docs/modules.md").splitlines() == printed.splitlines(), "python docs/modules.py > docs/modules.md"
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "chasm_game").rglob("*.py")}
    assert {m for m in modules if not m.endswith("__init__.py")} == set(
        re.findall(r"^- `(.+?)`", printed, re.MULTILINE)
    )


def test_markup_is_made_where_the_architecture_says() -> None:
    """Outside templates, no module but those that docs/architecture.md names makes markup of a page."""
    makes = re.compile(r"\bMarkup\(|[\"'(]<(?:svg|path|p|div|table|circle|text|h\d)\b")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "chasm_game").rglob("*.py")
        if makes.search(path.read_text(encoding="utf-8"))
    }
    (said,) = re.findall(r"markup made outside templates is in (.+?)\. Links", read("docs/architecture.md"), re.DOTALL)
    assert found == set(re.findall(r"`(.+?)`", said))


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    """The table of docs/cli.md and the program have the same commands."""
    table = [line for line in read("docs/cli.md").splitlines() if line.startswith("| `chasm")]
    told = {word for line in table for word in re.findall(r"`chasm ([a-z]+)", line.split("|")[1])}
    assert told == {name for name in application() if not name.startswith("-")}


def test_every_option_of_a_command_is_documented_in_its_row() -> None:
    """The row of a command in docs/cli.md names all that its help does, but the two folders that are told of below."""
    program, rows = application(), read("docs/cli.md").splitlines()
    untold = []
    for name in (each for each in program if not each.startswith("-")):
        told = {
            o for row in rows if row.startswith("| `chasm") and f"`chasm {name}" in row for o in OPTION.findall(row)
        }
        shown = {o for each in program[name].assemble_argument_collection() if each.show for o in each.names}
        untold += [f"{name} {o}" for o in sorted(shown - told - {"--story", "--saves"}) if o.startswith("--")]
    assert untold == []


def test_the_model_names_every_coefficient() -> None:
    """docs/model.md tells of every coefficient that a rulebook must have."""
    told = read("docs/model.md")
    assert [name for name in COEFFICIENTS if name not in told] == []


def block(name: str) -> list[str]:
    """The lines of the first code block after a marked comment of the README."""
    after = read("README.md").split(f"<!-- {name}: CI runs this block word for word -->\n```sh\n")[1]
    return after.split("\n```")[0].splitlines()


def test_the_readmes_first_line_sets_up_and_opens_the_game() -> None:
    """The README's first block is one line with the game at its end, and CI runs it on a terminal."""
    (line,) = block("set-up")
    assert line.split(" && ")[-1] == ".venv/bin/chasm"
    assert read("README.md").index("```sh") < read("README.md").index(line)
    assert 'open_and_quit.py "$setup"' in read(".ci/run")


def test_ci_runs_the_readmes_own_blocks() -> None:
    """The README has the two blocks that CI runs word for word."""
    for name in ("set-up", "tests"):
        assert block(name)
        assert f"block {name}" in read(".ci/run")


def ci_parts() -> list[str]:
    """The parts of CI, in their order."""
    found = re.search(r'^ALL="(.+)"$', read(".ci/run"), re.MULTILINE)
    assert found is not None
    return found[1].split()


def test_every_part_of_ci_is_there_and_explained() -> None:
    """Each part of .ci/run is a function of it, stands in its head and in CONTRIBUTING.md; nothing else does."""
    ci = read(".ci/run")
    assert sorted(re.findall(r"^part_(\w+)\(\)", ci, re.MULTILINE)) == sorted(ci_parts())
    assert re.findall(r"^#   (\w+) +\w", ci, re.MULTILINE) == ci_parts()
    rows = [line.split("|")[1] for line in read("CONTRIBUTING.md").splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert named == ci_parts()


def test_tests_that_are_run_by_name_are_there() -> None:
    """Whatever .ci/run and the programs of mutants name under tests/ exists."""
    programs = read("benchmarks/nearest_tests.py") + read("benchmarks/mutants.py")
    named = re.findall(r"\btests/[\w./]*\w", read(".ci/run") + programs)
    assert len(named) > 10
    assert sorted({name for name in named if not (ROOT / name).exists()}) == []


def test_what_is_explained_of_mutants_stands_in_the_code() -> None:
    """Every line of which is said that no test can tell it from a changed one is still a line of its module."""
    lines = {path: {line.strip() for line in read(path).splitlines()} for path, _ in EXPLAINED}
    assert [(path, line) for path, line in EXPLAINED if line not in lines[path]] == []


def test_an_unknown_part_of_ci_is_refused() -> None:
    """.ci/run names its parts when asked for one that it has not, and does nothing."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("CI's script is for bash")
    asked = [bash, str(ROOT / ".ci" / "run"), "lint", "lnt"]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=200, check=False)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == f"there is no part lnt; the parts are: {' '.join(ci_parts())}\n"


def test_hosts_run_parts_of_ci_on_every_python_of_the_classifiers() -> None:
    """The workflows call .ci/run with parts that exist; the Pythons they try are those that pyproject.toml names."""
    test, release = (yaml.safe_load(read(f".github/workflows/{name}.yml")) for name in ("test", "release"))
    matrix = test["jobs"]["parts"]["strategy"]["matrix"]
    parts = [*matrix["part"], *(more["part"] for more in matrix["include"])]
    assert {p for words in parts for p in words.split()} == set(ci_parts())
    called = next(s["run"] for s in release["jobs"]["build"]["steps"] if ".ci/run" in s.get("run", ""))
    assert set(called.split()[1:]) <= set(ci_parts())
    tried = {*matrix["python"], *(more["python"] for more in matrix["include"])}
    classifiers = tomllib.loads(read("pyproject.toml"))["project"]["classifiers"]
    assert tried == {c.split()[-1] for c in classifiers if re.search(r":: 3\.\d+$", c)}


def test_the_changelog_knows_the_version() -> None:
    """The version of the package has its entry, below what is not released; each entry has a date or is unreleased."""
    heads = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    assert heads[1].startswith(f"[{__version__}] - ")
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head) for head in heads[1:])


def test_hooks_before_a_commit_call_what_the_project_installs() -> None:
    """Each local hook runs a tool that the extra `dev` brings."""
    dev = " ".join(tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]["dev"])
    hooks = [hook for repo in yaml.safe_load(read(".pre-commit-config.yaml"))["repos"] for hook in repo["hooks"]]
    tools = {hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in hooks}
    assert tools == {"ruff", "mypy", "lint-imports"}
    assert {"ruff", "mypy", "import-linter"} <= set(re.findall(r"[\w-]+", dev))


LINKS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    *sorted(p.name for p in (ROOT / "docs").glob("*.md")),
)


@pytest.mark.parametrize("name", LINKS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    """Every link of a document to a file of the project is the path of one."""
    path = next(p for p in (ROOT / name, ROOT / "docs" / name) if p.exists())
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [t for t in targets if not (path.parent / t).exists()] == []


TESTS = sorted(p for p in (ROOT / "tests").rglob("test_*.py"))


def test_test_modules_have_names_of_their_own() -> None:
    """No two modules of tests are called the same: pytest could not collect both in one run."""
    names = [path.name for path in TESTS]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


@pytest.mark.parametrize("path", TESTS, ids=lambda p: p.name)
def test_every_test_states_a_behaviour(path: Path) -> None:
    """Every test has a docstring of one sentence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    silent = [f.name for f in functions if f.name.startswith("test_") and not ast.get_docstring(f)]
    assert silent == []
