"""The coefficients of a rulebook, each with its range, and the shape that a file has by them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import Field, create_model

from chasm_game.scenario.schema_values import MOST, Line, Strict

__all__ = ["COEFFICIENTS", "Range", "rules_shape"]


class Range(NamedTuple):
    """From where to where a coefficient may go, the ends included."""

    low: float
    high: float = MOST
    above: bool = False
    """Whether the low end itself is left out."""
    whole: bool = False
    """Whether it counts rounds."""


COEFFICIENTS: dict[str, Range] = {
    "convey_loss": Range(0),
    "cross_floor": Range(0, 1),
    "words_floor": Range(0, 1),
    "strain_below": Range(0, above=True),
    "strain_loss": Range(0, 1),
    "amplify_low": Range(0),
    "amplify_high": Range(0),
    "reveal": Range(0),
    "way_pace": Range(0),
    "exposure_base": Range(-MOST),
    "exposure_slope": Range(-MOST),
    "exposure_floor": Range(0),
    "gloss": Range(0),
    "claims_due": Range(1, 50, whole=True),
    "drag": Range(0, 1),
    "backlash": Range(0),
    "kept_word": Range(0),
    "gap_credibility": Range(0),
    "chain_pass": Range(0),
    "owners_pace": Range(0),
    "healing": Range(0, 1),
    "rescue_trust": Range(0, 100),
    "rescue_limit": Range(0),
    "rescue_cash": Range(0),
    "rescue_price": Range(0),
    "rescue_slope": Range(0),
    "assent_pace": Range(0),
    "watch_cash": Range(0),
    "ask_cost": Range(0),
    "ask_learning": Range(0, 95),
    "ask_assent": Range(0, 95),
    "fog_max": Range(0, 100),
    "fog_below": Range(0, above=True),
    "coast": Range(0, 50, whole=True),
    "floor": Range(0, 100),
    "floor_weight": Range(0),
}
"""Every coefficient of the model. What has no end there ends where numbers would not stay finite."""


class RuleModel(Strict):
    """A coefficient with its evidence."""

    because: Line
    """Why it is as it is."""
    evidence: list[str] = Field(default_factory=list)
    """Evidence cards."""


@cache
def _rule(of: Range) -> type[RuleModel]:
    """The model of coefficients in a range; making one takes a millisecond, and a dozen of them do for all."""
    bounds = Field(gt=of.low, le=of.high) if of.above else Field(ge=of.low, le=of.high)
    value: Any = Annotated[int if of.whole else float, bounds]
    name = f"Rule_{'int' if of.whole else 'float'}_{'above_' * of.above}{of.low:g}_{of.high:g}"
    return create_model(name, __base__=RuleModel, value=(value, ...))


def rules_shape(name: str, table: dict[str, Range]) -> type[Strict]:
    """The model of all coefficients of a table, each of which must be there."""
    fields: dict[str, Any] = {coefficient: (_rule(of), ...) for coefficient, of in table.items()}
    return create_model(name, __base__=Strict, **fields)
