"""What the rest of the program sees of a scenario, with its rounds and its rulebook: frozen, checked, free of YAML.

Everything here was read and checked before; nothing here can be faulty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from chasm_game.gauges import BUILT_IN, assent_gauge
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.gauges import Gauge
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.rulebook import Ending, Rulebook

__all__ = [
    "DEFAULT_STAKEHOLDERS",
    "RESERVED_IDS",
    "Case",
    "Company",
    "Debrief",
    "Expectation",
    "Leader",
    "Note",
    "Parallel",
    "RecordedPlay",
    "Roles",
    "Scenario",
    "Stakeholder",
]

DEFAULT_STAKEHOLDERS = ("customers", "employees", "partners", "communities", "investors")
"""In the order of every sum over stakeholders."""
RESERVED_IDS = frozenset({"ask", "help", "quit", "wait", "shock", "start", "end"})
"""Ids that mean something else; so does `coast-N`."""


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
class Note:
    """What is told after a game, where its condition holds at the end of it; none always holds."""

    text: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Parallel:
    """A real case to hold beside the story, told as a `Note` is."""

    case: str
    text: str
    source: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Debrief:
    """What to talk about afterwards."""

    points: tuple[Note, ...] = ()
    questions: tuple[Note, ...] = ()
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
    askers: bool = False
    """Of a share: whether playthroughs in which somebody asks count too."""
    seed: int | None = None
    """The luck that it is bound to; None for all luck."""


@dataclass(frozen=True, slots=True)
class RecordedPlay:
    """A play with what it came to; `score` and `ending` are None where the author did not say."""

    name: str
    seed: int
    choices: tuple[str, ...]
    score: int | None
    ending: str | None


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
    difficulty: str = WRITTEN
    """What of it is harder or easier than the file says (`chasm_game.scenario.difficulty`)."""
    prices: bool = True
    """Whether players see what answers cost or bring at once."""
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
