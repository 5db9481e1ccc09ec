"""Which names are whose: effects and conditions know everything by one name, so nothing shares one.

A text of model 1 may use names that model 2 has taken since, and they mean there what the text makes of them.
"""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.conditions import CALLS
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from chasm_game.scenario.schema import ScenarioModel

__all__ = ["ASSENT", "GAUGES", "ROLE_DEFAULTS", "VALUES", "meaning_of", "round_means", "stakeholder_ids"]

GAUGES = tuple(gauge.id for gauge in BUILT_IN)
ASSENT = "assent"
"""Every leader in effects, and their mean in conditions."""
VALUES = ("chasm", "what", "how", "value", "asks", "rescues", "round")
"""What conditions know besides stakeholders, gauges, axes and leaders."""
ROLE_DEFAULTS = {"employees": "employees", "customers": "customers", "owners": "investors"}

_SINCE_MODEL_2 = frozenset({"what", "how", "rescues", ASSENT})
_CONDITION_WORDS = frozenset({"and", "or", "not", "is", "in", "ending", *CALLS})


def stakeholder_ids(model: ScenarioModel) -> tuple[str, ...]:
    """The stakeholders in order: defaults that were not removed, then the scenario's own in file order."""
    removed = {s for s, given in model.stakeholders.items() if given is None}
    own = [s for s in model.stakeholders if s not in DEFAULT_STAKEHOLDERS and s not in removed]
    return (*(s for s in DEFAULT_STAKEHOLDERS if s not in removed), *own)


def meaning_of(name: str, axes: Collection[str], version: int = 2) -> str | None:
    """What a name already means in conditions and effects of a scenario of that version; None where it is free."""
    # Conditions are parsed by Python's own parser, to which its keywords are no names.
    if keyword.iskeyword(name) or name in _CONDITION_WORDS:
        return "a word of the conditions"
    if name in GAUGES:
        return "a gauge"
    if version > 1 and name in axes:
        return "an axis of the rulebook"
    if name in {*VALUES, ASSENT} and (version > 1 or name not in _SINCE_MODEL_2):
        return "something that conditions look at"
    return None


def round_means(name: str, axes: Collection[str]) -> str | None:
    """What the id of a round already means; it stands in quotes, so only words that conditions have do harm."""
    return None if keyword.iskeyword(name) and name not in _CONDITION_WORDS else meaning_of(name, axes)
