"""`chasm check`."""

from __future__ import annotations

import re
import sys
from pathlib import Path  # noqa: TC003  (read by cyclopts)
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

from cyclopts import Parameter

from chasm_game.text import shown

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Diagnostic

__all__ = ["check"]


def check(
    *files: Path,
    json: Annotated[bool, Parameter(negative="")] = False,
    format: Literal["full", "concise", "github"] = "full",  # noqa: A002
    balance: Annotated[bool, Parameter(negative="")] = False,
    explain: str | None = None,
    story: Path | None = None,
) -> None:
    """Look for problems in scenario files: all of them, each with its place and a cure.

    Example: chasm check story/broken-guitar.yaml

    Parameters
    ----------
    files
        Scenario files, or a rulebook.
    json
        As JSON (version 1 of its contract).
    format
        For a person, a line a problem, or a pull request.
    balance
        Also play every way through, and prove what `expect:` and `plays:` promise.
    explain
        Say what a code stands for, for example C012.
    story
        A folder whose rulebook is used.
    """
    from chasm_game.scenario import report

    if explain is not None:
        print(_explained(explain))
        return
    if not files:
        _wrong_use("name at least one file, for example: chasm check story/broken-guitar.yaml")
    found = list(
        dict.fromkeys(d for file in files for d in _checked(file, story, balance=balance))
    )  # a faulty rulebook is told once
    if json:
        print(report.as_json(found))
    else:
        told = {"full": report.as_full, "concise": report.as_concise, "github": report.as_github}[format](found)
        if told:
            print(told)
        print(report.summary(found, len(files)), file=sys.stderr)
    if any(d.severity.value == "error" for d in found):
        sys.exit(1)


def _wrong_use(message: str) -> NoReturn:
    print(f"chasm: {shown(message)}", file=sys.stderr)
    sys.exit(2)


def _checked(file: Path, story: Path | None, *, balance: bool) -> list[Diagnostic]:
    from chasm_game.scenario.diagnostics import FaultyFile
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.load import checked_rulebook, load_scenario, read

    try:
        source = read(file)
        if re.search(r"^chasm-rules\s*:", source.text, re.MULTILINE):
            return checked_rulebook(source)[1]
        scenario, warnings = load_scenario(source, Library(story).rulebook)
    except FaultyFile as fault:
        return list(fault.diagnostics)
    if not balance:
        return warnings
    from chasm_game.analysis.balance import balance_diagnostics

    return [*warnings, *balance_diagnostics(scenario, str(file))]


def _explained(code: str) -> str:
    from chasm_game.errors import nearest
    from chasm_game.scenario.diagnostics import Code

    known = {c.id: c for c in Code}
    if code.upper() not in known:
        near = nearest(code.upper(), known) or ", ".join(known)
        _wrong_use(f"there is no code `{code}`; known: {near}")
    return f"{code.upper()}: {known[code.upper()].about}."
