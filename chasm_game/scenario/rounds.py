"""What a scenario's rounds are made of: shocks, answers, and what is said about them.

Frozen and checked, like all that the rest of the program sees of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rulebook import Label, Later, Manner, Move, Reason

__all__ = [
    "WAIT",
    "Also",
    "MoveUse",
    "Now",
    "Post",
    "Response",
    "Round",
    "Shock",
    "Voice",
]

WAIT = "wait"
"""The only response where none is open."""


@dataclass(frozen=True, slots=True)
class Also:
    """A text that is added where its condition holds."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the feed."""

    who: str
    text: str
    stakeholder: str | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Voice:
    """What a stakeholder says when asked."""

    who: str
    text: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Now:
    """What a shock or a response does at once where its condition and its chance hold."""

    effects: Mapping[str, float]
    because: Reason
    chance: float
    when: Condition | None


@dataclass(frozen=True, slots=True)
class MoveUse:
    """A move in a response: 0 < strength <= 2, manners in order."""

    move: Move
    strength: float
    how: tuple[Manner, ...]
    because: Reason | None = None
    """Why it does here what it does; None: the move's own reason."""


@dataclass(frozen=True, slots=True)
class Response:
    """One of the answers to a shock."""

    id: str
    title: str
    label: Label | None
    text: str
    does: tuple[MoveUse, ...]
    claims: Mapping[str, float]
    effects: Mapping[str, float]
    because: Reason
    """Of its own effects; the title, where the file gives none."""
    later: tuple[Later, ...]
    when: Condition | None
    needs: str
    outcome: str
    also: tuple[Also, ...]
    feed: tuple[Post, ...]
    now: tuple[Now, ...]
    claims_due: int | None
    """After how many rounds its claims are held against what was done; None: as the rule says."""
    ways: Mapping[str, float]
    """By axis, -1..1: what it shows beside its moves."""


@dataclass(frozen=True, slots=True)
class Shock:
    """What happens; `people` are new weights from here on, summing to 1 in stakeholder order."""

    text: str
    effects: Mapping[str, float]
    also: tuple[Also, ...]
    feed: tuple[Post, ...]
    people: tuple[float, ...] | None
    people_ways: Mapping[str, float]
    """By axis, -1..1: how the people want value created from here on."""
    now: tuple[Now, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A shock and the answers to it."""

    id: str
    title: str
    shock: Shock
    ask: tuple[Voice, ...]
    responses: tuple[Response, ...]
    when: Condition | None
    chance: float
    averted: str
    """What the player reads where it did not happen; may be empty."""
    facilitator: str
    """For whoever leads a session; may be empty."""

    def response(self, response_id: str) -> Response | None:
        """The response with that id, or None (also for `wait`)."""
        return next((r for r in self.responses if r.id == response_id), None)
