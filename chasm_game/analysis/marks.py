"""What became of real stakeholders, beside what the engine makes of them, and measures of how far the two agree.

Nothing here but the three-way agreement and the near-zeros hangs on a threshold, `UNCHANGED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "HORIZONS",
    "SIZES",
    "UNCHANGED",
    "Counted",
    "Horizon",
    "Mark",
    "concordance",
    "direction",
    "near_zeros",
    "reversals",
    "sign",
    "three_way",
]

Horizon = Literal["short", "long"]
HORIZONS: tuple[Horizon, ...] = ("short", "long")
SIZES = {"--": -2, "-": -1, "0": 0, "+": 1, "++": 2}
UNCHANGED = 2.0
"""Points of trust; a smaller change counts as none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one stakeholder at one horizon, and by how much the engine moves it."""

    case: str
    stakeholder: str
    horizon: Horizon
    size: int
    """-2 to 2."""
    change: float
    """Points of trust, true ones."""
    mostly_old: bool = False
    """Whether more of what was done, by strength, is labelled old than new."""
    kind: str = ""
    """What kind of acts, by strength, most of it was; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of how many."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """0..1; None of none."""
        return self.right / self.of if self.of else None


def sign(number: float, unchanged: float = 0.0) -> int:
    """-1, 0 or 1; 0 for whatever is nearer to 0 than `unchanged`."""
    return 0 if number == 0 or abs(number) < unchanged else 1 if number > 0 else -1


def concordance(marks: Sequence[Mark]) -> float | None:
    """Of all pairs of marks that differ, the share whose changes stand in the same order, 0..1.

    Equal changes count half, and 0.5 is what a coin has. None where no two marks differ.
    """
    right, pairs = 0.0, 0
    for n, one in enumerate(marks):
        for other in marks[:n]:
            # History does not say which of two equal marks was the larger, so such a pair asks nothing.
            if one.size != other.size:
                same = (one.size - other.size) * (one.change - other.change)
                right += 1.0 if same > 0 else 0.5 if same == 0 else 0.0
                pairs += 1
    return right / pairs if pairs else None


def direction(marks: Sequence[Mark]) -> Counted:
    """The right signs where history and the engine both move, the engine by `UNCHANGED` points at least."""
    both = [m for m in marks if m.size and sign(m.change, UNCHANGED)]
    return Counted(sum(sign(m.size) == sign(m.change) for m in both), len(both))


def three_way(marks: Sequence[Mark]) -> Counted:
    """The marks whose sign (down, unchanged, up) is the engine's."""
    return Counted(sum(sign(m.size) == sign(m.change, UNCHANGED) for m in marks), len(marks))


def near_zeros(marks: Sequence[Mark]) -> Counted:
    """The marks *nothing changed* for which the engine changes nothing either."""
    none = [m for m in marks if m.size == 0]
    return Counted(sum(sign(m.change, UNCHANGED) == 0 for m in none), len(none))


def reversals(marks: Sequence[Mark]) -> Counted:
    """Of those for whom the short and the long run were opposite, those for whom they are in the engine too.

    The engine reverses where its two changes have history's two signs, however small they are.
    """
    short = {(m.case, m.stakeholder): m for m in marks if m.horizon == "short"}
    pairs = [(short[key], m) for m in marks if m.horizon == "long" and (key := (m.case, m.stakeholder)) in short]
    turned = [(one, other) for one, other in pairs if one.size * other.size < 0]
    right = [all(sign(m.change) == sign(m.size) for m in pair) for pair in turned]
    return Counted(sum(right), len(turned))
