"""Teams side by side, as a screen, a page or a table may show them, all of them over; scores may be kept hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.compare.answers import ChoiceCell, PartingView, RoundAnswers, RoundHead
    from chasm_game.compare.found_files import CopyView, ExpectedView, FileLine, RejectedView
    from chasm_game.compare.people import PeopleView
    from chasm_game.views.debrief import BeliefLine, DebriefView, WayLine
    from chasm_game.views.outputs import EndingView, OutputsView
    from chasm_game.views.review import ReviewView

__all__ = [
    "ComparisonView",
    "OtherPeople",
    "RankingView",
    "RoomBeliefs",
    "TeamLine",
    "TeamPack",
    "UnfinishedLine",
    "UnrankedView",
]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team's finished game."""

    team: str
    """The name as given, numbered where several have the same; `a team without a name` where none was given."""
    save: str
    """The file's name, or its path where several have the same name."""
    rank: int | None
    """By score; None where it is not ranked: the default decided too much of it, or scores are hidden."""
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
class UnfinishedLine:
    """One team's game that is not over: it takes part in all but the ranking, and in what is made of scores."""

    team: str
    """The name with how far it came: `Blue (to round 4)`."""
    save: str
    choices: tuple[ChoiceCell, ...]
    beliefs: tuple[BeliefLine, ...]
    ways: tuple[WayLine, ...]


@dataclass(frozen=True, slots=True)
class UnrankedView:
    """A game that is shown apart, and why: practice, unfinished."""

    team: str
    save: str
    reason: str


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
    """The teams that played one scenario text, one rulebook, one seed and one difficulty."""

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
    """The best first; at the end, by name, those without a place."""
    unranked: tuple[UnrankedView, ...]
    parted: PartingView | None
    other_people: tuple[OtherPeople, ...]
    beliefs: RoomBeliefs | None
    """None where nobody handed in a sheet."""
    most_confident_miss: tuple[str, ChoiceCell] | None
    """Of the whole room: the team, and what it was most sure of and wrong; None where no prediction missed."""
    unfinished: tuple[UnfinishedLine, ...] = ()
    """Assessed games that are not over, by name; they are in `unranked` too, with the reason."""
    scores_hidden: bool = False
    """Whether nothing may be shown that tells which team stands where; asked by `are_scores_hidden` alone."""
    persons: PeopleView | None = None
    """What people said, each for themselves; None where nobody had a seat of their own."""
    anonymous: bool = False
    """Whether letters stand for teams, numbers for files, and nothing that people wrote is in it."""
    difficulty: str = WRITTEN
    """One of `DIFFICULTIES`."""


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
