"""The decision that lost most, beside what else was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.headings import WHOLE_ROUND
from chasm_game.debrief.page import PageView, Table, Words
from chasm_game.debrief.pages.luck_or_choice import luck_or_choice
from chasm_game.debrief.pages.waiting import unreviewed
from chasm_game.debrief.phrases import round_named, the_way
from chasm_game.debrief.selection import best_answer, lost, single, turning_point
from chasm_game.grammar import plural, quoted, tenths, whole
from chasm_game.text import one_line
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["OF_ALL", "REACH", "answers", "cost", "labels", "together", "turning"]

OF_ALL = "of all that lies between the worst and the best way"
"""Of what a loss is told in per cent."""

REACH = (
    "The numbers are scores that were within reach after each answer: the best one under your luck, and what best play "
    "expects that does not know the luck to come. Asking is held as you did it."
)


def turning(view: DebriefView, review: ReviewView | None, reason: str) -> PageView | None:
    """The turning point with what was open; None where no decision lost enough to be one."""
    if review is None:
        return unreviewed("turning", "The turning point", reason, *_without_review(view))
    worst = turning_point(review)
    if worst is None:
        return None
    # Of several decisions the page of the road tells this; of a single one there is no such page.
    luck = (Words.of(luck_or_choice(worst)),) if single(review) else ()
    return PageView(
        "turning",
        "The turning point",
        (Words.of(cost(view, worst, is_turning=True)), Words.of(_better(view, worst))),
        table=answers(worst),
        after=(Words(REACH, "note"), *luck, *labels(view, review)),
    )


def _without_review(view: DebriefView) -> tuple[Words, ...]:
    falls = [(d.value_after - d.value_before, d) for d in view.decisions]
    fall, down = min(falls, key=lambda f: f[0], default=(0.0, None))
    if down is None or fall >= 0 or not felt(fall):
        return ()
    where = round_named(down.number, down.round_title)
    fell = f"What can be said: {WHOLE_ROUND}, value fell most in {where}, by {-fall:.1f}."
    text = f"{fell} You chose {quoted(down.response)}."
    return (Words.of(Sentence(text, (Fact(Kind.VALUE_FELL, down.response_id, down.number, amount=tenths(-fall)),))),)


def cost(view: DebriefView, worst: DecisionWorth, *, is_turning: bool) -> Sentence:
    """What the costliest decision was, and how much of all that was to be won it cost."""
    label = view.decisions[worst.number - 1].label
    where = round_named(worst.number, worst.round_title)
    chose = f"you chose {quoted(worst.chosen.name)}{the_way(label)}"
    fact = Fact(Kind.TURNING, worst.chosen.id, worst.number, share=whole(worst.loss))
    # `0 %` of something that is told as a loss would read like a mistake.
    span = f"{whole(worst.loss)} %" if felt(worst.loss) else "less than 1 %"
    if is_turning:
        whole_range = f"{span} {OF_ALL} through this story"
        others = "; no other decision cost you more" if len(view.decisions) > 1 else ""
        text = f"In {where}, {chose}. It cost {whole_range}{others}: {worst.verdict}."
    else:
        text = f"No decision lost much. The costliest was in {where}: {chose}, and it cost {span} {OF_ALL}."
    return Sentence(text, (fact,))


def together(view: DebriefView, review: ReviewView) -> tuple[Sentence, ...]:
    """What losses that are each small come to; nothing where one decision alone lost anything."""
    missing = whole(review.best_score) - view.outputs.score
    if sum(map(lost, review.decisions)) < 2 or missing <= 0:
        return ()
    # After each decision the best that is left is the next one's best: so the losses add up to what is missing.
    return (Sentence(f"Small losses add up: together they are {plural(missing, 'point')} of score."),)


def _better(view: DebriefView, worst: DecisionWorth) -> Sentence:
    best = best_answer(worst)
    mine, label = view.decisions[worst.number - 1].label, best.label if best else None
    text = f"The best answer was {quoted(worst.best.name)}{the_way(label)}."
    if label and mine and label != mine:
        text += f" Here the {label} way was the better one."
    facts = (Fact(Kind.BEST_ANSWER, worst.best.id, worst.number),)
    if best is not None and not best.chosen:
        text += f" From there the best way on would have led to a score of {whole(best.under_the_luck)}."
        facts = (Fact(Kind.BEST_ANSWER, worst.best.id, worst.number, amount=whole(best.under_the_luck)),)
    return Sentence(text, facts)


def answers(worth: DecisionWorth) -> Table:
    """What was open in a round: the score within reach after each answer, as luck fell and on average luck."""
    rows = tuple((_marked(a, worth), f"{whole(a.under_the_luck)}", _on_average(a)) for a in worth.answers)
    own = next((n for n, a in enumerate(worth.answers) if a.chosen), None)
    return Table(("What was open", "Your luck", "On average"), rows, marked=own)


def _on_average(answer: AnswerWorth) -> str:
    return "not measured" if answer.on_average is None else f"{whole(answer.on_average)}"


def _marked(answer: AnswerWorth, worth: DecisionWorth) -> str:
    marks = [word for word, holds in (("yours", answer.chosen), ("best", answer.id == worth.best.id)) if holds]
    return f"{one_line(answer.title)} ({', '.join(marks)})" if marks else one_line(answer.title)


def labels(view: DebriefView, review: ReviewView) -> tuple[Words, ...]:
    """Which way the decisions went that lost nothing: old ones can be right, new ones wrong."""
    if len(review.decisions) == 1:
        return ()  # the way of the only one stands beside it
    # Of what lost nothing only: which way was right is the lesson, not which way was gone more often.
    best = [view.decisions[d.number - 1].label for d in review.decisions if not lost(d)]
    old, new = best.count("old"), best.count("new")
    if not old + new:
        return ()
    one = "old" if old else "new"
    if old and new:
        text = f"Of your decisions that lost nothing, {old} went the old way and {new} the new."
    elif old + new == 1:
        text = f"One decision of yours lost nothing; it went the {one} way."
    else:
        text = f"{old + new} decisions of yours lost nothing; all of them went the {one} way."
    ways = (Fact(Kind.RIGHT_THE_OLD_WAY, count=old), Fact(Kind.RIGHT_THE_NEW_WAY, count=new))
    return (Words(text, facts=ways),)
