"""Teams side by side, as a screen, a page or a table may show them, all of them over; scores may be kept hidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.debrief import BeliefLine, DebriefView, EndingView, OutputsView, WayLine
    from chasm_game.views.named import Named
    from chasm_game.views.review import ReviewView

__all__ = [
    "AnswerGroup",
    "ChoiceCell",
    "ComparisonView",
    "CopyView",
    "CountedAs",
    "ExpectedView",
    "FileLine",
    "OtherPeople",
    "PartingView",
    "RankingView",
    "RejectedView",
    "RoomBeliefs",
    "RoundAnswers",
    "RoundHead",
    "TeamLine",
    "TeamPack",
    "UnrankedView",
]


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


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team's finished game."""

    team: str
    """The name as given, numbered where several have the same; `a team without a name` where none was given."""
    save: str
    """The file's name, or its path where several have the same name."""
    rank: int | None
    """By score; None where it is not ranked."""
    ranks: Mapping[str, int]
    """Place by each other output (`chasm_end`, `say_do`, `resilience`, `calibration`) that the team has a value of."""
    outputs: OutputsView
    ending: EndingView
    choices: tuple[ChoiceCell, ...]
    value_by_round: tuple[float, ...]
    """The recorded value, one for each round of the file: the last one again where it was skipped, 0 once fallen."""
    chasm_by_round: tuple[float, ...]
    """As `value_by_round`; the last one again once fallen."""
    trust_by_round: tuple[Mapping[str, float], ...]
    """True trust by stakeholder id, one for each round of the file, as `chasm_by_round`."""
    beliefs: tuple[BeliefLine, ...]
    own_chasm_before: float | None
    """The chasm with the team's sheet before the game in the company's place, 0..100."""
    own_chasm_after: float | None
    most_confident_miss: ChoiceCell | None
    defaulted: int
    own_how_before: float | None = None
    """The second half of `own_chasm_before`; None where it is the first half alone."""
    own_how_after: float | None = None
    ways: tuple[WayLine, ...] = ()
    """How value is created, axis by axis: as the team said, as its deeds show, as the people would have it."""


@dataclass(frozen=True, slots=True)
class UnrankedView:
    """A game that is shown apart, and why: practice, unfinished."""

    team: str
    save: str
    reason: str


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

    @property
    def mark(self) -> str:
        """The letter, or `wait`."""
        return self.letter or "wait"

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of those who gave it."""
        return tuple(team for team, _ in self.given)

    @property
    def reasons(self) -> tuple[tuple[str, ChoiceCell], ...]:
        """Those who said why."""
        return tuple((team, cell) for team, cell in self.given if cell.reason.strip())

    @property
    def silent(self) -> tuple[str, ...]:
        """The teams that gave no reason."""
        return tuple(team for team, cell in self.given if not cell.reason.strip())


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
        return tuple(team for group in self.groups for team, cell in group.given if cell.asked)


@dataclass(frozen=True, slots=True)
class PartingView:
    """The round in which the teams' answers differ most, by how far apart their scores end."""

    number: int
    round: RoundHead
    groups: tuple[AnswerGroup, ...]
    """The best mean first."""


@dataclass(frozen=True, slots=True)
class OtherPeople:
    """The ranking under another set of weights; the recorded trust is weighed again, nothing is replayed."""

    name: str
    title: str
    order: tuple[tuple[str, float], ...]
    """Teams with their score under these weights, the best first."""
    same_order: bool
    """Whether the teams stand in the order of the ranking."""
    same_first: bool


@dataclass(frozen=True, slots=True)
class RoomBeliefs:
    """The room's belief sheets on average, beside the people's weights. Shares 0..1, distances 0..100."""

    lines: tuple[tuple[str, str, float | None, float | None, float], ...]
    """Stakeholder id, name, mean share before, after, and the people's weight."""
    handed_in_before: int
    handed_in_after: int
    chasm_before: float | None
    """The social chasm of the room: the chasm with its mean sheet in the company's place."""
    chasm_after: float | None
    how_before: float | None = None
    """Its second half; None where it is the first half alone."""
    how_after: float | None = None


@dataclass(frozen=True, slots=True)
class RankingView:
    """The teams that played one scenario text, one rulebook and one seed."""

    scenario: str
    title: str
    scenario_sha256: str
    rulebook_sha256: str
    seed: int
    known: bool
    """Whether scenario and rulebook are the library's own or the facilitator's."""
    people: str
    """The name of the weights that the scores stand under; empty for weights that the scenario gives without a name."""
    company: str
    unit: str
    stakeholders: tuple[tuple[str, str], ...]
    rounds: tuple[RoundHead, ...]
    answers: tuple[RoundAnswers, ...]
    """The same rounds, with who answered what."""
    teams: tuple[TeamLine, ...]
    """The best first."""
    unranked: tuple[UnrankedView, ...]
    parted: PartingView | None
    other_people: tuple[OtherPeople, ...]
    beliefs: RoomBeliefs | None
    """None where nobody handed in a sheet."""
    most_confident_miss: tuple[str, ChoiceCell] | None
    """Of the whole room: the team, and what it was most sure of and wrong; None where no prediction missed."""
    scores_hidden: bool = False
    """Whether nothing may be shown that tells which team stands where; asked by `are_scores_hidden` alone."""


@dataclass(frozen=True, slots=True)
class RejectedView:
    """A file that is no game that counts, and why."""

    save: str
    reason: str


@dataclass(frozen=True, slots=True)
class CopyView:
    """A file that says nothing that another does not say too; it counts once, as the other."""

    save: str
    of: str
    shorter: bool
    """Whether the other goes on where this one ends."""


class CountedAs(Enum):
    """What became of a file that was found."""

    RANKED = "ranked"
    UNFINISHED = "unfinished"
    PRACTICE = "practice"
    COPY = "copy"
    """It says nothing that another file does not say too."""
    SAME_DECISIONS = "same_decisions"
    """The same decisions, reasons and seconds as another file, under another header: a game sent under two names."""
    OTHER_SCENARIO = "other_scenario"
    """Sound, and on another scenario than the one asked for."""
    REJECTED = "rejected"
    NOT_LOOKED_AT = "not_looked_at"
    HIDDEN = "hidden"
    """Not looked at, for its name is hidden."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that was found, and what became of it. Every file has exactly one line."""

    file: str
    """Its name, or its path where several have the same name; in a packed file with the name of that."""
    counted_as: CountedAs
    reason: str
    """Why it is not ranked; empty where it is."""
    team: str
    """The name in it, as it was given; empty where none was read."""


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """The teams that somebody expected, against those that came. Each name as it was written down."""

    names: tuple[str, ...]
    not_ranked: tuple[tuple[str, str], ...]
    """Name and reason: the team's file is here, and does not count."""
    missing: tuple[str, ...]
    not_expected: tuple[str, ...]
    """Names of ranked teams that nobody wrote down."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Every ranking of what was given, known ones first, and what was rejected."""

    rankings: tuple[RankingView, ...]
    rejected: tuple[RejectedView, ...]
    passed_over: tuple[RejectedView, ...]
    """Sound games on another scenario than the one asked for."""
    copies: tuple[CopyView, ...]
    files: tuple[FileLine, ...]
    """Every file that was found, by name."""
    expected: ExpectedView | None = None
    """None where nobody said who is expected."""


@dataclass(frozen=True, slots=True)
class TeamPack:
    """Everything about one team, for the debrief pack. `review` is None where there are too many ways to play."""

    line: TeamLine
    debrief: DebriefView
    review: ReviewView | None
