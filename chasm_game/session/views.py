"""What a player may see, and nothing else: frozen values, free of rules, files and screens.

Numbers that the player may not know are None. Every text is the author's own, to be shown as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = [
    "STEPS",
    "AskView",
    "BeliefLine",
    "BestRoundView",
    "CashView",
    "ChangeView",
    "ChasmView",
    "ConsequencesView",
    "Dashboard",
    "DebriefView",
    "DecisionLine",
    "EchoView",
    "EndingView",
    "GaugeView",
    "HistoryView",
    "ImpactView",
    "IntroView",
    "LedgerLine",
    "OutputsView",
    "ParallelView",
    "Phase",
    "PostView",
    "PredictionView",
    "ReasonView",
    "ResponseView",
    "RoundView",
    "StakeholderView",
    "TrajectoryPoint",
    "UnaskedView",
    "VoiceView",
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

STRENGTHS = {1: "a little", 2: "some", 3: "much"}
"""How strongly a response moves somebody, in words: under 5 points, under 12, more."""


class Phase(Enum):
    """Where a game stands."""

    BELIEFS_BEFORE = "beliefs before"
    """The player has not yet said, or refused to say, what creates the most value."""
    DECIDING = "deciding"
    """A round waits for a decision."""
    BELIEFS_AFTER = "beliefs after"
    """The last round is played; the belief sheet is asked for once more."""
    DEBRIEF = "debrief"
    """It is over; everything may be seen."""


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


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """One row of the dashboard. `true` and `weight` are None until the player may know them."""

    id: str
    name: str
    reported: float
    """0..100, as the company is told."""
    change: float
    """Of `reported`: before a decision since the end of the last round (the start in the first), after it since it."""
    true: float | None
    weight: float | None
    """The people's weight, 0..1."""


@dataclass(frozen=True, slots=True)
class GaugeView:
    """A gauge of the company, 0..100, and its change over the same time as a stakeholder's."""

    id: str
    name: str
    value: float
    change: float


@dataclass(frozen=True, slots=True)
class CashView:
    """Money in the company's unit."""

    value: float
    change: float
    unit: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the company is told about itself."""

    stakeholders: tuple[StakeholderView, ...]
    cash: CashView
    learning: GaugeView
    know_how: tuple[GaugeView, ...]
    """Strategy, vision, execution."""
    credibility: GaugeView


@dataclass(frozen=True, slots=True)
class ChasmView:
    """The chasm as far as it may be seen. In mist until the player first asks the people."""

    in_mist: bool
    width: float | None
    """0..100; None in mist."""
    before: float | None
    """The width at the end of the last round or, after a decision, before it; None in mist."""
    bridge: float
    """How far words are believed, 0..100: how far the bridge reaches."""


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


@dataclass(frozen=True, slots=True)
class ImpactView:
    """Whom a response moves, how strongly (1 a little, 2 some, 3 much), and, if the people were asked, which way."""

    id: str
    name: str
    strength: int
    direction: int | None
    """-1 or 1; None where the player may not know."""


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
    """Cash at once: negative costs, positive brings."""


@dataclass(frozen=True, slots=True)
class AskView:
    """Asking the people: whether it can be done now, what it costs, and what they said."""

    possible: bool
    asked: bool
    cost: float
    left: int
    voices: tuple[VoiceView, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round that waits for a decision."""

    number: int
    """Counts the rounds that happened."""
    of: int
    """Rounds of the file; some may be skipped."""
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


@dataclass(frozen=True, slots=True)
class EndingView:
    """How the story ended."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class OutputsView:
    """What the game came to. Ranked separately, never multiplied."""

    score: int
    """0..1000."""
    score_exact: float
    chasm_start: float
    chasm_end: float
    say_do: float | None
    """Share of what was promised that was kept, 0..1; None where nothing was promised."""
    resilience: float
    """The lowest trust of anybody at the end of any round, 0..100."""
    calibration: float | None
    """Brier score, 0 best; None if under half of the rounds were predicted."""


@dataclass(frozen=True, slots=True)
class TrajectoryPoint:
    """Value and chasm at the end of a round; silent rounds included."""

    label: str
    value: float
    chasm: float
    cash: float
    coast: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision, looked back on."""

    number: int
    round_title: str
    response: str
    label: str | None
    asked: bool
    prediction: PredictionView | None
    reason: str
    value_before: float
    value_after: float


@dataclass(frozen=True, slots=True)
class BeliefLine:
    """What creates the most value, in shares 0..1: as the player said, as the deeds show, as the people believe."""

    id: str
    name: str
    before: float | None
    after: float | None
    start: float
    """What the company's deeds had shown before the game."""
    revealed: float
    people: float


@dataclass(frozen=True, slots=True)
class ParallelView:
    """A real case to hold beside the story."""

    case: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class BestRoundView:
    """The round in which value rose most, and what its decision did to everybody, then and in later rounds."""

    number: int
    round_title: str
    response: str
    rise: float
    """Of value, from just before the decision to the end of the round."""
    paid: tuple[tuple[str, float], ...]
    """Names with the points of trust that the decision took from them in all, the most first; negative."""
    gained: tuple[tuple[str, float], ...]
    """Names with the points of trust that it gave them in all, the most first; positive."""
    at_once: tuple[tuple[str, float], ...] = ()
    """Names with the part of those points that came in the round itself; whatever is missing came later."""


@dataclass(frozen=True, slots=True)
class UnaskedView:
    """What asking the people would have told in a round in which the player did not ask."""

    number: int
    round_title: str
    response: str
    """What was chosen without asking."""
    could: bool
    """Whether an ask was left."""
    voices: tuple[VoiceView, ...]
    impacts: tuple[tuple[str, int, tuple[ImpactView, ...]], ...]
    """For each answer that was open: its title, its number as listed, whom it moves and which way."""


@dataclass(frozen=True, slots=True)
class DebriefView:
    """Everything, once it is over."""

    intro: IntroView
    ending: EndingView
    outputs: OutputsView
    trajectory: tuple[TrajectoryPoint, ...]
    decisions: tuple[DecisionLine, ...]
    rounds: tuple[ConsequencesView, ...]
    """Every round again, now with exact points."""
    coast: tuple[LedgerLine, ...]
    """The points of the silent rounds."""
    beliefs: tuple[BeliefLine, ...]
    own_chasm_before: float | None
    """Distance between the player's sheet and the people's weights, 0..100, before the game."""
    own_chasm_after: float | None
    most_confident_miss: DecisionLine | None
    best_round: BestRoundView | None
    """None where value rose in no round."""
    unasked: tuple[UnaskedView, ...]
    """Every round in which the people were not asked, with what they would have said."""
    points: tuple[str, ...]
    questions: tuple[str, ...]
    parallels: tuple[ParallelView, ...]
