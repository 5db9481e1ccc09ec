"""From which number on something is worth a word. Whoever tells a game asks here, and nowhere compares for itself.

There are two, because numbers are told in two ways. A change is worth a *sentence* where the model says that somebody
lost or gained at all: a prediction of "nobody" comes true while nobody has lost more than `NOTHING_LOST`, so a
sentence that named a smaller loss would contradict it. A number is worth a *row* of a table or a ledger where it would
not stand there as 0.0.
"""

from __future__ import annotations

from chasm_game.engine.score import NOTHING_LOST

__all__ = ["FELT", "SHOWN", "felt", "shows"]

FELT = NOTHING_LOST
"""Points of trust, value, distance or score: up to here (0.5 included) nothing is said to have changed."""
SHOWN = 0.05
"""Points, or per cent: less than this stands as 0.0 where numbers have one digit behind the point."""


def felt(change: float) -> bool:
    """Whether a change is worth a sentence: more than `FELT` points, up or down."""
    return abs(change) > FELT


def shows(amount: float) -> bool:
    """Whether an amount is worth a row: `SHOWN` or more, up or down."""
    return abs(amount) >= SHOWN
