"""The five questions with what happened in one game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.headings import QUESTIONS
from chasm_game.debrief.page import Fact, Kind, Sentence
from chasm_game.debrief.pages.beliefs import first_facts, first_ids, first_names
from chasm_game.debrief.predictions import expected, prediction_facts, who_lost
from chasm_game.debrief.selection import payers
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["five_questions"]


def five_questions(view: DebriefView) -> tuple[Sentence, Sentence, Sentence, Sentence, Sentence]:
    """The same five, in the same order, with the facts of this game in them."""
    return _believed(view), _sure(view), _paid(view), _would_say(view), _next(view)


def _believed(view: DebriefView) -> Sentence:
    # Without a sheet nothing was said: the company's deeds stand for what was believed.
    said, people = first_ids(view, lambda b: b.before), first_ids(view, lambda b: b.people_start)
    theirs, first = first_names(view, people), first_facts(Kind.PEOPLE_BEFORE, people)
    if all(b.before is None for b in view.beliefs):
        deeds = first_ids(view, lambda b: b.start)
        return Sentence(
            "What did you believe creates the most value when you began? The company's deeds put "
            f"{first_names(view, deeds)} first, the people {theirs}.",
            (*first_facts(Kind.DEEDS_BEFORE, deeds), *first),
        )
    yours, facts = first_names(view, said), (*first_facts(Kind.SAID_BEFORE, said), *first)
    if said == people:
        text = f"Before the game you put {yours} first, as the people do. Where did your first decision show it?"
        return Sentence(text, facts)
    text = f"Before the game you put {yours} first; the people put {theirs} first. What made you think so?"
    return Sentence(text, facts)


def _sure(view: DebriefView) -> Sentence:
    line = view.most_confident_miss
    if line is not None and line.prediction is not None:
        made = line.prediction
        came = f"it was {who_lost(made)}" if made.actual else "nobody lost anything to speak of"
        return Sentence(
            f"In {quoted(line.round_title)} you were {made.confidence} % sure that {expected(made)}, and {came}. "
            "What had you not seen?",
            prediction_facts(made, line.number),
        )
    if any(d.prediction for d in view.decisions):
        text = "You saw every time who would lose most. What did you look at?"
        return Sentence(text, (Fact(Kind.NO_MISS),))
    return Sentence(QUESTIONS[1])


def _paid(view: DebriefView) -> Sentence:
    best = view.best_round
    if best is None:
        text = "Value rose in no round after a decision of yours. Who paid, and what was bought with it?"
        return Sentence(text, (Fact(Kind.BEST_ROUND),))
    losers = payers(best)
    if not losers:
        text = f"In the end nobody paid for your best round, {quoted(best.round_title)}. What made that possible?"
        return Sentence(text, (Fact(Kind.PAID, round=best.number),))
    most, points = "paid most" if len(losers) > 1 else "paid", f"{-losers[0].points:.1f}"
    return Sentence(
        f"{one_line(losers[0].name)} {most} for your best round, {quoted(best.round_title)}: {points} points of trust "
        "in the end. Would they say that it was worth it?",
        (Fact(Kind.PAID, losers[0].id, best.number, amount=float(points), sign=-1),),
    )


def _would_say(view: DebriefView) -> Sentence:
    people, deeds = first_ids(view, lambda b: b.people), first_ids(view, lambda b: b.revealed)
    asked = sum(d.asked for d in view.decisions)
    # `1 times` is no English, and `two times` hardly any.
    times = {1: "once", 2: "twice"}.get(asked, f"{asked} times")
    heard = f"You asked them {times}." if asked else "You never asked them."
    theirs, yours = first_names(view, people), first_names(view, deeds)
    facts = (
        *first_facts(Kind.PEOPLE_FIRST, people),
        *first_facts(Kind.DEEDS_FIRST, deeds),
        Fact(Kind.ASKED_TIMES, count=asked),
    )
    if people == deeds:
        text = f"Your deeds put {yours} first, as the people do. {heard} What would they still hold against you?"
        return Sentence(text, facts)
    text = f"The people put {theirs} first, your deeds {yours}. {heard} What would they say to your face?"
    return Sentence(text, facts)


def _next(view: DebriefView) -> Sentence:
    if not view.decisions:
        return Sentence(QUESTIONS[4])
    # Shock included: it is the round that is remembered as the good one.
    kept = max(view.decisions, key=lambda d: d.value_after - d.value_before)
    like = f"Which decision that waits for you is most like {quoted(kept.round_title)}"
    fact = Fact(Kind.BEST_SO_FAR, round=kept.number)
    return Sentence(f"{like}, and what will you do about it on Monday?", (fact,))
