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

__all__ = ["MARK", "Depth", "in_full", "laid", "lines_of", "price_words", "told_below"]

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


def lines_of(response: ResponseView, unit: str, depth: Depth, full: Drawn, width: int) -> list[Content]:
    """Its rows in the list; `full` is what `in_full` says of it."""
    # What an answer needs is told in full where its title leaves room for it.
    title = line(response.title).cell_length
    aside = _aside(response, unit, max(38, width - MARK - title - 6))
    room = width - aside.cell_length - 4
    style = "bold" if response.open else MUTED
    first = f"{response.sign}  ".ljust(MARK)
    # A title of a few letters says less than no price: the detail below tells it.
    if room < 16:
        return [fitted(Content(first) + line(response.title, style), width)]
    lines = [Content(first) + fitted(line(response.title, style), room) + " " + aside]
    if depth is Depth.IMPACTS:
        lines.append(fitted(Content(" " * MARK) + impact_words(response), width))
    if depth is Depth.ALL:
        lines += [Content(" " * MARK) + row for row in full.lines(width - MARK)]
    return lines


def _aside(response: ResponseView, unit: str, room: int) -> Content:
    """What stands at the end of the line: the label, the price or the lock."""
    if not response.open:
        needs = Content.assemble((LOCKED, DOWN), line(response.needs or "not open now", MUTED))
        return needs.truncate(room, ellipsis=True)
    label = f"{response.label} way  " if response.label else ""
    return Content.styled(label, MUTED) + text(price_words(response, unit), "")


def told_below(response: ResponseView, depth: Depth, *, short: bool) -> list[Laid]:
    """What is told of an answer below the list, beside what its line does; `short` where three rows must do."""
    known = any(impact.known for impact in response.impacts)
    said = depth is Depth.IMPACTS and not known
    foreseen: list[Laid] = [*([] if said else [Impacts(response)]), *ahead(response)]
    # Where three rows are all there is, whom it moves comes before the words.
    return [*foreseen, *_words(response)] if short else [*_words(response), *foreseen]


def _words(response: ResponseView) -> list[Laid]:
    """The text of an answer, and why it is locked."""
    parts: list[Laid] = [*paragraphs([response.text], gap=0)]
    if not response.open:
        parts.append(Para(line(response.needs), Content.styled(LOCKED, DOWN)))
    return parts


def in_full(responses: tuple[ResponseView, ...]) -> dict[str, Drawn]:
    """All there is to say of each answer beside its title; laid out once, for its rows and for the list."""
    return {each.id: flow(_everything(each)) for each in responses}


def _everything(response: ResponseView) -> list[Laid]:
    # The line of the title says already what a locked answer needs.
    return [*paragraphs([response.text], gap=0), Impacts(response), *ahead(response)]


def laid(parts: list[Laid], width: int) -> list[Content]:
    """The rows of these parts on so many cells."""
    return [row for part in parts for row in part.lines(max(width, 1))]
