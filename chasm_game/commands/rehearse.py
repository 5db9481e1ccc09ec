"""`chasm rehearse`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.play import WrongUse
from chasm_game.limits import check_seed
from chasm_game.text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.live.rehearsal.child_host import ChildHost
    from chasm_game.live.rehearsal.rehearse import Rehearsal

__all__ = ["RehearseOptions", "rehearse"]

FOUND_PROBLEMS = 1


@Parameter(name="*")
@dataclass(frozen=True)
class RehearseOptions:
    """What is rehearsed."""

    teams: int = 6
    """So many teams, 1 to 40."""
    people: int = 24
    """So many people on devices of their own, at least one a team, up to 400."""
    seed: int = 1
    """The luck of the game, 0 to 2^53-1."""
    story: FilePath | None = None
    """A folder with scenarios to look in first."""
    saves: FilePath | None = None
    """Keep the room and its pages in this folder; without it nothing stays."""


def rehearse(scenario: str, /, *, options: RehearseOptions | None = None) -> None:
    """Play a live session through with made people, the evening before: from the join code to the pages.

    A host is started as `chasm host` starts it. Some of the people use browsers without a script, some programs; some
    are bold, some late, some silent, some press everything twice. It takes about a minute. Exit code 1 where something
    was not as it should be.

    Example: chasm rehearse broken-guitar --teams 6 --people 24

    Parameters
    ----------
    scenario
        An id of the library (`chasm list` shows them) or a file.
    """
    options = options or RehearseOptions()
    check_seed(options.seed, WrongUse)
    import tempfile
    from pathlib import Path

    from chasm_game.journal.people_actions import MAX_PEOPLE
    from chasm_game.journal.room_actions import MAX_TEAMS

    if not 1 <= options.teams <= MAX_TEAMS:
        raise WrongUse(f"a room holds 1 to {MAX_TEAMS} teams, not {options.teams}")
    if not options.teams <= options.people <= MAX_PEOPLE:
        raise WrongUse(f"there is at least one person a team, and at most {MAX_PEOPLE}: not {options.people}")

    if options.saves is not None:
        _rehearse(scenario, options, options.saves)
        return
    with tempfile.TemporaryDirectory(prefix="chasm-rehearsal-") as folder:
        _rehearse(scenario, options, Path(folder))


def _rehearse(scenario: str, options: RehearseOptions, saves: Path) -> None:
    import asyncio

    from chasm_game.live.rehearsal.child_host import ChildHost
    from chasm_game.live.rehearsal.rehearse import Rehearsal
    from chasm_game.live.rehearsal.report import report

    plan = Rehearsal(options.teams, options.people)
    host = ChildHost(_arguments(scenario, options, saves))
    asyncio.run(_played(plan, host))
    for line in report(plan, host, scenario):
        print(shown(line))
    if options.saves is not None and host.folder:
        print(shown(f"The room and its pages are in {host.folder}"))
    if plan.seen.faults:
        print("Not as it should be:", file=sys.stderr)
        for fault in plan.seen.faults:
            print(f"- {shown(fault)}", file=sys.stderr)
        sys.exit(FOUND_PROBLEMS)
    print("Everything was as it should be.")


def _arguments(scenario: str, options: RehearseOptions, saves: Path) -> list[str]:
    story = [] if options.story is None else ["--story", str(options.story)]
    given = ["--teams", str(options.teams), "--seed", str(options.seed), "--saves", str(saves)]
    return [scenario, *given, *story]


async def _played(plan: Rehearsal, host: ChildHost) -> None:
    from chasm_game.live.rehearsal.rehearse import rehearse as play

    try:
        await host.start()
        await play(plan, host, lambda stage: print(f"… {stage}", file=sys.stderr) if sys.stderr.isatty() else None)
    finally:
        await host.stop()
