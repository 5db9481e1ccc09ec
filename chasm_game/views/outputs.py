"""What a game came to: its ending, its numbers, and the way of value and chasm through the rounds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EndingView", "HalvesView", "OutputsView", "TrajectoryPoint"]


@dataclass(frozen=True, slots=True)
class EndingView:
    """How the story ended."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HalvesView:
    """The two halves of the chasm at the start and at the end, each 0..100: for whom value is created, and how."""

    what_start: float
    what_end: float
    how_start: float
    how_end: float


@dataclass(frozen=True, slots=True)
class OutputsView:
    """What the game came to. Ranked separately, never multiplied."""

    score: int
    """0..1000."""
    score_exact: float
    chasm_start: float
    chasm_end: float
    say_do: float | None
    """Share of what was promised that was kept, 0..1; None where nothing was promised."""
    resilience: float
    """The lowest trust of anybody at the end of any round, 0..100."""
    calibration: float | None
    """Brier score, 0 best; None if under half of the rounds were predicted."""
    halves: HalvesView | None = None
    """None where no axis says how value is created: then the chasm is its first half alone."""
    rescues: int = 0
    """How often the owners rescued the company."""
    people_moved: bool = False
    """Whether the people themselves came to believe otherwise, or to want it done otherwise, while it was played."""


@dataclass(frozen=True, slots=True)
class TrajectoryPoint:
    """Value and chasm at the end of a round; silent rounds included."""

    label: str
    value: float
    chasm: float
    cash: float
    coast: bool
    what: float | None = None
    """The first half of the chasm; None, as the second, where no axis says how value is created."""
    how: float | None = None
