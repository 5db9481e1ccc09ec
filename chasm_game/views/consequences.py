"""What a player may see of what followed from a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.dashboard import Dashboard
    from chasm_game.views.events import FallView, PromiseView, RescueView, SettledView
    from chasm_game.views.ledger_line import LedgerLine
    from chasm_game.views.named import Named
    from chasm_game.views.round import PostView

__all__ = [
    "FOG_RULE",
    "STEPS",
    "ChangeView",
    "ConsequencesView",
    "EchoView",
    "HistoryView",
    "LeaderChange",
    "PredictionView",
    "ReasonView",
    "SilentView",
    "between",
    "from_to",
]

STEPS = {
    -3: "much down",
    -2: "down",
    -1: "a little down",
    0: "about the same",
    1: "a little up",
    2: "up",
    3: "much up",
}
"""A change in words: under half a point, under 2, under 6, more."""
FOG_RULE = "rules/fog_max"
"""The rule by which what is reported lies above what is true."""


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
    usual: bool = False
    """Whether it is the same every round: business, owners, healing, leaders who watch."""
    sender: int | None = None
    """The number of the round whose decision sent it; None where it is no echo."""

    @property
    def fog(self) -> bool:
        """Whether more or less of the truth is heard than before: one cause, told once for all whom it moved."""
        return self.source == FOG_RULE


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

    @property
    def only_usual(self) -> bool:
        """Whether nothing explains the way it went but what is the same every round, which is folded elsewhere."""
        way = (self.step > 0) - (self.step < 0)
        return way != 0 and not any(reason.sign == way and not reason.usual for reason in self.reasons)


def between(change: ChangeView, shown: Callable[[float], str]) -> str:
    """The numbers that stand beside the word of a change: from where to where, or only where it is now.

    Words follow what is behind the numbers that are shown: 49.4 that becomes 49.8 is about the same, and "49 → 50"
    beside it would deny that. So where the word says that nothing moved, one number stands there. The word is not taken
    from the shown numbers instead: a loss by which a prediction came true would then be called none.
    """
    return " → ".join(_ends(change, shown))


def from_to(change: ChangeView, shown: Callable[[float], str]) -> str:
    """The same in a sentence, where an arrow would not be heard."""
    before, *after = _ends(change, shown)
    return f"from {before} to {after[0]}" if after else before


def _ends(change: ChangeView, shown: Callable[[float], str]) -> tuple[str, ...]:
    ends = shown(change.before), shown(change.after)
    return ends[1:] if not change.step or ends[0] == ends[1] else ends


@dataclass(frozen=True, slots=True)
class LeaderChange:
    """How far a leader carries things after a round, and what they saw in it."""

    change: ChangeView
    """Of the assent."""
    role: str
    """What they do in the company, in a few words; may be empty."""
    watches: Named
    """Whose trust or which gauge moves them."""
    seen: int
    """How that moved from just before the decision, -3..3, see `STEPS`; of cash, its sign."""


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
class SilentView:
    """A silent round after the last decision: what was begun lands. Those in which nothing does are one together."""

    number: int
    """From 1; the first, of several."""
    last: int
    """The last of them; of one alone, the same."""
    stakeholders: tuple[ChangeView, ...]
    """Reported trust, in order."""
    company: tuple[ChangeView, ...]
    leaders: tuple[LeaderChange, ...]
    echoes: tuple[EchoView, ...]
    settled: tuple[SettledView, ...]
    rescue: RescueView | None
    fall: FallView | None
    chasm: ChasmView
    ledger: tuple[LedgerLine, ...]
    """Every point of it; empty unless points may be seen."""
    dashboard: Dashboard
    """As it stands at its end; changes are those in it."""

    @property
    def quiet(self) -> bool:
        """Whether nothing landed: no echo, no promise, no rescue, no fall."""
        return not (self.echoes or self.settled or self.rescue or self.fall)


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
    """Cash, and the gauges that changed: learning, know-how, credibility."""
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
    leaders: tuple[LeaderChange, ...] = ()
    """Those who carry what is decided, all of them."""
    promised: tuple[PromiseView, ...] = ()
    """What is promised and not due yet at the end of the round, what was promised in it included."""
    settled: tuple[SettledView, ...] = ()
    """The promises that were due."""
    rescue: RescueView | None = None
    fall: FallView | None = None
    averted: tuple[str, ...] = ()
    """Of the rounds that would have come next and do not, what is to be read of that; each Markdown."""
    silent: tuple[SilentView, ...] = ()
    """The silent rounds, behind the last decision; empty before."""
    letter: str = ""
    """What everybody in a room calls what was chosen; empty for whoever plays alone."""
    on_board: int = 0
    """As in `RoundView`."""

    @property
    def chose(self) -> str:
        """That it was chosen, as a sentence that the title ends: by its letter too, where answers have one."""
        return f"You chose {self.letter}:" if self.letter else "You chose:"
