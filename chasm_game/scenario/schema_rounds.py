"""What a round, its answers and an ending may say.

The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from chasm_game.scenario.schema_moves import LaterModel, MoveUseModel, NowModel
from chasm_game.scenario.schema_values import (
    Because,
    Chance,
    ConditionText,
    Effects,
    Id,
    Line,
    Share,
    Strict,
    Text,
    Ways,
    Weights,
    kind_of_name,
)

__all__ = [
    "AlsoModel",
    "EndingModel",
    "FacilitatorModel",
    "PostModel",
    "ResponseModel",
    "RoundModel",
    "ShockModel",
    "VoiceModel",
]


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


class ShockModel(Strict):
    """What happens to the company at the beginning of a round."""

    text: Text
    """What happened, in the second person, in 60 to 120 words. Markdown."""
    effects: Effects = {}
    """Points by stakeholder, gauge or cash."""
    now: list[NowModel] = []
    """What the shock does besides where a condition holds: learning below 40, a promise still open."""
    also: list[AlsoModel] = []
    """Texts that are added where their condition holds."""
    feed: list[PostModel] = []
    """What the people post before the player answers."""
    people: Weights | None = None
    """New weights of the people from here on: a named set of the rulebook, or a mapping."""
    people_ways: Ways = {}
    """How the people want value created from here on: by axis of the rulebook, -1 to 1; the others stay."""


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
    claims_due: Annotated[int, Field(ge=1, le=50)] | None = None
    """After how many rounds its promises are held against what has come; as the rulebook says, if nothing is said."""
    effects: Effects = {}
    """Effects of its own, added to those of its moves."""
    because: Because | None = None
    """The reason for its own effects, as the player reads it; must be there with `chasm: 2` where it has some."""
    now: list[NowModel] = []
    """What it does besides at once where a condition holds."""
    later: list[LaterModel] = []
    """Effects of its own that come back later."""
    ways: Ways = {}
    """What it shows of how value is created beside its moves: by axis of the rulebook, -1 to 1."""
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


class FacilitatorModel(Strict):
    """For whoever leads a session, of the whole story or of one round; players never see it."""

    notes: Text
    """Timings, what to say when. Markdown."""


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
    averted: Text | None = None
    """What the player reads where it did not happen. Markdown."""
    facilitator: FacilitatorModel | None = None
    """For whoever leads a session: what to look for in this round, and what to ask."""


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
