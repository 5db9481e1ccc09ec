"""What the author sees of a scenario that is played while it is written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["JumpView", "PreviewView", "ProblemView", "PropertyView"]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem of the file, with its place."""

    line: int
    column: int
    code: str
    error: bool
    """Whether it keeps the file from being played; otherwise it is a warning."""
    message: str
    hint: str
    excerpt: str
    """The line that it stands in."""


@dataclass(frozen=True, slots=True)
class PropertyView:
    """One thing that must be true of a story: its figure, its bound, and whether it holds."""

    title: str
    figure: str
    bound: str
    holds: bool | None
    """None where there is no verdict; `verdict` says why."""
    verdict: str
    why: str
    """Of a broken bound; empty otherwise, as is `size`."""
    size: str


@dataclass(frozen=True, slots=True)
class PreviewView:
    """Where the file and its play stand."""

    file: str
    title: str
    """Empty where the file could never be played so far."""
    problems: tuple[ProblemView, ...]
    playable: bool
    """Whether the file as it was saved last can be played."""
    playing: bool
    """Whether there is a version that is played; the last good one, where the file is not playable now."""
    notes: tuple[str, ...]
    """What became of the decisions when the file was last read, and where the play therefore stands."""
    start: str
    """Where the play began, if not at the beginning, and what that means."""
    numbers: bool
    """Whether true numbers, effects and the ledger are shown."""
    readings: int
    """How often the file was read."""
    properties: tuple[PropertyView, ...] = ()
    """What must be true of the version that is played; empty where nobody asked, or while it is measured."""
    measuring: bool = False
    """Whether that is being measured."""


@dataclass(frozen=True, slots=True)
class JumpView:
    """Where one can jump to, and with which numbers one would stand there."""

    rounds: tuple[tuple[str, str], ...]
    """Id and title."""
    current: str
    """The id of the round that is played; empty at the end."""
    ways: tuple[tuple[str, str], ...]
    """How the rounds before may be played: a name, and what it means. The last leaves them out and sets `numbers`."""
    numbers: tuple[tuple[str, str, float], ...]
    """Name, what a player calls it, and its value now: cash, the gauges, and the trust of each stakeholder."""
