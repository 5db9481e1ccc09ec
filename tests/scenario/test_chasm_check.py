"""`chasm check`, as its readers see it: people, scripts, pull requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chasm_game.scenario.diagnostics import Code
from chasm_game.text import shown

STORY = Path(__file__).parents[2] / "story"
FAULTY = """\
id: bakery
title: The Bakery
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf is too light., effects: {costumers: -5}}
    responses:
      - {id: silent, title: Say nothing, does: [stonewall], if: cash => 6, needs: cash, outcome: O}
      - {id: tell, title: Say it, does: [mine], outcome: Somebody claps}
moves: {mine: {title: Mine, evidence: [feelings]}}
"""
FULL = """\
error C012: there is no stakeholder or gauge `costumers`
  --> bakery.yaml:6:54
  |
6 |     shock: {text: Your loaf is too light., effects: {costumers: -5}}
  |                                                      ^^^^^^^^^
  hint: did you mean `customers`?

error C020: `=>` means nothing in a condition
  --> bakery.yaml:8:70
  |
8 |       - {id: silent, title: Say nothing, does: [stonewall], if: cash => 6, needs: cash, outcome: O}
  |                                                                      ^^
  hint: write `>=`

warning C025: there is no evidence card `feelings`
  --> bakery.yaml:10:40
   |
10 | moves: {mine: {title: Mine, evidence: [feelings]}}
   |                                        ^^^^^^^^
"""
HOSTILE = (
    'id: bakery\ntitle: "\\e[31mred\\e]0;owned\\a\\u202e\\x9b31m"\n'
    '"\\e[2J[bold]\\u2028\\n::error::x": 1\n'
    'level: "[link=http://x]\\e[0m\\r\\u2066%0A::warning::"\n'
    'rounds: [{id: a, title: b, if: "\\e[31m > \'", shock: {text: x}, '
    "responses: [{id: a, title: '[blink]', does: [\"\\ex\\x85\"]}]}]\n"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with two errors and a warning, in the folder in which `chasm` is run."""
    (tmp_path / "bakery.yaml").write_text(FAULTY, "utf-8")
    return "bakery.yaml"


def test_a_person_sees_the_line_the_caret_and_the_cure(file: str, chasm: Callable[..., Any]) -> None:
    """The full report shows place, line, caret and cure, and a summary on standard error."""
    ran = chasm("check", file)
    assert ran.code == 1
    assert ran.out == FULL
    assert ran.err == "1 file looked at: 2 errors, 1 warning\nchasm check --explain C012 tells more about a code\n"


def test_a_script_reads_one_line_a_problem(file: str, chasm: Callable[..., Any]) -> None:
    """The concise report is `file:line:column: severity code: message (hint)`."""
    ran = chasm("check", file, "--format", "concise")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "bakery.yaml:6:54: error C012: there is no stakeholder or gauge `costumers` (did you mean `customers`?)",
        "bakery.yaml:8:70: error C020: `=>` means nothing in a condition (write `>=`)",
        "bakery.yaml:10:40: warning C025: there is no evidence card `feelings`",
    ]


def test_a_pull_request_reads_commands(file: str, chasm: Callable[..., Any]) -> None:
    """The report for GitHub is a workflow command a problem."""
    ran = chasm("check", file, "--format", "github")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == (
        "::error file=bakery.yaml,line=6,endLine=6,col=54,endColumn=63,title=C012::"
        "there is no stakeholder or gauge `costumers` (did you mean `customers`?)"
    )
    assert ran.out.splitlines()[2].startswith("::warning file=bakery.yaml,line=10,")


def test_json_keeps_its_contract(file: str, chasm: Callable[..., Any]) -> None:
    """The JSON has the shape of the contract, version 1, with nothing missing and nothing more."""
    ran = chasm("check", file, "--json")
    assert ran.code == 1
    assert ran.err == ""
    shape = json.loads(ran.out)
    assert set(shape) == {"chasm", "diagnostics", "errors", "warnings"}
    assert (shape["chasm"], shape["errors"], shape["warnings"]) == (1, 2, 1)
    assert shape["diagnostics"][0] == {
        "code": "C012",
        "severity": "error",
        "file": "bakery.yaml",
        "line": 6,
        "column": 54,
        "end_line": 6,
        "end_column": 63,
        "message": "there is no stakeholder or gauge `costumers`",
        "hint": "did you mean `customers`?",
        "witness": None,
    }
    assert shape["diagnostics"][2]["hint"] is None


