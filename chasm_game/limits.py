"""What a game takes from outside: which seeds, how sure somebody can say to be, and how hard it may be."""

from __future__ import annotations

from chasm_game.errors import ChasmError

__all__ = [
    "DIFFICULTIES",
    "LEAST_SURE",
    "MAX_SEED",
    "MOST_SURE",
    "WRITTEN",
    "check_confidence",
    "check_minutes",
    "check_seed",
    "sure_enough",
]

# The largest whole number that every reader of JSON keeps: seeds stand in saves, which other programs may read.
MAX_SEED = 2**53 - 1
"""Seeds are 0 to this."""

# The range that docs/model.md gives to a prediction; saves, screens and plain mode take this and nothing else.
LEAST_SURE, MOST_SURE = 20, 100
"""A confidence, in per cent."""

WRITTEN = "written"
"""The difficulty of a story as its file says."""
DIFFICULTIES = ("easy", WRITTEN, "hard")
"""What the other two change, a rulebook says."""


def check_seed(seed: int, fault: type[ChasmError] = ChasmError) -> None:
    """Raises `fault` where the seed is not 0 to `MAX_SEED`."""
    if not 0 <= seed <= MAX_SEED:
        raise fault(f"a seed is a whole number from 0 to {MAX_SEED}, not {seed}")


def check_minutes(minutes: int, fault: type[ChasmError] = ChasmError) -> None:
    """Raises `fault` where the timer of a room does not take it: 1 to 60."""
    if not 1 <= minutes <= 60:
        raise fault(f"the timer takes 1 to 60 minutes, not {minutes}")


def sure_enough(confidence: float) -> bool:
    """Whether it is a confidence: 20 to 100 per cent."""
    return LEAST_SURE <= confidence <= MOST_SURE


def check_confidence(confidence: int) -> None:
    """Raises `ChasmError` where it is not 20 to 100 per cent."""
    if not sure_enough(confidence):
        raise ChasmError(f"a confidence is {LEAST_SURE} to {MOST_SURE} per cent, not {confidence}")
