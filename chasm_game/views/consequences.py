"""What a player may see of what followed from a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.round import ChasmView, Dashboard, PostView

__all__ = [
    "ChangeView",
    "ConsequencesView",
    "EchoView",
    "HistoryView",
    "LedgerLine",
    "PredictionView",
    "ReasonView",
]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why something changed: the words, the sign, and the points where they may be known."""

    because: str
    sign: int
    points: float | None
    source: str
    """The path of what caused it."""
    echo: bool
    """Whether an earlier decision, or a later effect of this one, sent it."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """How one stakeholder or gauge came out of the round."""

    id: str
    name: str
    before: float
    after: float
    step: int
    """-3..3, see `STEPS`."""
    reasons: tuple[ReasonView, ...]
    """The strongest first."""


@dataclass(frozen=True, slots=True)
class EchoView:
    """What an earlier decision sent into this round."""

    round_number: int
    round_title: str
    response_title: str
    because: str
    touched: tuple[tuple[str, int], ...]
    """Names, each with the sign of the change."""


@dataclass(frozen=True, slots=True)
class PredictionView:
    """A prediction against what happened."""

    who: str
    """The name that was predicted."""
    confidence: int
    hit: bool
    actual: tuple[str, ...]
    """The names of those who lost most."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What really happened, in a case file."""

    when: str
    chose: str
    """The title of the response that was really chosen."""
    same: bool
    """Whether the player chose the same."""
    told: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One point of the ledger."""

    round: str
    stage: str
    gauge: str
    """The name that the player knows it by."""
    amount: float
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class ConsequencesView:
    """What followed from a decision."""

    number: int
    id: str
    round_title: str
    response: str
    """The title of what was chosen."""
    label: str | None
    outcome: tuple[str, ...]
    """The text, and what the story remembers, each Markdown."""
    stakeholders: tuple[ChangeView, ...]
    """Reported trust, in order."""
    company: tuple[ChangeView, ...]
    """Gauges that changed: learning, know-how, credibility, cash."""
    echoes: tuple[EchoView, ...]
    feed: tuple[PostView, ...]
    prediction: PredictionView | None
    reason: str
    """The player's one sentence why; empty where none was given."""
    history: HistoryView | None
    exact: bool
    """Whether the points may be seen: the player asked, or it is practice, or it is over."""
    ledger: tuple[LedgerLine, ...]
    """Every point of the round; empty unless `exact`."""
    dashboard: Dashboard
    chasm: ChasmView
    over: bool
    """Whether this was the last decision."""
    fallen: bool
