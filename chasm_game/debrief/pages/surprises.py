"""What was expected and came otherwise, and what the people would have said had they been asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Fall, Waterfall
from chasm_game.debrief.pages.page import NONE, PageView, Table, Words
from chasm_game.debrief.pages.telling import WAITING
from chasm_game.debrief.pages.turning_point import SHOWN_LOSS, costliest
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.predictions import came, expected_who, said
from chasm_game.grammar import joined, quoted
from chasm_game.text import one_line
from chasm_game.views.round import STRENGTHS
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.debrief import DebriefView, DecisionLine, UnaskedView
    from chasm_game.views.review import ReviewView
    from chasm_game.views.round import ImpactView

__all__ = ["asking", "miss", "to_tell"]

STEPS = 6
"""Causes that a waterfall shows one by one."""


def miss(view: DebriefView) -> PageView | None:
    """The most confident miss and its reasons, or how well it was known; None where nothing was predicted."""
    if not any(d.prediction for d in view.decisions):
        return None
    line = view.most_confident_miss
    if line is None or line.prediction is None:
        return PageView("miss", "You saw it coming", (Words(_calibrated(view)),), table=_predictions(view))
    figure = _why(view, line, line.prediction)
    told = [Words(_missed(line, line.prediction))]
    if line.reason:
        told.append(Words(f"You wrote: {quoted(line.reason)}"))
    if figure is not None and not figure.steps:
        told.append(Words(f"Nothing that followed in that round moved {figure.title}."))
        figure = None
    elif figure is not None:
        moved = figure.end - figure.start
        way = "stayed where it was" if not shows(moved) else f"{'rose' if moved > 0 else 'fell'} by {abs(moved):.1f}"
        told.append(Words(f"From your decision to the end of the round {figure.title} {way}, for these reasons."))
    return PageView("miss", "Where you were surest, and wrong", tuple(told), figure, after=_all(view))


def _missed(line: DecisionLine, made: PredictionView) -> str:
    where = f"In {round_named(line.number, line.round_title)}, you chose {quoted(line.response)}."
    return f"{where} {said(made)} {came(made)}"


def _why(view: DebriefView, line: DecisionLine, made: PredictionView) -> Waterfall | None:
    """The true trust of the one who lost most (or who was expected to) from the decision on, cause by cause."""
    who = made.actual[0] if made.actual else made.who
    round_ = view.rounds[line.number - 1]
    row = next((s for s in round_.dashboard.stakeholders if who is not None and s.id == who.id), None)
    if row is None or row.true is None:
        return None
    sums: dict[str, float] = {}
    for point in round_.ledger:
        if point.gauge == row.id and point.stage not in {"shock", "ask"}:
            cause = ("from earlier: " if point.stage == "echo" else "") + one_line(point.because)
            sums[cause] = sums.get(cause, 0.0) + point.amount
    shown = {cause for cause, _ in sorted(sums.items(), key=lambda item: -abs(item[1]))[:STEPS]}
    steps = [Fall(cause, amount) for cause, amount in sums.items() if cause in shown]
    rest = sum(amount for cause, amount in sums.items() if cause not in shown)
    if len(sums) > STEPS:
        steps.append(Fall("smaller things", rest))
    return Waterfall(f"the trust of {one_line(row.name)}", row.true - sum(sums.values()), tuple(steps))


def _all(view: DebriefView) -> tuple[Words, ...]:
    return (Words(_calibrated(view)),) if sum(d.prediction is not None for d in view.decisions) > 1 else ()


def _calibrated(view: DebriefView) -> str:
    """How often it was right, beside how sure it was."""
    made = [d.prediction for d in view.decisions if d.prediction]
    hits = sum(p.hit for p in made)
    sure = sum(p.confidence for p in made) / len(made)
    if len(made) == 1:
        return f"You predicted once, {sure:.0f} % sure, and were {'right' if hits else 'wrong'}."
    right = "never right" if not hits else "always right" if hits == len(made) else f"right in {hits}"
    told = f"In all you made {len(made)} predictions, were {right}, and {sure:.0f} % sure on average."
    apart = sure - 100 * hits / len(made)
    if len(made) < 3:
        return told
    if abs(apart) <= 15:
        return f"{told} You were about as sure as you were right."
    return told + (" You were surer than you were right." if apart > 0 else " You knew more than you dared to say.")


def _predictions(view: DebriefView) -> Table:
    rows = tuple(
        (f"{d.number}. {one_line(d.round_title)}", expected_who(d.prediction), f"{d.prediction.confidence} %")
        for d in view.decisions
        if d.prediction
    )
    return Table(("Round", "You expected to lose most", "Sure"), rows)


def to_tell(view: DebriefView, review: ReviewView | None) -> UnaskedView | None:
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
        costly = sorted((d for d in review.decisions if d.loss >= SHOWN_LOSS), key=lambda d: (-d.loss, d.number))
        order += [d.number for d in costly]
    else:
        order += sorted(could, key=lambda number: (not could[number].voices, number))
    return next((known[number] for known in (could, unasked) for number in order if number in known), None)


def asking(view: DebriefView, review: ReviewView | None, reason: str) -> PageView:
    """What asking would have told where it would have mattered most; or that it would have changed nothing."""
    if review is None and not reason:
        return PageView("asking", "What asking would have told", (Words(WAITING, "note"),), waiting=True)
    found = to_tell(view, review)
    if found is None:
        heading = "You asked when it mattered" if any(d.asked for d in view.decisions) else "Nothing was lost unasked"
        return PageView("asking", heading, tuple(Words(text) for text in _enough(view, review)))
    voices = tuple(Words(v.text, "story", f"{one_line(v.who)}:") for v in found.voices)
    said = "They would have said:" if voices else "Nobody would have said anything new, but you would have seen this."
    return PageView(
        "asking",
        "What asking would have told",
        (Words(f"{_unasked(view, review, found)} {said}"), *voices),
        table=_directions(found),
        after=(Words("Up and down are what each answer does by itself, at once and later.", "note"),),
    )


def _enough(view: DebriefView, review: ReviewView | None) -> Iterator[str]:
    asked = [d.number for d in view.decisions if d.asked]
    if not view.decisions:
        yield "No decision was taken, so there was nothing to ask about."
        return
    if len(asked) == len(view.decisions):
        yield "You asked the people in every round."
    elif asked:
        rounds = f"round{'s' if len(asked) > 1 else ''} {joined([str(n) for n in asked])}"
        yield f"You asked the people in {rounds} of {len(view.decisions)}."
    else:
        yield "You never asked the people."
    worst = costliest(review) if review else None
    if worst is not None and worst.number in asked:
        where = round_named(worst.number, worst.round_title)
        yield f"In {where}, which cost you most, you had heard them and decided otherwise."
    if view.unasked:
        yield "Where you did not ask, your answer was the best that was open: their voices would have changed nothing."


def _spent(view: DebriefView) -> str:
    asked = [str(d.number) for d in view.decisions if d.asked]
    if not asked:
        return " You had no ask to spend."
    return f" You had spent your asks on round{'s' if len(asked) > 1 else ''} {joined(asked)}."


def _unasked(view: DebriefView, review: ReviewView | None, found: UnaskedView) -> str:
    """Which round is told, and why this one."""
    where = round_named(found.number, found.round_title)
    left = "" if found.could else _spent(view)
    told = f"In {where}, you chose {quoted(found.response)} without asking the people.{left}"
    worth = next((d for d in review.decisions if d.number == found.number), None) if review else None
    if review is not None and review.turning_point == found.number:
        return f"{told} It was the turning point."
    if view.most_confident_miss is not None and view.most_confident_miss.number == found.number:
        return f"{told} It is where you were most sure, and wrong."
    if worth is not None and worth.loss >= SHOWN_LOSS:
        return f"{told} Of the rounds in which you did not ask, it cost you most."
    return told


def _directions(found: UnaskedView) -> Table:
    rows = tuple(
        (f"{a.number}. {one_line(a.title)}{' (yours)' if a.id == found.response_id else ''}", *_ways(a.impacts))
        for a in found.answers
    )
    own = next((n for n, a in enumerate(found.answers) if a.id == found.response_id), None)
    return Table(("Answer", "Up", "Down"), rows, marked=own)


def _ways(impacts: tuple[ImpactView, ...]) -> tuple[str, str]:
    ways = tuple(
        ", ".join(f"{one_line(i.name)} ({STRENGTHS[i.strength]})" for i in impacts if i.direction == sign)
        for sign in (1, -1)
    )
    return ways[0] or NONE, ways[1] or NONE
