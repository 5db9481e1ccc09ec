"""What the people would have said, had they been asked where it would have mattered most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.arrows import arrow_words, arrows
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.happenings import WAITING_FALLS, chances_of_falling
from chasm_game.debrief.headings import ASKING
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import costliest, lost, unasked_round
from chasm_game.grammar import joined, quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import AnswerImpacts, DebriefView, UnaskedView
    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["asking", "unasked_rounds"]

AGAINST_WAITING = (
    "Now is the end of that round, later is when the last of what an answer sends has landed. Both are held against "
    "doing nothing in that round; words, and what becomes of them when they are due, are counted."
)


def asking(view: DebriefView, review: ReviewView | None, reason: str) -> PageView | None:
    """What would have been heard where it would have mattered most; or what was heard, and decided against.

    None where neither is to be told, or not known before every other way was played.
    """
    if review is None and not reason:
        return None
    found = unasked_round(view, review)
    if found is None:
        return _heard_and_lost(view, review)
    voices = _voices(found)
    heard = "They would have said:" if voices else "Nobody would have said anything new, but you would have seen this."
    return PageView(
        "asking",
        ASKING,
        (Words.of(*_unasked(view, review, found), Sentence(heard, (_heard(found),))), *voices),
        table=directions(found),
        after=(*_waiting(found), Words(AGAINST_WAITING, "note")),
    )


def _heard_and_lost(view: DebriefView, review: ReviewView | None) -> PageView | None:
    """That what cost most was decided after the people were heard."""
    worst = costliest(review) if review else None
    if worst is None or not view.decisions[worst.number - 1].asked:
        return None
    where = round_named(worst.number, worst.round_title)
    text = f"In {where}, which cost you most, you had asked the people and decided otherwise. What did you hear?"
    fact = Fact(Kind.HEARD_AND_LOST, round=worst.number)
    return PageView("asking", "Heard, and decided otherwise", (Words.of(Sentence(text, (fact,))),))


def unasked_rounds(view: DebriefView) -> Iterator[PageView]:
    """A page for every round in which the people were not asked, with what they would have said."""
    for each in view.unasked:
        left = "" if each.could else " No ask was left."
        text = f"You chose {quoted(each.response)} without asking the people.{left}"
        chose = Words.of(Sentence(text, (_unasked_fact(each), _heard(each))))
        heading = f"{each.number}. {one_line(each.round_title)}"
        words = (chose, *_voices(each))
        yield PageView(f"unasked-{each.number}", heading, words, table=directions(each), after=_waiting(each))


def _waiting(found: UnaskedView) -> tuple[Words, ...]:
    """That waiting led to a fall, which every answer is held against."""
    falls = any(answer.fall is not None and answer.fall.waiting_later for answer in found.answers)
    return (Words(WAITING_FALLS),) if falls else ()


def _unasked_fact(found: UnaskedView) -> Fact:
    return Fact(Kind.UNASKED, found.response_id, found.number, sign=1 if found.could else -1)


def _heard(found: UnaskedView) -> Fact:
    return Fact(Kind.VOICES, round=found.number, count=len(found.voices))


def _voices(found: UnaskedView) -> tuple[Words, ...]:
    return tuple(Words(v.text, "story", f"{one_line(v.who)}:") for v in found.voices)


def _asked_facts(numbers: list[int]) -> tuple[Fact, ...]:
    return tuple(Fact(Kind.ASKED, round=n) for n in numbers)


def _rounds(numbers: list[int]) -> str:
    return f"round{'s' if len(numbers) > 1 else ''} {joined([str(n) for n in numbers])}"


def _unasked(view: DebriefView, review: ReviewView | None, found: UnaskedView) -> Iterator[Sentence]:
    """Which round is told, and why this one."""
    where = round_named(found.number, found.round_title)
    text = f"In {where}, you chose {quoted(found.response)} without asking the people."
    yield Sentence(text, (_unasked_fact(found),))
    if not found.could:
        yield _spent(view)
    worth = next((d for d in review.decisions if d.number == found.number), None) if review else None
    if review is not None and review.turning_point == found.number:
        yield Sentence("It was the turning point.", (Fact(Kind.WAS_TURNING, round=found.number),))
    elif view.most_confident_miss is not None and view.most_confident_miss.number == found.number:
        fact = Fact(Kind.WAS_SUREST_MISS, round=found.number)
        yield Sentence("It is where you were most sure, and wrong.", (fact,))
    elif review is not None and worth is not None and lost(worth):
        yield _cost_most(view, review, worth)


def _cost_most(view: DebriefView, review: ReviewView, worth: DecisionWorth) -> Sentence:
    """Among which rounds it was the costliest: a round without an ask left may have cost more."""
    unasked = {u.number for u in view.unasked}
    # A costlier round may have had no ask left; the sentence then says among which rounds it was.
    most = max(d.loss for d in review.decisions if d.number in unasked)
    where = "you did not ask" if worth.loss >= most else "you could have asked and did not"
    fact = Fact(Kind.WAS_COSTLIEST, round=worth.number, sign=1 if worth.loss >= most else 0)
    return Sentence(f"Of the rounds in which {where}, it cost you most.", (fact,))


def _spent(view: DebriefView) -> Sentence:
    asked = [d.number for d in view.decisions if d.asked]
    if not asked:
        return Sentence("You had no ask to spend.", (Fact(Kind.ASKED_TIMES, count=0),))
    return Sentence(f"You had spent your asks on {_rounds(asked)}.", _asked_facts(asked))


def directions(found: UnaskedView) -> Table:
    """Whom each answer would have been seen to move, by the end of the round and later."""
    rows = tuple(
        (f"{a.number}. {one_line(a.title)}{' (yours)' if a.id == found.response_id else ''}", *_moved(a))
        for a in found.answers
    )
    own = next((n for n, a in enumerate(found.answers) if a.id == found.response_id), None)
    return Table(("Answer", "Now", "Later"), rows, marked=own)


def _moved(answer: AnswerImpacts) -> tuple[str, str]:
    """Both moments in words; the fall that an answer leads to stands with what it does later."""
    now, later = (arrow_words(arrows(answer.impacts, later=at)) for at in (False, True))
    falls = "" if answer.fall is None else chances_of_falling(answer.fall)
    return now or NONE, " ".join(filter(None, (f"{later}." if later and falls else later, falls))) or NONE
