"""What a rulebook of model 1 may say.

Saves of that time hold one. It is read, so that they can be listed and shown; nothing is scored by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from chasm_game.scenario.coefficients import Range, rules_shape
from chasm_game.scenario.rulebook_schema import BookModel

__all__ = ["COEFFICIENTS_1", "FirstRulebookModel"]

COEFFICIENTS_1: dict[str, Range] = {
    "convey_loss": Range(0, 1),
    "words_floor": Range(0, 1),
    "strain_below": Range(0.001, 1000),
    "strain_loss": Range(0, 1),
    "amplify_low": Range(0, 5),
    "amplify_high": Range(0, 5),
    "belief_pace": Range(0, 1),
    "belief_full": Range(0.001, 1000),
    "exposure_base": Range(1, 5),
    "gloss": Range(0, 5),
    "backlash": Range(0, 10),
    "backlash_after": Range(1, 50, whole=True),
    "gap_credibility": Range(0, 10),
    "kept_word": Range(0, 95),
    "chain_pass": Range(0, 1),
    "owners_pace": Range(0, 10),
    "fog_max": Range(0, 100),
    "fog_below": Range(0.001, 100),
    "coast": Range(1, 50, whole=True),
    "floor": Range(0, 100),
    "floor_weight": Range(0, 10),
    "ask_cost": Range(0, 1000),
    "ask_learning": Range(0, 95),
    "rescue_trust": Range(0, 100),
    "rescue_limit": Range(0, 1000),
    "rescue_cash": Range(0, 1000),
    "rescue_price": Range(0, 95),
}
"""Every coefficient of model 1 with its range."""

if TYPE_CHECKING:
    from chasm_game.scenario.schema_values import Strict

    FirstRulesModel = Strict  # whose fields only exist when the program runs
else:
    FirstRulesModel = rules_shape("FirstRulesModel", COEFFICIENTS_1)


class FirstRulebookModel(BookModel):
    """A rulebook of model 1."""

    version: Literal[1] = Field(alias="chasm-rules")
    """The version of the format."""
    rules: FirstRulesModel
    """Every coefficient of model 1."""
