"""The files of a story folder: what is read as a scenario, and what looks like one and is not read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from chasm_game.encodings import encoding_of
from chasm_game.file_facts import head_of, is_hidden

__all__ = ["RULEBOOK", "StoryFiles", "story_files"]

RULEBOOK = "rulebook.yaml"
MAX_FILES = 2_000
MAX_FOLDERS = 2_000
MAX_LOOKED_INTO = 2_000
"""Files of other names whose beginning is looked at."""
HEAD = 1 << 16
"""Bytes that are looked at; a story's rounds begin long before."""

_KEYS = tuple(re.compile(rf"^{key}\s*:", re.MULTILINE) for key in ("id", "title", "rounds"))
_NAMES = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""What mail programs, phones and Windows make of a story's name; read where it is one by its content."""
_ZIP = b"PK\x03\x04"


@dataclass
class StoryFiles:
    """What was found."""

    read: list[Path] = field(default_factory=list)
    not_read: list[tuple[Path, str]] = field(default_factory=list)
    """What looks like a story, and why it is not read."""


def story_files(folder: Path) -> StoryFiles:
    """The scenario files of a folder and its subfolders; hidden ones and the rulebook are passed over.

    A name that ends in `.yaml` is one. Under `.yml`, in capitals or with `.txt` behind it, a file is one where it
    begins like one: a mail program hides no story, and other people's settings are no faulty stories. Links to folders
    are not followed, and a folder that is no story folder (a whole disk) is not walked to its end.
    """
    found = StoryFiles()
    looked_into = 0
    for seen, (at, folders, names) in enumerate(os.walk(folder)):
        # `os.walk` goes into what is left in its list, in that order: hidden folders are never entered.
        folders[:] = sorted(f for f in folders if not is_hidden(f))
        for name in names:
            path = Path(at, name)
            if is_hidden(name) or name == RULEBOOK or _is_folder(path):
                continue
            if name.endswith(".yaml"):
                found.read.append(path)
            # Looking into a file opens it: in a folder of pictures that must end.
            elif looked_into < MAX_LOOKED_INTO:
                looked_into += 1
                _sort(path, found)
        # Started in a home folder, or at the top of a disk, the list must come up all the same.
        if len(found.read) > MAX_FILES or seen > MAX_FOLDERS:
            break
    found.read = sorted(found.read)[:MAX_FILES]
    found.not_read.sort()
    return found


def _sort(path: Path, found: StoryFiles) -> None:
    head = head_of(path, HEAD)
    if head.startswith(_ZIP):
        if path.suffix.casefold() == ".zip" and b".yaml" in head:
            found.not_read.append((path, "a story is packed in it: unpack it"))
    elif _begins_like_a_story(head):
        if _NAMES.search(path.name):
            found.read.append(path)
        else:
            found.not_read.append((path, "it looks like a story: give it a name that ends in .yaml"))


def _begins_like_a_story(head: bytes) -> bool:
    text = head.decode(encoding_of(head), "replace").replace("\r", "\n")
    return all(key.search(text) for key in _KEYS)


def _is_folder(path: Path) -> bool:
    """A link to a folder may be called like a file."""
    try:
        return path.is_dir()
    except OSError:
        return False
