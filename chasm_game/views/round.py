"""What a player may see of a game and of a round that waits for a decision. Frozen values, free of rules and files.

Numbers that the player may not know are None. Every text is the author's own, to be shown as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.gauges import Group
    from chasm_game.views.events import PromiseView
    from chasm_game.views.foresight import CarryView, FallForecast, ImpactView

__all__ = [
    "LOCKED",
    "STEPS",
    "AskView",
    "AxisView",
    "CashView",
    "ChasmView",
    "Dashboard",
    "GaugeView",
    "IntroView",
    "LeaderView",
    "Phase",
    "PostView",
    "ResponseView",
    "RoundView",
    "StakeholderView",
    "VoiceView",
    "WayView",
]

STEPS = {
    -3: "much down",
    -2: "down",
    -1: "a little down",
    0: "about the same",
    1: "a little up",
    2: "up",
    3: "much up",
}
"""A change in words: under half a point, under 2, under 6, more."""


class Phase(Enum):
    """Where a game stands."""

    BELIEFS_BEFORE = "beliefs before"
    """The player has not yet said, or refused to say, what creates the most value."""
    DECIDING = "deciding"
    """A round waits for a decision."""
    WAITING = "waiting"
    """What was to be handed in is there; the others, or whoever leads the game, are waited for."""
    BELIEFS_AFTER = "beliefs after"
    """The last round is played; the belief sheet is asked for once more."""
    DEBRIEF = "debrief"
    """It is over; everything may be seen."""


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
class IntroView:
    """What is played, by whom, how."""

    scenario: str
    title: str
    summary: str
    level: str
    minutes: int
    goals: tuple[str, ...]
    company: str
    you: str
    unit: str
    stakeholders: tuple[tuple[str, str], ...]
    """Id and name, in order."""
    rounds: int
    """Rounds of the file; some may be skipped."""
    seed: int
    team: str
    practice: bool
    quick: bool
    save: str
    """The file that keeps this game; empty where none does."""
    started: str = ""
    """When it was begun, ISO 8601 in UTC; empty where that is not known."""
    save_notice: str = ""
    """What has to be said of the file: it had to be written anew elsewhere, or it is lost. Empty mostly."""
    axes: tuple[AxisView, ...] = ()
    """Those of the second page of the belief sheet, in order."""


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


@dataclass(frozen=True, slots=True)
class PostView:
    """A post in the feed."""

    who: str
    text: str
    stakeholder: str | None
    """The stakeholder's name."""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a stakeholder says when asked."""

    who: str
    """The stakeholder's name."""
    text: str


LOCKED = "locked: "
"""What stands before the reason why an answer cannot be taken."""


@dataclass(frozen=True, slots=True)
class ResponseView:
    """One of the answers that the player may give."""

    number: int
    """1 to 9, as listed."""
    id: str
    title: str
    text: str
    label: str | None
    """`old` or `new`, where the scenario shows labels before the choice."""
    open: bool
    needs: str
    """Why it is locked; empty where it is open."""
    impacts: tuple[ImpactView, ...]
    """The strongest first."""
    price: float
    """Cash at once: negative costs, positive brings."""
    carry: CarryView | None = None
    """How strange it is to this house, and how far it would be carried; None where nobody leads."""
    fall: FallForecast | None = None
    """The fall to which it leads, or waiting in its place; None where there is none, or it may not be known."""

    @property
    def locked(self) -> str:
        """That it is locked, and why."""
        return LOCKED.capitalize() + self.needs


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
class AskView:
    """Asking the people: whether it can be done now, what it costs, and what they said."""

    possible: bool
    asked: bool
    cost: float
    left: int
    voices: tuple[VoiceView, ...]
    leaders: tuple[LeaderView, ...] = ()
    """Those who may come along, in order."""
    companion: LeaderView | None = None
    """Who came along, with the assent after it; None where the people were asked alone, or not at all."""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round that waits for a decision."""

    number: int
    """Counts the rounds that happened."""
    of: int
    """Rounds of the file; some may be skipped."""
    id: str
    title: str
    shock: tuple[str, ...]
    """The text, and what the story remembers, each Markdown."""
    dashboard: Dashboard
    chasm: ChasmView
    feed: tuple[PostView, ...]
    responses: tuple[ResponseView, ...]
    ask: AskView
    targets: tuple[tuple[str, str], ...]
    """Id and name of everybody who may be predicted to lose most; the last is nobody."""
    promises: tuple[PromiseView, ...] = ()
    """What was promised and is not due yet, the oldest first."""
    averted: tuple[str, ...] = ()
    """Of the rounds before the first that did not happen, what is to be read of that; each Markdown."""

    @property
    def falls_by_waiting(self) -> bool:
        """Whether it is known that doing nothing leads to a fall."""
        return any(r.fall is not None and r.fall.waiting_later for r in self.responses)
