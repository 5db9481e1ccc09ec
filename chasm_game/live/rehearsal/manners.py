"""How the people of a rehearsal behave: some decide at once, some ask, some come too late, some never say a word."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Manner", "Mind", "mind"]


class Manner(Enum):
    """What somebody is like."""

    BOLD = "bold"
    """Decides at once, and is sure of it."""
    CAREFUL = "careful"
    """Asks the people first where that can be done, is less sure, and says why."""
    RELOADING = "reloading"
    """Looks again and again, and presses everything twice."""
    LATE = "late"
    """Votes when the round is over."""
    WRONG = "wrong"
    """Hands in what makes no sense first."""
    SILENT = "silent"
    """Is there, and says nothing."""


_ORDER = (Manner.BOLD, Manner.CAREFUL, Manner.RELOADING, Manner.WRONG, Manner.LATE, Manner.BOLD, Manner.SILENT)
_REASONS = (
    "The people will not wait.",
    "Nobody would believe anything else of us.",
    "It costs, and it lasts.",
    # Letters and marks that a page must show as they are.
    "Wir können nicht anders <b>☂</b>",
)


@dataclass
class Mind:
    """Somebody who decides: the same way in every rehearsal."""

    manner: Manner
    luck: random.Random = field(repr=False)
    patience: float = 0.0
    """Seconds that are thought at most before something is handed in."""

    async def think(self) -> None:
        """For a while, another one each time; what is decided does not hang on it."""
        if self.patience:
            await asyncio.sleep(self.patience * random.random())  # noqa: S311  (nothing hangs on it)

    @property
    def speaks(self) -> bool:
        """Whether anything is handed in while it is asked for."""
        return self.manner not in {Manner.SILENT, Manner.LATE}

    def letter(self, letters: Sequence[str]) -> str:
        """One that is open."""
        return self.luck.choice(list(letters))

    def who(self, targets: Sequence[str]) -> tuple[str, int] | None:
        """Who will lose most, and how sure; some do not say."""
        if not targets or self.luck.random() < 0.2:
            return None
        sure = 100 if self.manner is Manner.BOLD else self.luck.choice([40, 50, 60, 70])
        return self.luck.choice(list(targets)), sure

    def reason(self) -> str:
        """Why, in a sentence; the bold do not say."""
        return "" if self.manner is Manner.BOLD else self.luck.choice(_REASONS)

    def points(self, stakeholders: Sequence[str]) -> dict[str, float]:
        """A hundred, spread."""
        shares = [self.luck.randint(0, 10) for _ in stakeholders]
        if not sum(shares):
            shares[0] = 1
        points = [float(100 * share // sum(shares)) for share in shares]
        points[0] += 100 - sum(points)
        return dict(zip(stakeholders, points, strict=True))

    def ways(self, axes: Sequence[str]) -> dict[str, float] | None:
        """Marks on every axis; some leave the page out."""
        if not axes or self.luck.random() < 0.3:
            return None
        return {axis: self.luck.choice([-1.0, -0.5, 0.0, 0.25, 1.0]) for axis in axes}


def mind(number: int, seat_in_team: int) -> Mind:
    """The mind of the person of this number, from 0; whoever is the first of a team, 0, says something."""
    manner = _ORDER[number % len(_ORDER)] if seat_in_team else _ORDER[number % 4]
    return Mind(manner, random.Random(number))  # noqa: S311  (not for secrets: a rehearsal can be had again)
