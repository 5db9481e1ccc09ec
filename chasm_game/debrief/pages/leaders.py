"""Who carried what was decided: how the leaders' assent moved, what moved it, and what was lost for want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.page import Fact, Kind, PageView, Sentence, Table, Words
from chasm_game.debrief.phrases import round_named
from chasm_game.grammar import quoted, tenths, whole
from chasm_game.text import one_line, signed
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.views.accounts import LeaderLine, UncarriedLine
    from chasm_game.views.debrief import DebriefView

__all__ = ["leaders"]

NOT_CARRIED = (
    "Assent goes from 0 to 100. What is strange to a company is carried only as far as its leaders have come to "
    "believe in it. What was not carried is counted in points as they are written, over everything that an answer was "
    "known to give. Losses need nobody who believes in them."
)


def leaders(view: DebriefView) -> PageView | None:
    """Each leader's way, and the decision that lost most on the way down; None where nobody leads."""
    if not view.leaders:
        return None
    return PageView(
        "leaders",
        "Who carried it",
        (*(Words.of(_went(leader)) for leader in view.leaders), Words.of(_uncarried(view.uncarried))),
        table=_table(view.leaders),
        after=(Words(NOT_CARRIED, "note"),),
    )


def _went(leader: LeaderLine) -> Sentence:
    """By the numbers that are shown."""
    start, end = whole(leader.start), whole(leader.end)
    fact = Fact(Kind.ASSENT, leader.id, start=start, amount=end, sign=(end > start) - (end < start))
    role = f" ({one_line(leader.role)})" if leader.role.strip() else ""
    went = f"stayed at {end}" if start == end else f"went from {start} to {end}"
    text = f"The assent of {one_line(leader.name)}{role}, who watches {one_line(leader.watches)}, {went}"
    return Sentence(f"{text}{_mostly(leader)}.", (fact,))


def _mostly(leader: LeaderLine) -> str:
    """What moved it most, if anything did to speak of; the first of equal ones."""
    causes = (
        (leader.by_watching, "by what was to be seen there"),
        (leader.by_asking, "by asking the people together"),
        (leader.by_others, "by other things"),
    )
    moved, most = max(causes, key=lambda cause: abs(cause[0]))
    return f", most {most} ({signed(moved)})" if felt(moved) else ""


def _uncarried(found: UncarriedLine | None) -> Sentence:
    if found is None:
        return Sentence("Nothing to speak of was lost because the leaders did not carry it.", (Fact(Kind.UNCARRIED),))
    share, lost = whole(100 * found.carry), tenths(found.lost)
    return Sentence(
        f"Most was lost because nobody carried it in {round_named(found.number, found.round_title)}: "
        f"{quoted(found.response)} was {whole(100 * found.strange)} % strange to the company, {share} % of its gains "
        f"were carried, and {lost:.1f} of {found.gains:.1f} points never came.",
        (Fact(Kind.UNCARRIED, found.response_id, found.number, amount=lost, share=share),),
    )


def _table(found: tuple[LeaderLine, ...]) -> Table:
    rows = tuple(
        (
            one_line(leader.name),
            f"{whole(leader.start)}",
            signed(leader.by_watching),
            signed(leader.by_asking),
            signed(leader.by_others),
            f"{whole(leader.end)}",
        )
        for leader in found
    )
    return Table(("Assent", "At the start", "By watching", "By asking", "By others", "At the end"), rows)
