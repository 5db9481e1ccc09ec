"""What a round, a move and a manner may say, and the kinds of values that all of the format is made of.

The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

__all__ = [
    "ID",
    "STAKEHOLDER_ID",
    "AlsoModel",
    "Because",
    "BecauseModel",
    "Chance",
    "ConditionText",
    "Effects",
    "EndingModel",
    "Id",
    "LaterModel",
    "Line",
    "MannerModel",
    "MoveModel",
    "MoveUseModel",
    "Points",
    "PostModel",
    "ResponseModel",
    "RoundModel",
    "Share",
    "ShockModel",
    "StakeholderId",
    "Strict",
    "Text",
    "Trust",
    "VoiceModel",
    "kind_of_name",
    "text_or_number",
]

ID = r"^[a-z][a-z0-9-]*$"
STAKEHOLDER_ID = r"^[a-z][a-z0-9_]*$"

Text = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
StakeholderId = Annotated[str, StringConstraints(pattern=STAKEHOLDER_ID, max_length=40)]
ConditionText = Annotated[str, StringConstraints(min_length=1)]
Trust = Annotated[float, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1)]
Effects = dict[str, Points]


def kind_of_name(value: Any) -> str:
    """The tag of a value that is a name or a mapping."""
    return "name" if isinstance(value, str) else "mapping"


def text_or_number(value: Any) -> str:
    """The tag of a value that is text or a number."""
    return "number" if isinstance(value, int | float) else "name"


class Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class AlsoModel(Strict):
    """A text that is added where its condition holds: the story remembers."""

    condition: ConditionText = Field(alias="if")
    """When it is added, for example `chose('strike', 'wait')`."""
    text: Text
    """What is added."""


class PostModel(Strict):
    """A post in the feed: what the people made of it. It changes nothing."""

    who: Line
    """The name under which it is posted."""
    text: Text
    """What it says; short."""
    stakeholder: str | None = None
    """Which stakeholder speaks."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is posted; always, if nothing is said."""


class VoiceModel(Strict):
    """What somebody says when the player asks the people."""

    who: str
    """The stakeholder who speaks."""
    text: Text
    """What is said."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is said; always, if nothing is said."""


class BecauseModel(Strict):
    """A reason for what is given, and one for what is taken: the same act, seen from both sides."""

    gain: Line
    """Why somebody or something gains, as the player reads it."""
    loss: Line
    """Why somebody or something loses, as the player reads it."""


Because = Annotated[Annotated[Line, Tag("name")] | Annotated[BecauseModel, Tag("mapping")], Discriminator(kind_of_name)]
"""One sentence for both, or a mapping with a sentence for each."""


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


class MoveUseModel(Strict):
    """A move of the rulebook with its strength and its manner."""

    move: str
    """The move's name."""
    strength: Annotated[float, Field(gt=0, le=2)] = 1.0
    """How much of it: 0.5 is half, 2 twice."""
    how: list[str] = []
    """Its manners, in order."""
    because: Because | None = None
    """Why it does here what it does, as the player reads it; the move's own reason, if nothing is said."""


class ShockModel(Strict):
    """What happens to the company at the beginning of a round."""

    text: Text
    """What happened, in the second person, in 60 to 120 words. Markdown."""
    effects: Effects = {}
    """Points by stakeholder, gauge or cash."""
    also: list[AlsoModel] = []
    """Texts that are added where their condition holds."""
    feed: list[PostModel] = []
    """What the people post before the player answers."""
    people: (
        Annotated[
            Annotated[str, Tag("name")] | Annotated[dict[str, Share], Tag("mapping")], Discriminator(kind_of_name)
        ]
        | None
    ) = None
    """New weights of the people from here on: a named set of the rulebook, or a mapping."""


class ResponseModel(Strict):
    """One of the answers that the player may give."""

    id: Id
    """Its name within the round."""
    title: Line
    """A few words."""
    label: Literal["old", "new"] | None = None
    """What it is called; never read by the engine."""
    text: Text | None = None
    """What the company would do, in a sentence or two."""
    does: list[
        Annotated[Annotated[str, Tag("name")] | Annotated[MoveUseModel, Tag("mapping")], Discriminator(kind_of_name)]
    ] = []
    """Moves of the rulebook, by name or with strength and manner."""
    claims: dict[str, Share] = {}
    """Public promises: points by stakeholder."""
    effects: Effects = {}
    """Effects of its own, added to those of its moves."""
    because: Because | None = None
    """The reason for its own effects, as the player reads it."""
    later: list[LaterModel] = []
    """Effects of its own that come back later."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is open; locked otherwise."""
    needs: Line | None = None
    """Why it is locked, as the player reads it."""
    outcome: Text | None = None
    """What the player reads afterwards. Markdown."""
    also: list[AlsoModel] = []
    """Texts that are added to the outcome where their condition holds."""
    feed: list[PostModel] = []
    """What the people post afterwards."""


class RoundModel(Strict):
    """A shock and the answers to it."""

    id: Id
    """Its name within the scenario."""
    title: Line
    """A few words."""
    shock: ShockModel
    """What happens."""
    ask: list[VoiceModel] = []
    """What the people say when they are asked."""
    responses: Annotated[list[ResponseModel], Field(min_length=1, max_length=9)]
    """One to nine answers."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When the round happens; it is skipped otherwise."""
    chance: Chance = 1.0
    """How likely it happens, 0 to 1."""


class MoveModel(Strict):
    """Something a company can do, with what follows."""

    title: Line
    """What it is, as a person would say it."""
    label: Literal["old", "new"] | None = None
    """What it is called; never read by the engine."""
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
    delay: Annotated[int, Field(ge=0, le=20)] = 0
    """By how many rounds gains of trust come later."""
    because: Line = "It was done that way."
    """The reason, as the player reads it."""
    evidence: list[str] = []
    """Evidence cards of the rulebook."""


class EndingModel(Strict):
    """How the story can end: the first whose condition holds."""

    id: Id
    """Its name."""
    title: Line
    """A few words."""
    text: Text
    """What the player reads."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is this one."""
