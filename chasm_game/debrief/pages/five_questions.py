"""The five questions with what happened in one game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.beliefs import first_ids, first_names
from chasm_game.debrief.predictions import expected, who_lost
from chasm_game.debrief.questions import QUESTIONS
from chasm_game.debrief.selection import payers
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["five_questions"]


def five_questions(view: DebriefView) -> tuple[str, str, str, str, str]:
    """The same five, in the same order, with the facts of this game in them."""
    return _believed(view), _sure(view), _paid(view), _would_say(view), _next(view)


def _believed(view: DebriefView) -> str:
    said, people = first_ids(view, lambda b: b.before), first_ids(view, lambda b: b.people)
    theirs = first_names(view, people)
    if all(b.before is None for b in view.beliefs):
        start = first_names(view, first_ids(view, lambda b: b.start))
        return (
            f"What did you believe creates the most value when you began? The company's deeds put {start} first, "
            f"the people {theirs}."
        )
    yours = first_names(view, said)
    if said == people:
        return f"Before the game you put {yours} first, as the people do. Where did your first decision show it?"
    return f"Before the game you put {yours} first; the people put {theirs} first. What made you think so?"


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
    losers = payers(best)
    if not losers:
        return f"In the end nobody paid for your best round, {quoted(best.round_title)}. What made that possible?"
    most = "paid most" if len(losers) > 1 else "paid"
    with_what = f"{-losers[0].points:.1f} points of trust in the end"
    return (
        f"{one_line(losers[0].name)} {most} for your best round, {quoted(best.round_title)}: {with_what}. "
        "Would they say that it was worth it?"
    )


def _would_say(view: DebriefView) -> str:
    people, deeds = first_ids(view, lambda b: b.people), first_ids(view, lambda b: b.revealed)
    asked = sum(d.asked for d in view.decisions)
    times = {1: "once", 2: "twice"}.get(asked, f"{asked} times")
    heard = f"You asked them {times}." if asked else "You never asked them."
    theirs, yours = first_names(view, people), first_names(view, deeds)
    if people == deeds:
        return f"Your deeds put {yours} first, as the people do. {heard} What would they still hold against you?"
    return f"The people put {theirs} first, your deeds {yours}. {heard} What would they say to your face?"


def _next(view: DebriefView) -> str:
    if not view.decisions:
        return QUESTIONS[4]
    kept = max(view.decisions, key=lambda d: d.value_after - d.value_before)
    like = f"Which decision that waits for you is most like {quoted(kept.round_title)}"
    return f"{like}, and what will you do about it on Monday?"
