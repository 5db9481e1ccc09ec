"""The five questions, then the story's own, real cases beside it, and what to do next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.course import landed, landed_fact
from chasm_game.debrief.pages.five_questions import five_questions
from chasm_game.debrief.predictions import count_facts
from chasm_game.grammar import percent
from chasm_game.text import one_line
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView

__all__ = ["monday", "talk"]


def talk(view: DebriefView) -> PageView:
    """Five questions of ours, the story's points and questions, and its parallels with their sources."""
    words = [Words.of(each, mark=f"{n}.") for n, each in enumerate(five_questions(view), start=1)]
    if own := [text for text in view.questions if not _repeats(text)]:
        words.append(Words("The story asks", "head"))
        # Counted on behind the five: a room speaks of `question seven`, and there must be one.
        words += [Words(text, "story", f"{n}.") for n, text in enumerate(own, start=len(words))]
    if view.points:
        words.append(Words("What to see in it", "head"))
        words += [Words(text, "story", "·") for text in view.points]
    if view.parallels:
        words.append(Words("It has happened", "head"))
    for parallel in view.parallels:
        words += [Words(one_line(parallel.case), "name"), Words(parallel.text, "story")]
        if parallel.source:
            words.append(Words(f"Source: {one_line(parallel.source)}", "note"))
    return PageView("talk", "To talk about", tuple(words))


def _repeats(question: str) -> bool:
    """Whether a story asks what is asked in any case, word for word."""
    return any(_words(question) == _words(each) for each in QUESTIONS)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def monday(view: DebriefView) -> PageView:
    """Four things to do with one real decision, each beside how it went here."""
    words = [Words("Take one decision that waits for you next week.")]
    words += [Words.of(each, mark=f"{n}.") for n, each in enumerate(_steps(view), start=1)]
    return PageView("monday", "On Monday", tuple(words))


def _steps(view: DebriefView) -> Iterator[Sentence]:
    yield _with("Write down who will lose most by it, and how sure you are.", _foreseen(view))
    yield _with("Ask one of them before you decide.", _asked(view))
    yield _with("Say in public only what you will do.", _kept(view))
    yield _with("Look again in a month, at those who did not complain too.", _later(view))


def _with(step: str, here: Sentence | None) -> Sentence:
    """A step, and how it went here where there is something to say."""
    return Sentence(step) if here is None else Sentence(f"{step} {here.text}", here.facts)


def _foreseen(view: DebriefView) -> Sentence | None:
    made = [d.prediction for d in view.decisions if d.prediction]
    if not made:
        return None
    return Sentence(f"Here you were right in {sum(p.hit for p in made)} of {len(made)}.", count_facts(made))


def _asked(view: DebriefView) -> Sentence | None:
    count, asked = len(view.decisions), sum(d.asked for d in view.decisions)
    if not count:
        return None
    facts = Fact(Kind.ASKED_TIMES, count=asked), Fact(Kind.ROUNDS, count=count)
    if count == 1:
        return Sentence("Here you asked." if asked else "Here you did not ask.", facts)
    return Sentence(f"Here you asked in {asked} of {count} rounds.", facts)


def _kept(view: DebriefView) -> Sentence:
    share = view.outputs.say_do
    if share is None:
        return Sentence("Here you made no promise that falls due.", (Fact(Kind.SAY_DO),))
    kept = percent(share)
    fact = Fact(Kind.SAY_DO, share=int(kept.removesuffix(" %")))
    return Sentence(f"Here you kept {kept} of your promises.", (fact,))


def _later(view: DebriefView) -> Sentence | None:
    moved = landed(view)
    if moved is None or not felt(moved):
        return None
    text = f"Here value still {'rose' if moved > 0 else 'fell'} by {abs(moved):.1f} after your last decision."
    return Sentence(text, (landed_fact(moved),))
