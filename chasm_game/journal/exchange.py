"""Many files of a folder exchanged as one: until all is on disk nothing changes, and from then on everything does.

The new contents wait in a hidden folder beside the old ones. A plan says what goes where; the moment in which the plan
has its name decides. Whoever finds a plan carries it out, as often as it takes: a kill in between loses nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import delete, move_over, reason_of, remove, sync_folder, write_whole
from chasm_game.journal.files import Hold, open_held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

__all__ = ["WAITING", "alone_with", "exchange", "finish_exchange"]

WAITING = ".exchange"
"""The hidden folder in which new contents wait."""
_PLAN = "plan.json"


@contextlib.contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Nobody else writes where this file lies, as long as all who do hold it.

    Raises `ChasmError` where somebody has it, or where it cannot be written.
    """
    try:
        held = open_held(path)
    except (OSError, ValueError) as error:
        raise ChasmError(f"{path} cannot be written: {reason_of(error)}") from None
    try:
        if held.hold is Hold.THEIRS:
            raise ChasmError(f"{path} is open in another window; close it there first")
        if os.name == "nt":  # there nothing that is open can be exchanged
            held.handle.close()
        yield
    finally:
        held.handle.close()


def exchange(folder: Path, contents: Mapping[str, bytes], gone: Collection[str]) -> None:
    """Write files of a folder anew, by their names, and remove others, by their paths in it; all or nothing.

    To be done `alone_with` the file that everybody holds who writes there. Raises `ChasmError`: before the plan
    nothing has changed, behind it `finish_exchange` goes on.
    """
    waiting = folder / WAITING
    _drop(waiting)
    for number, content in enumerate(contents.values()):
        write_whole(waiting / f"{number}", content, fresh=True, parents=True)
    plan = {"write": list(contents), "remove": sorted(set(gone) - set(contents))}
    # The moment that decides: a kill before it leaves the old files, one behind it is gone on with.
    write_whole(waiting / _PLAN, json.dumps(plan), fresh=True, parents=True)
    _carry_out(folder)


def finish_exchange(folder: Path, held: Path) -> None:
    """Carry out what an exchange left that was killed; where it had not decided yet, drop it.

    Raises `ChasmError`, also where the file is `held` by somebody: then the exchange may still be on its way.
    """
    waiting = folder / WAITING
    try:
        is_left = waiting.is_dir()
    except OSError as error:  # the disk fails: `is_dir` answers no only where nothing of the name is there
        raise ChasmError(f"{waiting} cannot be looked at: {reason_of(error)}") from None
    if is_left:
        with alone_with(held):
            _carry_out(folder)


def _carry_out(folder: Path) -> None:
    waiting = folder / WAITING
    try:
        written, gone = _plan_of((waiting / _PLAN).read_text(encoding="utf-8"), folder)
    except FileNotFoundError:
        _drop(waiting)
        return
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "it is damaged"
        raise ChasmError(f"{waiting / _PLAN} cannot be followed: {why}") from None
    try:
        for number, path in enumerate(written):
            with contextlib.suppress(FileNotFoundError):  # it has its place already
                move_over(waiting / f"{number}", path)
        # Before anything is removed: a plan without its contents would otherwise delete and put nothing in the place.
        if lost := [path for path in written if not path.exists()]:
            raise ChasmError(f"{lost[0].name} is missing in {waiting}, and what it replaces is not removed")
        for path in gone:
            with contextlib.suppress(FileNotFoundError):
                delete(path)
        sync_folder(folder)
    except OSError as error:
        raise ChasmError(f"files in {folder} cannot be exchanged: {reason_of(error)}; open it again") from None
    _drop(waiting)


def _plan_of(text: str, folder: Path) -> tuple[list[Path], list[Path]]:
    """What is written and what is removed. Raises `ValueError`.

    A folder may come from anybody: what it names outside of itself is never touched.
    """
    plan = json.loads(text)
    if not isinstance(plan, dict):
        raise ValueError("no plan")  # noqa: TRY004  (of what stands in a file, like the others)
    paths: list[list[Path]] = []
    for names in (plan.get("write"), plan.get("remove")):
        if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            raise ValueError("no list of names")
        paths.append([folder / name for name in names])
    inside = folder.resolve()
    if not all(path.parent.resolve().is_relative_to(inside) and path.name != ".." for path in (*paths[0], *paths[1])):
        raise ValueError("a name outside of the folder")
    return paths[0], paths[1]


def _drop(waiting: Path) -> None:
    """Remove the hidden folder; its plan last, for while that is there everything else is to be gone on with."""
    try:
        if not waiting.is_dir():
            return
        for path in sorted(waiting.iterdir(), key=lambda path: path.name == _PLAN):
            remove(path)
    except OSError as error:
        raise ChasmError(f"{waiting} cannot be cleared: {reason_of(error)}") from None
    with contextlib.suppress(OSError):
        waiting.rmdir()
