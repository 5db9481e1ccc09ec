"""One debrief on every face, as text on one line: screen, plain mode, page, `chasm review`."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable

from pages.reading import parsed

from chasm_game.commands import review as command
from chasm_game.debrief.details import Details, details
from chasm_game.debrief.page import PageView, WalkView
from chasm_game.debrief.walk import walk
from chasm_game.journal.played import Played
from chasm_game.pages import review_page
from chasm_game.plain.debrief import every_decision, every_page
from chasm_game.tui.paragraphs.debrief_page import paras, table_lines
from chasm_game.views.debrief import DebriefView
from chasm_game.views.review import ReviewView

WIDE = 2000
"""Cells in which no sentence is broken."""


def on_one_line(text: str) -> str:
    """Words with a space between them."""
    return " ".join(text.split())


def on_the_screen(pages: WalkView, behind: Details) -> str:
    """The walk and the section of decisions, as the screens lay them out."""
    return on_one_line(
        " ".join(
            [*map(_painted, pages.pages), "Every decision", *map(_painted, behind.decisions), _painted(behind.ways)]
        )
    )


def _painted(page: PageView) -> str:
    table = [] if page.table is None else [row.plain for row in table_lines(page.table, WIDE)]
    before, after = (
        [line.plain for para in paras(words) for line in para.lines(WIDE)] for words in (page.words, page.after)
    )
    return " ".join([page.heading, *before, *table, *after])


def in_plain_mode(pages: WalkView, behind: Details) -> str:
    """Every page, then `all`."""
    return on_one_line(" ".join([*every_page(pages), "Every decision.", *every_decision(behind)]))


def on_the_page(view: DebriefView, review: ReviewView) -> str:
    """The words of the HTML page."""
    return on_one_line(" ".join(parsed(review_page(view, review)).itertext()))


def by_the_command(played: Played) -> str:
    """What `chasm review SAVE` prints."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        command._tell(played)
    return on_one_line(out.getvalue())


def all_faces(played: Played, view: DebriefView, review: ReviewView) -> Iterable[tuple[str, str]]:
    """Each face's name and its text."""
    pages, behind = walk(view, review), details(view, review)
    yield "screen", on_the_screen(pages, behind)
    yield "plain", in_plain_mode(pages, behind)
    yield "page", on_the_page(view, review)
    yield "review", by_the_command(played)
