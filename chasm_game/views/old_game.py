"""A game of model 1 as its file has it: what was decided, and nothing that a model would have to work out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.named import Named

__all__ = ["OldDecision", "OldGame"]


@dataclass(frozen=True, slots=True)
class OldDecision:
    """What was decided in a round, as it stands in the file."""

    round: Named
    """Id and title; the id for both where the story's text cannot be read any more."""
    response: Named
    asked: bool
    defaulted: bool
    """Whether nobody decided, and a default was taken."""
    who: Named | None
    """Who was predicted to lose most; None where nobody predicted."""
    confidence: int | None
    """20 to 100 per cent."""
    reason: str


@dataclass(frozen=True, slots=True)
class OldGame:
    """A save that is read and not scored."""

    title: str
    """Of the story."""
    team: str
    seed: int
    started: str
    practice: bool
    over: bool
    """Whether the file says that the game is over."""
    decisions: tuple[OldDecision, ...]
