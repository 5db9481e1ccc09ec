"""What became of every file that was found: ranked, copied, rejected, or of a team that nobody expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["CopyView", "CountedAs", "ExpectedView", "FileLine", "RejectedView"]


class CountedAs(Enum):
    """What became of a file that was found."""

    RANKED = "ranked"
    UNFINISHED = "unfinished"
    PRACTICE = "practice"
    REMOVED = "removed"
    """Of a team that was taken out of its room."""
    COPY = "copy"
    """It says nothing that another file does not say too."""
    SAME_DECISIONS = "same_decisions"
    """The same decisions, reasons and seconds as another file, under another header: a game sent under two names."""
    OTHER_SCENARIO = "other_scenario"
    """Sound, and on another scenario than the one asked for."""
    REJECTED = "rejected"
    NOT_LOOKED_AT = "not_looked_at"
    HIDDEN = "hidden"
    """Not looked at, for its name is hidden."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that was found, and what became of it. Every file has exactly one line."""

    file: str
    """Its name, or its path where several have the same name; in a packed file with the name of that."""
    counted_as: CountedAs
    reason: str
    """Why it is not ranked; empty where it is."""
    team: str
    """The name in it, as it was given; empty where none was read."""
    of: str = ""
    """The file that says the same, as this account names it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class RejectedView:
    """A file that is no game that counts, and why."""

    save: str
    reason: str


@dataclass(frozen=True, slots=True)
class CopyView:
    """A file that says nothing that another does not say too; it counts once, as the other."""

    save: str
    of: str
    shorter: bool
    """Whether the other goes on where this one ends."""


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """The teams that somebody expected, against those that came. Each name as it was written down."""

    names: tuple[str, ...]
    not_ranked: tuple[tuple[str, str], ...]
    """Name and reason: the team's file is here, and does not count."""
    missing: tuple[str, ...]
    not_expected: tuple[str, ...]
    """Names of ranked teams that nobody wrote down."""
