"""Headings and labels that faces have in common with the debrief, and the five questions of every debrief."""

from __future__ import annotations

__all__ = ["AGAINST_IT", "ASKING", "NO_DECISION", "QUESTIONS", "ROAD", "SINCE", "WHOLE_ROUND"]

ROAD = "The road not taken"
ASKING = "What asking would have told"
AGAINST_IT = "The best case for another answer"
"""Before what whoever dissented in a team had to say."""
NO_DECISION = "No decision was taken."
"""Where every decision would stand."""
SINCE = "since the decision"
"""How changes are counted where what followed is told: what happened before it had been seen."""
WHOLE_ROUND = "over the whole round, what happened included"
"""How the ledger counts, and whoever looks back: from the end of one round to the end of the next."""


QUESTIONS = (
    "What did you believe created value at the start?",
    "Where were you most sure, and wrong?",
    "Which stakeholder paid for your best decision?",
    "What would the people say?",
    "What will you do on Monday?",
)
"""To be talked about in this order: on the last screen of a room, in the guide, on a page whose story has none."""
