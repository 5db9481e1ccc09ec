"""What happens to a company beside its changes: promises made and due, rescues, a fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.named import Named

__all__ = ["KEPT", "FallView", "PromiseView", "PromisedView", "RescueView", "SettledView"]

KEPT = {0: "nothing to speak of came", 1: "some of it came", 2: "all of it came"}
"""What has come of a promise when it is due."""


@dataclass(frozen=True, slots=True)
class PromisedView:
    """What was promised to one stakeholder."""

    id: str
    name: str
    strength: int
    """1 to 3, see `STRENGTHS`: under 5 points, under 12, more."""
    points: float | None
    """None where points may not be seen."""
    kept: int | None = None
    """0 to 2, see `KEPT`; None until it is due."""
    came: float | None = None
    """Points that have come, 0 or more; None until it is due, and where points may not be seen."""


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise that is not due yet."""

    number: int
    """Of the round in which it was made."""
    round_title: str
    response: str
    """The title of the answer that made it."""
    to: tuple[PromisedView, ...]
    left: int
    """How many rounds later it is held against what was done, silent ones counted; 0 at the end of this one."""
    over: bool = False
    """Whether the last decision has been taken: what is left are silent rounds alone."""


@dataclass(frozen=True, slots=True)
class SettledView:
    """A promise that was due: what was promised, what had come, and what people make of it."""

    number: int
    """Of the round in which it was made."""
    round_title: str
    response: str
    to: tuple[PromisedView, ...]
    kept: int
    """0 to 2, see `KEPT`: of the whole promise."""
    credibility: int
    """What it did to the company's credibility, -3..3, see `STEPS`."""
    backlash: tuple[tuple[Named, int], ...]
    """Whose trust it cost, each with a step of -3..0."""


@dataclass(frozen=True, slots=True)
class RescueView:
    """The owners have filled a hole."""

    times: int
    """How often they have done so, this time counted."""
    owners: Named
    hole: float
    """How much money was missing, in the company's unit."""
    cash: float
    """What was in the till afterwards, in the company's unit."""
    step: int
    """What it cost in the owners' trust, -3..0, see `STEPS`."""
    points: float | None
    """The same in points; None where points may not be seen."""


@dataclass(frozen=True, slots=True)
class FallView:
    """The company could not pay, and nobody stepped in."""

    owners: Named
    hole: float
    """How much money was missing, in the company's unit."""
    too_deep: bool
    """Whether the hole was deeper than owners fill; else they no longer trusted the company enough."""
    open: tuple[PromiseView, ...]
    """Promises that were not due yet: they are broken now."""
