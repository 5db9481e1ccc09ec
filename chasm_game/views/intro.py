"""What is played, by whom, how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from chasm_game.views.chasm import AxisView

__all__ = ["IntroView"]


@dataclass(frozen=True, slots=True)
class IntroView:
    """What is played, by whom, how."""

    scenario: str
    title: str
    summary: str
    level: str
    minutes: int
    goals: tuple[str, ...]
    company: str
    you: str
    unit: str
    stakeholders: tuple[tuple[str, str], ...]
    """Id and name, in order."""
    rounds: int
    """Rounds of the file; some may be skipped."""
    seed: int
    team: str
    practice: bool
    quick: bool
    save: str
    """The file that keeps this game; empty where none does."""
    started: str = ""
    """When it was begun, ISO 8601 in UTC; empty where that is not known."""
    save_notice: str = ""
    """What has to be said of the file: it had to be written anew elsewhere, or it is lost. Empty mostly."""
    axes: tuple[AxisView, ...] = ()
    """Those of the second page of the belief sheet, in order."""
    opening: tuple[str, ...] = ()
    """The first page of the story: the title of its first round, then the texts of it, each Markdown."""
    at_most: bool = False
    """Whether some of the rounds may not happen."""
    sheet: tuple[tuple[str, float], ...] = ()
    """What the first belief sheet says, by stakeholder; empty before it is handed in, and where it was passed over."""
    sheet_ways: tuple[tuple[str, float], ...] = ()
    """Its second page: the way, -1..1, by axis."""
    opening_read: bool = False
    """Whether all of that first page was read in an earlier game."""
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""
    harder: str = ""
    """What the rulebook says of this difficulty; empty as written."""
