"""Who answered what in a round, and where the teams parted. It is over: nothing is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.named import Named

__all__ = ["AnswerGroup", "ChoiceCell", "PartingView", "RoundAnswers", "RoundHead"]


@dataclass(frozen=True, slots=True)
class RoundHead:
    """A round that any team played, in the order of the file."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """What a team did in a round that it played."""

    round: str
    response: str
    """The id, or `wait`."""
    letter: str
    """A, B, C … as the answers are listed; empty for `wait`."""
    title: str
    label: str | None
    asked: bool
    defaulted: bool
    """Whether nobody decided, and a default was taken."""
    prediction: PredictionView | None
    reason: str
    seconds: float | None
    value_after: float
    """Value at the end of the round, 0..100."""
    companion: Named | None = None
    """The leader who came along when the people were asked."""
    what_after: float = 0.0
    """The first half of the chasm at the end of the round, 0..100: for whom value is created."""
    how_after: float = 0.0
    """The second half: how it is created."""
    corrected: str = ""
    """The letter (or `wait`) that had been typed and revealed, where it was corrected."""
    dissent: str = ""
    """The best case that the team had made for another answer."""

    @property
    def is_argued(self) -> bool:
        """Whether the team said anything for its answer or for another."""
        return bool(self.reason.strip() or self.dissent.strip())


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """An answer of a round, with everybody who gave it. Answers may share a title; their ids tell them apart."""

    response: str
    """The id, or `wait`."""
    letter: str
    """A, B, C … as the answers are listed; empty for `wait`."""
    title: str
    label: str | None
    given: tuple[tuple[str, ChoiceCell], ...]
    """Each team's name and what it did, by name."""
    mean: float
    """Of the scores of these teams, 0..1000."""
    unfinished: tuple[tuple[str, ChoiceCell], ...] = ()
    """The same of teams whose game is not over, each name with how far it came."""

    @property
    def mark(self) -> str:
        """The letter, or `wait`."""
        return self.letter or "wait"

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of those who gave it."""
        return tuple(team for team, _ in self.everybody)

    @property
    def everybody(self) -> tuple[tuple[str, ChoiceCell], ...]:
        """Those whose game is over, and the others behind them."""
        return (*self.given, *self.unfinished)

    @property
    def reasons(self) -> tuple[tuple[str, ChoiceCell], ...]:
        """Those who said why, or why not."""
        return tuple((team, cell) for team, cell in self.everybody if cell.is_argued)

    @property
    def silent(self) -> tuple[str, ...]:
        """The teams that gave no reason, for or against."""
        return tuple(team for team, cell in self.everybody if not cell.is_argued)


@dataclass(frozen=True, slots=True)
class RoundAnswers:
    """A round that any team played, with its answers as they are listed; waiting comes last."""

    number: int
    """Counts the rounds that any team played."""
    head: RoundHead
    groups: tuple[AnswerGroup, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The teams that asked the people."""
        return tuple(team for group in self.groups for team, cell in group.everybody if cell.asked)


@dataclass(frozen=True, slots=True)
class PartingView:
    """The round in which the teams' answers differ most, by how far apart their scores end."""

    number: int
    round: RoundHead
    groups: tuple[AnswerGroup, ...]
    """The best mean first."""
