"""What the rest of the program sees of a scenario and its rulebook: frozen, checked, free of YAML.

Everything here was read and checked before; nothing here can be faulty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from chasm_game.gauges import BUILT_IN, assent_gauge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.gauges import Gauge
    from chasm_game.scenario.conditions import Condition

__all__ = [
    "DEFAULT_STAKEHOLDERS",
    "RESERVED_IDS",
    "WAIT",
    "Also",
    "Case",
    "Company",
    "Debrief",
    "Ending",
    "Evidence",
    "Expectation",
    "Label",
    "Later",
    "Leader",
    "Manner",
    "Move",
    "MoveUse",
    "Now",
    "Parallel",
    "Post",
    "Reason",
    "RecordedPlay",
    "Response",
    "Roles",
    "Round",
    "Rule",
    "Rulebook",
    "Scenario",
    "Shock",
    "Stakeholder",
    "Voice",
    "Way",
    "WeightSet",
]

Label = Literal["old", "new"]

DEFAULT_STAKEHOLDERS = ("customers", "employees", "partners", "communities", "investors")
"""In the order of every sum over stakeholders."""
RESERVED_IDS = frozenset({"ask", "help", "quit", "wait", "shock", "start", "end"})
"""Ids that mean something else; so does `coast-N`."""
WAIT = "wait"
"""The only response where none is open."""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A group whose trust is tracked."""

    id: str
    name: str
    trust: float


@dataclass(frozen=True, slots=True)
class Roles:
    """Which stakeholder is heard inside, which buys, which owns."""

    employees: str
    customers: str
    owners: str


@dataclass(frozen=True, slots=True)
class Company:
    """Who the player is and where the company starts."""

    name: str
    you: str
    unit: str
    start: Mapping[str, float]
    """Where its gauges start, by id; what is missing starts at the gauge's default."""
    asks: int
    income: float
    upside: float
    ways: tuple[float, ...] = ()
    """By axis of the rulebook, -1..1: how its deeds have shown so far that it creates value."""


@dataclass(frozen=True, slots=True)
class Leader:
    """One of those who carry what is decided, as far as they have come to believe in it."""

    id: str
    name: str
    role: str
    """What they do in the company, in a few words; may be empty."""
    watches: str
    """Whose trust or which gauge moves them: the id of a stakeholder or of a built-in gauge."""
    share: float
    """Their weight in carrying things, above 0."""
    assent: float
    """How far they carry what is decided at the beginning, 0..100."""


@dataclass(frozen=True, slots=True)
class Also:
    """A text that is added where its condition holds."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the feed."""

    who: str
    text: str
    stakeholder: str | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Voice:
    """What a stakeholder says when asked."""

    who: str
    text: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is moved, in the words that a player reads: once for a gain, once for a loss."""

    gain: str
    loss: str

    @classmethod
    def both(cls, text: str) -> Reason:
        """One sentence for either."""
        return cls(text, text)

    def of(self, amount: float) -> str:
        """The sentence for a change of this sign."""
        return self.gain if amount > 0 else self.loss

    def __str__(self) -> str:
        """Both, for whoever reads rules."""
        return self.gain if self.gain == self.loss else f"{self.gain} / {self.loss}"


@dataclass(frozen=True, slots=True)
class Later:
    """What comes back `after` so many rounds; `effects` by stakeholder, gauge or `cash`."""

    after: int
    effects: Mapping[str, float]
    because: Reason
    chance: float
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Now:
    """What a shock or a response does at once where its condition and its chance hold."""

    effects: Mapping[str, float]
    because: Reason
    chance: float
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Move:
    """Something a company can do, with what follows."""

    id: str
    title: str
    label: Label | None
    effects: Mapping[str, float]
    later: tuple[Later, ...]
    claims: Mapping[str, float]
    because: Reason
    evidence: tuple[str, ...]
    ways: Mapping[str, float]
    """By axis, -1..1: what the act shows of how the company creates value."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of doing something: factors on gains and losses, cash, and a delay of gains in rounds."""

    id: str
    title: str
    gains: float
    losses: float
    cash: float
    delay: int
    because: str
    evidence: tuple[str, ...]
    ways: Mapping[str, float]
    """By axis, -1..1: what this manner shows of how the company creates value."""
    assent: float
    """What it does to the assent of every leader."""
    carried: float
    """0..1: how far what is done like this is carried out whatever the leaders believe."""


@dataclass(frozen=True, slots=True)
class MoveUse:
    """A move in a response: 0 < strength <= 2, manners in order."""

    move: Move
    strength: float
    how: tuple[Manner, ...]
    because: Reason | None = None
    """Why it does here what it does; None: the move's own reason."""


@dataclass(frozen=True, slots=True)
class Response:
    """One of the answers to a shock."""

    id: str
    title: str
    label: Label | None
    text: str
    does: tuple[MoveUse, ...]
    claims: Mapping[str, float]
    effects: Mapping[str, float]
    because: Reason
    """Of its own effects; the title, where the file gives none."""
    later: tuple[Later, ...]
    when: Condition | None
    needs: str
    outcome: str
    also: tuple[Also, ...]
    feed: tuple[Post, ...]
    now: tuple[Now, ...]
    claims_due: int | None
    """After how many rounds its claims are held against what was done; None: as the rule says."""
    ways: Mapping[str, float]
    """By axis, -1..1: what it shows beside its moves."""


