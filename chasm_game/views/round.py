"""Where a game stands, and what may be seen of a round that waits for a decision: frozen values, free of rules.

Numbers that the player may not know are None. Every text is the author's own, to be shown as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.dashboard import Dashboard, LeaderView
    from chasm_game.views.events import PromiseView
    from chasm_game.views.foresight import CarryView, FallForecast, ImpactView

__all__ = [
    "LOCKED",
    "AskView",
    "Phase",
    "PostView",
    "ResponseView",
    "RoundView",
    "VoiceView",
    "on_the_board",
    "round_of",
]


class Phase(Enum):
    """Where a game stands."""

    BELIEFS_BEFORE = "beliefs before"
    """The player has not yet said, or refused to say, what creates the most value."""
    DECIDING = "deciding"
    """A round waits for a decision."""
    WAITING = "waiting"
    """What was to be handed in is there; the others, or whoever leads the game, are waited for."""
    BELIEFS_AFTER = "beliefs after"
    """The last round is played; the belief sheet is asked for once more."""
    DEBRIEF = "debrief"
    """It is over; everything may be seen."""


def round_of(view: RoundView) -> str:
    """Which round it is, and of how many, as far as that is known."""
    return f"Round {view.number} of {'at most ' if view.at_most else ''}{view.of}{on_the_board(view.on_board)}"


def on_the_board(number: int) -> str:
    """What stands behind the number of a round that a room counts otherwise; empty for 0."""
    return f" (on the board: {number})" if number else ""


@dataclass(frozen=True, slots=True)
class PostView:
    """A post in the feed."""

    who: str
    text: str
    stakeholder: str | None
    """The stakeholder's name."""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a stakeholder says when asked."""

    who: str
    """The stakeholder's name."""
    text: str


LOCKED = "locked: "
"""What stands before the reason why an answer cannot be taken."""


@dataclass(frozen=True, slots=True)
class ResponseView:
    """One of the answers that the player may give."""

    number: int
    """1 to 9, as listed."""
    id: str
    title: str
    text: str
    label: str | None
    """`old` or `new`, where the scenario shows labels before the choice."""
    open: bool
    needs: str
    """Why it is locked; empty where it is open."""
    impacts: tuple[ImpactView, ...]
    """The strongest first."""
    price: float
    """Cash at once: negative costs, positive brings. 0 also where this difficulty shows no prices."""
    carry: CarryView | None = None
    """How strange it is to this house, and how far it would be carried; None where nobody leads."""
    fall: FallForecast | None = None
    """The fall to which it leads, or waiting in its place; None where there is none, or it may not be known."""
    letter: str = ""
    """What everybody in a room calls it; empty for whoever plays alone."""

    @property
    def sign(self) -> str:
        """What stands before it in a list: its letter in a room, its number else."""
        return self.letter or str(self.number)

    @property
    def locked(self) -> str:
        """That it is locked, and why."""
        return LOCKED.capitalize() + self.needs


@dataclass(frozen=True, slots=True)
class AskView:
    """Asking the people: whether it can be done now, what it costs, and what they said."""

    possible: bool
    asked: bool
    cost: float
    left: int
    """How often it can still be done: no more often than there are rounds left that may come."""
    voices: tuple[VoiceView, ...]
    leaders: tuple[LeaderView, ...] = ()
    """Those who may come along, in order."""
    companion: LeaderView | None = None
    """Who came along, with the assent after it; None where the people were asked alone, or not at all."""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round that waits for a decision."""

    number: int
    """Counts the rounds that happened."""
    of: int
    """Rounds in all: those that happened, and those of the file that may come."""
    id: str
    title: str
    shock: tuple[str, ...]
    """The text, and what the story remembers, each Markdown."""
    dashboard: Dashboard
    chasm: ChasmView
    feed: tuple[PostView, ...]
    responses: tuple[ResponseView, ...]
    ask: AskView
    targets: tuple[tuple[str, str], ...]
    """Id and name of everybody who may be predicted to lose most; the last is nobody."""
    promises: tuple[PromiseView, ...] = ()
    """What was promised and is not due yet, the oldest first."""
    averted: tuple[str, ...] = ()
    """Of the rounds before the first that did not happen, what is to be read of that; each Markdown."""
    at_most: bool = False
    """Whether some of the rounds that may come need not."""
    folded: tuple[str, ...] = ()
    """The ids of stakeholders, gauges and leaders that this round hardly moves: they stand in one folded line."""
    read: tuple[bool, ...] = ()
    """Of each text of the shock, whether the player has read it in an earlier game; empty where nothing was."""
    on_board: int = 0
    """Its number on the board of a room, where this team sat a round out that others had; 0 where that is the same."""

    @property
    def unread(self) -> tuple[str, ...]:
        """The texts of the shock that the player has not read before."""
        return (
            tuple(text for text, known in zip(self.shock, self.read, strict=True) if not known)
            if self.read
            else self.shock
        )

    @property
    def falls_by_waiting(self) -> bool:
        """Whether it is known that doing nothing leads to a fall."""
        return any(r.fall is not None and r.fall.waiting_later for r in self.responses)
