"""Somebody or something that a player may see: the id is the key, the name is what is shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Named", "PointsView"]


@dataclass(frozen=True, slots=True)
class Named:
    """Ids are compared, grouped by and looked up; names come from files, and two of them may be equal."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PointsView:
    """Points of trust that one decision gave a stakeholder, or took (negative)."""

    id: str
    name: str
    points: float
