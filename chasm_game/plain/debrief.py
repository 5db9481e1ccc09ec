"""Pages of a debrief, its decisions and its ledger, in sentences for whoever hears them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.charts.words import in_words
from chasm_game.debrief.headings import NO_DECISION
from chasm_game.debrief.page import NONE
from chasm_game.grammar import capital, ended
from chasm_game.plain.consequences import causes_in_sentences
from chasm_game.prose import plain
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.debrief.details import Details
    from chasm_game.debrief.ledger import RoundLedger
    from chasm_game.debrief.page import PageView, Table, WalkView, Words

_ARROW = re.compile(r"(\S+) → (\S+)")

__all__ = ["every_decision", "every_page", "page_of_the_walk", "pages_in_sentences", "whole_ledger"]


def page_of_the_walk(walk: WalkView, number: int, *, counted: bool = True) -> Iterator[str]:
    """A page in sentences; `number` counts from 0. Pages that are not `counted` yet may become more."""
    page = walk.pages[number]
    of = f" of {len(walk.pages)}" if counted else ""
    yield f"Page {number + 1}{of}. {ended(one_line(page.heading))}"
    yield from _page(page)


def every_page(walk: WalkView) -> Iterator[str]:
    """All pages, one after the other."""
    yield from pages_in_sentences(walk.pages)


def pages_in_sentences(pages: Iterable[PageView]) -> Iterator[str]:
    """Any pages, one after the other."""
    for page in pages:
        yield ended(one_line(page.heading))
        yield from _page(page)


def every_decision(details: Details) -> Iterator[str]:
    """Every decision with what it was worth, and where the game stands among all ways to play."""
    for page in details.decisions:
        yield " ".join([ended(one_line(page.heading)), *_page(page)])
    if not details.decisions:
        yield NO_DECISION
    yield from _words((*details.ways.words, *details.ways.after))


def whole_ledger(ledger: Iterable[RoundLedger]) -> Iterator[str]:
    """Every point of the game, round by round."""
    for each in ledger:
        yield ended(each.title)
        yield from causes_in_sentences(each.causes)


def _page(page: PageView) -> Iterator[str]:
    yield from _words(page.words)
    if page.figure is not None:
        yield f"{capital(one_line(page.figure.title))}."
        yield from (ended(line) for line in in_words(page.figure))
    if page.table is not None:
        yield from _rows(page.table)
    yield from _words(page.after)


def _words(words: Iterable[Words]) -> Iterator[str]:
    for each in words:
        mark = f"{one_line(each.mark)} " if each.mark and each.mark != "·" else ""
        text = plain(each.text) if each.kind == "story" else one_line(each.text)
        yield f"{mark}{ended(text) if each.kind in {'head', 'name'} else text}"


def _said(cell: str) -> str:
    """A cell as it is heard: nobody hears an arrow, nor a dash for what was not handed in."""
    found = _ARROW.fullmatch(cell)
    if found is None:
        return cell
    before, after = found.groups()
    if NONE in {before, after}:
        return NONE if before == after else f"{after} after" if before == NONE else f"{before} before"
    return f"from {before} to {after}"


def _rows(table: Table) -> Iterator[str]:
    """A row a sentence: what it is, then each column by its name, the empty ones left out."""
    # Numbers are heard behind the name of their column; where one ends and words begin, only a sign tells.
    of, then = (": ", "; ") if _has_words(table) else (" ", ", ")
    for name, *cells in table.rows:
        cells = [_said(cell) for cell in cells]  # noqa: PLW2901  (as they are heard)
        if table.prose:
            # On a screen the table shows what a score is of; a listener meets the bare number.
            most = " of 1000" if name == "Score" else ""
            value = "" if cells[0] == NONE else f"{one_line(cells[0])}{most}. "
            yield f"{one_line(name)}: {value}{one_line(cells[1])}"
            continue
        parts = [
            f"{head.lower()}{of}{cell}" if len(table.head) > 2 else cell
            for head, cell in zip(table.head[1:], cells, strict=True)
            if cell != NONE
        ]
        yield ended(f"{one_line(name)}: {then.join(map(one_line, parts)) or 'none'}")


def _has_words(table: Table) -> bool:
    """Whether some cell is more than a word or a number, such as an answer's title or several names."""
    cells = (cell for _, *cells in table.rows for cell in cells)
    return len(table.head) > 2 and any(" " in cell and cell[:1].isalpha() for cell in cells)
