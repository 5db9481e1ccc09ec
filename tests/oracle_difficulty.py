"""Difficulties by the oracle: docs/model.md as plain Python, on raw mappings, before a game is begun."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

__all__ = ["harder"]

Doc = dict[str, Any]


def harder(scenario: Doc, rulebook: Doc, name: str) -> tuple[Doc, Doc]:
    """Return story and rulebook as they are played at a difficulty; as written they are what they were."""
    if name == "written":
        return scenario, rulebook
    changes = rulebook["difficulty"][name]
    scenario, rulebook = deepcopy(scenario), deepcopy(rulebook)
    start = scenario.setdefault("company", {}).setdefault("start", {})
    if (asks := start.get("asks", 3)) > 0:
        start["asks"] = max(asks + changes.get("asks", 0), 1)
    if (cash := start.get("cash", 20)) > 0:
        start["cash"] = cash * changes.get("cash", 1)
    rulebook["rules"]["fog_below"]["value"] += changes.get("fog", 0)
    return scenario, rulebook