def test_warnings_alone_are_fine(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """A file with warnings only is told them and exits with 0."""
    text = FAULTY.replace("costumers", "customers").replace("=>", ">=")
    (tmp_path / "bakery.yaml").write_text(text)
    ran = chasm("check", "bakery.yaml")
    assert ran.code == 0
    assert "C025" in ran.out
    assert "0 errors, 1 warning\n" in ran.err


def test_all_that_is_shipped_is_fine(chasm: Callable[..., Any]) -> None:
    """Nothing is found in the shipped stories, cases and rulebook."""
    files = sorted(STORY.rglob("*.yaml"))
    ran = chasm("check", *files)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{len(files)} files looked at: no problem found\n"


def test_several_files_are_all_looked_at(file: str, chasm: Callable[..., Any]) -> None:
    """A faulty file does not stop the ones after it; the exit code is that of the worst."""
    ran = chasm("check", "missing.yaml", STORY / "tutorial.yaml", file, "--format", "concise")
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["missing.yaml", *["bakery.yaml"] * 3]
    assert ran.err.startswith("3 files looked at")


def test_a_rulebook_is_known_by_its_first_key(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """A rulebook under any name is checked as one, its warnings included."""
    text = (
        (STORY / "rulebook.yaml").read_text("utf-8").replace("evidence: [greenwash-2022]", "evidence: [greenwash-2202]")
    )
    (tmp_path / "own-rules.yaml").write_text(text, "utf-8")
    ran = chasm("check", "own-rules.yaml", "--format", "concise")
    assert ran.code == 0
    assert "warning C025: there is no evidence card `greenwash-2202` (did you mean `greenwash-2022`?)" in ran.out


def test_a_rulebook_allows_what_it_has_a_reason_for(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """A warning about a rulebook is allowed in it, with a reason; an allowance that nothing needs is told."""
    rules = (STORY / "rulebook.yaml").read_text("utf-8")
    line = "    evidence: [greenwash-2202] # chasm: allow C025 because the card comes with the next poll\n"
    text = rules.replace("    evidence: [greenwash-2022]\n", line, 1)
    assert text != rules
    (tmp_path / "own-rules.yaml").write_text(text + "# chasm: allow C025 because of nothing\n", "utf-8")
    ran = chasm("check", "own-rules.yaml", "--format", "concise")
    assert (ran.code, ran.err) == (0, "1 file looked at: 0 errors, 1 warning (1 allowed, with a reason)\n")
    assert "warning C027" in ran.out


def test_a_faulty_rulebook_is_told_once(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """Where the rulebook itself is faulty, its faults are told once, however many files are checked."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rulebook.yaml").write_text("chasm-rules: 1\n")
    ran = chasm(
        "check", STORY / "tutorial.yaml", STORY / "broken-guitar.yaml", "--story", "rules", "--format", "concise"
    )
    assert ran.code == 1
    assert len(set(ran.out.splitlines())) == len(ran.out.splitlines()) > 0
    assert all(line.startswith("rules/rulebook.yaml:1:1: error C014") for line in ran.out.splitlines())


@pytest.mark.parametrize("code", [c.id for c in Code])
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain` shows the page of each code, in small letters too, with nothing in it but text."""
    from chasm_game.commands.check import check

    check(explain=code)
    upper = capsys.readouterr().out
    check(explain=code.lower())
    assert capsys.readouterr().out == upper
    assert re.match(rf"{code}: .+ \((error|warning)\)\n\n[A-Z].+\.\n\n", upper)
    assert "\nExample\n" in upper
    assert "```" not in upper
    assert "# fragment" not in upper
    assert shown(upper) == upper


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name at least one file"),
        (["--explain", "C999"], "there is no code `C999`"),
        (["--explain", "\x1b[31m"], "there is no code `␛[31m`"),
        (["x.yaml", "--format", "pretty"], "pretty"),
        (["x.yaml", "--frmat", "full"], "--frmat"),
    ],
)
def test_wrong_use_is_two(arguments: list[str], said: str, chasm: Callable[..., Any]) -> None:
    """What is wrong with the command, not with a file, exits with 2 and says so on standard error."""
    ran = chasm("check", *arguments)
    assert ran.code == 2, ran
    assert said in ran.err
    assert ran.out == ""
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("form", [["--format", "full"], ["--format", "concise"], ["--format", "github"], ["--json"]])
def test_hostile_text_is_shown_as_text(form: list[str], tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """Escape sequences, direction marks, markup and commands in a file reach no reader as anything but text."""
    (tmp_path / "x.yaml").write_text(HOSTILE, "utf-8")
    ran = chasm("check", "x.yaml", *form)
    assert ran.code == 1
    assert shown(ran.out) == ran.out
    assert "[bold]" in ran.out
    if "github" in form:
        assert all(re.match(r"::(error|warning) file=x\.yaml,line=\d+,", line) for line in ran.out.splitlines())
    if "concise" in form:
        assert all(re.match(r"x\.yaml:\d+:\d+: (error|warning) C\d+: ", line) for line in ran.out.splitlines())


def test_json_of_hostile_text_is_json(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """The JSON of a hostile file can be read, and has the file's name as it is."""
    name = "x\x9b\u202e.yaml"
    (tmp_path / name).write_text(HOSTILE, "utf-8")
    shape = json.loads(chasm("check", name, "--json").out)
    assert {d["file"] for d in shape["diagnostics"]} == {name}


def test_a_wide_line_is_cut_around_the_place(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """Of a line that is wider than a screen the part around the place is shown, with the caret under it."""
    long = FAULTY.replace("Your loaf", "Your loaf 面包 " * 40)
    (tmp_path / "bakery.yaml").write_text(long, "utf-8")
    lines = chasm("check", "bakery.yaml").out.splitlines()
    from rich.cells import cell_len

    source, caret = lines[3], lines[4]
    assert len(source) < 120
    begin = caret.index("^")
    at = next(n for n in range(len(source)) if cell_len(source[:n]) == begin)
    assert source[at:].startswith("costumers")
