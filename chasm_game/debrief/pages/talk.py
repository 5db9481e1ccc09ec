"""The five questions, then the story's own, real cases beside it, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.page import PageView, Words
from chasm_game.debrief.pages.questions import five_questions
from chasm_game.grammar import plural
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView

__all__ = ["monday", "talk"]


def talk(view: DebriefView) -> PageView:
    """Five questions of ours, the story's points and questions, and its parallels with their sources."""
    told = [Words(text, mark=f"{n}.") for n, text in enumerate(five_questions(view), start=1)]
    if view.questions:
        told.append(Words("The story asks", "head"))
        told += [Words(text, "story", f"{n}.") for n, text in enumerate(view.questions, start=len(told))]
    if view.points:
        told.append(Words("What to see in it", "head"))
        told += [Words(text, "story", "·") for text in view.points]
    if view.parallels:
        told.append(Words("It has happened", "head"))
    for parallel in view.parallels:
        told += [Words(one_line(parallel.case), "name"), Words(parallel.text, "story")]
        if parallel.source:
            told.append(Words(f"Source: {one_line(parallel.source)}", "note"))
    return PageView("talk", "To talk about", tuple(told))


def monday(view: DebriefView) -> PageView:
    """Four things to do with one real decision, each beside how it went here."""
    told = [Words("Take one decision that waits for you next week.")]
    told += [Words(text, mark=f"{n}.") for n, text in enumerate(_steps(view), start=1)]
    return PageView("monday", "On Monday", tuple(told))


def _steps(view: DebriefView) -> Iterator[str]:
    count = len(view.decisions)
    made = [d.prediction for d in view.decisions if d.prediction]
    here = f" Here you were right in {sum(p.hit for p in made)} of {len(made)}." if made else ""
    yield f"Write down who will lose most by it, and how sure you are.{here}"
    asked = sum(d.asked for d in view.decisions)
    here = f" Here you asked in {asked} of {plural(count, 'round')}." if count else ""
    yield f"Ask one of them before you decide.{here}"
    share = view.outputs.say_do
    here = " Here you promised nothing." if share is None else f" Here you kept {share * 100:.0f} % of your promises."
    yield f"Say in public only what you will do.{here}"
    yield f"Look again in a month, at those who did not complain too.{_later(view)}"


def _later(view: DebriefView) -> str:
    played = [p for p in view.trajectory if not p.coast]
    last = view.trajectory[-1]
    if view.ending.id == "fallen" or not last.coast or abs(last.value - played[-1].value) < 0.5:
        return ""
    way = "rose" if last.value > played[-1].value else "fell"
    return f" Here value still {way} by {abs(last.value - played[-1].value):.1f} after your last decision."
