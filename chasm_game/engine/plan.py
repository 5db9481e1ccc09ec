"""A scenario under a seed, with everything that no decision can change worked out beforehand.

What a response does is a matter of constants: which points land at once, which come back when, what is promised and
what the act shows of the company. The rules then only multiply and add. `compiling.py` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.engine.effects import Cause, Effect, Target
    from chasm_game.gauges import Gauge
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario

__all__ = [
    "WAITED",
    "Draw",
    "Echo",
    "LeaderPlan",
    "NowPlan",
    "Plan",
    "Promise",
    "ResponsePlan",
    "RoundPlan",
    "Tag",
]

# Far from any index, and within the int8 of `State.chosen`.
WAITED = 100
"""The index of `wait`, beyond the nine responses that a round can have."""


class Draw(NamedTuple):
    """How the luck of one thing falls."""

    happens: bool
    """True where it is open."""
    row: int | None = None
    """Of `State.fates`, where it is open: each lane has its own."""


@dataclass(frozen=True, slots=True)
class Echo:
    """What a response sends into a later round: `after` rounds that happen later, where its luck and `when` hold."""

    cause: Cause
    after: int
    lands: bool
    """Whether its luck, under this seed, lets it happen."""
    when: Condition | None
    trust: tuple[Effect, ...]
    gauges: tuple[Effect, ...]
    cash: float
    fate: int | None = None
    """The row of `State.fates` that decides in its place where luck is open."""


@dataclass(frozen=True, slots=True)
class NowPlan:
    """What a shock or a response does at once where its luck and `when` hold."""

    cause: Cause
    lands: bool
    """Whether its luck, under this seed, lets it happen."""
    when: Condition | None
    effects: tuple[Effect, ...]
    """In the order of the file, on trust, gauges and cash."""
    fate: int | None = None
    """The row of `State.fates` that decides in its place where luck is open."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The claims of a response, which are settled `due` rounds later; points by stakeholder index."""

    claims: tuple[float, ...]
    claimed: float
    due: int
    gloss_cause: Cause
    backlash_cause: Cause


class Tag(NamedTuple):
    """What a response shows of how the company creates value, on one axis."""

    axis: int
    weight: float
    """How much of the response shows it."""
    way: float
    """The mean of what is shown, -1..1."""


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """What a response does."""

    id: str
    index: int
    when: Condition | None
    trust: tuple[Effect, ...]
    gauges: tuple[Effect, ...]
    cash: tuple[Effect, ...]
    nows: tuple[NowPlan, ...]
    promise: Promise | None
    echoes: tuple[Echo, ...]
    delivered: tuple[float, ...]
    """Everything it brings and takes, by stakeholder index."""
    served: tuple[float, ...]
    """The positive part of it, divided by its sum; empty where it serves nobody."""
    tags: tuple[Tag, ...]
    carried: float
    """0..1: how far it is carried out whatever the leaders believe."""

    @property
    def reach(self) -> int:
        """After how many rounds the last of it comes back; 0 if nothing does."""
        due = self.promise.due if self.promise is not None else 0
        return max([due, *(echo.after for echo in self.echoes)])

    @property
    def unkept(self) -> float:
        """What is promised beyond everything that it is known to deliver; 0 where that is not more."""
        if self.promise is None:
            return 0.0
        # Each claim by itself: what is brought to one stakeholder beyond the promise keeps no promise to another.
        return sum(c - min(c, max(0.0, d)) for c, d in zip(self.promise.claims, self.delivered, strict=True))

    @property
    def sends(self) -> bool:
        """Whether anything of it can come back later."""
        return bool(self.echoes) or self.promise is not None


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round: whether luck lets it happen, its shock, its responses."""

    id: str
    title: str
    when: Condition | None
    lucky: bool
    cause: Cause
    effects: tuple[Effect, ...]
    """Of the shock, in the order of the file, on trust, gauges and cash."""
    nows: tuple[NowPlan, ...]
    """Of the shock."""
    people: tuple[float, ...] | None
    people_ways: tuple[tuple[int, float], ...]
    """By axis number: how the people want value created from here on."""
    responses: tuple[ResponsePlan, ...]
    wait: ResponsePlan
    reach: int
    """After how many rounds the last of it comes back."""
    fate: int | None = None
    """The row of `State.fates` that decides in its place where luck is open."""

    @property
    def certain(self) -> bool:
        """Whether it happens in every game that comes so far."""
        return self.lucky and self.fate is None and self.when is None


class LeaderPlan(NamedTuple):
    """Whose assent stands in a row of the gauges, what moves it, and how much it weighs."""

    id: str
    row: int
    watches: Target
    factor: float
    """How much of what is watched is felt: `watch_cash` for the cash, else 1."""
    share: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A scenario under a seed."""

    scenario: Scenario
    seed: int
    stakeholders: tuple[str, ...]
    employees: int
    customers: int
    owners: int
    rounds: tuple[RoundPlan, ...]
    rulebook: Rulebook
    axes: tuple[str, ...]
    openness: int | None
    """The axis that a broken promise moves, if the rulebook has it."""
    leaders: tuple[LeaderPlan, ...]
    claiming: Mapping[int, int]
    """The rounds in which something can be promised, each with its row in `State.came` and `State.promised_on`."""
    carrying: Mapping[int, int]
    """The rounds of which something can come back that leaders carry, each with its row in `State.carry`."""
    gauges: tuple[Gauge, ...]
    """Every gauge of the company; its number here is its row in `State.gauges`."""
    rows: Mapping[str, int]
    """The same, by the gauge's id."""
    odds: tuple[float, ...]
    """By row of `State.fates`: how likely that thing is, between 0 and 1. Empty where the seed has decided all luck."""
    chances: tuple[str, ...]
    """By row of `State.fates`: the path by which a seed decides that thing."""
    names: Mapping[Target, str]
    """What the ledger calls everything that can be moved."""
    causes: Mapping[str, Cause]
    """The rules of the model as causes, by coefficient."""

    def __getitem__(self, coefficient: str) -> float:
        """The value of a coefficient of the model."""
        return self.rulebook.rules[coefficient].value

    def cause(self, coefficient: str) -> Cause:
        """A rule of the model as a cause, in the rulebook's words."""
        return self.causes[coefficient]

    @property
    def coast(self) -> int:
        """How many silent rounds follow the last one."""
        return int(self["coast"])
