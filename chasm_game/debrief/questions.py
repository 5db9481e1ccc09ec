"""The five questions of every debrief, as a room is asked them."""

__all__ = ["QUESTIONS"]

QUESTIONS = (
    "What did you believe created value at the start?",
    "Where were you most sure, and wrong?",
    "Which stakeholder paid for your best round?",
    "What would the people say?",
    "What will you do on Monday?",
)
"""To be talked about in this order: on the last screen of a room, in the guide, on a page whose story has none."""
