"""Files and folders that somebody named, as the files that may be saves; whatever lies there, it ends soon."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.file_facts import head_of, is_hidden
from chasm_game.journal.file_contents import NotRead, Refused
from chasm_game.journal.file_kinds import HEAD, Kind, kind_of, named_like_a_save, what_it_is

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_ENTRIES", "MAX_SAVES", "FoundFiles", "NotRead", "Refused", "find_saves"]

MAX_ENTRIES = 100_000
"""Names that are looked at in one folder and all that is in it."""
MAX_SAVES = 10_000
"""Saves that are compared at once."""


@dataclass
class FoundFiles:
    """Everything that lies in files and folders."""

    paths: list[Path] = field(default_factory=list)
    """What is to be read, each path once, in the order given, those of a folder by name."""
    refused: list[Refused] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)


def find_saves(given: Iterable[Path]) -> FoundFiles:
    """What lies in files and folders; nothing that lies there raises an error.

    A file that was named counts whatever it is called and holds. In folders, which are searched to their depths, what
    begins like a save or is packed counts under any name, and what is named like a save counts whatever it holds. All
    else is named with the reason. Hidden names are not looked at, links to folders are not followed, and a folder that
    holds too much is refused as a whole.
    """
    found = FoundFiles()
    paths: dict[Path, None] = {}
    for path in given:
        try:
            inside = _named_by(path, MAX_SAVES - len(paths))
        except _TooMuch as much:
            found.refused.append(Refused(path, str(much)))
        except (OSError, ValueError) as error:
            found.refused.append(Refused(path, _reason(error)))
        else:
            paths.update(dict.fromkeys(inside.paths))
            found.refused += inside.refused
            found.not_read += inside.not_read
    # A dict and not a set: the order in which paths were named is kept.
    found.paths = list(paths)
    return found


def _named_by(path: Path, room: int) -> FoundFiles:
    """What one path stands for; there is room for so many saves."""
    found = FoundFiles()
    if stat.S_ISDIR(path.stat().st_mode):
        _search(path, found)
        found.paths.sort(key=lambda at: (at.parent, at.stem.casefold(), at.name))  # `blue` before `blue (1)`
        if not found.paths and not found.refused:
            found.refused.append(Refused(path, "no save is in it"))
    else:
        found.paths.append(path)
    # Refused as a whole: a comparison of the first ten thousand would look like one of all.
    if len(found.paths) > room:
        raise _TooMuch(f"more than {MAX_SAVES:,} saves at once; compare fewer")
    return found


class _TooMuch(Exception):
    """A folder that nobody meant."""


def _search(folder: Path, found: FoundFiles) -> None:
    waiting, seen = [folder], 0
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MAX_ENTRIES:
                        raise _TooMuch(f"more than {MAX_ENTRIES:,} files are in it; name the folder of the saves alone")
                    if is_hidden(entry.name):
                        found.not_read.append(NotRead(Path(entry.path), "its name is hidden", is_hidden=True))
                    # A link to a folder above would be searched for ever.
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    else:
                        _sort(entry, found)
        except OSError as error:
            found.refused.append(Refused(at, _reason(error)))


def _sort(entry: os.DirEntry[str], found: FoundFiles) -> None:
    """Whether a file is read; one that leads nowhere, or is a pipe, is told of when it is."""
    path = Path(entry.path)
    if _leads_to_folder(entry):
        found.not_read.append(NotRead(path, "a link to a folder: name the folder itself"))
    elif named_like_a_save(entry.name) or kind_of(head := head_of(path, HEAD)) not in {Kind.OTHER, Kind.ROOM}:
        found.paths.append(path)
    else:
        found.not_read.append(NotRead(path, what_it_is(head) if path.is_file() else "no ordinary file"))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(reason or 'unknown').lower()}"
