"""What a player tries for, in the two things by which a game is judged: the same words before it and after it."""

from __future__ import annotations

__all__ = ["AIM"]

AIM = (
    "What you try for: as much value as people can feel here, on the way and at the end, and a chasm as narrow as you "
    "can make it."
)
"""Set before the first round; `verdicts` judges both at the end."""
