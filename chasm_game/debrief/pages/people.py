"""Who paid for the best round, and what was believed, before and after, beside the deeds and the people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.page import NONE, PageView, Table, Words
from chasm_game.debrief.phrases import round_named, the_way
from chasm_game.engine.score import distance
from chasm_game.grammar import joined, plural, quoted
from chasm_game.text import one_line, signed
from chasm_game.views.debrief import PointsView
from chasm_game.views.thresholds import felt, shows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.views.debrief import BeliefLine, BestRoundView, DebriefView

__all__ = ["beliefs", "first_of", "paid", "payers_of"]


def paid(view: DebriefView) -> PageView:
    """Who paid for the round in which value rose most, and who gained, then and later."""
    best = view.best_round
    if best is None:
        none = Words("Value rose in no round after a decision of yours, so nobody paid for your best round.")
        return PageView("paid", "There was no best round", (none,))
    label = view.decisions[best.number - 1].label
    where = round_named(best.number, best.round_title)
    when = (
        f"Your best round was {where}: after you chose {quoted(best.response)}{the_way(label)}, "
        f"value rose by {best.rise:.1f} to the end of the round."
    )
    told = tuple(Words(text) for text in (when, *_payers(best)))
    return PageView("paid", "Who paid for your best round", told, table=_moved(best))


def payers_of(best: BestRoundView) -> tuple[PointsView, ...]:
    """Those who lost something to speak of by the best round's decision, the most first."""
    return tuple(each for each in best.paid if felt(each.points))


def _payers(best: BestRoundView) -> Iterator[str]:
    """Who lost by the decision in all, and who had to wait for what it took at first."""
    payers = payers_of(best)
    if payers:
        most = f"{one_line(payers[0].name)} paid" + (" most" if len(payers) > 1 else "")
        gained = "" if best.gained else " In the end nobody gained by it."
        yield f"{most} for it: this decision took {-payers[0].points:.1f} points of trust there in all.{gained}"
    elif best.gained:
        yield "In the end nobody paid for it to speak of."
    else:
        yield "In the end the decision itself moved nobody: what rose, rose by what was begun before and by the rules."
    losers = {each.id for each in payers}
    lent = [each for each in best.at_once if each.points < 0 and felt(each.points) and each.id not in losers]
    if lent:
        names = joined([f"{one_line(each.name)} ({signed(each.points)})" for each in lent])
        still = {each.id for each in best.paid}
        back = "most of it" if any(each.id in still for each in lent) else "it"
        yield f"In the round itself {names} paid{' too' if payers else ''}, and had {back} back later."


def _moved(best: BestRoundView) -> Table | None:
    """Everybody whom the decision moved: in that round, later, in all."""
    at_once = {each.id: each.points for each in best.at_once}
    moved = {each.id: each for each in (*best.paid, *best.gained)}
    waited = (each for each in best.at_once if shows(each.points) and each.id not in moved)
    moved |= {each.id: PointsView(each.id, each.name, 0.0) for each in waited}
    rows = tuple(
        (one_line(each.name), signed(now), signed(each.points - now), signed(each.points))
        for each in sorted(moved.values(), key=lambda each: each.points)
        for now in (at_once.get(each.id, 0.0),)
    )
    return Table(("Points of trust", "In that round", "Later", "In all"), rows) if rows else None


def beliefs(view: DebriefView) -> PageView:
    """What creates the most value: said, shown by deeds, believed by the people."""
    columns: list[tuple[str, Callable[[BeliefLine], float | None]]] = [
        ("You before", lambda b: b.before),
        ("You after", lambda b: b.after),
        ("Deeds before", lambda b: b.start),
        ("Deeds after", lambda b: b.revealed),
        ("The people", lambda b: b.people),
    ]
    kept = [(head, of) for head, of in columns if any(of(b) is not None for b in view.beliefs)]
    rows = tuple((one_line(b.name), *(_share(of(b)) for _, of in kept)) for b in view.beliefs)
    return PageView(
        "beliefs",
        "What creates the most value",
        tuple(Words(text) for text in (*_firsts(view), *_own(view))),
        table=Table(("In shares of 100", *(head for head, _ in kept)), rows, shares=True),
        after=(Words(" ".join(_deeds(view))),),
    )


def _share(value: float | None) -> str:
    return NONE if value is None else f"{value * 100:.0f}"


def first_of(view: DebriefView, share: Callable[[BeliefLine], float | None]) -> str:
    """Whom a set of shares puts first, by name; two where they are equal, and `nobody` where more are.

    Empty where there are no shares.
    """
    found = [(value, one_line(b.name)) for b in view.beliefs if (value := share(b)) is not None]
    most = max((value for value, _ in found), default=0.0)
    names = [name for value, name in found if value >= most - 1e-9] if most > 0 else []
    return joined(names) if len(names) <= 2 else "nobody"


def _firsts(view: DebriefView) -> Iterator[str]:
    before, after = first_of(view, lambda b: b.before), first_of(view, lambda b: b.after)
    people = first_of(view, lambda b: b.people)
    if before and after:
        then = "and after it" if after == before else f"and {after} after it"
        yield f"You put {before} first before the game {then}. The people put first: {people}."
    elif before or after:
        when = "Before" if before else "After"
        yield f"{when} the game you put {before or after} first. The people put first: {people}."
    else:
        yield f"The people put first: {people}."


def _own(view: DebriefView) -> Iterator[str]:
    """The player's own chasm: between the sheet and the people."""
    before, after = view.own_chasm_before, view.own_chasm_after
    if before is not None and after is not None:
        moved = after - before
        if not felt(moved):
            way = "you stand where you stood"
        else:
            way = f"you came {-moved:.0f} nearer" if moved < 0 else f"you went {moved:.0f} further away"
        own_chasm = "Your own chasm, between your sheet and the people,"
        yield f"{own_chasm} was {before:.0f} before the game and {after:.0f} after it: {way}."
    elif before is not None or after is not None:
        own = before if before is not None else after
        when = "before" if before is not None else "after"
        yield f"Your own chasm, between your sheet {when} the game and the people, was {own:.0f}."


def _deeds(view: DebriefView) -> Iterator[str]:
    """Deeds against the people, and against what the player says."""
    out = view.outputs
    start, end = first_of(view, lambda b: b.start), first_of(view, lambda b: b.revealed)
    first = f"{end} first, as before" if start == end else f"{start} first when you began and {end} at the end"
    yield (
        f"Your company's deeds put {first}. Between them and the people lies the chasm: "
        f"{out.chasm_start:.0f} at the start, {out.chasm_end:.0f} at the end."
    )
    said = {b.id: b.after if b.after is not None else b.before for b in view.beliefs}
    words = {name: share for name, share in said.items() if share is not None}
    if words:
        apart = distance(words, {b.id: b.revealed for b in view.beliefs})
        yield f"What you say creates value and what your deeds say are {plural(round(apart), 'point')} apart."
