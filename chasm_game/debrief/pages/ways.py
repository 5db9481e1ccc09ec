"""How value is created, axis by axis: as the player said, as the deeds show, as the people would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.grammar import quoted, whole
from chasm_game.text import one_line, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.views.debrief import DebriefView, WayLine

    Place = Callable[[WayLine], float | None]

__all__ = ["ways"]

COLUMNS: tuple[tuple[str, Place], ...] = (
    ("You before", lambda w: w.before),
    ("You after", lambda w: w.after),
    ("Deeds before", lambda w: w.start),
    ("Deeds after", lambda w: w.revealed),
    ("The people before", lambda w: w.people_start),
    ("The people", lambda w: w.people),
)
SCALE = "Each axis goes from its one statement, −100, to its other, +100."


def ways(view: DebriefView) -> PageView | None:
    """The company's ways against the people's wishes, and what the player said; None in a rulebook without axes."""
    if not view.ways:
        return None
    return PageView(
        "ways",
        "How value is created",
        (Words.of(*_own(view), Sentence(SCALE)), *(Words.of(_axis(each)) for each in view.ways)),
        table=_table(view.ways),
        after=(Words.of(_half(view)),),
    )


def _axis(way: WayLine) -> Sentence:
    """Its two statements, where the company stood between them, and where the people wish it."""
    start, end = _hundredths(way.start), _hundredths(way.revealed)
    wished, wish = _hundredths(way.people_start), _hundredths(way.people)
    went = f"stayed at {_written(end)}" if start == end else f"went from {_written(start)} to {_written(end)}"
    if wished == wish:
        people = f"the people wish for {_written(wish)}"
    else:
        people = f"the people wished for {_written(wished)} at the start and {_written(wish)} at the end"
    facts = [Fact(Kind.WAY, way.id, start=start, amount=end), Fact(Kind.WISH, way.id, start=wished, amount=wish)]
    said = ((Kind.SAID_HOW_BEFORE, way.before), (Kind.SAID_HOW_AFTER, way.after))
    facts += [Fact(kind, way.id, amount=_hundredths(at)) for kind, at in said if at is not None]
    return Sentence(
        f"{one_line(way.title)}, from {quoted(way.low)} (−100) to {quoted(way.high)} (+100): your company {went}; "
        f"{people}.{_sheets(way)}",
        tuple(facts),
    )


def _sheets(way: WayLine) -> str:
    """What the player said, in a sentence of its own."""
    before, after = (None if at is None else _written(_hundredths(at)) for at in (way.before, way.after))
    if before is not None and after is not None:
        return f" You said {before} before the game and {after} after it."
    if before is not None:
        return f" You said {before} before the game."
    return "" if after is None else f" You said {after} after the game."


def _own(view: DebriefView) -> Iterator[Sentence]:
    """How far the player's sheets are from what the people wish."""
    before, after = (None if how is None else whole(how) for how in (view.own_how_before, view.own_how_after))
    fact = Fact(Kind.OWN_HOW, start=before, amount=after)
    lead = "The second half of your own chasm, between your sheet and what the people wish, was"
    if before is not None and after is not None:
        yield Sentence(f"{lead} {before} before the game and {after} after it.", (fact,))
    elif before is not None or after is not None:
        one, when = (before, "before") if before is not None else (after, "after")
        yield Sentence(f"{lead} {one} {when} the game.", (fact,))


def _half(view: DebriefView) -> Sentence:
    """What lies between deeds and wishes."""
    halves = view.outputs.halves
    assert halves is not None  # there are axes
    start, end = whole(halves.how_start), whole(halves.how_end)
    return Sentence(
        f"Between your company's ways and these wishes lies the second half of the chasm: {start} at the start, "
        f"{end} at the end.",
        (Fact(Kind.HOW, start=start, amount=end, sign=(end > start) - (end < start)),),
    )


def _table(lines: tuple[WayLine, ...]) -> Table:
    """The places on each axis; what nobody said, and where the people stayed, has no column of its own."""
    moved = any(_hundredths(w.people) != _hundredths(w.people_start) for w in lines)
    kept = [
        (head, of)
        for head, of in COLUMNS
        if any(of(w) is not None for w in lines) and (moved or head != "The people before")
    ]
    rows = tuple((one_line(w.title), *(_cell(of(w)) for _, of in kept)) for w in lines)
    return Table(("From −100 to 100", *(head for head, _ in kept)), rows)


def _cell(at: float | None) -> str:
    return NONE if at is None else _written(_hundredths(at))


def _hundredths(at: float) -> int:
    return whole(100 * at)


def _written(hundredths: int) -> str:
    return signed(hundredths, 0)
