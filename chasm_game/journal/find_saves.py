"""Files and folders that somebody named, as the files that may be saves; whatever lies there, it ends soon."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.journal.files import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MAX_ENTRIES", "MAX_SAVES", "Refused", "save_paths"]

MAX_ENTRIES = 100_000
"""Names that are looked at in one folder and all that is in it."""
MAX_SAVES = 10_000
"""Saves that are compared at once."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that gives no games, and why."""

    path: Path
    reason: str


def save_paths(given: Iterable[Path]) -> tuple[list[Path], list[Refused]]:
    """The files to read, each path once, in the order given, those of a folder by name; and what gives none.

    A file counts whatever it is called. Folders are searched to their depths for names that end in `.jsonl`; links to
    folders are not followed, hidden names are passed over, and a folder that holds too much is refused as a whole.
    """
    found: dict[Path, None] = {}
    refused: list[Refused] = []
    for path in given:
        try:
            more = _named_by(path, refused, MAX_SAVES - len(found))
        except _TooMuch as much:
            refused.append(Refused(path, str(much)))
        except (OSError, ValueError) as error:
            refused.append(Refused(path, _reason(error)))
        else:
            found.update(dict.fromkeys(more))
    return list(found), refused


def _named_by(path: Path, refused: list[Refused], room: int) -> list[Path]:
    """The files that one path stands for; there is room for so many."""
    is_folder = stat.S_ISDIR(path.stat().st_mode)
    more = sorted(_inside(path, refused)) if is_folder else [path]
    if is_folder and not more and not any(_is_within(r.path, path) for r in refused):
        raise _TooMuch(f"no save is in it: the name of a save ends in {SUFFIX}")
    if len(more) > room:
        raise _TooMuch(f"more than {MAX_SAVES:,} saves at once; compare fewer")
    return more


class _TooMuch(Exception):
    """A folder that nobody meant."""


def _inside(folder: Path, refused: list[Refused]) -> Iterator[Path]:
    waiting, seen = [folder], 0
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MAX_ENTRIES:
                        raise _TooMuch(f"more than {MAX_ENTRIES:,} files are in it; name the folder of the saves alone")
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    elif entry.name.endswith(SUFFIX) and not _leads_to_folder(entry):
                        yield Path(entry.path)
        except OSError as error:
            refused.append(Refused(at, _reason(error)))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether a name is a link to a folder; one that leads nowhere is told of when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_within(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    told = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(told or 'unknown').lower()}"
