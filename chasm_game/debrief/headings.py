"""Headings that a player's debrief and the page of a room have in common."""

from __future__ import annotations

__all__ = ["ASKING", "ROAD"]

ROAD = "The road not taken"
ASKING = "What asking would have told"
