"""What a rulebook holds: coefficients, axes, weight sets, moves, manners, evidence and default endings.

Frozen and checked, like all that the rest of the program sees of a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.scenario.conditions import Condition

__all__ = [
    "Difficulty",
    "Ending",
    "Evidence",
    "Label",
    "Later",
    "Manner",
    "Move",
    "Reason",
    "Rule",
    "Rulebook",
    "Way",
    "WeightSet",
]

Label = Literal["old", "new"]


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
class Ending:
    """How a story can end."""

    id: str
    title: str
    text: str
    when: Condition | None


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
class Difficulty:
    """What a difficulty changes of a story as it was written, and of these rules."""

    id: str
    title: str
    asks: int
    """So many more times the people can be asked; fewer below 0."""
    cash: float
    """The share of its starting cash that the company has."""
    fog: float
    """So many points of trust earlier do employees begin to keep bad news to themselves; later below 0."""
    prices: bool
    """Whether it is shown what answers cost or bring at once."""
    because: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Coefficients, axes, weight sets, moves, manners, evidence, default endings and difficulties."""

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
    difficulties: Mapping[str, Difficulty] = field(default_factory=dict)
    """Beside `written`, which changes nothing."""
    text: str = ""
    """The file's text, for whoever must keep it."""

    def __getitem__(self, coefficient: str) -> float:
        """The value of a coefficient of the model."""
        return self.rules[coefficient].value
