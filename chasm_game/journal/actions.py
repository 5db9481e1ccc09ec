"""What a player did, as values; and the header that says on what it was done. Their text form is in `lines`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MAX_NAME",
    "MAX_REASON",
    "MAX_TEAM",
    "Action",
    "Asked",
    "Believed",
    "Chose",
    "Corrected",
    "Header",
    "Named",
    "Over",
    "Removed",
    "Renamed",
    "Restored",
    "Rewound",
    "kept_text",
]

MAX_NAME = 80
"""Characters of a game's own name that are kept."""
MAX_REASON = 2_000
"""Characters of a reason that are kept."""
MAX_TEAM = 200
"""Characters of a team's name that are kept."""


@dataclass(frozen=True, slots=True)
class Header:
    """On what a game is played, with the full texts: an edited scenario breaks no save."""

    scenario: str
    scenario_sha256: str
    rulebook_sha256: str
    seed: int
    team: str
    mode: str
    """`assessed` or `practice`."""
    quick: bool
    started: str
    """ISO 8601, in UTC."""
    scenario_text: str = field(repr=False)
    rulebook_text: str = field(repr=False)
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""

    @property
    def played_on(self) -> tuple[str, str, int, str]:
        """What games have in common that may be held against each other: texts, luck and difficulty."""
        return self.scenario_sha256, self.rulebook_sha256, self.seed, self.difficulty


@dataclass(frozen=True, slots=True)
class Believed:
    """A belief sheet of two pages, either None where it was passed over. `when` is `before` or `after`."""

    when: str
    points: Mapping[str, float] | None
    """By stakeholder."""
    ways: Mapping[str, float] | None = None
    """By axis, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The people were asked; `leader` is the id of the leader who came along, if one did."""

    round: str
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Chose:
    """A response was taken; who was predicted to lose most, how sure (20 to 100), why, and after how many seconds."""

    round: str
    response: str
    who: str | None = None
    confidence: int | None = None
    reason: str = ""
    seconds: float | None = None
    defaulted: bool = False
    """Whether nobody decided, and a default was taken."""
    corrected: str | None = None
    """The response that stood here before whoever led the room corrected it; None where nothing was corrected.

    No line of a save holds it: it comes of the `Corrected` behind the line.
    """
    dissent: str = ""
    """In a room: the best case for another answer, as whoever dissented in the team made it."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was taken in the last round that was decided had been typed wrongly in a room: this is what the team took.

    What was predicted and why stays as it was handed in: afterwards everybody knows better.
    """

    round: str
    response: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """The team has another name from here on; the header keeps the first."""

    team: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The team was taken out of its room."""


@dataclass(frozen=True, slots=True)
class Restored:
    """It was taken back."""


@dataclass(frozen=True, slots=True)
class Rewound:
    """The last ask or choice was taken back; in practice only."""


@dataclass(frozen=True, slots=True)
class Over:
    """The game is over. A note for listings; replay decides."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the player calls this game on the shelf; empty for no name of its own. It says nothing of what was played.

    It is no action: no reader of decisions ever meets it, so that a name can break no comparison.
    """

    name: str


Action = Believed | Asked | Chose | Corrected | Renamed | Removed | Restored | Rewound | Over


def kept_text(text: str, limit: int) -> str:
    """A player's text as a save keeps it: at most `limit` characters, halves of characters replaced by `?`."""
    return text.strip()[:limit].encode("utf-8", "replace").decode("utf-8")
