"""What a rulebook file may say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from chasm_game.scenario.coefficients import COEFFICIENTS, rules_shape
from chasm_game.scenario.schema_moves import MannerModel, MoveModel
from chasm_game.scenario.schema_rounds import EndingModel
from chasm_game.scenario.schema_values import Id, Line, Share, StakeholderId, Strict, Text

__all__ = ["BookModel", "RulebookModel"]

if TYPE_CHECKING:
    RulesModel = Strict  # whose fields only exist when the program runs
else:
    RulesModel = rules_shape("RulesModel", COEFFICIENTS)

Pole = Annotated[float, Field(ge=-1, le=1)]


class WayModel(Strict):
    """An axis of how value is created: two statements, each of which a sensible person could hold."""

    title: Line | None = None
    """What it is about, in a few words."""
    low: Line
    """The statement at -1."""
    high: Line
    """The statement at 1."""
    company: Pole
    """Where an average company starts, -1 to 1."""
    people: Pole
    """What the people wish for, -1 to 1."""
    because: Line
    """Why it matters, as the player reads it."""
    evidence: list[str] = Field(default_factory=list)
    """Evidence cards."""


class WeightSetModel(Strict):
    """What some people, asked at some time, believe creates value."""

    title: Line | None = None
    """What it is called."""
    of: dict[str, Share]
    """Weights by stakeholder."""
    year: int | None = None
    """When they were asked."""
    source: Line | None = None
    """Where that can be read."""
    because: Line | None = None
    """How the set was made."""


class EvidenceModel(Strict):
    """An evidence card."""

    finding: Text
    """What was found."""
    size: Line
    """How much."""
    source: Line
    """Where that can be read."""
    certainty: Literal["strong", "moderate", "weak", "assumed"]
    """How far it can be relied on."""
    contested: bool = False
    """Whether others found otherwise."""


class DifficultyModel(Strict):
    """What a difficulty changes of a story as it was written; what is left out stays as it was."""

    title: Line | None = None
    """What it is called."""
    asks: Annotated[int, Field(ge=-50, le=50)] = 0
    """So many more times the people can be asked; fewer below 0, and one time stays."""
    cash: Annotated[float, Field(ge=0, le=100)] = 1.0
    """The share of its starting cash that the company has."""
    fog: Annotated[float, Field(ge=-100, le=100)] = 0.0
    """How many points of trust earlier employees begin to keep bad news to themselves; later below 0."""
    prices: bool = True
    """Whether players see what answers cost or bring at once."""
    because: Line
    """Whom it is for, as the player reads it."""


class DifficultiesModel(Strict):
    """How hard games may be, beside `written`, which changes nothing."""

    easy: DifficultyModel | None = None
    """For whoever wants to see more and be forgiven more."""
    hard: DifficultyModel | None = None
    """For whoever knows the story as it was written."""


class BookModel(Strict):
    """What rulebooks of every model hold."""

    rules: Strict
    """Every coefficient of its model."""
    people: Annotated[dict[Id, WeightSetModel], Field(min_length=1)]
    """Named weight sets."""
    moves: dict[Id, MoveModel]
    """What companies do."""
    manners: dict[Id, MannerModel] = Field(default_factory=dict)
    """How they do it."""
    evidence: dict[Id, EvidenceModel] = Field(default_factory=dict)
    """Evidence cards."""
    endings: list[EndingModel] = Field(default_factory=list)
    """Default endings."""

    def coefficients(self) -> dict[str, Any]:
        """Every coefficient of its model, each with `value`, `because` and `evidence`."""
        return {name: getattr(self.rules, name) for name in type(self.rules).model_fields}


class RulebookModel(BookModel):
    """The rulebook: coefficients, axes, weight sets, moves, manners, evidence, endings, difficulties."""

    version: Literal[2] = Field(alias="chasm-rules")
    """The version of the format."""
    rules: RulesModel
    """Every coefficient of the model."""
    ways: Annotated[dict[StakeholderId, WayModel], Field(max_length=12)] = Field(default_factory=dict)
    """The axes of how value is created, in order."""
    difficulty: DifficultiesModel = DifficultiesModel()
    """What easy and hard games change."""
