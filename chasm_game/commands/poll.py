"""`chasm poll`."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.play import WrongUse
from chasm_game.encodings import encoding_of
from chasm_game.files import write_whole
from chasm_game.streams import read_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from chasm_game.scenario.rulebook import Way

    _Pages = tuple[Sequence[Mapping[str, float]], Sequence[Mapping[str, float]]]

__all__ = ["poll"]

FOUND_PROBLEMS = 1
_LONGEST = 4_096
"""Characters of a line that are read; the rest of it is passed over."""
_MOST = 10_000
"""Sheets that are read."""


def poll(
    *saves: FilePath,
    scenario: str | None = None,
    when: Literal["before", "after", "latest"] = "latest",
    save: Annotated[FilePath | None, Parameter(name="--save")] = None,
    story: FilePath | None = None,
) -> None:
    """Just ask the people: the room's own belief sheets become a weight set.

    With saves, the sheets that the teams handed in. Without, one sheet a line from standard input: numbers in the
    order of the stakeholders (30 40 10 10 10), or names with numbers (customers 30, employees 40); behind a stroke
    the second page, if you like, a mark from 1 to 9 for each question (30 40 10 10 10 / 5 7 5 3).

    What is printed can be pasted into a scenario as `people:` and `people_ways:`, and with --save it ranks a room by
    its own eyes: chasm compare saves --people room.yaml

    Example: chasm poll saves/samples --save room.yaml

    Parameters
    ----------
    saves
        Files, or folders that are searched for them.
    scenario
        Whose stakeholders are asked about, an id or a file; without it the five usual ones.
    when
        Which sheet of a game counts: the latest that was handed in, or the one of a time.
    save
        Write the weights to this file too.
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.compare.poll import poll_of

    problems: list[str] = []
    notes: list[str] = []
    if saves:
        if scenario is not None:
            raise WrongUse("--scenario is for sheets that are typed; saves know their own stakeholders")
        sheets, ways = _of_saves(saves, when, problems, notes)
    else:
        sheets, ways = _typed(scenario, story, problems)
    for problem in problems:
        _say(f"passed over: {problem}")
    for note in notes:
        _say(note)
    found = poll_of(sheets, ways)
    if save is not None:
        _write(save, found.yaml())
    print(found.yaml(), end="")
    if problems:
        sys.exit(FOUND_PROBLEMS)


def _of_saves(
    saves: Sequence[Path], when: Literal["before", "after", "latest"], problems: list[str], notes: list[str]
) -> _Pages:
    from chasm_game.commands.progress_bar import ProgressBar
    from chasm_game.compare.account import account, apart
    from chasm_game.compare.found_files import CountedAs
    from chasm_game.compare.poll import sheets_of_saves
    from chasm_game.text import one_line

    with ProgressBar("Reading the belief sheets") as bar:
        found = sheets_of_saves(saves, when, bar.show)
    for _, lines, more in apart(found.files):
        for line in lines:
            problem = f"{one_line(line.file)}: {one_line(line.reason)}"
            if line.counted_as is CountedAs.REJECTED:
                problems.append(problem)
            else:
                notes.append(f"not counted: {problem}")
        if more:
            notes.append(f"and {more:,} more")
    notes += [account(found.files, over="over"), found.whose]
    return found.sheets, found.ways


def _typed(scenario: str | None, story: Path | None, problems: list[str]) -> _Pages:
    from chasm_game.compare.typed_sheet import UnreadableSheet, pages_of_line
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

    library = Library(story)
    names: tuple[str, ...] = DEFAULT_STAKEHOLDERS
    if scenario is not None:
        names = tuple(s.id for s in library.find(scenario).stakeholders)
    axes = library.rulebook.ways
    person = sys.stdin is not None and sys.stdin.isatty()
    if person:
        _ask_for(names, axes.values())
    sheets: list[dict[str, float]] = []
    ways: list[dict[str, float]] = []
    for number, line in enumerate(_lines(), start=1):
        try:
            pages = pages_of_line(line, names, tuple(axes))
        except UnreadableSheet as error:
            if person:
                _say(f"{error}; type it again")
            else:
                problems.append(f"line {number}: {error}")
            continue
        # For a person an empty line ends; in a file it is a gap between two sheets.
        if pages is not None:
            sheets.append(pages[0])
            ways += [] if pages[1] is None else [pages[1]]
        elif person:
            break
        if len(sheets) >= _MOST:
            break
    return sheets, ways


def _ask_for(names: Sequence[str], axes: Iterable[Way]) -> None:
    """What a person is to type."""
    _say("What creates the most value? One sheet a line, points for each in this order:")
    _say(f"  {' '.join(names)}")
    _say("And how? If you like, a stroke (/) and a mark from 1 to 9 for each, between two statements:")
    for axis in axes:
        _say(f"  {axis.id}: 1 {axis.low} 9 {axis.high}")
    _say("An empty line ends.")


def _lines() -> Iterator[str]:
    """Lines of standard input, also in UTF-16, as PowerShell writes it; bytes that are no text are never fatal."""
    first = read_line(_LONGEST)
    encoding = encoding_of(first)
    if encoding == "utf-8-sig":
        yield first.decode(encoding, "replace")
        while line := read_line(_LONGEST):
            yield line.decode("utf-8", "replace")
        return
    # UTF-16 has bytes of line ends inside its characters: it can only be decoded whole, so it is bounded.
    # Twice as many lines as sheets: an empty one may stand behind each.
    rest = islice(iter(lambda: read_line(_LONGEST), b""), 2 * _MOST)
    yield from (first + b"".join(rest)).decode(encoding, "replace").splitlines()


def _write(path: Path, text: str) -> None:
    write_whole(path, text)
    _say(f"The weights are in {path}: chasm compare … --people {path}")


def _say(line: str) -> None:
    from chasm_game.text import shown

    print(shown(line), file=sys.stderr)
