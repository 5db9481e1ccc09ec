"""What a debrief picks out of a game to talk about: the same on every face, and in a room of many games."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.views.thresholds import felt, shows

if TYPE_CHECKING:
    from chasm_game.views.debrief import BestDecisionView, DebriefView, UnaskedView
    from chasm_game.views.named import PointsView
    from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView

__all__ = ["best_answer", "chosen_answer", "costliest", "lost", "payers", "single", "turning_point", "unasked_round"]


def lost(worth: DecisionWorth) -> bool:
    """Whether a decision lost anything that would be seen in its number."""
    return shows(worth.loss)


def costliest(review: ReviewView) -> DecisionWorth | None:
    """The decision that lost most, the first of equal ones; None where none lost anything worth a word."""
    worst = max(review.decisions, key=lambda d: d.loss, default=None)
    return worst if worst is not None and lost(worst) else None


def turning_point(review: ReviewView) -> DecisionWorth | None:
    """The decision that is told as the turning point; None where none lost enough to be one."""
    return next((d for d in review.decisions if d.number == review.turning_point), None)


def single(review: ReviewView) -> bool:
    """Whether a game was one decision, with none after the best answer either: whatever is said of it is said once."""
    return len(review.decisions) == 1 and len(review.decisions[0].best_line) <= 1


def best_answer(worth: DecisionWorth) -> AnswerWorth | None:
    """The best answer that was open."""
    return next((a for a in worth.answers if a.id == worth.best.id), None)


def chosen_answer(worth: DecisionWorth) -> AnswerWorth | None:
    """The player's own."""
    return next((a for a in worth.answers if a.chosen), None)


def payers(best: BestDecisionView) -> tuple[PointsView, ...]:
    """Those who lost something to speak of by the best round's decision, the most first."""
    return tuple(each for each in best.paid if felt(each.points))


def unasked_round(view: DebriefView, review: ReviewView | None) -> UnaskedView | None:
    """The unasked round in which asking would have mattered most: the turning point, the miss, the costliest.

    Rounds in which an ask was left come before the others. Without a review the miss, or the first in which there was
    something to hear. None where nothing was lost by not asking.
    """
    unasked = {u.number: u for u in view.unasked}
    could = {number: u for number, u in unasked.items() if u.could}
    order: list[int] = []
    if review is not None and review.turning_point is not None:
        order.append(review.turning_point)
    if view.most_confident_miss is not None:
        order.append(view.most_confident_miss.number)
    if review is not None:
        # By loss, and by number where losses are equal: the same round in every run.
        costly = sorted((d for d in review.decisions if lost(d)), key=lambda d: (-d.loss, d.number))
        order += [d.number for d in costly]
    else:
        order += sorted(could, key=lambda number: (not could[number].voices, number))
    # First all rounds in which asking was possible: to have missed what one could not do is no lesson.
    return next((known[number] for known in (could, unasked) for number in order if number in known), None)
