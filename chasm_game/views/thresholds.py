"""From which number on something is worth a word. Whoever tells a game asks here, and nowhere compares for itself.

There are two kinds, because numbers are told in two ways. A change is worth a *sentence* where the model says that
somebody lost or gained at all: a prediction of "nobody" comes true while nobody has lost more than `NOTHING_LOST`, so a
sentence that named a smaller loss would contradict it. A number is worth a *row* of a table or a ledger where it would
not stand there as 0.0. How much something is, in words, is a step on a scale of its own.
"""

from __future__ import annotations

from bisect import bisect_right

from chasm_game.engine.score import NOTHING_LOST

__all__ = ["FELT", "SHOWN", "carried_step", "felt", "is_absent", "shows", "step", "strange_step", "strength"]

FELT = NOTHING_LOST
"""Points of trust, value, distance or score: up to here (0.5 included) nothing is said to have changed."""
SHOWN = 0.05
"""Points, or per cent: less than this stands as 0.0 where numbers have one digit behind the point."""
_STEPS = (0.5, 2.0, 6.0)
_STRENGTHS = (0.5, 5.0, 12.0)
_STRANGE = (0.15, 0.3, 0.45)
_CARRIED = (0.65, 0.8, 0.95)


def felt(change: float) -> bool:
    """Whether a change is worth a sentence: more than `FELT` points, up or down."""
    return abs(change) > FELT


def shows(amount: float) -> bool:
    """Whether an amount is worth a row: `SHOWN` or more, up or down."""
    return abs(amount) >= SHOWN


def is_absent(defaulted: int, rounds: int) -> bool:
    """Whether a team was absent too often to be ranked: the default decided half of its rounds or more."""
    return defaulted > 0 and 2 * defaulted >= rounds


def step(change: float) -> int:
    """A change in steps of -3..3: under half a point 0, under 2 points 1, under 6 points 2, more 3."""
    steps = bisect_right(_STEPS, abs(change))
    return steps if change > 0 else -steps


def strength(points: float) -> int:
    """How strongly somebody is moved, 0..3: under half a point 0, under 5 points 1, under 12 points 2, more 3."""
    return bisect_right(_STRENGTHS, abs(points))


def strange_step(strange: float) -> int:
    """How strange an answer is, 0..3: under 0.15 0, under 0.3 1, under 0.45 2, more 3."""
    return bisect_right(_STRANGE, strange)


def carried_step(carry: float) -> int:
    """How far an answer is carried, 0..3: under 0.65 0, under 0.8 1, under 0.95 2, more 3."""
    return bisect_right(_CARRIED, carry)
