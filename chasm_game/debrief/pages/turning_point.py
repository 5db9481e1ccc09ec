"""The decision that lost most, and the road that led from it: choice and luck held apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution, Line, Point
from chasm_game.debrief.pages.page import PageView, Table, Words
from chasm_game.debrief.pages.telling import by_round, unreviewed
from chasm_game.debrief.phrases import round_named, the_way
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.charts.figures import Lines
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["SHOWN_LOSS", "all_ways", "costliest", "road", "turning", "turning_point"]

SHOWN_LOSS = 0.05
"""Per cent under which a decision is said to have lost nothing."""
SHOWN_LUCK = 0.5
"""Points of score under which two answers are worth the same."""
REACH = "The numbers are the best score that was still within reach after each answer; asking is held as you did it."


def costliest(review: ReviewView) -> DecisionWorth | None:
    """The decision that lost most, the first of equal ones; None where none lost anything worth a word."""
    worst = max(review.decisions, key=lambda d: d.loss, default=None)
    return worst if worst is not None and worst.loss >= SHOWN_LOSS else None


def turning_point(review: ReviewView) -> DecisionWorth | None:
    """The decision that is told as the turning point; None where none lost enough to be one."""
    return next((d for d in review.decisions if d.number == review.turning_point), None)


def turning(view: DebriefView, review: ReviewView | None, reason: str) -> PageView:
    """The turning point with what was open; or that there was none."""
    if review is None:
        return unreviewed("turning", "The turning point", reason, *_without_review(view))
    worst = costliest(review)
    if worst is None:
        told = "Nothing was lost: each of your decisions was the best that was open, under the luck that fell."
        return PageView("turning", "No turning point", (Words(told),), all_ways(review), after=_labels(view, review))
    is_turning = turning_point(review) is worst
    return PageView(
        "turning",
        "The turning point" if is_turning else "No turning point",
        (*_cost(view, worst, is_turning=is_turning), *_better(view, worst)),
        table=_answers(worst),
        after=(Words(REACH, "note"), *_labels(view, review)),
    )


def _without_review(view: DebriefView) -> tuple[Words, ...]:
    falls = [(d.value_after - d.value_before, d) for d in view.decisions]
    fall, down = min(falls, key=lambda f: f[0], default=(0.0, None))
    if down is None or fall > -SHOWN_LUCK:
        return ()
    where = round_named(down.number, down.round_title)
    return (Words(f"What can be said: value fell most in {where}, by {-fall:.1f}. You chose {quoted(down.response)}."),)


def _cost(view: DebriefView, worst: DecisionWorth, *, is_turning: bool) -> tuple[Words, ...]:
    label = view.decisions[worst.number - 1].label
    where = round_named(worst.number, worst.round_title)
    chose = f"you chose {quoted(worst.chosen.name)}{the_way(label)}"
    span = f"{worst.loss:.0f} % of all that lies between the worst and the best way through this story"
    if is_turning:
        told = f"In {where}, {chose}. It cost {span}, more than any other decision of yours: {worst.verdict}."
    else:
        small = "less than 1 %" if worst.loss < 0.5 else f"{worst.loss:.0f} %"
        told = f"No decision lost much. The one that lost most was in {where}: {chose}, and it cost {small}."
    return (Words(told),)


def _better(view: DebriefView, worst: DecisionWorth) -> tuple[Words, ...]:
    best = next((a for a in worst.answers if a.id == worst.best.id and not a.chosen), None)
    mine, label = view.decisions[worst.number - 1].label, best.label if best else None
    told = f"The best answer was {quoted(worst.best.name)}{the_way(label)}."
    if label and mine and label != mine:
        told += f" Here the {label} way was the better one."
    if best is not None:
        told += f" From there the best way on would have led to a score of {best.under_the_luck:.0f}."
    return (Words(told),)


def _answers(worst: DecisionWorth) -> Table:
    rows = tuple((_marked(a, worst), f"{a.under_the_luck:.0f}", f"{a.on_average:.0f}") for a in worst.answers)
    own = next((n for n, a in enumerate(worst.answers) if a.chosen), None)
    return Table(("What was open", "Your luck", "On average"), rows, marked=own)


def _marked(answer: AnswerWorth, worst: DecisionWorth) -> str:
    aside = " (yours)" if answer.chosen else " (best)" if answer.id == worst.best.id else ""
    return one_line(answer.title) + aside


def all_ways(review: ReviewView) -> Distribution:
    """Every way through the story by its score, and where this game stands."""
    return Distribution("All ways through this story, by score", review.histogram, here=review.own_bin)


def _labels(view: DebriefView, review: ReviewView) -> tuple[Words, ...]:
    """Which way the decisions went that lost nothing: old ones can be right, new ones wrong."""
    best = [view.decisions[d.number - 1].label for d in review.decisions if d.loss < SHOWN_LOSS]
    old, new = best.count("old"), best.count("new")
    if not old + new:
        return ()
    if old and new:
        return (Words(f"Of your decisions that lost nothing, {old} went the old way and {new} the new."),)
    one = "old" if old else "new"
    if old + new == 1:
        return (Words(f"One decision of yours lost nothing; it went the {one} way."),)
    return (Words(f"{old + new} decisions of yours lost nothing; all of them went the {one} way."),)


def road(view: DebriefView, review: ReviewView | None, reason: str) -> PageView:
    """The best way on from the costliest decision, its course beside the player's, and what was luck in it.

    In a case file also the road that was really taken.
    """
    happened = _happened(view)
    if review is None:
        page = unreviewed("road", "The road not taken", reason)
        return replace(page, after=happened)
    worst = costliest(review)
    if worst is None or not review.road or review.road_score is None:
        none = Words("There is none: under the luck that fell, no other way from any of your decisions scores higher.")
        return PageView("road", "The road not taken", (none, *_lucky(review)), after=happened)
    steps = ", then ".join(quoted(answer.name) for answer in worst.best_line)
    told = f"It parts from yours in {round_named(worst.number, worst.round_title)}: {steps}."
    score = f"It ends at a score of {review.road_score}, yours at {view.outputs.score}."
    return PageView(
        "road",
        "The road not taken",
        (Words(f"{told} {score}"),),
        _beside(view, review),
        after=(Words(_luck(worst)), *_lucky(review), *happened),
    )


def _happened(view: DebriefView) -> tuple[Words, ...]:
    """What really happened, where the story is a case."""
    told: list[Words] = []
    for round_ in view.rounds:
        if (history := round_.history) is not None:
            chose = "You did what they did." if history.same else f"They chose {quoted(history.chose)}."
            told += [Words(f"What really happened, {one_line(history.when)}", "head"), Words(chose)]
            told.append(Words(history.told, "story"))
            told += [Words(f"Source: {one_line(source)}", "note") for source in history.sources]
    return tuple(told)


def _beside(view: DebriefView, review: ReviewView) -> Lines:
    mine = Line("yours", tuple(Point(p.value) for p in view.trajectory))
    other = Line("road", tuple(Point(p.value) for p in review.road), "sparse")
    title = "Value by round, yours and on the road not taken"
    return by_round(title, (mine, other), (view.trajectory, review.road))


def _luck(worst: DecisionWorth) -> str:
    """Whether the better answer was better only because of the luck that fell."""
    best = next(a for a in worst.answers if a.id == worst.best.id)
    mine = next(a for a in worst.answers if a.chosen)
    fell, average = best.under_the_luck - mine.under_the_luck, best.on_average - mine.on_average
    if all(abs(a.under_the_luck - a.on_average) < SHOWN_LUCK for a in worst.answers):
        return "Luck has no part in this: under any other luck the answers are worth the same."
    under = f"under the luck that fell the better answer could bring {fell:.0f} more"
    if abs(average) < SHOWN_LUCK:
        return f"This was luck: {under}, on average luck the two are worth the same."
    if average < 0:
        return f"This was luck: {under}, on average luck yours is the better one, by {-average:.0f}."
    kind = "mostly luck" if average < fell / 3 else "part luck" if average < fell * 2 / 3 else "the choice, not luck"
    return f"This was {kind}: {under}, on average luck {average:.0f}."


def _lucky(review: ReviewView) -> tuple[Words, ...]:
    """A decision that was best under the luck that fell and would not have been on average."""
    for decision in review.decisions:
        mine = next((a for a in decision.answers if a.chosen), None)
        other = max(decision.answers, key=lambda a: a.on_average, default=None)
        if mine is None or other is None or decision.loss >= SHOWN_LOSS:
            continue
        if other.on_average - mine.on_average >= 10 * SHOWN_LUCK:
            where = round_named(decision.number, decision.round_title)
            more = f"{other.on_average - mine.on_average:.0f}"
            told = (
                f"Luck helped you in {where}: on average luck {quoted(other.title)} would have been worth {more} more."
            )
            return (Words(told),)
    return ()
