"""The kinds of values that the format is made of.

The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

__all__ = [
    "ID",
    "MOST",
    "STAKEHOLDER_ID",
    "Because",
    "BecauseModel",
    "Chance",
    "ConditionText",
    "Effects",
    "Id",
    "Line",
    "Points",
    "Share",
    "StakeholderId",
    "Strict",
    "Text",
    "Trust",
    "Ways",
    "Weights",
    "kind_of_name",
    "text_or_number",
]

ID = r"^[a-z][a-z0-9-]*$"
STAKEHOLDER_ID = r"^[a-z][a-z0-9_]*$"
MOST = 1_000_000
"""The end of what has no end in the model: beyond it numbers would not stay finite."""

# Every text has an end: a file may come from anybody, and each screen has to set it.
Text = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
StakeholderId = Annotated[str, StringConstraints(pattern=STAKEHOLDER_ID, max_length=40)]
"""Of leaders and axes too: what conditions name is written like this."""
ConditionText = Annotated[str, StringConstraints(min_length=1)]
Trust = Annotated[float, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1)]
Effects = dict[str, Points]
Ways = dict[str, Annotated[float, Field(ge=-1, le=1)]]
"""By axis of the rulebook, from one of its statements (-1) to the other (1)."""


def kind_of_name(value: Any) -> str:
    """The tag of a value that is a name or a mapping."""
    return "name" if isinstance(value, str) else "mapping"


def text_or_number(value: Any) -> str:
    """The tag of a value that is text or a number."""
    return "number" if isinstance(value, int | float) else "name"


Weights = Annotated[
    Annotated[str, Tag("name")] | Annotated[dict[str, Share], Tag("mapping")], Discriminator(kind_of_name)
]
"""A named set of the rulebook, or weights by stakeholder."""


class Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    # `strict`, or pydantic would take "3" for 3 and `yes` for True: an author should hear of either.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class BecauseModel(Strict):
    """A reason for what is given, and one for what is taken: the same act, seen from both sides."""

    gain: Line
    """Why somebody or something gains, as the player reads it."""
    loss: Line
    """Why somebody or something loses, as the player reads it."""


Because = Annotated[Annotated[Line, Tag("name")] | Annotated[BecauseModel, Tag("mapping")], Discriminator(kind_of_name)]
"""One sentence for both, or a mapping with a sentence for each."""
