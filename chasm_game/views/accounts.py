"""Accounts of a game that is over: its promises, its leaders, and the moments at which the cash gave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.named import Named, PointsView

__all__ = ["ClaimLine", "FallLine", "LeaderLine", "LeaderTurn", "Moment", "PromiseLine", "RescueLine", "UncarriedLine"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A round that happened, or a silent one after the last decision."""

    number: int
    """From 1; silent rounds count for themselves."""
    id: str
    """As states and ledger call it: the round's id, or `coast-2`."""
    title: str
    """The round's title; empty for a silent one."""
    silent: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What a promise said to one stakeholder, in points as they are written."""

    id: str
    name: str
    claimed: float
    came: float
    """What its answer brought them by then; may be negative."""
    kept: float
    """0 where the promise was not yet due when the company fell."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise, and what became of it."""

    made: Moment
    response_id: str
    response: str
    """The title of what was chosen."""
    due: Moment | None
    """Where it was settled; None where the company fell before that."""
    later: int
    """How many rounds after the fall it would have been due; 0 where it was settled."""
    claims: tuple[ClaimLine, ...]
    pleased: tuple[PointsView, ...]
    """Points of trust that its words alone gave at once."""
    cost: tuple[PointsView, ...]
    """Points of trust that its open part took when it was due, all negative."""
    credibility: float | None
    """What its settling did to credibility; None where that cannot be told apart from another one's."""

    @property
    def claimed(self) -> float:
        """Everything that it said."""
        return sum(c.claimed for c in self.claims)

    @property
    def kept(self) -> float:
        """How much of it was kept."""
        return sum(c.kept for c in self.claims)

    @property
    def gap(self) -> float:
        """How much of it was not."""
        return self.claimed - self.kept


@dataclass(frozen=True, slots=True)
class LeaderTurn:
    """One thing that moved a leader's assent."""

    at: Moment
    amount: float
    """Points of assent, with their sign."""
    because: str
    """The words of its cause."""
    watched: bool
    """Whether it was what the leader watches."""


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """How far a leader carried what was decided, at the start and at the end, and what moved that."""

    id: str
    name: str
    role: str
    """What they do in the company; may be empty."""
    watches: str
    """The name of whom or what they watch."""
    start: float
    """0..100, as `end`."""
    end: float
    by_watching: float
    """Points of assent by what they watched."""
    by_asking: float
    """By asking the people together."""
    by_others: float
    """By everything else: what happened, and what was done with them."""
    course: tuple[float, ...] = ()
    """At the start, at the end of each round, and of each silent round."""
    won: LeaderTurn | None = None
    """What convinced them most; None where nothing did to speak of."""
    lost: LeaderTurn | None = None
    """What cost most of their assent."""


@dataclass(frozen=True, slots=True)
class UncarriedLine:
    """A decision of which a part never came, for the leaders did not carry it."""

    number: int
    round_title: str
    response_id: str
    response: str
    carry: float
    """0..1."""
    strange: float
    """How strange it was to the company, 0..1."""
    gains: float
    """The points of trust, as written, that it was known to give."""

    @property
    def lost(self) -> float:
        """Those of them that were not carried."""
        return (1.0 - self.carry) * self.gains


@dataclass(frozen=True, slots=True)
class RescueLine:
    """The owners filled a hole."""

    at: Moment
    hole: float
    cash: float
    """What stood there afterwards."""
    owners: Named
    price: float
    """What it took of their trust, negative."""


@dataclass(frozen=True, slots=True)
class FallLine:
    """The company fell."""

    at: Moment
    cash: float
    owners: Named
    trust: float
    """Of the owners, at that moment."""
    needed: float
    """Under this trust they rescue nobody."""
    deepest: float
    """A deeper hole they do not fill."""
