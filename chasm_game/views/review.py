"""What each decision was worth, as a player sees it in the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.named import Named
    from chasm_game.views.outputs import TrajectoryPoint

__all__ = ["AnswerWorth", "DecisionWorth", "ReviewView"]


@dataclass(frozen=True, slots=True)
class AnswerWorth:
    """One answer that was open: the score that best play could still reach after it, 0..1000."""

    id: str
    title: str
    chosen: bool
    under_the_luck: float
    """Under the luck that fell, by somebody who knew it."""
    on_average: float | None
    """On average luck: what can be expected by somebody who does not know what is still to come. None where that was
    not measured, for too many ways lead on."""
    label: str | None = None
    """`old` or `new`, where the answer has one: it is over, so it may be seen."""
    line: tuple[Named, ...] = ()
    """The best way on that begins with it, as `DecisionWorth.best_line`."""


@dataclass(frozen=True, slots=True)
class DecisionWorth:
    """One decision beside what else was open."""

    number: int
    id: str
    """Of the round."""
    round_title: str
    chosen: Named
    best: Named
    """The best answer; the chosen one where none was better."""
    answers: tuple[AnswerWorth, ...]
    loss: float
    """Per cent of the range between the scenario's worst and best playthrough."""
    verdict: str
    """`best`, `sound`, `a detour`, `costly`, `very costly`."""
    best_line: tuple[Named, ...]
    """The answers of the best way on from here, this round's first; their ids hold in their own rounds."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A game against all playthroughs of its scenario under the same luck and with the same asking."""

    paths: int
    best_score: float
    worst_score: float
    percentile: float
    """The share of all playthroughs that it beats, 0..100; equal ones count half."""
    histogram: tuple[int, ...]
    """Playthroughs by score, in equal bins over 0..1000."""
    own_bin: int
    decisions: tuple[DecisionWorth, ...]
    turning_point: int | None
    """The number of the decision that lost most; None where none lost 5 per cent."""
    road: tuple[TrajectoryPoint, ...]
    """The other road: value and chasm, had the turning point (or the first loss) been decided best."""
    road_score: int | None
    """What that road would have scored; None where nothing was lost."""
