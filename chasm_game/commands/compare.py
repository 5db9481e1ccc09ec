"""`chasm compare`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.collecting import nothing_collected
from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.play import WrongUse
from chasm_game.commands.screen import keeper, run_screen
from chasm_game.file_facts import expanded
from chasm_game.files import write_whole
from chasm_game.streams import needs_plain, print_data
from chasm_game.text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.compare.compare import Comparison
    from chasm_game.compare.weights import Weights
    from chasm_game.scenario.library import Library

__all__ = ["CompareOptions", "compare"]

_Flag = Parameter(negative="")
FOUND_PROBLEMS = 1


@Parameter(name="*")
@dataclass(frozen=True)
class CompareOptions:
    """What is compared, and how it is told."""

    json: Annotated[bool, _Flag] = False
    """As JSON (version 2 of its contract)."""
    csv: FilePath | None = None
    """Write the facts as a table: one row for each team and decision."""
    xlsx: FilePath | None = None
    """Write a workbook for spreadsheets: a sheet each for decisions, teams, beliefs and forecasts."""
    html: FilePath | None = None
    """Write the debrief of the room to this file: one page that opens offline and prints well."""
    html_teams: FilePath | None = None
    """Write a page for each team into this folder."""
    handout: FilePath | None = None
    """Write two pages of paper for each team into this folder."""
    no_ranking: Annotated[bool, _Flag] = False
    """Leave out every score and whatever tells who stands where, from all that is shown and written."""
    anonymous: Annotated[bool, _Flag] = False
    """Letters for teams and numbers for files, and nothing that people wrote, in all that is shown and written."""
    people: str = ""
    """Weigh the recorded trust again under a weight set of the rulebook, or under the file of a poll."""
    scenario: str | None = None
    """Rank only what was played on this scenario: an id or a file."""
    plain: Annotated[bool, _Flag] = False
    """As text, also on a terminal that could show a screen."""
    expect: FilePath | None = None
    """Say who is missing: a file with the name of a team on each line."""
    story: FilePath | None = None
    """A folder with scenarios to look in first."""


def compare(*saves: FilePath, options: CompareOptions | None = None) -> None:
    """Teams side by side: who stands where, who chose what and why, and where they parted.

    Every save is played again, so a save cannot lie about its score. What a file is, its content says and not its
    name; zip and gz files are looked into. At the end all files are accounted for. Exits with 1 where a file was
    rejected, nothing can be compared or, with --expect, somebody is missing.

    Example: chasm compare saves/samples

    Parameters
    ----------
    saves
        Files, or folders that are searched for them.
    """
    options = options or CompareOptions()
    if not saves:
        raise WrongUse("name files or folders, for example: chasm compare saves/samples")
    with nothing_collected():
        found = _left_out(_compared(saves, options), options)
        if options.csv is not None:
            _write_csv(options.csv, found)
        if options.xlsx is not None:
            _write_xlsx(options.xlsx, found)
        if any(each is not None for each in (options.html, options.html_teams, options.handout)):
            from chasm_game.commands.compare_pages import write_pages

            write_pages(found, options.html, options.html_teams, options.handout)
    if options.json:
        _print_json(found)
    elif not _writes_files(options):
        _show(found, plain=options.plain or needs_plain())
    # JSON has the account in it, and plain output ends with it: elsewhere it is said beside.
    if not options.json and _writes_files(options):
        _say_what_counted(found)
    if found.view.rejected or not found.view.rankings or (found.view.expected and found.view.expected.missing):
        sys.exit(FOUND_PROBLEMS)


def _left_out(found: Comparison, options: CompareOptions) -> Comparison:
    """Without what nobody is to see, before any output can see it."""
    if options.anonymous:
        found = found.anonymous()
    return found.without_scores() if options.no_ranking else found


def _writes_files(options: CompareOptions) -> bool:
    written = (options.csv, options.xlsx, options.html, options.html_teams, options.handout)
    return any(each is not None for each in written)


def _say_what_counted(found: Comparison) -> None:
    """Beside what was written to files: nobody has to open them to see that a team is missing."""
    from chasm_game.plain.compare import files

    print(*(shown(part) for part in files(found.view)), sep="\n", file=sys.stderr)


def _compared(saves: tuple[Path, ...], options: CompareOptions) -> Comparison:
    from chasm_game.commands.progress_bar import ProgressBar
    from chasm_game.compare.compare import compare as compared
    from chasm_game.compare.expected import expected_names
    from chasm_game.scenario.library import Library

    # Names that were misspelt are told before minutes of replaying.
    library = Library(options.story)
    weights = _weights(options.people, library)
    scenario = None if options.scenario is None else library.find(options.scenario)
    names = () if options.expect is None else expected_names(options.expect)
    with ProgressBar("Playing every game again") as bar:
        return compared(saves, library, weights=weights, scenario=scenario, names=names, progress=bar.show)


def _weights(people: str, library: Library) -> Weights | None:
    """The weights of a rulebook by their name, or those in a file; an unknown name is told before anything is read."""
    from chasm_game.compare.poll import is_file_name, polled_weights
    from chasm_game.compare.weights import named_weights

    if not people:
        return None
    return polled_weights(expanded(people)) if is_file_name(people) else named_weights(people, library.rulebook)


def _write_csv(path: Path, found: Comparison) -> None:
    from chasm_game.compare.data import comparison_csv

    write_whole(path, f"\ufeff{comparison_csv(found.view)}")  # a spreadsheet asks for the mark
    print(f"The table is in {shown(str(path))}", file=sys.stderr)


def _write_xlsx(path: Path, found: Comparison) -> None:
    from chasm_game.compare.sheets import sheets
    from chasm_game.compare.workbook import workbook

    write_whole(path, workbook(sheets(found.view)))
    print(f"The workbook is in {shown(str(path))}", file=sys.stderr)


def _print_json(found: Comparison) -> None:
    import json

    from chasm_game.compare.data import comparison_json

    print_data(json.dumps(comparison_json(found.view), ensure_ascii=False, indent=1))


def _show(found: Comparison, *, plain: bool) -> None:
    from chasm_game.plain.compare import comparison

    if plain:
        for part in comparison(found.view):
            print(shown(part), end="\n\n")
        return
    from chasm_game.tui.compare_app import CompareApp

    app = CompareApp(found.view)
    app.adopt(keeper())
    run_screen(app)
