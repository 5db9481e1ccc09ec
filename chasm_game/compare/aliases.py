"""What stands for names in an anonymous comparison: letters for teams and numbers for files, in no order of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from chasm_game.compare.found_files import CountedAs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chasm_game.compare.found_files import FileLine
    from chasm_game.journal.journal import Record

__all__ = ["Aliases", "aliases"]

_NAMING = {CountedAs.REJECTED, CountedAs.COPY, CountedAs.SAME_DECISIONS}
"""Kinds of files whose reason has names in it, or may repeat what is in the file."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """What stands for names, by the name that the account of the files has for each file."""

    teams: Mapping[str, str]
    """Of each file with a game that was compared."""
    files: Mapping[str, str]
    """Of every file."""


def aliases(files: Iterable[FileLine], records: Mapping[str, Record]) -> Aliases:
    """Names for the games `records` and for all files: the same for the same saves, whatever they are called."""
    order = _shuffled(records)
    at = {file: n for n, file in enumerate(order)}

    def said(line: FileLine) -> tuple[str, int, str]:
        own = "" if line.counted_as in _NAMING else line.reason
        return line.counted_as.value, at.get(line.of, len(at)), own

    # What holds no game comes last, by what is said of it: those of which the same is said, nobody can tell apart.
    others = sorted((line for line in files if line.file not in records), key=said)
    numbered = dict.fromkeys([*order, *(line.file for line in others)])
    return Aliases(
        {file: f"Team {_letters(n, len(order))}" for n, file in enumerate(order)},
        {file: f"File {n}" for n, file in enumerate(numbered, start=1)},
    )


def _shuffled(records: Mapping[str, Record]) -> list[str]:
    """The files in an order that tells nothing of names, places or time, the same for the same saves."""
    digests = {file: _digest(record) for file, record in records.items()}
    # With all of them in it, for whoever has one save or guesses a name must not find out where it stands.
    everybody = sha256(b"".join(sorted(digests.values()))).digest()
    return sorted(digests, key=lambda file: (sha256(everybody + digests[file]).digest(), file))


def _digest(record: Record) -> bytes:
    return sha256(repr((record.header, record.actions)).encode("utf-8", "replace")).digest()


def _letters(number: int, of: int) -> str:
    """A to Z; where there are more, all of two letters or more, so that they stand in order by name."""
    length, signs = 1, ""
    while 26**length < of:
        length += 1
    for _ in range(length):
        number, sign = divmod(number, 26)
        signs = chr(ord("A") + sign) + signs
    return signs
