"""The five questions with what happened in one game: they point at what the pages tell, and do not tell it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.debrief.pages.beliefs import first_ids
from chasm_game.debrief.selection import payers
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["five_questions"]


def five_questions(view: DebriefView) -> tuple[Sentence, Sentence, Sentence, Sentence, Sentence]:
    """The same five, in the same order, each about something of this game."""
    return _believed(view), _sure(view), _paid(view), _would_say(view), _next(view)


def _believed(view: DebriefView) -> Sentence:
    if not view.decisions:
        return Sentence(QUESTIONS[0])
    first = view.decisions[0]
    text = (
        "What did you believe creates the most value when you began, and where does your first decision, "
        f"{quoted(first.response)}, show it?"
    )
    return Sentence(text, (Fact(Kind.BEGAN_WITH, first.response_id, first.number),))


def _sure(view: DebriefView) -> Sentence:
    if (line := view.most_confident_miss) is not None:
        text = f"What had you not seen in {quoted(line.round_title)}?"
        return Sentence(text, (Fact(Kind.WAS_SUREST_MISS, round=line.number),))
    if made := sum(d.prediction is not None for d in view.decisions):
        # Of what was predicted alone: in the other rounds nobody knows what was seen.
        times = "whenever you predicted" if made > 1 else "the one time you predicted"
        text = f"What did you look at, that you were right {times} who would lose most?"
        return Sentence(text, (Fact(Kind.NO_MISS),))
    # Who never said it was never sure, nor wrong.
    return Sentence("Where would you have been most sure who would lose most, and wrong?")


def _paid(view: DebriefView) -> Sentence:
    best = view.best_decision
    if best is None:
        return Sentence("Who paid for what you did, and what was bought with it?")
    losers = payers(best)
    if not losers:
        text = f"What made it possible that nobody lost trust by {quoted(best.response)}?"
        return Sentence(text, (Fact(Kind.PAID, round=best.number),))
    text = f"Would {one_line(losers[0].name)} say that {quoted(best.response)} was worth it?"
    return Sentence(text, (Fact(Kind.PAID, losers[0].id, best.number, sign=-1),))


def _would_say(view: DebriefView) -> Sentence:
    if first_ids(view, lambda b: b.people) == first_ids(view, lambda b: b.revealed):
        return Sentence("What would the people still hold against you?", (Fact(Kind.AS_THE_PEOPLE, sign=1),))
    return Sentence("What would the people say to your face?", (Fact(Kind.AS_THE_PEOPLE, sign=-1),))


def _next(view: DebriefView) -> Sentence:
    best = view.best_decision
    if best is None:
        return Sentence(QUESTIONS[4])
    text = f"Which decision that waits for you is most like {quoted(best.round_title)}, and what will you do about it?"
    return Sentence(text, (Fact(Kind.BEST_SO_FAR, round=best.number),))
