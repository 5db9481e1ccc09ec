"""One account of every file that was found: what counted, what did not, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chasm_game.compare.views import CountedAs
from chasm_game.grammar import joined, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.views import FileLine

__all__ = ["MOST", "account", "apart"]

MOST = 40
"""Files of one kind that are named; of more, how many."""

_COUNTED = {
    CountedAs.RANKED: ("ranked", "ranked"),
    CountedAs.UNFINISHED: ("not over", "not over"),
    CountedAs.PRACTICE: ("practice", "practice"),
    CountedAs.COPY: ("copy", "copies"),
    CountedAs.SAME_DECISIONS: ("the same game under another name", "the same game under another name"),
    CountedAs.OTHER_SCENARIO: ("on another scenario", "on another scenario"),
    CountedAs.REJECTED: ("rejected", "rejected"),
    CountedAs.NOT_LOOKED_AT: ("not looked at", "not looked at"),
    CountedAs.HIDDEN: ("hidden", "hidden"),
}
"""Words behind the count, in the order in which they are told."""
_HEADINGS = {
    CountedAs.REJECTED: "Rejected",
    CountedAs.SAME_DECISIONS: "The same game under another name, counted once",
    CountedAs.COPY: "Copies, counted once",
    CountedAs.OTHER_SCENARIO: "On another scenario",
    CountedAs.NOT_LOOKED_AT: "Not looked at",
}
"""What is named file by file, the gravest first. What is not over or practice stands beside its ranking."""


def account(files: Sequence[FileLine]) -> str:
    """All files in one sentence: `24 files: 18 ranked, 2 copies, 2 rejected and 2 not looked at.`"""
    counts = Counter(each.counted_as for each in files)
    parts = [f"{counts[kind]:,} {words[counts[kind] != 1]}" for kind, words in _COUNTED.items() if counts[kind]]
    return f"{plural(len(files), 'file')}: {joined(parts)}." if parts else "No file was found."


def apart(files: Sequence[FileLine], most: int = MOST) -> Iterator[tuple[str, tuple[FileLine, ...], int]]:
    """What did not count, kind by kind: a heading, at most so many files, and how many more there are."""
    for kind, heading in _HEADINGS.items():
        found = tuple(each for each in files if each.counted_as is kind)
        if found:
            yield heading, found[:most], max(len(found) - most, 0)
