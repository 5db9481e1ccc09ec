"""What the company is told about itself: stakeholders, cash, gauges, and those who carry what is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.gauges import Group

__all__ = ["CashView", "Dashboard", "GaugeView", "LeaderView", "StakeholderView"]


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """One row of the dashboard. `true` and `weight` are None until the player may know them."""

    id: str
    name: str
    reported: float
    """0..100, as the company is told."""
    change: float
    """Of `reported`: before a decision since the end of the last round (the start in the first), after it since it."""
    true: float | None
    weight: float | None
    """The people's weight, 0..1."""


@dataclass(frozen=True, slots=True)
class GaugeView:
    """A gauge of the company, and its change over the same time as a stakeholder's."""

    id: str
    name: str
    value: float
    change: float
    group: Group
    """With which others it is shown."""


@dataclass(frozen=True, slots=True)
class CashView:
    """Money in the company's unit."""

    value: float
    change: float
    unit: str


@dataclass(frozen=True, slots=True)
class LeaderView:
    """One of those who carry what is decided."""

    id: str
    name: str
    role: str
    """What they do in the company, in a few words; may be empty."""
    assent: float
    """How far they carry what is decided, 0..100."""
    change: float = 0.0
    """Of the assent, over the same time as a stakeholder's."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the company is told about itself."""

    stakeholders: tuple[StakeholderView, ...]
    cash: CashView
    gauges: tuple[GaugeView, ...]
    """Everything beside cash, in the order of the table of gauges."""
    leaders: tuple[LeaderView, ...] = ()
    """Those who carry what is decided; their assent is among the gauges too."""

    def gauge(self, gauge_id: str) -> GaugeView:
        """The gauge with that id. Raises `StopIteration` where there is none."""
        return next(g for g in self.gauges if g.id == gauge_id)
