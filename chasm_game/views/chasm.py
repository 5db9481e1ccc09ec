"""The chasm as far as it may be seen: how wide, for whom and how value is created, axis by axis."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AxisView", "ChasmView", "WayView"]


@dataclass(frozen=True, slots=True)
class AxisView:
    """An axis of how value is created: two plain statements, and everything between them."""

    id: str
    title: str
    low: str
    """The statement at -1."""
    high: str
    """The statement at 1."""


@dataclass(frozen=True, slots=True)
class WayView:
    """How value is created, on one axis: as the company's deeds have shown, and as the people would have it."""

    axis: AxisView
    company: float
    """-1..1."""
    people: float
    """-1..1."""


@dataclass(frozen=True, slots=True)
class ChasmView:
    """The chasm as far as it may be seen. In mist until the player first asks the people."""

    in_mist: bool
    width: float | None
    """0..100; None in mist."""
    before: float | None
    """The width at the end of the last round or, after a decision, before it; None in mist."""
    bridge: float
    """How far words are believed, 0..100: how far the bridge reaches."""
    whom: float | None = None
    """The first half, 0..100: for whom value is created. None in mist."""
    whom_before: float | None = None
    how: float | None = None
    """The second half, 0..100: how it is created. None in mist, and where the rulebook has no axes."""
    how_before: float | None = None
    ways: tuple[WayView, ...] = ()
    """The second half, axis by axis. Empty in mist."""
