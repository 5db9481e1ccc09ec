"""How the company stands, in sentences: the dashboard, the chasm, what was promised; and changes, up and down."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from chasm_game.debrief import happenings
from chasm_game.gauges import Group
from chasm_game.grammar import ended, joined, whole
from chasm_game.text import money, one_line
from chasm_game.views.dashboard import fold_names, has_moved, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.dashboard import Dashboard, GaugeView
    from chasm_game.views.events import PromiseView
    from chasm_game.views.named import Named
    from chasm_game.views.round import RoundView

__all__ = [
    "board",
    "by_sign",
    "chasm",
    "chasm_before_deciding",
    "chasm_in_detail",
    "dashboard",
    "moved",
    "promises",
    "stands",
]


def stands(view: RoundView) -> Iterator[str]:
    """How the company stands: the dashboard, the chasm, and what was promised."""
    yield dashboard(view.dashboard)
    yield chasm_before_deciding(view.chasm)
    yield from promises(view.promises)


def board(view: RoundView) -> str:
    """What this round can move, and what else there is to hear; everything where something else has changed.

    Who the leaders are is told in the first round, and by `state` again: behind each name in each round it is noise.
    """
    roles = view.number == 1
    if not view.folded or has_moved(view.dashboard, view.folded):
        return dashboard(view.dashboard, roles=roles)
    rest = joined(fold_names(view.dashboard, view.folded))
    return (
        f"{dashboard(without(view.dashboard, view.folded), roles=roles)} There is more to hear, of {rest}: type state."
    )


def promises(open_now: Iterable[PromiseView]) -> Iterator[str]:
    """What was promised and is not due yet."""
    yield from map(happenings.open_promise, open_now)


def dashboard(view: Dashboard, *, roles: bool = True) -> str:
    """What the company is told about itself, in one paragraph; with `roles` what each leader does."""
    trust = [f"{one_line(s.name)} {s.reported:.0f}{moved(s.moved)}" for s in view.stakeholders]
    cash = f"Cash {money(view.cash.value, view.cash.unit)}{moved(view.cash.moved, 1)}."
    heard = [f"Trust, as reported: {joined(trust)}."] if trust else []
    value = [] if view.value is None else [f"Value {view.value.value:.1f}{moved(view.value.moved(1), 1)}."]
    return " ".join([*value, cash, *heard, *_gauges(view.gauges), *_leaders(view, roles=roles)])


def _leaders(view: Dashboard, *, roles: bool) -> Iterator[str]:
    """Who carries what is decided, and how far; together where they are folded."""
    if not view.leaders and view.assent is not None:
        yield f"How far your leaders carry things, of 100: {view.assent.value:.0f}{moved(view.assent.moved(0))}."
    found = []
    for leader in view.leaders:
        role = f" ({one_line(leader.role)})" if leader.role and roles else ""
        found.append(f"{one_line(leader.name)}{role} {leader.assent:.0f}{moved(leader.moved)}")
    if found:
        yield f"How far your leaders carry things, of 100: {joined(found)}."


def _gauges(gauges: Iterable[GaugeView]) -> Iterator[str]:
    """The gauges in the order of their table, a sentence each or a sentence for a group."""

    def group_of(gauge: GaugeView) -> Group:  # named and typed, or mypy knows nothing of the groups below
        return gauge.group

    for group, members in groupby(gauges, key=group_of):
        values = [f"{one_line(g.name)} {g.value:.0f}{moved(g.moved)}" for g in members]
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


def chasm_before_deciding(view: ChasmView) -> str:
    """The same where a round waits, and why it is not as it was."""
    return " ".join(filter(None, (chasm(view), happenings.people_moved(view))))


def _wider(width: float, before: float | None) -> str:
    # Between the two numbers that are heard: whoever remembers 22 and hears 19 expects 3.
    change = 0 if before is None else whole(before) - whole(width)
    return f", {abs(change)} {'narrower' if change > 0 else 'wider'} than before" if change else ""


def chasm_in_detail(view: ChasmView) -> Iterator[str]:
    """The chasm with what its halves mean, and how value is created, axis by axis."""
    yield chasm(view)
    if view.how is not None:
        yield happenings.HALVES
    for way in view.ways:
        company, people = happenings.side_of(way, way.company), happenings.side_of(way, way.people)
        # Deeds, and no opinion: "You" was heard as what the player believes.
        yield f"{ended(one_line(way.axis.title))} Your company: {company}. The people: {people}."


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
