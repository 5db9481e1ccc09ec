"""The words of the game, the same on the screen, in plain mode and in the documents."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "Chasm": "The distance between what the people believe creates value and what the company's deeds show. "
    "The wider it is, the less of a good deed arrives, and the more a bad one hurts.",
    "Trust": "How much value somebody feels the company gives them, 0 to 100. "
    "The game is about what you give, to whom, and what comes back.",
    "Reported": "What reaches your desk. Where people are afraid, bad news stays below, "
    "and the reported trust is higher than the true one.",
    "Learning": "How much the company is an organism (100) and not a machine (0). "
    "One that learns is hurt less by the next shock.",
    "Know-how": "Strategy, vision and execution only amplify what you do, right or wrong. "
    "Execution works at once, strategy later, vision on what your deeds say about you.",
    "Credibility": "How far your words are believed: the length of the bridge. "
    "Kept promises build it, broken ones take it down.",
    "Asking": "Costs cash, and you can do it only a few times. The mist lifts for good; "
    "in this round you also hear voices, see true trust, and learn which way each answer will move people.",
    "Say-do": "The share of your public promises that your deeds kept. "
    "Promising nothing costs nothing, and gives nothing.",
    "Resilience": "The lowest trust of anybody at the end of any round. A company breaks where it is thinnest.",
    "Calibration": "Whether you were as sure as you were right. 0 is perfect; always saying 50 % earns 0.25.",
}
"""Glossary: a word, and what it means."""