@dataclass(frozen=True, slots=True)
class Shock:
    """What happens; `people` are new weights from here on, summing to 1 in stakeholder order."""

    text: str
    effects: Mapping[str, float]
    also: tuple[Also, ...]
    feed: tuple[Post, ...]
    people: tuple[float, ...] | None
    people_ways: Mapping[str, float]
    """By axis, -1..1: how the people want value created from here on."""
    now: tuple[Now, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A shock and the answers to it."""

    id: str
    title: str
    shock: Shock
    ask: tuple[Voice, ...]
    responses: tuple[Response, ...]
    when: Condition | None
    chance: float
    averted: str
    """What the player reads where it did not happen; may be empty."""

    def response(self, response_id: str) -> Response | None:
        """The response with that id, or None (also for `wait`)."""
        return next((r for r in self.responses if r.id == response_id), None)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a story can end."""

    id: str
    title: str
    text: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Parallel:
    """A real case to hold beside the story."""

    case: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """What to talk about afterwards."""

    points: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    parallels: tuple[Parallel, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A real decision and what followed it; marks are ++ + 0 - -- ? by stakeholder."""

    round: str
    chose: str
    when: str
    short: Mapping[str, str]
    long: Mapping[str, str]
    told: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an author promises of every playthrough. `kind` says which of the other fields are meant."""

    kind: Literal["always", "reachable", "share", "policy"]
    when: Condition | None = None
    at_most: float | None = None
    """Of a share, 0..1."""
    at_least: float | None = None
    policy: str = ""
    below: str | None = None
    above: str | None = None
    by: float = 0.0
    """Points of the score."""


@dataclass(frozen=True, slots=True)
class RecordedPlay:
    """A play with what it came to; `score` and `ending` are None where the author did not say."""

    name: str
    seed: int
    choices: tuple[str, ...]
    score: int | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A coefficient of the model."""

    value: float
    because: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An axis of how value is created: two statements that a sensible person could hold."""

    id: str
    title: str
    low: str
    """The statement at -1."""
    high: str
    """The statement at 1."""
    company: float
    """Where an average company starts, -1..1."""
    people: float
    """What the people wish for, -1..1."""
    because: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightSet:
    """Named weights: what some people believe creates value."""

    id: str
    title: str
    of: Mapping[str, float]
    year: int | None
    source: str
    because: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An evidence card."""

    id: str
    finding: str
    size: str
    source: str
    certainty: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Coefficients, axes, weight sets, moves, manners, evidence and default endings."""

    model: Literal[1, 2]
    """Which model its numbers are for; only 2 is scored."""
    rules: Mapping[str, Rule]
    ways: Mapping[str, Way]
    """The axes, in order."""
    people: Mapping[str, WeightSet]
    moves: Mapping[str, Move]
    manners: Mapping[str, Manner]
    evidence: Mapping[str, Evidence]
    endings: tuple[Ending, ...]
    text: str = ""
    """The file's text, for whoever must keep it."""

    def __getitem__(self, coefficient: str) -> float:
        """The value of a coefficient of the model."""
        return self.rules[coefficient].value


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario with everything that it took from its rulebook."""

    id: str
    title: str
    summary: str
    level: str
    minutes: int
    goals: tuple[str, ...]
    labels: Literal["always", "after", "debrief"]
    stakeholders: tuple[Stakeholder, ...]
    roles: Roles
    people: tuple[float, ...]
    """The people's weights in stakeholder order; they sum to 1."""
    people_name: str
    belief: tuple[float, ...]
    """The company's weights at the start; they sum to 1."""
    people_ways: tuple[float, ...]
    """By axis of the rulebook, -1..1: how the people want value created."""
    company: Company
    leaders: tuple[Leader, ...]
    rounds: tuple[Round, ...]
    endings: tuple[Ending, ...]
    """Own endings in file order, then the rulebook's that were not redefined."""
    debrief: Debrief
    facilitator: str
    history: Case | None
    rulebook: Rulebook
    expect: tuple[Expectation, ...] = ()
    plays: tuple[RecordedPlay, ...] = ()
    text: str = field(default="", repr=False)
    """The file's text, for whoever must keep it."""

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        """Every gauge of the company: the built-in ones, then the assent of each leader."""
        return (*BUILT_IN, *(assent_gauge(k.id, k.name, k.assent) for k in self.leaders))

    def round(self, round_id: str) -> Round | None:
        """The round with that id, or None."""
        return next((r for r in self.rounds if r.id == round_id), None)

    def name_of(self, stakeholder_id: str) -> str:
        """A stakeholder's name in this story."""
        return next((s.name for s in self.stakeholders if s.id == stakeholder_id), stakeholder_id)
