"""What may be seen once a game is over: everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.accounts import FallLine, LeaderLine, PromiseLine, RescueLine, UncarriedLine
    from chasm_game.views.consequences import ConsequencesView, PredictionView
    from chasm_game.views.foresight import FallForecast, ImpactView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.ledger_line import LedgerLine
    from chasm_game.views.named import Named, PointsView
    from chasm_game.views.outputs import EndingView, OutputsView, TrajectoryPoint
    from chasm_game.views.round import VoiceView

__all__ = [
    "AnswerImpacts",
    "BeliefLine",
    "BestDecisionView",
    "DebriefView",
    "DecisionLine",
    "ParallelView",
    "UnaskedView",
    "WayLine",
]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision, looked back on."""

    number: int
    id: str
    """Of the round."""
    round_title: str
    response_id: str
    response: str
    """The title of what was chosen."""
    label: str | None
    asked: bool
    prediction: PredictionView | None
    reason: str
    value_before: float
    value_after: float
    companion: Named | None = None
    """The leader who came along when the people were asked."""
    carry: float | None = None
    """The share of its gains that was carried, 0..1; None, as `strange`, where nobody leads."""
    strange: float | None = None
    """How strange it was to the company, 0..1."""
    dissent: str = ""
    """In a room: the best case that the team had made for another answer."""


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
    """What the people believe at the end."""
    people_start: float


@dataclass(frozen=True, slots=True)
class WayLine:
    """How value is created, on one axis, -1..1: as the player said, as the deeds show, as the people would have it."""

    id: str
    title: str
    low: str
    """The statement at -1."""
    high: str
    """The statement at 1."""
    before: float | None
    after: float | None
    start: float
    """What the company's deeds had shown before the game."""
    revealed: float
    people: float
    """What the people want at the end."""
    people_start: float


@dataclass(frozen=True, slots=True)
class ParallelView:
    """A real case to hold beside the story."""

    case: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class BestDecisionView:
    """The decision that brought most by its own points over the whole game, and whom it moved, then and later.

    What lands rounds later counts for the decision that sent it, and nothing else that happened in its round does.
    """

    number: int
    id: str
    """Of the round."""
    round_title: str
    response_id: str
    response: str
    """The title of what was chosen."""
    gain: float
    """Points of value: all that it gave and took, weighed by what the people value at the end."""
    paid: tuple[PointsView, ...]
    """What the decision took from stakeholders in all, the most first."""
    gained: tuple[PointsView, ...]
    """What it gave them in all, the most first."""
    at_once: tuple[PointsView, ...] = ()
    """The part of those points that came in the round itself; whatever is missing came later."""


@dataclass(frozen=True, slots=True)
class AnswerImpacts:
    """An answer that was open, and whom it moves."""

    id: str
    title: str
    number: int
    """As listed."""
    impacts: tuple[ImpactView, ...]
    """With when and which way, the strongest first."""
    fall: FallForecast | None = None
    """The fall to which it leads, or waiting in its place; None where there is none."""


@dataclass(frozen=True, slots=True)
class UnaskedView:
    """What asking the people would have told in a round in which the player did not ask."""

    number: int
    id: str
    """Of the round."""
    round_title: str
    response_id: str
    response: str
    """The title of what was chosen without asking."""
    could: bool
    """Whether an ask was left."""
    voices: tuple[VoiceView, ...]
    answers: tuple[AnswerImpacts, ...]
    """Those that were open, as listed."""


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
    """The chasm with the player's sheet before the game in the company's place, 0..100."""
    own_chasm_after: float | None
    most_confident_miss: DecisionLine | None
    best_decision: BestDecisionView | None
    """None where no decision brought anything."""
    unasked: tuple[UnaskedView, ...]
    """Every round in which the people were not asked, with what they would have said."""
    points: tuple[str, ...]
    questions: tuple[str, ...]
    parallels: tuple[ParallelView, ...]
    ways: tuple[WayLine, ...] = ()
    """The second page of the sheets, axis by axis."""
    own_how_before: float | None = None
    """The second half of `own_chasm_before`; None where it is the first half alone."""
    own_how_after: float | None = None
    promises: tuple[PromiseLine, ...] = ()
    """In the order in which they were made."""
    leaders: tuple[LeaderLine, ...] = ()
    uncarried: UncarriedLine | None = None
    """The decision of which most was not carried; None where that was nothing to speak of."""
    rescues: tuple[RescueLine, ...] = ()
    fall: FallLine | None = None
    """None of a company that lives."""
