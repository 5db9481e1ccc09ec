"""Somebody or something that a player may see: the id is the key, the name is what is shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Named"]


@dataclass(frozen=True, slots=True)
class Named:
    """Ids are compared, grouped by and looked up; names come from files, and two of them may be equal."""

    id: str
    name: str
