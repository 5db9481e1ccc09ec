"""Promises, rescues, falls, leaders and the two halves in sentences: the same words for every face."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.debrief.quarters import nth
from chasm_game.grammar import joined, percent, plural, rounded, whole
from chasm_game.text import money, one_line
from chasm_game.views.consequences import STEPS, from_to
from chasm_game.views.events import KEPT
from chasm_game.views.foresight import CARRIED, STRANGE, STRENGTHS
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.views.chasm import ChasmView, WayView
    from chasm_game.views.consequences import ChangeView, LeaderChange
    from chasm_game.views.dashboard import LeaderView
    from chasm_game.views.events import FallView, PromisedView, PromiseView, RescueView, SettledView
    from chasm_game.views.foresight import CarryView, FallForecast

__all__ = [
    "COMING_ALONG",
    "DID_AS_THEY",
    "HALVES",
    "NOBODY_MOVED",
    "WAITING_FALLS",
    "carrying",
    "chances_of_falling",
    "due",
    "due_shortly",
    "fall",
    "fog",
    "fog_in_words",
    "halves",
    "heard_too",
    "leader_moved",
    "open_promise",
    "people_moved",
    "promised",
    "rescue",
    "settled",
    "side_of",
    "usually_moved",
    "watched",
]

NOBODY_MOVED = "Nobody's trust has changed to speak of."
"""Of a silent round."""
DID_AS_THEY = "You did what they did."
"""Of a case, where the player took the real decision."""

COMING_ALONG = (
    "Whoever comes along hears it too, and their assent rises. The more assent, the more is carried of what is strange "
    "to this house; and somebody who is convinced may do more than was decided."
)
"""What an ask with a leader can buy, before it is paid: not whom, not how much, and not which answer."""
HALVES = "Whom you create value for, and how: the chasm is the mean of both."
"""What the two halves mean, in a line."""
PEOPLE_MOVED = "Your deeds are as they were: the people want other things than before."
"""Why the chasm has another width where a round begins."""
AS_SENT = "Points of trust are counted as the answer sent them, its losses taken off, before the chasm took its part"
"""Why what came of a promise is not by how much trust rose: after strength and leaders, before the way across."""
WAITING_FALLS = "If nothing is done, the company falls."
"""That waiting leads to a fall."""
_SIDES = ((0.15, "between the two"), (0.45, "a little more {}"), (0.75, "more {}"), (2.0, "much more {}"))
"""How far from the middle of an axis: words up to there, and in the words the statement that is nearer."""


# ---------------------------------------------------------------- promises


def promised(to: PromisedView) -> str:
    """To whom, and how much: points only where they may be seen."""
    size = STRENGTHS[to.strength] if to.points is None else _points(to.points)
    return f"{one_line(to.name)} {size}"


def _points(points: float) -> str:
    """`22 points`, `1 point`, `4.5 points`: of what a promise is counted in, see `AS_SENT`."""
    shown = f"{points:.1f}".removesuffix(".0")
    return f"{shown} point" if shown == "1" else f"{shown} points"


def due(view: PromiseView) -> str:
    """When it is held against what was done."""
    return due_shortly(view) if view.left else "due at the end of this round"


def due_shortly(view: PromiseView) -> str:
    """The same where there is little room."""
    if view.over and view.left:
        # Nothing is decided any more: it is counted as the silent rounds are.
        return f"due in the {nth(view.left)} quarter after"
    return f"due in {plural(view.left, 'round')}" if view.left else "due now"


def open_promise(view: PromiseView) -> str:
    """A promise that is not due yet."""
    to = ", ".join(map(promised, view.to))
    return f"Promised in round {view.number}, “{one_line(view.response)}”: {to}; {due(view)}."


def _in_words(to: PromisedView) -> PromisedView:
    """The same without points."""
    return replace(to, points=None, came=None)


def settled(view: SettledView, *, points: bool = True) -> Iterator[str]:
    """A promise that was due: what was promised, what had come, what people make of it; with `points` where known."""
    verdict = {2: "kept", 1: "kept in part", 0: "not kept"}[view.kept]
    head = f"The promise of round {view.number}, “{one_line(view.response)}”, was due"
    to = view.to if points else tuple(map(_in_words, view.to))
    yield f"{head}, and it was {verdict}: {'; '.join(map(_came, to))}."
    if any(each.came is not None for each in to):
        yield f"{AS_SENT}."
    made_of = [f"credibility {STEPS[view.credibility]}"]
    made_of += [f"{one_line(who.name)} {STEPS[size]}" for who, size in view.backlash if size]
    yield f"What people make of it: {joined(made_of)}."


def _came(to: PromisedView) -> str:
    words = KEPT[to.kept or 0]
    if to.came is None or to.points is None:
        return f"{promised(to)}, {words}"
    return f"{promised(to)} promised, {to.came:.1f} came"


# ---------------------------------------------------------------- rescues and falls


def rescue(view: RescueView, unit: str | None) -> Iterator[str]:
    """That the owners have filled a hole, what it cost in their trust, and how often it was; no unit, no numbers."""
    owners = one_line(view.owners.name)
    if unit is None:
        yield f"The till was empty: {owners} stepped in."
    else:
        hole, cash = money(round(view.hole, 1), unit), money(round(view.cash, 1), unit)
        yield f"{hole} were missing: {owners} stepped in, and put {cash} in the till."
    points = "" if view.points is None or unit is None else f", {abs(view.points):.1f} points"
    yield f"It cost you part of their trust: {STEPS[view.step]}{points}."
    if view.times > 1:
        yield f"It is the {nth(view.times)} time that they had to."


def fall(view: FallView, unit: str | None) -> Iterator[str]:
    """That the company has fallen, why nobody stepped in, which promises are broken by it; no unit, no numbers."""
    owners = one_line(view.owners.name)
    missing = "" if unit is None else f": {money(round(view.hole, 1), unit)} are missing"
    yield f"The company cannot pay{missing}."
    if view.too_deep:
        yield f"That is deeper than {owners} fill. It has fallen."
    else:
        yield f"{owners} no longer trust it enough to step in. It has fallen."
    for promise in view.open:
        to = ", ".join(map(promised, promise.to if unit is not None else map(_in_words, promise.to)))
        made = f"The promise of round {promise.number}, “{one_line(promise.response)}” ({to})"
        yield f"{made}, was still open: it is broken."


def chances_of_falling(view: FallForecast) -> str:
    """That an answer ends the company, how likely and when; empty where it does not."""
    if not shows(view.later * 100):
        return ""
    if view.now >= 1:
        return "The company falls by it in this round."
    sooner = f"{percent(view.now)} in this round, " if shows(view.now * 100) else ""
    if view.later >= 1:
        return f"The company falls by it{f': {sooner}surely' if sooner else ''} in the rounds that follow."
    return f"The company may fall by it: {sooner}{percent(view.later)} in all."


# ---------------------------------------------------------------- the fog


def fog(stakeholders: Sequence[ChangeView]) -> dict[str, list[tuple[str, int]]]:
    """That more or less of the truth is heard than before, with all of whom it moved the reports, and the sign."""
    found: dict[str, list[tuple[str, int]]] = {}
    for change in stakeholders:
        for reason in change.reasons:
            if reason.fog:
                found.setdefault(reason.because, []).append((change.name, reason.sign))
    return found


def fog_in_words(stakeholders: Sequence[ChangeView]) -> Iterator[str]:
    """The same, a sentence each way."""
    for because, moved in fog(stakeholders).items():
        # Less of the truth sounds better than it is, for everybody; more of it, worse.
        way = "Up" if moved[0][1] > 0 else "Down"
        yield f"{because} {way}: {', '.join(one_line(name) for name, _ in moved)}."


# ---------------------------------------------------------------- leaders


def carrying(view: CarryView) -> str:
    """How strange an answer is to this house, and how far it would be carried."""
    share = "" if view.carry is None else f" ({percent(view.carry)})"
    return f"{STRANGE[view.strangeness]}, carried {CARRIED[view.carried]}{share}"


def leader_moved(view: LeaderChange, *, role: bool = True) -> str:
    """How far a leader came, and what they saw; with their `role` where nothing has told it."""
    change = view.change
    does = f" ({one_line(view.role)})" if view.role and role else ""
    return f"{one_line(change.name)}{does} {STEPS[change.step]}, {from_to(change, rounded)}: {watched(view)}"


def watched(view: LeaderChange) -> str:
    """What a leader looks at, and what they saw; and that it was something else, where they moved another way."""
    saw, came = ((n > 0) - (n < 0) for n in (view.seen, view.change.step))
    went = {1: "went up", -1: "went down", 0: "stayed about the same"}[saw]
    other = "; other things counted more" if came and came != saw else ""
    return f"watches {one_line(view.watches.name)}, which {went}{other}"


# ---------------------------------------------------------------- the halves


def people_moved(view: ChasmView) -> str:
    """Why the chasm has another width where a round waits; empty where none is seen.

    What moved since the last decision is the people's side, for nothing was done.
    """
    seen = ((view.width, view.before), (view.whom, view.whom_before), (view.how, view.how_before))
    moved = any(at is not None and before is not None and whole(at) != whole(before) for at, before in seen)
    return PEOPLE_MOVED if moved else ""


def halves(view: ChasmView) -> str:
    """The two halves, each with its width; empty in mist and where there is one only."""
    if view.whom is None or view.how is None:
        return ""
    return f"whom {view.whom:.0f}, how {view.how:.0f}"


def side_of(way: WayView, stands: float) -> str:
    """Where between the two statements of an axis something stands, in words."""
    statement = way.axis.high if stands > 0 else way.axis.low
    # The last end, 2, is beyond every axis (-1 to 1): one of them always fits.
    words = next(words for end, words in _SIDES if abs(stands) < end)
    return words.format(f"“{one_line(statement).rstrip('.')}”")


# ---------------------------------------------------------------- what is the same every round; who heard the people


def usually_moved(names: Sequence[str]) -> str:
    """Whom business and time moved, as in every round; without a full stop, for each face says how to hear more."""
    return f"As every round, business and time moved {joined(names)}"


def heard_too(companion: LeaderView) -> str:
    """The leader who came along when the people were asked."""
    return f"{one_line(companion.name)} has heard it too: assent {companion.assent:.0f}."
