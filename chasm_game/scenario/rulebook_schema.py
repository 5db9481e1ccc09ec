"""What a rulebook file may say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model

from chasm_game.scenario.schema_rounds import EndingModel, Id, Line, MannerModel, MoveModel, Share, Strict, Text

__all__ = ["COEFFICIENTS", "RulebookModel"]

COEFFICIENTS: dict[str, tuple[float, float]] = {
    "convey_loss": (0, 1),
    "words_floor": (0, 1),
    "strain_below": (0.001, 1000),
    "strain_loss": (0, 1),
    "amplify_low": (0, 5),
    "amplify_high": (0, 5),
    "belief_pace": (0, 1),
    "belief_full": (0.001, 1000),
    "exposure_base": (1, 5),
    "gloss": (0, 5),
    "backlash": (0, 10),
    "backlash_after": (1, 50),
    "gap_credibility": (0, 10),
    "kept_word": (0, 95),
    "chain_pass": (0, 1),
    "owners_pace": (0, 10),
    "fog_max": (0, 100),
    "fog_below": (0.001, 100),
    "coast": (1, 50),
    "floor": (0, 100),
    "floor_weight": (0, 10),
    "ask_cost": (0, 1000),
    "ask_learning": (0, 95),
    "rescue_trust": (0, 100),
    "rescue_limit": (0, 1000),
    "rescue_cash": (0, 1000),
    "rescue_price": (0, 95),
}
"""Every coefficient of the model with its range."""

WHOLE = frozenset({"backlash_after", "coast"})
"""Coefficients that count rounds."""


class RuleModel(Strict):
    """A coefficient with its evidence."""

    because: Line
    """Why it is as it is."""
    evidence: list[str] = Field(default_factory=list)
    """Evidence cards."""


@cache
def _rule(low: float, high: float, kind: type[float]) -> type[RuleModel]:
    """The model of coefficients in a range; making one takes a millisecond, and a dozen of them do for all."""
    value: Any = Annotated[kind, Field(ge=low, le=high)]
    return create_model(f"Rule_{kind.__name__}_{low:g}_{high:g}", __base__=RuleModel, value=(value, ...))


def _rules() -> dict[str, Any]:
    kinds = {name: int if name in WHOLE else float for name in COEFFICIENTS}
    return {name: (_rule(low, high, kinds[name]), ...) for name, (low, high) in COEFFICIENTS.items()}


if TYPE_CHECKING:
    RulesModel = Strict  # whose fields only exist when the program runs
else:
    RulesModel = create_model("RulesModel", __base__=Strict, **_rules())


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


class RulebookModel(Strict):
    """The rulebook: coefficients, weight sets, moves, manners, evidence, endings."""

    version: Literal[1] = Field(alias="chasm-rules")
    """The version of the format."""
    rules: RulesModel
    """Every coefficient of the model."""
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
