"""The decision that brought most over the whole game: who paid for it, and who gained, then and later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import PageView, Table, Words
from chasm_game.debrief.phrases import round_named, the_way
from chasm_game.debrief.selection import payers
from chasm_game.grammar import joined, quoted, tenths
from chasm_game.text import one_line, signed
from chasm_game.views.named import PointsView
from chasm_game.views.thresholds import felt, shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import BestDecisionView, DebriefView

__all__ = ["paid"]

ALONE = (
    "These points are the decision's own. What else moved people in the same rounds is not in them: whoever lost by "
    "the decision may have gained in all."
)
"""Why somebody paid whose trust did not fall."""


def paid(view: DebriefView) -> PageView | None:
    """The decision that brought most, and who paid for it and gained by it, then and later; None where none did."""
    best = view.best_decision
    if best is None:
        return None
    # Rounds are counted by decisions, so its number is its place among them.
    label = view.decisions[best.number - 1].label
    gain, where = tenths(best.gain), round_named(best.number, best.round_title)
    what = Sentence(
        f"Your best decision was {quoted(best.response)}{the_way(label)}, in {where}: "
        f"with all that came of it later it brought {gain:.1f} points of value, weighed by what the people value.",
        (Fact(Kind.BEST_DECISION, best.response_id, best.number, amount=gain, sign=1),),
    )
    words = (what, *_payers(best))
    table = _moved(best)
    after = (Words(ALONE, "note"),) if table is not None else ()
    return PageView("paid", "Who paid for your best decision", tuple(map(Words.of, words)), table=table, after=after)


def _payers(best: BestDecisionView) -> Iterator[Sentence]:
    """Who lost by the decision in all, and who had to wait for what it took at first."""
    losers = payers(best)
    if losers:
        first, points = losers[0], f"{-losers[0].points:.1f}"
        most = f"{one_line(first.name)} paid" + (" most" if len(losers) > 1 else "")
        yield Sentence(
            f"{most} for it: this decision took {points} points of trust there in all.",
            (Fact(Kind.PAID, first.id, best.number, amount=float(points), sign=-1),),
        )
    else:
        yield Sentence("In the end nobody lost trust by it to speak of.", (Fact(Kind.PAID, round=best.number),))
    yield from _lent(best, {each.id for each in losers})


def _lent(best: BestDecisionView, losers: set[str]) -> Iterator[Sentence]:
    """Who lost in the round itself and not in all."""
    lent = [each for each in best.at_once if each.points < 0 and felt(each.points) and each.id not in losers]
    if lent:
        names = joined([f"{one_line(each.name)} ({signed(each.points)})" for each in lent])
        still = {each.id for each in best.paid}
        back = "most of it" if any(each.id in still for each in lent) else "it"
        facts = tuple(Fact(Kind.LENT, each.id, best.number, amount=tenths(-each.points)) for each in lent)
        also = " also" if losers else ""
        yield Sentence(f"In the round itself it{also} took trust from {names}, and gave {back} back later.", facts)


def _moved(best: BestDecisionView) -> Table | None:
    """Everybody whom the decision moved: in that round, later, in all."""
    at_once = {each.id: each.points for each in best.at_once}
    moved = {each.id: each for each in (*best.paid, *best.gained)}
    # Who lost at once and had it back later is in neither list, and moved all the same.
    waited = (each for each in best.at_once if shows(each.points) and each.id not in moved)
    moved |= {each.id: PointsView(each.id, each.name, 0.0) for each in waited}
    rows = tuple(
        (one_line(each.name), signed(now), signed(each.points - now), signed(each.points))
        for each in sorted(moved.values(), key=lambda each: each.points)
        for now in (at_once.get(each.id, 0.0),)
    )
    return Table(("Points of trust", "In that round", "Later", "In all"), rows, changes=(1, 2, 3)) if rows else None
