"""The promises of a game as an account: what was said, what had come when it was due, and what that did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.debrief.phrases import moment_named, round_named
from chasm_game.grammar import joined, plural, quoted, tenths
from chasm_game.text import one_line, signed
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.accounts import Moment, PromiseLine
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.named import PointsView

__all__ = ["promises"]

IN_POINTS = (
    "A promise is counted in points of trust as they are sent, before the chasm takes its part. What its own answer "
    "sends until it is due counts, at once or later, gains less losses, and as far as the leaders carried it; words "
    "alone never count."
)


def promises(view: DebriefView) -> PageView | None:
    """Every promise, and what became of it; None where nothing was promised."""
    if not view.promises:
        return None
    return PageView(
        "promises",
        "What you promised",
        tuple(Words.of(*_of_one(view, each)) for each in view.promises),
        table=_account(view.promises),
        after=(Words(IN_POINTS, "note"),),
    )


def _of_one(view: DebriefView, promise: PromiseLine) -> Iterator[Sentence]:
    """What was said to whom, and what came of it."""
    made = promise.made
    whom = joined([f"{one_line(c.name)} ({c.claimed:.1f})" for c in promise.claims])
    yield Sentence(
        f"In {round_named(made.number, made.title)}, you chose {quoted(promise.response)} and promised "
        f"{promise.claimed:.1f} points: to {whom}.",
        (Fact(Kind.PROMISED, round=made.number, amount=_digit(promise.claimed)),),
    )
    if pleased := _moved(promise.pleased):
        yield Sentence(f"The words alone pleased at once: {pleased}.")
    yield _settled(view, promise)
    yield from _cost(promise)


def _settled(view: DebriefView, promise: PromiseLine) -> Sentence:
    """When it was due, and how much of it had come; or that the company fell before."""
    came = joined([f"{one_line(c.name)} {signed(c.came)}" for c in promise.claims])
    if promise.due is None:
        text = (
            f"It was not yet due when the company fell ({plural(promise.later, 'round')} too early), and counts as not "
            f"kept; what had come by then: {came}."
        )
        # The clock stopped with the fall; this is when it would have been due.
        due = len(view.decisions) + _silent_rounds(view) + promise.later
        return Sentence(text, (Fact(Kind.KEPT, round=promise.made.number, amount=0.0, count=due, sign=-1),))
    kept, gap = _digit(promise.kept), _digit(promise.gap)
    fact = Fact(Kind.KEPT, round=promise.made.number, amount=kept, count=_clock(view, promise.due))
    lead = f"It was due in {moment_named(promise.due)}; what had come by then: {came}."
    if not shows(promise.gap):
        # Less stayed open than is shown, and it cost what is: both would stand there side by side.
        trace = ", but for a trace" if _moved(promise.cost) else ""
        return Sentence(f"{lead} It was kept{trace}.", (fact,))
    if not shows(promise.kept):
        return Sentence(f"{lead} Nothing of it was kept.", (fact,))
    return Sentence(f"{lead} {kept:.1f} of it was kept, {gap:.1f} stayed open.", (fact,))


def _cost(promise: PromiseLine) -> Iterator[Sentence]:
    """What its settling did to trust and to credibility."""
    if cost := _moved(promise.cost):
        facts = tuple(
            Fact(Kind.OPEN_COST, each.id, promise.made.number, amount=_digit(each.points), sign=-1)
            for each in promise.cost
            if shows(each.points)
        )
        yield Sentence(f"What was open cost trust when it was due: {cost}.", facts)
    if promise.credibility is not None and shows(promise.credibility):
        way = "built" if promise.credibility > 0 else "cost"
        yield Sentence(f"It {way} {abs(promise.credibility):.1f} points of credibility.")


def _moved(points: tuple[PointsView, ...]) -> str:
    return joined([f"{one_line(p.name)} {signed(p.points)}" for p in points if shows(p.points)])


def _account(found: tuple[PromiseLine, ...]) -> Table:
    """A row for each stakeholder of each promise."""
    rows = tuple(
        (
            f"{promise.made.number}. {one_line(claim.name)}",
            _due(promise),
            f"{claim.claimed:.1f}",
            signed(claim.came),
            f"{claim.kept:.1f}",
            f"{claim.claimed - claim.kept:.1f}",
        )
        for promise in found
        for claim in promise.claims
    )
    return Table(("Promised in round, to", "Due", "Promised", "Came", "Kept", "Open"), rows, changes=(3,))


def _due(promise: PromiseLine) -> str:
    if promise.due is None:
        return NONE
    return f"+{promise.due.number}" if promise.due.silent else f"{promise.due.number}"


def _silent_rounds(view: DebriefView) -> int:
    return sum(point.coast for point in view.trajectory)


def _clock(view: DebriefView, at: Moment) -> int:
    """Rounds of the game by then, silent ones counted on."""
    return at.number + len(view.decisions) * at.silent


def _digit(points: float) -> float:
    """As it is shown."""
    # Never `-0.0`, which would be told as a loss of nothing.
    return tenths(points) + 0.0
