"""What luck gave, or took: against what could be expected on average luck after each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.luck_account import luck_of
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.selection import chosen_answer, lost
from chasm_game.grammar import plural, quoted, whole
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.debrief.luck_account import Luck
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["luck"]

WORTH_TELLING = 5.0
"""Points of score from which on luck is worth telling: ten times `FELT`, for who decided well is not told for a trifle
that it was luck."""


def luck(view: DebriefView, review: ReviewView | None) -> PageView | None:
    """What luck gave or took in all, and where it helped; None where it had no part worth telling."""
    if review is None:
        return None
    found = luck_of(review, view.outputs.score_exact)
    given = () if found is None or abs(found.given) < WORTH_TELLING else tuple(_given(found))
    helped = tuple(_helped(review))
    if not given and not helped:
        return None
    took = bool(given) and found is not None and found.given < 0
    heading = "What luck took from you" if took else "What luck gave you"
    return PageView("luck", heading, tuple(Words.of(*each) for each in (given, helped) if each))


def _given(found: Luck) -> Iterator[Sentence]:
    points = whole(abs(found.given))
    sign = 1 if found.given > 0 else -1
    did, way = ("gave you", "more") if sign > 0 else ("took", "less")
    yield Sentence(
        f"In all, luck {did} {plural(points, 'point')} of score: so much {way} came of it, as the chances fell, than "
        "could be expected of your answers on average luck.",
        (Fact(Kind.LUCK_GAVE, amount=points, sign=sign),),
    )
    # Of one decision alone there is nothing to point at.
    if felt(found.there) and whole(abs(found.there)) != points:
        where = round_named(found.most.number, found.most.round_title)
        size, which = whole(abs(found.there)), 1 if found.there > 0 else -1
        text = f"Most of it fell after {where}: {size} {'for' if which > 0 else 'against'} you."
        yield Sentence(text, (Fact(Kind.LUCK_MOST, round=found.most.number, amount=size, sign=which),))


def _helped(review: ReviewView) -> Iterator[Sentence]:
    """The first decision that was best under the luck that fell and would not have been on average."""
    for decision in review.decisions:
        mine = chosen_answer(decision)
        measured = [(a.on_average, a) for a in decision.answers if a.on_average is not None]
        # A decision that lost was not helped by its luck.
        if mine is None or mine.on_average is None or lost(decision):
            continue
        expected, other = max(measured, key=lambda found: found[0])
        more = expected - mine.on_average
        if more >= WORTH_TELLING:
            where, better = round_named(decision.number, decision.round_title), quoted(other.title)
            text = f"Luck helped you in {where}: on average luck {better} would have been worth {whole(more)} more."
            yield Sentence(text, (Fact(Kind.LUCK_HELPED, other.id, decision.number, amount=whole(more)),))
            return
