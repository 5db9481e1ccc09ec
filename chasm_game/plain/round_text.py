"""A round in sentences: what a screen reader says well, without colour, drawing or columns.

And how plain mode asks for numbers, and says changes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from chasm_game.debrief import happenings
from chasm_game.debrief.aim import AIM
from chasm_game.gauges import Group
from chasm_game.grammar import ended, joined, plural
from chasm_game.prose import inline, plain
from chasm_game.text import money, one_line
from chasm_game.views.dashboard import fold_names, has_moved, without
from chasm_game.views.round import round_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.dashboard import Dashboard, GaugeView
    from chasm_game.views.events import PromiseView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.named import Named
    from chasm_game.views.round import PostView, RoundView


__all__ = [
    "belief_question",
    "board",
    "by_sign",
    "chasm",
    "chasm_in_detail",
    "dashboard",
    "feed",
    "introduction",
    "moved",
    "opening",
    "prediction_question",
    "promises",
    "story",
    "voices",
    "whole_round",
]


def introduction(intro: IntroView) -> Iterator[str]:
    """What is played; of a room that has not begun, its title alone."""
    yield ended(one_line(intro.title))
    if not intro.rounds:
        return
    if intro.summary:
        yield plain(intro.summary)
    yield f"You are {one_line(intro.you)} of {ended(one_line(intro.company))}"
    most = "At most " if intro.at_most else ""
    # Devices of a room are not told its luck: by it, all could be played ahead.
    luck = f", played under luck number {intro.seed}" if intro.save or intro.seed else ""
    yield f"{most}{plural(intro.rounds, 'round')}, about {plural(intro.minutes, 'minute')}{luck}."
    if intro.harder:
        yield f"This game is {intro.difficulty}. {plain(intro.harder)}"
    yield AIM
    if intro.practice:
        yield "This is practice: you may take decisions back, you see every point, and nothing is ranked."
    if intro.save:
        yield f"Every decision is saved at once, in {one_line(intro.save)}"


def whole_round(view: RoundView) -> Iterator[str]:
    """A round up to the question what to do."""
    yield from story(view)
    yield from stands(view)


def stands(view: RoundView) -> Iterator[str]:
    """How the company stands: the dashboard, the chasm, and what was promised."""
    yield dashboard(view.dashboard)
    yield chasm(view.chasm)
    yield from promises(view.promises)


def board(view: RoundView) -> str:
    """What this round can move, and what else there is to hear; everything where something else has changed."""
    if not view.folded or has_moved(view.dashboard, view.folded):
        return dashboard(view.dashboard)
    rest = joined(fold_names(view.dashboard, view.folded))
    return f"{dashboard(without(view.dashboard, view.folded))} There is more to hear, of {rest}: type state."


def promises(open_now: Iterable[PromiseView]) -> Iterator[str]:
    """What was promised and is not due yet."""
    yield from map(happenings.open_promise, open_now)


def story(view: RoundView, *, heard: bool = False, folded: bool = False) -> Iterator[str]:
    """What did not happen before it, what happened unless it was `heard` already, and what is posted.

    With `folded` what was read in an earlier game is left out, and said to be.
    """
    yield from map(plain, view.averted)
    yield f"{round_of(view)}. {ended(one_line(view.title))}"
    folded = folded and bool(view.read) and not heard
    if folded:
        rest = "the rest of it" if view.unread else "this"
        yield f"You know {rest} from an earlier game. Type again to hear all of it."
    for text in () if heard else view.unread if folded else view.shock:
        yield plain(text)
    yield from feed(view.feed)


def opening(intro: IntroView, *, folded: bool = False) -> Iterator[str]:
    """The first page of the story, before anybody is asked what they believe; one that was read is only named."""
    title, *texts = intro.opening
    yield ended(one_line(title))
    if folded and intro.opening_read:
        yield "You know how it begins from an earlier game. Type story to hear it."
    else:
        yield from map(plain, texts)


def voices(view: RoundView) -> Iterator[str]:
    """What the people say when they are asked, and what is known from then on."""
    companion = view.ask.companion
    along = "" if companion is None else f" with {one_line(companion.name)}"
    yield f"You asked the people{along}, for {money(view.ask.cost, view.dashboard.cash.unit)}. {_left(view.ask.left)}"
    if companion is not None:
        yield f"{one_line(companion.name)} has heard it too: assent {companion.assent:.0f}."
    if not view.ask.voices:
        yield "Nobody has anything to say that you did not know."
    for voice in view.ask.voices:
        yield f"{one_line(voice.who)}: “{inline(voice.text)}”"
    true = [f"{one_line(s.name)} {s.true:.0f}" for s in view.dashboard.stakeholders if s.true is not None]
    if true:
        yield f"How far they really trust you: {joined(true)}."
    weights = [f"{one_line(s.name)} {s.weight:.0%}" for s in view.dashboard.stakeholders if s.weight is not None]
    if weights:
        yield f"What the people believe creates the most value: {joined(weights)}."
    yield from chasm_in_detail(view.chasm)


def _left(asks: int) -> str:
    if not asks:
        return "That was the last time."
    return "You can ask once more." if asks == 1 else f"You can ask {asks} more times."


def feed(posts: Iterable[PostView]) -> Iterator[str]:
    """What the people post."""
    for post in posts:
        yield f"{one_line(post.who)} posts: “{inline(post.text)}”"


def dashboard(view: Dashboard) -> str:
    """What the company is told about itself, in one paragraph."""
    trust = [f"{one_line(s.name)} {s.reported:.0f}{moved(s.change)}" for s in view.stakeholders]
    cash = f"Cash {money(view.cash.value, view.cash.unit)}{moved(view.cash.change, 1)}."
    heard = [f"Trust, as reported: {joined(trust)}."] if trust else []
    value = [] if view.value is None else [f"Value {view.value.value:.1f}{moved(view.value.change, 1)}."]
    return " ".join([*value, cash, *heard, *_gauges(view.gauges), *_leaders(view)])


def _leaders(view: Dashboard) -> Iterator[str]:
    """Who carries what is decided, and how far; together where they are folded."""
    if not view.leaders and view.assent is not None:
        yield f"How far your leaders carry things, of 100: {view.assent.value:.0f}{moved(view.assent.change)}."
    found = []
    for leader in view.leaders:
        role = f", {one_line(leader.role)}," if leader.role else ""
        found.append(f"{one_line(leader.name)}{role} {leader.assent:.0f}{moved(leader.change)}")
    if found:
        yield f"How far your leaders carry things, of 100: {joined(found)}."


def _gauges(gauges: Iterable[GaugeView]) -> Iterator[str]:
    """The gauges in the order of their table, a sentence each or a sentence for a group."""

    def group_of(gauge: GaugeView) -> Group:  # named and typed, or mypy knows nothing of the groups below
        return gauge.group

    for group, members in groupby(gauges, key=group_of):
        values = [f"{one_line(g.name)} {g.value:.0f}{moved(g.change)}" for g in members]
        match group:
            case Group.CHARACTER:
                yield from (f"{value}." for value in values)
            case Group.KNOW_HOW:
                # Three gauges in one breath: apart they would be half of what is heard in every round.
                yield f"Know-how: {joined([value[0].lower() + value[1:] for value in values])}."
            case Group.MONEY | Group.LEADERS:
                pass  # told with its unit; with what they do
            case _:
                assert_never(group)


def chasm(view: ChasmView) -> str:
    """The chasm, as far as it can be seen."""
    if view.in_mist or view.width is None:
        return "The far side of the chasm stands in mist: you have not asked the people yet."
    change = _wider(view.width, view.before)
    parts = [("whom you create value for", view.whom, view.whom_before), ("how", view.how, view.how_before)]
    known = [(name, at, before) for name, at, before in parts if at is not None]
    halves = [f"{name} {at:.0f}{_wider(at, before)}" for name, at, before in known]
    by_half = f" Its halves: {'; '.join(halves)}." if len(halves) > 1 else ""
    return f"The chasm between you and the people is {view.width:.0f} wide{change}.{by_half}"


def _wider(width: float, before: float | None) -> str:
    change = 0.0 if before is None else before - width
    size = f"{abs(change):.0f}"
    return "" if size == "0" else f", {size} {'narrower' if change > 0 else 'wider'} than before"


def chasm_in_detail(view: ChasmView) -> Iterator[str]:
    """The chasm with what its halves mean, and how value is created, axis by axis."""
    yield chasm(view)
    if view.how is not None:
        yield happenings.HALVES
    for way in view.ways:
        you, people = happenings.side_of(way, way.company), happenings.side_of(way, way.people)
        yield f"{ended(one_line(way.axis.title))} You: {you}. The people: {people}."


def moved(change: float, digits: int = 0) -> str:
    """`, up 3`, or nothing where nothing is left after rounding."""
    size = f"{abs(change):.{digits}f}"
    return "" if float(size) == 0 else f" ({'up' if change > 0 else 'down'} {size})"


def by_sign(touched: Iterable[tuple[Named, int, float | None]]) -> str:
    """`Up: a, b. Down: c.` of names, signs and, where they may be known, points: `Up: a 2.0, b 0.3.`"""
    by_direction: dict[int, list[str]] = {1: [], -1: []}
    for who, sign, points in touched:
        by_direction[sign].append(one_line(who.name) + ("" if points is None else f" {abs(points):.1f}"))
    words = {1: "Up", -1: "Down"}
    return " ".join(f"{words[sign]}: {', '.join(names)}." for sign, names in by_direction.items() if names)


def belief_question(intro: IntroView, *, after: bool) -> str:
    """What creates the most value, and how to answer."""
    names = [one_line(name) for _, name in intro.stakeholders]
    begin = "Once more, now that it is over: w" if after else "Before you begin: w"
    return (
        f"{begin}hat creates the most value for a company like this? Spread 100 points over {joined(names)}. "
        f"Type {len(names)} numbers in this order, with spaces between, or skip."
    )


def prediction_question(targets: Sequence[tuple[str, str]]) -> str:
    """Who will lose most, and how to answer."""
    names = ", ".join(f"{n} {one_line(name)}" for n, (_, name) in enumerate(targets, start=1))
    return (
        f"Who will lose most by the end of this round? {names}. "
        "Type a number, and if you like how sure you are, 20 to 100: for example 1 70. Or skip."
    )
