"""`chasm new`."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.play import WrongUse
from chasm_game.errors import ChasmError
from chasm_game.files import AlreadyThere, write_whole
from chasm_game.streams import read_line
from chasm_game.text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.scenario.library import Library
    from chasm_game.scenario.template import Beginning

__all__ = ["new"]

_Flag = Parameter(negative="")
_LONGEST = 4_096
"""Bytes of an answer that are read."""


def new(
    file: FilePath,
    /,
    *,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    ask: Annotated[bool, _Flag] = False,
    story: FilePath | None = None,
) -> None:
    """Write a scenario to start from: commented, and it plays at once. A file that is there is never overwritten.

    Beside it `scenario.schema.json` is written, from which your editor knows every key and every move.

    Example: chasm new the-lift.yaml

    Parameters
    ----------
    file
        The file to write; its name becomes the id and the title.
    from_
        Start from a copy of this scenario of the library, or of this file.
    ask
        Ask for title, company, names and rounds first.
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.template import free_id, id_from, starting_text, template, title_from

    path = _named(file)
    library = Library(story)
    copied = None if from_ is None else library.find(from_).text
    wanted = id_from(path.stem)
    taken = {e.id: e.place for e in library.entries}
    found = free_id(wanted, taken)
    # Asked before anything is written: whoever breaks off leaves no half of a file.
    beginning = _made(found, title_from(path.stem), copied if copied is not None else template(), copied, ask=ask)
    text = starting_text(beginning, copied)
    _write_new(path, text)
    if found != wanted:
        note = f"There is a scenario `{wanted}` already (from: {taken[wanted]}), so that it is not hidden this one is"
        print(f"{note} `{found}`.", file=sys.stderr)
    _write_schema(path.parent, library)
    _tell(path, beginning)


def _named(file: Path) -> Path:
    """The file that is meant; `.yaml` is added where no ending is given."""
    _not_there(file)
    if file.suffix == "" and file.name not in {"", ".", ".."}:
        file = file.with_name(f"{file.name}.yaml")
    if file.suffix != ".yaml" or file.stem.startswith("."):
        raise WrongUse(f"a scenario is a file that ends in .yaml, for example the-lift.yaml, not {file}")
    if file.name == "rulebook.yaml":
        raise WrongUse("rulebook.yaml is the name of a rulebook; call the scenario something else")
    # Once more under its whole name: the ending was added in between.
    _not_there(file)
    return file


def _not_there(file: Path) -> None:
    with contextlib.suppress(OSError, ValueError):  # a name that cannot be is told when it is written
        if file.exists() or file.is_symlink():
            raise ChasmError(f"{file} is there already, and nothing is overwritten; choose another name")


def _made(found: str, title: str, text: str, copied: str | None, *, ask: bool) -> Beginning:
    """The names to write: from the file's name, or as answered."""
    from chasm_game.scenario.template import ROUNDS, Beginning, named_in

    if not ask:
        return Beginning(found, title)
    print("Enter keeps what stands in brackets.", file=sys.stderr)
    title = _answer("What is the title?", title) or title
    company = _answer("What is the company called?", "as it is")
    names = {s: name for s, called in named_in(text).items() if (name := _name_of(s, called))}
    rounds = 0 if copied is not None else _number("How many rounds?", *ROUNDS)
    return Beginning(found, title, company, names, rounds)


def _name_of(stakeholder: str, called: str) -> str:
    """What a stakeholder is called; empty where the name was kept. `-` is no name: who types it wants to be without."""
    from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

    while (name := _answer(f"What do you call the {stakeholder}?", called)) == "-":
        # The rounds that follow are written with all of them: without one the file would not play.
        without = f"write `{stakeholder}: null`" if stakeholder in DEFAULT_STAKEHOLDERS else "take its line out"
        said = f"The rounds speak of the {stakeholder}, who stay for now. To play without them {without} in the file"
        print(f"{said}; `chasm check` then names every line that speaks of them still.", file=sys.stderr)
    return name


def _answer(question: str, default: str) -> str:
    """One line of text, shown as text wherever it will be read; empty where the default was kept."""
    from chasm_game.scenario.template import MAX_NAME
    from chasm_game.text import one_line

    print(f"{question} [{one_line(default)}] ", end="", file=sys.stderr, flush=True)
    line = read_line(_LONGEST)
    if not line:
        print(file=sys.stderr)
        raise ChasmError("the questions were not answered to the end, and nothing was written")
    return one_line(line.decode("utf-8", "replace"), MAX_NAME)


def _number(question: str, fewest: int, most: int) -> int:
    while True:
        typed = _answer(f"{question} {fewest} to {most}", str(fewest))
        if not typed:
            return fewest
        if typed.isascii() and typed.isdigit() and fewest <= int(typed[:9]) <= most:
            return int(typed)
        print(f"A number from {fewest} to {most}. More rounds are written, not asked for.", file=sys.stderr)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whatever happens meanwhile."""
    try:
        write_whole(path, text, fresh=True, parents=True)
    except AlreadyThere as there:
        raise ChasmError(f"{there}, and nothing is overwritten; choose another name") from None


def _write_schema(folder: Path, library: Library) -> None:
    """The schema beside the scenario; an older one of ours is renewed, anything else is left alone."""
    from chasm_game.scenario.editor_schema import TITLE, editor_schema
    from chasm_game.scenario.report import json_text
    from chasm_game.scenario.template import SCHEMA_FILE

    path = folder / SCHEMA_FILE
    text = json_text(editor_schema(library.rulebook)) + "\n"
    try:
        # A link could lead out of the folder, to a file that is no schema of ours.
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise FileExistsError
        if path.is_file():
            with path.open("rb") as handle:
                # Ten times as much as ours has: somebody else's file may be of any size.
                had = handle.read(1 << 20).decode("utf-8", "replace")
            if had == text:
                return
            # Somebody else's schema may have the same name: only one that we wrote is renewed.
            if TITLE not in had:
                raise FileExistsError
        write_whole(path, text)
    except (OSError, ChasmError):
        left = f"{shown(str(path))} was left as it is: an editor offers no names then. `chasm schema` prints it."
        print(left, file=sys.stderr)


def _tell(path: Path, beginning: Beginning) -> None:
    from chasm_game.text import one_line

    name = one_line(str(path))
    quoted = f'"{name}"' if " " in name else name
    print(f"{name}: {one_line(beginning.title)}, id {beginning.id}. It plays as it stands.")
    print(f"Play it while you write:  chasm preview {quoted}")
    print(f"Look for problems:        chasm check {quoted} --balance")
