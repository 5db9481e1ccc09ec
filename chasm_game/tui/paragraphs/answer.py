"""One answer of a round: its line in the list, what stands below that, and what is told below the list."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.text import money
from chasm_game.tui.paragraphs.foreseen import Impacts, ahead, impact_words
from chasm_game.tui.text import DOWN, MUTED, Drawn, Laid, Para, fitted, flow, line, paragraphs, text
from chasm_game.views.round import LOCKED

if TYPE_CHECKING:
    from chasm_game.views.round import ResponseView

__all__ = ["MARK", "Depth", "in_full", "laid", "lines_of", "price_words", "reason_below", "told_below"]

MARK = 3
"""Cells for the number of an answer."""


class Depth(IntEnum):
    """How much the list says of each answer."""

    TITLE = 1
    """The title alone."""
    IMPACTS = 2
    """A second line, with whom it moves."""
    ALL = 3
    """Its text, whom it moves and who carries it: nothing is told below."""


def price_words(response: ResponseView, unit: str) -> str:
    """What a response costs or brings at once; empty where it is nothing."""
    if round(abs(response.price), 1) == 0:
        return ""
    amount = money(round(abs(response.price), 1), unit)
    return f"costs {amount} now" if response.price < 0 else f"brings {amount} now"


def lines_of(
    response: ResponseView, unit: str, depth: Depth, full: Drawn, width: int, *, reasons: bool
) -> list[Content]:
    """Its rows in the list; `full` is what `in_full` says of it, with `reasons` it says in full why it is locked."""
    aside = _aside(response, unit, width)
    room = width - aside.cell_length - 4
    style = "bold" if response.open else MUTED
    first = f"{response.sign}  ".ljust(MARK)
    # A title of a few letters says less than no price: the detail below tells it.
    if room < 16:
        return [fitted(Content(first) + line(response.title, style), width)]
    lines = [Content(first) + fitted(line(response.title, style), room) + " " + aside]
    lines += reason_below(response, width) if reasons else []
    if depth is Depth.IMPACTS and response.open:
        lines.append(fitted(Content(" " * MARK) + impact_words(response), width))
    if depth is Depth.ALL:
        lines += [Content(" " * MARK) + row for row in full.lines(width - MARK)]
    return lines


def _aside(response: ResponseView, unit: str, width: int) -> Content:
    """What stands at the end of the line: the label, the price or the lock, with its reason where that has room."""
    if not response.open:
        return _lock(response) if _has_room(response, width) else Content.styled(LOCKED.rstrip(": "), DOWN)
    label = f"{response.label} way  " if response.label else ""
    return Content.styled(label, MUTED) + text(price_words(response, unit), "")


def _lock(response: ResponseView) -> Content:
    """That an answer is locked, and why."""
    return Content.assemble((LOCKED, DOWN), line(response.needs or "not open now", MUTED))


def _has_room(response: ResponseView, width: int) -> bool:
    """Whether the whole reason stands beside the whole title."""
    return MARK + line(response.title).cell_length + 2 + _lock(response).cell_length <= width


def reason_below(response: ResponseView, width: int) -> list[Content]:
    """Why an answer is locked, below its title, where it has no room beside it: a reason that is cut is none."""
    if response.open or _has_room(response, width):
        return []
    reason = Para(line(response.needs or "not open now", MUTED), indent=MARK)
    return reason.lines(max(width, 1))


def told_below(response: ResponseView, depth: Depth, *, short: bool, reasons: bool) -> list[Laid]:
    """What is told of an answer below the list, beside what its rows do; `short` where three rows must do.

    Of a locked one only what it needs: its text may speak of what has not been done, and give it away.
    """
    if not response.open:
        needs = Para(line(response.needs or "not open now"), Content.styled(LOCKED, DOWN))
        return [] if reasons else [needs]
    known = any(impact.known for impact in response.impacts)
    said = depth is Depth.IMPACTS and not known
    foreseen: list[Laid] = [*([] if said else [Impacts(response)]), *ahead(response)]
    # Where three rows are all there is, whom it moves comes before the words.
    words = paragraphs([response.text], gap=0)
    return [*foreseen, *words] if short else [*words, *foreseen]


def in_full(responses: tuple[ResponseView, ...]) -> dict[str, Drawn]:
    """All there is to say of each answer beside its title; laid out once, for its rows and for the list."""
    return {each.id: flow(_everything(each)) for each in responses}


def _everything(response: ResponseView) -> list[Laid]:
    # What a locked answer needs stands beside its title or right below, and is all that is told of it.
    if not response.open:
        return []
    return [*paragraphs([response.text], gap=0), Impacts(response), *ahead(response)]


def laid(parts: list[Laid], width: int) -> list[Content]:
    """The rows of these parts on so many cells."""
    return [row for part in parts for row in part.lines(max(width, 1))]
