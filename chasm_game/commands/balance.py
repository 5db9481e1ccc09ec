"""`chasm balance`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import Difficulty, FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.limits import check_seed
from chasm_game.streams import print_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.analysis.balance_data import Balance
    from chasm_game.analysis.progress import Progress
    from chasm_game.analysis.sweep import Swept
    from chasm_game.scenario.scenario import Scenario

__all__ = ["balance"]

INTERRUPTED = 130


def balance(
    scenario: str,
    /,
    *,
    seed: int = 1,
    difficulty: Difficulty = "written",
    json: Annotated[bool, Parameter(negative="")] = False,
    html: FilePath | None = None,
    seeds: int | None = None,
    cluster: str | None = None,
    story: FilePath | None = None,
    budget: Annotated[int | None, Parameter(show=False)] = None,
) -> None:
    """Walk every playthrough of a scenario: how do games end, what wins, and which decisions are none?

    Figures are of play that never asks the people, over all luck; findings look at every way to ask, too. Where there
    are too many, a sample is drawn, and every output says so.

    Example: chasm balance broken-guitar

    Parameters
    ----------
    scenario
        An id of the library, or a file.
    seed
        The luck of the policies and of the best playthrough: a whole number; the same number, the same luck.
    difficulty
        How hard the games are, as the rulebook says of it.
    json
        As JSON (version 2 of its contract).
    html
        Write a page to this file as well.
    seeds
        Look at this many seeds too, from 1 on, and at how much luck changes.
    cluster
        With --seeds: the address of a Dask scheduler whose workers do it, for example tcp://10.0.0.5:8786.
    story
        A folder with scenarios to look in first.
    """
    check_seed(seed)
    _check_sweep(seeds, cluster)
    found, file = _scenario(scenario, story, difficulty)
    result = _balanced(found, seed, file, budget)
    swept = None if seeds is None else _swept(found, seeds, cluster, budget)
    if html is not None:
        _write(html, result, swept)
    if json:
        print_data(_json(result, swept))
    else:
        print("\n".join(_report_lines(result, swept)))


def _check_sweep(seeds: int | None, cluster: str | None) -> None:
    """Raise `ChasmError` where what was asked of a sweep is none."""
    if seeds is not None and seeds < 1:
        raise ChasmError(f"--seeds wants a number of seeds, 1 or more, not {seeds}")
    if cluster is not None and seeds is None:
        raise ChasmError("--cluster spreads a sweep over machines: say how many seeds, for example --seeds 100")


def _scenario(name: str, story: Path | None, difficulty: str) -> tuple[Scenario, str]:
    """The scenario at a difficulty, and the file that it stands in."""
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import Library

    library = Library(story)
    scenario = library.find(name)
    entry = next((e for e in library.entries if e.scenario is scenario), None)
    return at_difficulty(scenario, difficulty), str(entry.path) if entry else name


def _balanced(scenario: Scenario, seed: int, file: str, budget: int | None) -> Balance:
    """The balance, with a bar while it is worked out."""
    # Here and not above: importing NumPy takes longer than `chasm --version` may.
    from chasm_game.analysis.balance import balance as analysed

    with _shown() as progress:
        return analysed(scenario, seed, file=file, budget=_limit(budget), progress=progress, beside=True)


def _limit(budget: int | None) -> int:
    """So many playthroughs are walked at most. Not shown in the help: figures under another one compare with none."""
    from chasm_game.analysis.tree import BUDGET

    return BUDGET if budget is None else budget


@contextmanager
def _shown() -> Iterator[Progress]:
    """A bar on a terminal, for whatever takes over a second; Ctrl+C says what is known so far."""
    from chasm_game.analysis.progress import Progress
    from chasm_game.commands.progress_bar import ProgressBar

    bar = ProgressBar("Walking the playthroughs")
    progress = Progress(on_change=lambda p: bar.show(p.done))
    try:
        with bar:
            yield progress
    except KeyboardInterrupt:
        print("\n".join(_so_far(progress)), file=sys.stderr)
        # What shells expect of a program that Ctrl+C ended: 128 and the number of the signal.
        sys.exit(INTERRUPTED)


def _so_far(progress: Progress) -> Iterator[str]:
    """What an interrupted walk knows."""
    tally = progress.tally
    if tally is None or not tally.paths:
        yield "Stopped before a playthrough was finished: nothing is known yet."
        return
    yield f"Stopped at {progress.done:.0%}. Of the {tally.paths:,} playthroughs so far, which are not a fair sample:"
    yield f"best {tally.best:.0f}, worst {tally.worst:.0f}, mean {tally.mean:.0f}."


def _swept(scenario: Scenario, seeds: int, cluster: str | None, budget: int | None) -> Swept:
    from chasm_game.analysis.processes import mapped_over_processes
    from chasm_game.analysis.sweep import Job, mapped_over_cluster, sweep
    from chasm_game.commands.progress_bar import ProgressBar

    text, rulebook, limit = scenario.text, scenario.rulebook.text, _limit(budget)
    jobs = [Job(text, rulebook, seed, limit, scenario.difficulty) for seed in range(1, seeds + 1)]
    bar, done = ProgressBar(f"{seeds} seeds"), 0
    workers = mapped_over_processes(len(jobs)) if cluster is None else mapped_over_cluster(cluster)
    try:
        with bar, workers as over:

            def finished() -> None:
                nonlocal done
                done += 1
                bar.show(done / len(jobs))

            return sweep(jobs, map=over, finished=finished)
    except KeyboardInterrupt:
        print(f"Stopped after {done} of {len(jobs)} seeds.", file=sys.stderr)
        sys.exit(INTERRUPTED)


def _json(result: Balance, swept: Swept | None) -> str:
    from json import dumps

    shape = result.as_json()
    if swept is not None:
        shape["seeds"] = swept.as_json()
    return dumps(shape, ensure_ascii=False, indent=1)


def _report_lines(result: Balance, swept: Swept | None) -> Iterator[str]:
    from chasm_game.analysis.report import balance_lines

    yield from balance_lines(result)
    if swept is not None:
        yield ""
        yield from swept.lines()


def _write(path: Path, result: Balance, swept: Swept | None) -> None:
    from chasm_game.commands.balance_page import page

    write_whole(path, page(result, swept))
