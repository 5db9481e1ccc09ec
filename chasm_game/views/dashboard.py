"""What the company is told about itself: value, stakeholders, cash, gauges, and those who carry what is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.gauges import Group
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = [
    "CashView",
    "Dashboard",
    "GaugeView",
    "LeaderView",
    "StakeholderView",
    "ValueView",
    "fold_names",
    "has_moved",
    "scale_of",
    "without",
]

_MOSTLY = (30.0, 80.0)
"""Between these trust is in most rounds of most games: a bar from 0 to 100 would hide that it moves."""


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

    @property
    def moved(self) -> float:
        """The change between the two numbers that are shown."""
        return between_shown(self.reported, self.change)


@dataclass(frozen=True, slots=True)
class GaugeView:
    """A gauge of the company, and its change over the same time as a stakeholder's."""

    id: str
    name: str
    value: float
    change: float
    group: Group
    """With which others it is shown."""

    @property
    def moved(self) -> float:
        """The change between the two numbers that are shown."""
        return between_shown(self.value, self.change)


@dataclass(frozen=True, slots=True)
class ValueView:
    """A number of 0..100 for everybody together, and its change over the same time as a stakeholder's."""

    value: float
    change: float

    def moved(self, digits: int) -> float:
        """The change between the two numbers that are shown, with so many digits behind the point."""
        return between_shown(self.value, self.change, digits)


@dataclass(frozen=True, slots=True)
class CashView:
    """Money in the company's unit."""

    value: float
    change: float
    unit: str

    @property
    def moved(self) -> float:
        """The change between the two sums that are shown, to a tenth."""
        return between_shown(self.value, self.change, 1)


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
    watches: str = ""
    """The name of what moves them: a stakeholder or a gauge."""

    @property
    def moved(self) -> float:
        """The change between the two numbers that are shown."""
        return between_shown(self.assent, self.change)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the company is told about itself."""

    stakeholders: tuple[StakeholderView, ...]
    cash: CashView
    gauges: tuple[GaugeView, ...]
    """Everything beside cash, in the order of the table of gauges."""
    leaders: tuple[LeaderView, ...] = ()
    """Those who carry what is decided; their assent is among the gauges too."""
    value: ValueView | None = None
    """Everybody's true trust by the people's weights, less what is lost on those who have hardly any."""
    assent: ValueView | None = None
    """How far all leaders together carry what is decided, by their share; None where nobody leads."""

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of a bar of trust: those between which trust mostly is, wider where somebody's is not."""
        return scale_of(each for s in self.stakeholders for each in (s.reported, s.reported - s.change))

    def gauge(self, gauge_id: str) -> GaugeView:
        """The gauge with that id. Raises `StopIteration` where there is none."""
        return next(g for g in self.gauges if g.id == gauge_id)


def scale_of(numbers: Iterable[float]) -> tuple[float, float]:
    """The ends of a bar for these numbers of 0..100: 30 and 80, or whole tens beyond where that is too narrow."""
    low, high = _MOSTLY
    for each in numbers:
        low, high = min(low, each // 10 * 10), max(high, -(-each // 10) * 10)
    return max(low, 0.0), min(high, 100.0)


def without(board: Dashboard, folded: Collection[str]) -> Dashboard:
    """A dashboard without what is folded; leaders who are folded are told by what all of them carry together."""
    return replace(
        board,
        stakeholders=tuple(s for s in board.stakeholders if s.id not in folded),
        gauges=tuple(g for g in board.gauges if g.id not in folded),
        leaders=tuple(k for k in board.leaders if k.id not in folded),
    )


def has_moved(board: Dashboard, folded: Collection[str]) -> bool:
    """Whether something that is folded has changed, as numbers are told: by a point, and to another."""
    rows: list[StakeholderView | GaugeView] = [*board.stakeholders, *board.gauges]
    return any(each.id in folded and round(abs(each.change)) and each.moved for each in rows)


def between_shown(value: float, change: float, digits: int = 0) -> float:
    """A change as it stands beside a number: the difference of what was shown before it and what is shown now.

    Whoever read 35.8 and now reads 34.3 expects 1.5 there, and not the 1.6 of the digits that nobody sees.
    """
    return round(round(value, digits) - round(value - change, digits), digits)


def fold_names(board: Dashboard, folded: Collection[str]) -> list[str]:
    """What is folded, by its names, as they stand inside a sentence; all of know-how goes by that word."""
    know_how = [g for g in board.gauges if g.group is Group.KNOW_HOW]
    together = bool(know_how) and all(g.id in folded for g in know_how)
    gauges = [g for g in board.gauges if g.id in folded and g.group is not Group.LEADERS]
    apart = [g.name.lower() for g in gauges if not (together and g.group is Group.KNOW_HOW)]
    people = [one_line(s.name) for s in board.stakeholders if s.id in folded]
    leaders = [one_line(k.name) for k in board.leaders if k.id in folded]
    return [*apart, *(["know-how"] if together else []), *people, *leaders]
