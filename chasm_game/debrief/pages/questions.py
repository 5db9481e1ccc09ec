"""The five questions of every debrief: as a room is asked them, and with what happened in one game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.people import first_of, payers_of
from chasm_game.debrief.predictions import expected, who_lost
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["QUESTIONS", "five_questions"]

QUESTIONS = (
    "What did you believe created value at the start?",
    "Where were you most sure, and wrong?",
    "Which stakeholder paid for your best round?",
    "What would the people say?",
    "What will you do on Monday?",
)
"""To be talked about in this order: on the last screen of a room, in the guide, on a page whose story has none."""


def five_questions(view: DebriefView) -> tuple[str, str, str, str, str]:
    """The same five, in the same order, with the facts of this game in them."""
    return _believed(view), _sure(view), _paid(view), _would_say(view), _next(view)


def _believed(view: DebriefView) -> str:
    said, people = first_of(view, lambda b: b.before), first_of(view, lambda b: b.people)
    if not said:
        start = first_of(view, lambda b: b.start)
        return (
            f"What did you believe creates the most value when you began? The company's deeds put {start} first, "
            f"the people {people}."
        )
    if said == people:
        return f"Before the game you put {said} first, as the people do. Where did your first decision show it?"
    return f"Before the game you put {said} first; the people put {people} first. What made you think so?"


def _sure(view: DebriefView) -> str:
    line = view.most_confident_miss
    if line is not None and line.prediction is not None:
        made = line.prediction
        came = f"it was {who_lost(made)}" if made.actual else "nobody lost anything to speak of"
        return (
            f"In {quoted(line.round_title)} you were {made.confidence} % sure that {expected(made)}, and {came}. "
            "What had you not seen?"
        )
    if any(d.prediction for d in view.decisions):
        return "You saw every time who would lose most. What did you look at?"
    return QUESTIONS[1]


def _paid(view: DebriefView) -> str:
    best = view.best_round
    if best is None:
        return "Value rose in no round after a decision of yours. Who paid, and what was bought with it?"
    payers = payers_of(best)
    if not payers:
        return f"In the end nobody paid for your best round, {quoted(best.round_title)}. What made that possible?"
    most = "paid most" if len(payers) > 1 else "paid"
    with_what = f"{-payers[0].points:.1f} points of trust in the end"
    return (
        f"{one_line(payers[0].name)} {most} for your best round, {quoted(best.round_title)}: {with_what}. "
        "Would they say that it was worth it?"
    )


def _would_say(view: DebriefView) -> str:
    people, deeds = first_of(view, lambda b: b.people), first_of(view, lambda b: b.revealed)
    asked = sum(d.asked for d in view.decisions)
    times = {1: "once", 2: "twice"}.get(asked, f"{asked} times")
    heard = f"You asked them {times}." if asked else "You never asked them."
    if people == deeds:
        return f"Your deeds put {deeds} first, as the people do. {heard} What would they still hold against you?"
    return f"The people put {people} first, your deeds {deeds}. {heard} What would they say to your face?"


def _next(view: DebriefView) -> str:
    if not view.decisions:
        return QUESTIONS[4]
    kept = max(view.decisions, key=lambda d: d.value_after - d.value_before)
    like = f"Which decision that waits for you is most like {quoted(kept.round_title)}"
    return f"{like}, and what will you do about it on Monday?"
