"""Headings that a player's debrief and the page of a room have in common, and the five questions of every debrief."""

from __future__ import annotations

__all__ = ["AGAINST_IT", "ASKING", "NO_DECISION", "QUESTIONS", "ROAD"]

ROAD = "The road not taken"
ASKING = "What asking would have told"
AGAINST_IT = "The best case for another answer"
"""Before what whoever dissented in a team had to say."""
NO_DECISION = "No decision was taken."
"""Where every decision would stand."""


QUESTIONS = (
    "What did you believe created value at the start?",
    "Where were you most sure, and wrong?",
    "Which stakeholder paid for your best decision?",
    "What would the people say?",
    "What will you do on Monday?",
)
"""To be talked about in this order: on the last screen of a room, in the guide, on a page whose story has none."""
