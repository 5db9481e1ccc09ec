"""The page of one game: where it ended, where it turned, what was missed, and every point of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chasm_game.debrief.pages.questions import QUESTIONS
from chasm_game.debrief.pages.surprises import to_tell
from chasm_game.debrief.pages.turning_point import all_ways, costliest, turning_point
from chasm_game.grammar import days
from chasm_game.pages import figures
from chasm_game.pages.paper import rendered
from chasm_game.pages.wording import fell, results
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.views.consequences import HistoryView, LedgerLine
    from chasm_game.views.debrief import AnswerImpacts, DebriefView, DecisionLine
    from chasm_game.views.review import DecisionWorth, ReviewView
    from chasm_game.views.round import ImpactView

__all__ = ["own_sections", "own_values", "review_page", "ways"]

OWN_SECTIONS = (
    ("end", "Where you ended"),
    ("turn", "The turning point"),
    ("miss", "The most confident miss"),
    ("ask", "What asking would have told"),
    ("paid", "Who paid for your best round"),
    ("road", "The road not taken"),
    ("beliefs", "What creates the most value"),
    ("questions", "Questions"),
)
"""Ids and names of the sections that every page of one game has."""


def review_page(
    debrief: DebriefView, review: ReviewView | None, *, known: bool | None = None, no_review: str = ""
) -> str:
    """One player's debrief as a page. `known` says whether the story is the library's own (None: not looked up).

    Without a review, what decisions were worth is left out; `no_review` says why.
    """
    values = own_values(debrief, review, no_review)
    return rendered("player.html", known=known, sections=tuple(own_sections(values)), **values)


def own_sections(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids and names for the contents; as the templates have them."""
    view = values["view"]
    yield from OWN_SECTIONS
    if view.parallels or view.points or values["histories"]:
        yield "parallels", "It has happened"
    yield "monday", "On Monday"
    yield "decisions", "Every decision"
    yield "ledger", "Every point"


def own_values(view: DebriefView, review: ReviewView | None, no_review: str = "") -> dict[str, Any]:
    """What the templates of one game show. What is told of it is chosen where the walk through a debrief chooses it."""
    worst = None if review is None else costliest(review)
    return {
        "view": view,
        "review": review,
        "no_review": no_review,
        "played": days([view.intro.started]),
        "fell": fell(view),
        "results": results(view.outputs, fallen=view.ending.id == "fallen"),
        "course": figures.course(view),
        "road": None if review is None or worst is None else figures.road(view, review),
        "ways": None if review is None else all_ways(review),
        "bins": () if review is None else tuple(figures.bins(review)),
        "sheet": figures.sheet(view.beliefs),
        "turning": None if review is None else turning_point(review),
        "costliest": worst,
        "questions": view.questions or QUESTIONS,
        "decisions": tuple(_decisions(view, review)),
        "histories": tuple(history for each in view.rounds if (history := each.history)),
        "to_tell": to_tell(view, review) or next(iter(view.unasked), None),
        "unasked": tuple((each, tuple(ways(each.answers))) for each in view.unasked),
        "ledger": tuple(_ledger(view)),
    }


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision beside what it was worth and, in a case file, what was really done."""

    line: DecisionLine
    worth: DecisionWorth | None
    history: HistoryView | None


def _decisions(view: DebriefView, review: ReviewView | None) -> Iterator[_Decision]:
    for n, line in enumerate(view.decisions):
        worth = review.decisions[n] if review is not None and n < len(review.decisions) else None
        yield _Decision(line, worth, view.rounds[n].history if n < len(view.rounds) else None)


def ways(
    answers: Iterable[AnswerImpacts],
) -> Iterator[tuple[str, tuple[ImpactView, ...], tuple[ImpactView, ...]]]:
    """Each answer with whom it moves up and whom down, the strongest first."""
    for answer in answers:
        up, down = (tuple(i for i in answer.impacts if i.direction == way) for way in (1, -1))
        yield answer.title, up, down


@dataclass(slots=True)
class Cause:
    """Everything in a round that has the same words."""

    because: str
    echo: bool
    weights: str
    """Whose weights these are, in hundredths; empty for points."""
    touched: list[tuple[str, float]] = field(default_factory=list)


def _ledger(view: DebriefView) -> Iterator[tuple[str, tuple[Cause, ...]]]:
    """Every round with its causes, the silent ones after the last decision too."""
    for each in view.rounds:
        yield f"Round {each.number}: {each.round_title}", tuple(causes(each.ledger))
    for coast in dict.fromkeys(line.round for line in view.coast):
        lines = [line for line in view.coast if line.round == coast]
        yield f"Silent round {coast.removeprefix('coast-')}", tuple(causes(lines))


def causes(lines: Iterable[LedgerLine]) -> Iterator[Cause]:
    """The points of a round by their cause, in the order in which they landed."""
    found: dict[tuple[bool, str, str], Cause] = {}
    for line in lines:
        amount = line.amount * (100 if line.weight else 1)
        if shows(amount):
            because = _words(line)
            key = (line.stage == "echo", because, line.weight)
            cause = found.setdefault(key, Cause(because, line.stage == "echo", line.weight))
            cause.touched.append((line.name, amount))
    yield from found.values()


def _words(line: LedgerLine) -> str:
    """A response and a shock have effects without a reason of their own."""
    if line.source.endswith("/effects") and "/does/" not in line.source:
        return "The answer itself"
    return "What happened" if line.source.endswith("/shock") else line.because
