"""The other road: the best way on from the costliest decision, and what was luck in it and what was choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.figures import by_round
from chasm_game.debrief.headings import ROAD
from chasm_game.debrief.page import Fact, Kind, PageView, Sentence, Words
from chasm_game.debrief.pages.waiting import unreviewed
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import best_answer, chosen_answer, costliest, lost
from chasm_game.grammar import quoted, whole
from chasm_game.text import one_line
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.charts.figures import Lines
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["road"]

HELPED = 5.0
"""Points of score from which on another answer's average is worth telling as luck that helped: ten times `FELT`, for
who decided well is not told for a trifle that it was luck."""
MOSTLY, PARTLY = 1 / 3, 2 / 3
"""Which part of what the better answer brought is left on average luck: under a third it was mostly luck."""


def road(view: DebriefView, review: ReviewView | None, reason: str) -> PageView:
    """The best way on from the costliest decision, its course beside the player's, and what was luck in it.

    In a case file also the road that was really taken.
    """
    happened = _happened(view)
    if review is None:
        return replace(unreviewed("road", ROAD, reason), after=happened)
    worst = costliest(review)
    if worst is None or not review.road or review.road_score is None:
        return PageView("road", ROAD, (Words.of(_none()), *_lucky(review)), after=happened)
    return PageView(
        "road",
        ROAD,
        (Words.of(_parted(worst), _ends(view, worst, review.road_score)),),
        _beside(view, review),
        after=(Words.of(_luck(worst)), *_lucky(review), *happened),
    )


def _none() -> Sentence:
    text = "There is none: under the luck that fell, no other way from any of your decisions scores higher."
    return Sentence(text, (Fact(Kind.NO_ROAD),))


def _parted(worst: DecisionWorth) -> Sentence:
    steps = ", then ".join(quoted(answer.name) for answer in worst.best_line)
    fact = Fact(Kind.PARTED, worst.best.id, worst.number)
    return Sentence(f"It parts from yours in {round_named(worst.number, worst.round_title)}: {steps}.", (fact,))


def _ends(view: DebriefView, worst: DecisionWorth, score: int) -> Sentence:
    fact = Fact(Kind.ROAD, round=worst.number, amount=score, start=view.outputs.score)
    return Sentence(f"It ends at a score of {score}, yours at {view.outputs.score}.", (fact,))


def _happened(view: DebriefView) -> tuple[Words, ...]:
    """The real decisions, where the story is a case."""
    words: list[Words] = []
    for number, round_ in enumerate(view.rounds, start=1):
        if (history := round_.history) is not None:
            chose = "You did what they did." if history.same else f"They chose {quoted(history.chose)}."
            fact = Fact(Kind.DID_AS_THEY, round=number, sign=1 if history.same else -1)
            words += [Words(history.heading, "head"), Words.of(Sentence(chose, (fact,)))]
            words.append(Words(history.text, "story"))
            words += [Words(f"Source: {one_line(source)}", "note") for source in history.sources]
    return tuple(words)


def _beside(view: DebriefView, review: ReviewView) -> Lines:
    mine = Line("yours", tuple(Point(p.value) for p in view.trajectory))
    other = Line("road", tuple(Point(p.value) for p in review.road), "sparse")
    title = "Value by round, yours and on the road not taken"
    return by_round(title, (mine, other), (view.trajectory, review.road))


def _luck(worst: DecisionWorth) -> Sentence:
    """Whether the better answer was better only because of the luck that fell."""
    best, mine = best_answer(worst), chosen_answer(worst)
    assert best is not None
    assert mine is not None
    if best.on_average is None or mine.on_average is None:
        unknown = "Whether this was luck or choice was not measured: with all luck to come, too many ways lead on."
        return Sentence(unknown, (Fact(Kind.LUCK_NOT_MEASURED, round=worst.number),))
    fell, average = best.under_the_luck - mine.under_the_luck, best.on_average - mine.on_average
    if not any(a.on_average is None or felt(a.under_the_luck - a.on_average) for a in worst.answers):
        same = "Luck has no part in this: on average luck each answer is worth as much."
        return Sentence(same, (Fact(Kind.NO_LUCK, round=worst.number),))
    more = f"{whole(fell)} more" if felt(fell) else "hardly more"
    under = f"under the luck that fell the better answer could bring {more}"
    could = Fact(Kind.UNDER_THE_LUCK, best.id, worst.number, amount=whole(fell) if felt(fell) else None)
    luck = Fact(Kind.LUCK, round=worst.number, sign=-1)
    if not felt(average):
        text = f"This was luck: {under}, on average luck the two are worth the same."
        return Sentence(text, (luck, could, Fact(Kind.ON_AVERAGE, best.id, worst.number)))
    would = Fact(Kind.ON_AVERAGE, best.id, worst.number, amount=whole(abs(average)), sign=1 if average > 0 else -1)
    if average < 0:
        text = f"This was luck: {under}, on average luck yours is the better one, by {whole(-average)}."
        return Sentence(text, (luck, could, would))
    # Nothing under the luck that fell and something on average is all choice.
    part = average / fell if fell else 1.0
    sign, kind = (
        (-1, "mostly luck") if part < MOSTLY else (0, "part luck") if part < PARTLY else (1, "the choice, not luck")
    )
    made = Fact(Kind.LUCK, round=worst.number, sign=sign)
    return Sentence(f"This was {kind}: {under}, on average luck {whole(average)}.", (made, could, would))


def _lucky(review: ReviewView) -> tuple[Words, ...]:
    """The first decision that was best under the luck that fell and would not have been on average."""
    for decision in review.decisions:
        mine = chosen_answer(decision)
        measured = [(a.on_average, a) for a in decision.answers if a.on_average is not None]
        # A decision that lost was not helped by its luck.
        if mine is None or mine.on_average is None or lost(decision):
            continue
        expected, other = max(measured, key=lambda found: found[0])
        more = expected - mine.on_average
        if more >= HELPED:
            where, better = round_named(decision.number, decision.round_title), quoted(other.title)
            text = f"Luck helped you in {where}: on average luck {better} would have been worth {whole(more)} more."
            fact = Fact(Kind.LUCK_HELPED, other.id, decision.number, amount=whole(more))
            return (Words.of(Sentence(text, (fact,))),)
    return ()
