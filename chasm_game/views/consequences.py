"""What a player may see of what followed from a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.named import Named
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
    touched: tuple[tuple[Named, int], ...]
    """Stakeholders and gauges, each with the sign of the change."""


@dataclass(frozen=True, slots=True)
class PredictionView:
    """A prediction against what happened."""

    who: Named | None
    """The stakeholder who was predicted to lose most; None: nobody."""
    confidence: int
    """20 to 100 per cent."""
    hit: bool
    actual: tuple[Named, ...]
    """Those who lost most; empty where nobody lost anything to speak of."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The real decision of a case file, and what became of it."""

    when: str
    chose: str
    """The title of the response that was really chosen."""
    same: bool
    """Whether the player chose the same."""
    text: str
    sources: tuple[str, ...]

    @property
    def heading(self) -> str:
        """What stands over it: that it is no fiction, and when it was."""
        return f"What really happened, {one_line(self.when)}"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One point of the ledger."""

    round: str
    stage: str
    gauge: str
    """Its id: a stakeholder's, a gauge's, or, for a weight, `people:` or `belief:` before a stakeholder's."""
    name: str
    """By which the player knows the stakeholder or the gauge."""
    amount: float
    """Points; of a weight its share of 1."""
    because: str
    source: str
    weight: str = ""
    """Whose weights these are: "The people's weight", "The company's weight"; empty for points."""

    @property
    def title(self) -> str:
        """What moved, as it is shown alone."""
        return f"{self.weight} for {self.name}" if self.weight else self.name


@dataclass(frozen=True, slots=True)
class ConsequencesView:
    """What followed from a decision."""

    number: int
    id: str
    round_title: str
    response_id: str
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
