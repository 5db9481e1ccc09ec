"""Questions that use what happened in this game, then the story's own, real cases beside it, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.session.walk.people import first_of, payers_of
from chasm_game.session.walk.telling import listed, plural, quoted
from chasm_game.session.walk.views import PageView, Words
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.session.views import DebriefView

__all__ = ["five_questions", "monday", "talk"]


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


def five_questions(view: DebriefView) -> tuple[str, str, str, str, str]:
    """The five questions of every debrief, with the facts of this game."""
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
        expected = "nobody would lose" if made.who == "Nobody" else f"{one_line(made.who)} would lose most"
        came = "nobody did" if made.actual == ("Nobody",) else f"it was {listed(made.actual)}"
        return (
            f"In {quoted(line.round_title)} you were {made.confidence} % sure that {expected}, and {came}. "
            "What had you not seen?"
        )
    if any(d.prediction for d in view.decisions):
        return "You saw every time who would lose most. What did you look at?"
    return "Where were you most sure, and how did it come out?"


def _paid(view: DebriefView) -> str:
    best = view.best_round
    if best is None:
        return "Value rose in no round after a decision of yours. Who paid, and what was bought with it?"
    payers = payers_of(best)
    if not payers:
        return f"In the end nobody paid for your best round, {quoted(best.round_title)}. What made that possible?"
    name, points = payers[0]
    most = "paid most" if len(payers) > 1 else "paid"
    with_what = f"{-points:.1f} points of trust in the end"
    return (
        f"{one_line(name)} {most} for your best round, {quoted(best.round_title)}: {with_what}. "
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
        return "What will you do on Monday?"
    kept = max(view.decisions, key=lambda d: d.value_after - d.value_before)
    like = f"Which decision that waits for you is most like {quoted(kept.round_title)}"
    return f"{like}, and what will you do about it on Monday?"


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
