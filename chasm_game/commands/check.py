"""`chasm check`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.streams import print_data
from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from chasm_game.scenario.checking import Checked
    from chasm_game.scenario.diagnostics import Diagnostic
    from chasm_game.scenario.scenario import Scenario

__all__ = ["check"]


def check(
    *files: FilePath,
    json: Annotated[bool, Parameter(negative="")] = False,
    format: Literal["full", "concise", "github"] = "full",  # noqa: A002
    balance: Annotated[bool, Parameter(negative="")] = False,
    fix: Annotated[bool, Parameter(negative="")] = False,
    explain: str | None = None,
    story: FilePath | None = None,
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
    fix
        First write a to-do into each file wherever a reason (`because:`) is missing; nothing else is changed.
    explain
        Show the page of a code, for example C012: what it finds, why it matters, what to write instead.
    story
        A folder whose rulebook is used.
    """
    from chasm_game.scenario import report

    if explain is not None:
        print(_explained(explain))
        return
    if not files:
        _wrong_use("name at least one file, for example: chasm check story/broken-guitar.yaml")
    # All files before anything is printed: the exit code and the sum are about all of them.
    for file in files if fix else ():
        _fix(file, story)
    looked = [_checked(file, story, balance=balance) for file in files]
    found = list(dict.fromkeys(d for checked in looked for d in checked.diagnostics))  # a faulty rulebook is told once
    if json:
        print_data(report.as_json(found))
    else:
        text = {"full": report.as_full, "concise": report.as_concise, "github": report.as_github}[format](found)
        if text:
            print(text)
        print(report.summary(found, len(files), sum(checked.allowed for checked in looked)), file=sys.stderr)
        if found and format == "full":
            print(f"chasm check --explain {found[0].code.id} tells more about a code", file=sys.stderr)
    if any(d.severity.value == "error" for d in found):
        sys.exit(1)


def _wrong_use(message: str) -> NoReturn:
    print(f"chasm: {shown(message)}", file=sys.stderr)
    sys.exit(2)


def _checked(file: Path, story: Path | None, *, balance: bool) -> Checked:
    from chasm_game.scenario.checking import Checked, check_rules, check_source, is_rulebook
    from chasm_game.scenario.diagnostics import FaultyFile
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.source import read

    try:
        source = read(file)
        if is_rulebook(source):
            return check_rules(source)
        return check_source(source, Library(story).rulebook, games=_games(file) if balance else None)
    except FaultyFile as fault:
        return Checked(None, fault.diagnostics)


def _fix(file: Path, story: Path | None) -> None:
    """Write what is missing into a file, and say so. A file that cannot be read is left alone: that is told below."""
    from chasm_game.files import write_whole
    from chasm_game.scenario.diagnostics import FaultyFile
    from chasm_game.scenario.fixing import as_written, fixed
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.source import read

    try:
        source = read(file)
        found = fixed(source, Library(story).rulebook)
    except FaultyFile:
        return
    if not found.added:
        print(f"{shown(str(file))}: no reason is missing", file=sys.stderr)
        return
    write_whole(file, as_written(found.text, file.read_bytes()))
    lines = ", ".join(str(number) for number in found.added)
    print(f"{shown(str(file))}: a to-do was written in line {lines}", file=sys.stderr)


def _games(file: Path) -> Callable[[Scenario], Sequence[Diagnostic]]:
    from chasm_game.analysis.balance import balance_diagnostics

    return lambda scenario: balance_diagnostics(scenario, str(file), beside=True)


def _explained(code: str) -> str:
    from chasm_game.errors import nearest
    from chasm_game.scenario.checks.pages import page
    from chasm_game.scenario.diagnostics import Code

    known = {c.id: c for c in Code}
    if code.upper() not in known:
        near = nearest(code.upper(), known)
        hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
        _wrong_use(f"there is no code `{code}`; {hint}")
    return shown(page(known[code.upper()]).as_text)
