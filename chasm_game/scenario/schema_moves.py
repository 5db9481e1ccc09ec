"""What a move, a manner and what comes of them may say.

The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chasm_game.scenario.schema_values import (
    Because,
    Chance,
    ConditionText,
    Effects,
    Line,
    Points,
    Share,
    Strict,
    Ways,
)

__all__ = ["LaterModel", "MannerModel", "MoveModel", "MoveUseModel", "NowModel"]


class LaterModel(Strict):
    """What comes back in a later round."""

    after: Annotated[int, Field(ge=1, le=50)]
    """After how many rounds that happen (at least 1)."""
    effects: Effects
    """Points by stakeholder, gauge or cash."""
    because: Because = "What was begun then lands now."
    """The reason, as the player reads it; or one for what it gives and one for what it takes."""
    chance: Chance = 1.0
    """How likely it is, 0 to 1."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """Judged when it is due."""


class NowModel(Strict):
    """What happens at once where its condition holds."""

    condition: ConditionText | None = Field(default=None, alias="if")
    """When it happens, judged before its shock or response lands; always, if nothing is said."""
    chance: Chance = 1.0
    """How likely it is then, 0 to 1."""
    effects: Effects
    """Points by stakeholder, gauge or cash."""
    because: Because | None = None
    """The reason, as the player reads it; must be there with `chasm: 2`."""


class MoveUseModel(Strict):
    """A move of the rulebook with its strength and its manner."""

    move: str
    """The move's name."""
    strength: Annotated[float, Field(gt=0, le=2)] = 1.0
    """How much of it: 0.5 is half, 2 twice; docs/strengths.md says what that is in people, money or reach."""
    how: list[str] = []
    """Its manners, in order."""
    because: Because | None = None
    """Why it does here what it does, as the player reads it; the move's own reason, if nothing is said."""


class MoveModel(Strict):
    """Something a company can do, with what follows."""

    title: Line
    """What it is, as a person would say it."""
    label: Literal["old", "new"] | None = None
    """What it is called; never read by the engine."""
    ways: Ways = {}
    """What the act shows of how value is created: by axis of the rulebook, -1 to 1."""
    effects: Effects = {}
    """Points at once, by stakeholder, gauge or cash."""
    later: list[LaterModel] = []
    """What comes back later."""
    claims: dict[str, Share] = {}
    """Public promises: points by stakeholder."""
    because: Because = "That is what it does."
    """The reason, as the player reads it; or one for what it gives and one for what it takes."""
    evidence: list[str] = []
    """Evidence cards of the rulebook."""


class MannerModel(Strict):
    """A way of doing something."""

    title: Line | None = None
    """What it is, as a person would say it."""
    gains: Annotated[float, Field(ge=0, le=3)] = 1.0
    """Factor on what a move gives."""
    losses: Annotated[float, Field(ge=0, le=3)] = 1.0
    """Factor on what a move takes."""
    cash: Points = 0.0
    """What it costs (negative) or saves."""
    delay: Annotated[int, Field(ge=0, le=50)] = 0
    """By how many rounds gains of trust come later."""
    carried: Chance = 0.0
    """How far what is done like this is carried out whatever the leaders believe, 0 to 1."""
    assent: Points = 0.0
    """What it does to the assent of every leader."""
    ways: Ways = {}
    """What doing it like this shows of how value is created: by axis of the rulebook, -1 to 1."""
    because: Line = "It was done that way."
    """The reason, as the player reads it."""
    evidence: list[str] = []
    """Evidence cards of the rulebook."""
