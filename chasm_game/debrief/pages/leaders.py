"""Who carried what was decided: how the leaders' assent moved, what moved it, and what was lost for want of it."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.figures import by_round, labels_of
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.phrases import moment_named, round_named
from chasm_game.grammar import quoted, tenths, whole
from chasm_game.text import one_line, signed
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.accounts import LeaderLine, UncarriedLine
    from chasm_game.views.debrief import DebriefView

__all__ = ["leaders"]

NOT_CARRIED = (
    "Assent goes from 0 to 100. What is strange to a company is carried only as far as its leaders have come to "
    "believe in it. What was not carried is counted in points as they are written, over everything that an answer was "
    "known to give. Losses need nobody who believes in them."
)


def leaders(view: DebriefView) -> PageView | None:
    """Each leader's way, what convinced them, and what most was lost of for want of it; None where nobody leads."""
    if not view.leaders:
        return None
    # More leaders than styles share one: their names stand at the ends of the lines.
    styles = cycle(("solid", "sparse", "dotted"))
    lines = tuple(
        Line(one_line(leader.name), tuple(map(Point, leader.course)), style)
        for leader, style in zip(view.leaders, styles, strict=False)
    )
    return PageView(
        "leaders",
        "Who carried it",
        tuple(Words.of(_went(leader), *_moved(leader)) for leader in view.leaders),
        by_round("Assent by round", lines, labels_of(view.trajectory)) if any(line.points for line in lines) else None,
        after=(Words.of(_uncarried(view.uncarried)), Words(NOT_CARRIED, "note")),
    )


def _went(leader: LeaderLine) -> Sentence:
    """By the numbers that are shown."""
    start, end = whole(leader.start), whole(leader.end)
    fact = Fact(Kind.ASSENT, leader.id, start=start, amount=end, sign=(end > start) - (end < start))
    role = f" ({one_line(leader.role)})" if leader.role.strip() else ""
    text = f"The assent of {one_line(leader.name)}{role}, who watches {one_line(leader.watches)},"
    if start == end:
        # What moved it most is no reason why it stayed: that is told of either way, below.
        return Sentence(f"{text} stayed at {end}.", (fact,))
    return Sentence(f"{text} went from {start} to {end}{_mostly(leader)}.", (fact,))


def _mostly(leader: LeaderLine) -> str:
    """What moved it most, if anything did to speak of; the first of equal ones."""
    causes = (
        (leader.by_watching, "by watching that"),
        (leader.by_asking, "by asking the people together"),
        (leader.by_others, "by other things"),
    )
    moved, most = max(causes, key=lambda cause: abs(cause[0]))
    return f", most {most} ({signed(moved)})" if felt(moved) else ""


def _moved(leader: LeaderLine) -> Iterator[Sentence]:
    """What convinced a leader most, and what cost most of their assent."""
    turns = ((leader.won, Kind.WON_MOST, "convinced", 1), (leader.lost, Kind.TURNED_MOST, "turned away", -1))
    for turn, kind, did, sign in turns:
        if turn is not None:
            name, points = one_line(leader.name), tenths(abs(turn.amount))
            # A sentence within a sentence: its full stop would end both.
            why = f"watching {one_line(leader.watches)}" if turn.watched else quoted(turn.because.rstrip(". "))
            at = turn.at
            fact = Fact(
                kind,
                leader.id,
                0 if at.silent else at.number,
                amount=points,
                count=at.number if at.silent else None,
                sign=sign,
            )
            text = f"{name} was {did} most by {why}, in {moment_named(at)} ({signed(turn.amount)})."
            yield Sentence(text, (fact,))


def _uncarried(found: UncarriedLine | None) -> Sentence:
    if found is None:
        return Sentence("Nothing to speak of was lost because the leaders did not carry it.", (Fact(Kind.UNCARRIED),))
    share, lost = whole(100 * found.carry), tenths(found.lost)
    return Sentence(
        f"Most was lost because it was not carried in full in {round_named(found.number, found.round_title)}: "
        f"{quoted(found.response)} was {whole(100 * found.strange)} % strange to the company, {share} % of its gains "
        f"were carried, and {lost:.1f} of {found.gains:.1f} points never came.",
        (Fact(Kind.UNCARRIED, found.response_id, found.number, amount=lost, share=share),),
    )
