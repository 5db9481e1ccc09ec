"""What creates the most value: as the player said, before and after, as the deeds show, as the people believe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.engine.score import chasm_of, distance, how_distance
from chasm_game.grammar import listed, plural, whole
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.views.debrief import BeliefLine, DebriefView

    Share = Callable[[BeliefLine], float | None]
    """One of the sets of shares."""

__all__ = ["beliefs", "first_facts", "first_ids", "first_names"]

CLOSE = 1e-9
"""Shares nearer to each other than this are equal."""
TOGETHER = 2
"""Names that can stand first together; where more are equal, nobody is first."""


COLUMNS: tuple[tuple[str, Share], ...] = (
    ("You before", lambda b: b.before),
    ("You after", lambda b: b.after),
    ("Deeds before", lambda b: b.start),
    ("Deeds after", lambda b: b.revealed),
    ("The people before", lambda b: b.people_start),
    ("The people", lambda b: b.people),
)


def beliefs(view: DebriefView) -> PageView:
    """What creates the most value: said, shown by deeds, believed by the people."""
    # By the whole numbers that are shown: two columns that look alike are one too many.
    moved = any(whole(100 * b.people) != whole(100 * b.people_start) for b in view.beliefs)
    kept = [
        (head, of)
        for head, of in COLUMNS
        if any(of(b) is not None for b in view.beliefs) and (moved or head != "The people before")
    ]
    rows = tuple((one_line(b.name), *(_share(of(b)) for _, of in kept)) for b in view.beliefs)
    return PageView(
        "beliefs",
        "What creates the most value",
        tuple(Words.of(sentence) for sentence in (_firsts(view), *_own(view))),
        table=Table(("In shares of 100", *(head for head, _ in kept)), rows, shares=True),
        after=(Words.of(_deeds(view), *_words_and_deeds(view)),),
    )


def _share(value: float | None) -> str:
    return NONE if value is None else f"{whole(value * 100)}"


def first_ids(view: DebriefView, share: Share) -> tuple[str, ...]:
    """Whom a set of shares puts first; two where they are equal, nobody where more are or where there are no shares."""
    found = [(value, b.id) for b in view.beliefs if (value := share(b)) is not None]
    most = max((value for value, _ in found), default=0.0)
    # Five equal shares name everybody, which says nothing: where more than two are equal nobody is first.
    ids = tuple(who for value, who in found if value >= most - CLOSE) if most > 0 else ()
    return ids if len(ids) <= TOGETHER else ()


def first_names(view: DebriefView, ids: tuple[str, ...]) -> str:
    """Their names as in a sentence; `nobody` for none."""
    return listed(b.name for b in view.beliefs if b.id in ids) or "nobody"


def first_facts(kind: Kind, ids: tuple[str, ...]) -> list[Fact]:
    """Who stands first, as facts; nobody where nobody does."""
    return [Fact(kind, who) for who in ids or ("",)]


def _firsts(view: DebriefView) -> Sentence:
    """Whom the player's sheets and the people put first."""
    sheets = [(kind, first_ids(view, of)) for kind, of in _sheets(view)]
    people = first_ids(view, lambda b: b.people)
    facts = [fact for kind, ids in (*sheets, (Kind.PEOPLE_FIRST, people)) for fact in first_facts(kind, ids)]
    began = first_ids(view, lambda b: b.people_start)
    theirs = f"The people put first: {first_names(view, people)}."
    if began != people:
        theirs += f" When you began they put {first_names(view, began)} first."
        facts += first_facts(Kind.PEOPLE_BEFORE, began)
    names = [first_names(view, ids) for _, ids in sheets]
    if len(sheets) > 1:
        then = "and after it" if sheets[0][1] == sheets[1][1] else f"and {names[1]} after it"
        return Sentence(f"You put {names[0]} first before the game {then}. {theirs}", tuple(facts))
    if sheets:
        when = "Before" if sheets[0][0] is Kind.SAID_BEFORE else "After"
        return Sentence(f"{when} the game you put {names[0]} first. {theirs}", tuple(facts))
    return Sentence(theirs, tuple(facts))


def _sheets(view: DebriefView) -> Iterator[tuple[Kind, Share]]:
    """The sheets that were handed in."""
    if any(b.before is not None for b in view.beliefs):
        yield Kind.SAID_BEFORE, lambda b: b.before
    if any(b.after is not None for b in view.beliefs):
        yield Kind.SAID_AFTER, lambda b: b.after


def _own(view: DebriefView) -> Iterator[Sentence]:
    """The player's own chasm, between the sheet and the people: by the numbers that are shown."""
    before, after = (None if own is None else whole(own) for own in (view.own_chasm_before, view.own_chasm_after))
    fact = Fact(Kind.OWN_CHASM, start=before, amount=after)
    if before is not None and after is not None:
        moved = after - before
        way = f"you came {-moved} nearer" if moved < 0 else f"you went {moved} further away"
        # By the numbers that are shown: whoever subtracts them finds what is said.
        own = "Your own chasm, between your sheet and the people,"
        if view.outputs.people_moved:
            way = f"the two are {abs(moved)} {'nearer' if moved < 0 else 'further'}, and the people moved too"
        stood = way if moved else "you stand where you stood" if not view.outputs.people_moved else "as far as it was"
        yield Sentence(f"{own} was {before} before the game and {after} after it: {stood}.", (fact,))
    elif before is not None or after is not None:
        one, when = (before, "before") if before is not None else (after, "after")
        yield Sentence(f"Your own chasm, between your sheet {when} the game and the people, was {one}.", (fact,))


def _deeds(view: DebriefView) -> Sentence:
    """Deeds against the people."""
    start, end = first_ids(view, lambda b: b.start), first_ids(view, lambda b: b.revealed)
    one, other = first_names(view, start), first_names(view, end)
    first = f"{other} first, as before" if start == end else f"{one} first when you began and {other} at the end"
    out = view.outputs
    if out.halves is None:
        kind, name, width, ended = Kind.CHASM, "the chasm", whole(out.chasm_start), whole(out.chasm_end)
    else:
        kind, name = Kind.WHOM, "the first half of the chasm"
        width, ended = whole(out.halves.what_start), whole(out.halves.what_end)
    chasm = Fact(kind, start=width, amount=ended, sign=(ended > width) - (ended < width))
    return Sentence(
        f"Your company's deeds put {first}. Between them and the people lies {name}: {width} at the start, "
        f"{ended} at the end.",
        (*first_facts(Kind.DEEDS_BEFORE, start), *first_facts(Kind.DEEDS_FIRST, end), chasm),
    )


def _words_and_deeds(view: DebriefView) -> Iterator[Sentence]:
    """Deeds against what the player says, both at the moment of the last sheet, with its second page if it has one."""
    after = any(b.after is not None for b in view.beliefs)
    words = {b.id: share for b in view.beliefs if (share := b.after if after else b.before) is not None}
    if not words:
        return
    deeds = {b.id: b.revealed if after else b.start for b in view.beliefs}
    said = {w.id: way for w in view.ways if (way := w.after if after else w.before) is not None}
    done = {w.id: w.revealed if after else w.start for w in view.ways}
    apart = whole(chasm_of(distance(words, deeds), how_distance(said, done) if said else None))
    fact = Fact(Kind.APART, amount=apart)
    points = plural(apart, "point")
    if after:
        yield Sentence(f"What you say creates value and what your deeds say are {points} apart.", (fact,))
    else:
        yield Sentence(f"What you said before the game and what the deeds said by then are {points} apart.", (fact,))
