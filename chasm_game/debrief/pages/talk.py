"""The five questions, then the story's own, real cases beside it, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.course import landed
from chasm_game.debrief.pages.five_questions import five_questions
from chasm_game.grammar import percent, plural
from chasm_game.text import one_line
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView

__all__ = ["monday", "talk"]


def talk(view: DebriefView) -> PageView:
    """Five questions of ours, the story's points and questions, and its parallels with their sources."""
    words = [Words(text, mark=f"{n}.") for n, text in enumerate(five_questions(view), start=1)]
    if view.questions:
        words.append(Words("The story asks", "head"))
        words += [Words(text, "story", f"{n}.") for n, text in enumerate(view.questions, start=len(words))]
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


def monday(view: DebriefView) -> PageView:
    """Four things to do with one real decision, each beside how it went here."""
    words = [Words("Take one decision that waits for you next week.")]
    words += [Words(text, mark=f"{n}.") for n, text in enumerate(_steps(view), start=1)]
    return PageView("monday", "On Monday", tuple(words))


def _steps(view: DebriefView) -> Iterator[str]:
    count = len(view.decisions)
    made = [d.prediction for d in view.decisions if d.prediction]
    here = f" Here you were right in {sum(p.hit for p in made)} of {len(made)}." if made else ""
    yield f"Write down who will lose most by it, and how sure you are.{here}"
    asked = sum(d.asked for d in view.decisions)
    here = f" Here you asked in {asked} of {plural(count, 'round')}." if count else ""
    yield f"Ask one of them before you decide.{here}"
    kept = percent(view.outputs.say_do)
    here = (
        f" Here you kept {kept} of your promises." if view.outputs.say_do is not None else " Here you promised nothing."
    )
    yield f"Say in public only what you will do.{here}"
    yield f"Look again in a month, at those who did not complain too.{_later(view)}"


def _later(view: DebriefView) -> str:
    moved = landed(view)
    if moved is None or not felt(moved):
        return ""
    return f" Here value still {'rose' if moved > 0 else 'fell'} by {abs(moved):.1f} after your last decision."
