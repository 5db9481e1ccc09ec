"""The walk as a Markdown document. What comes from files and people is escaped: none of it becomes markup or HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.charts.words import in_words
from chasm_game.grammar import under
from chasm_game.prose import prose
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.debrief.page import PageView, Table, WalkView, Words
    from chasm_game.prose import Span

__all__ = ["escaped", "markdown"]

_SIGNS = re.compile(r"[\\`*_{}\[\]#|~$@^!]")
"""Signs that begin or end markup somewhere, in CommonMark or in what is built on it."""
_LINKS = re.compile(r"(?i)(:)(?=\S)|(?<=www)(\.)")
"""Where an address becomes a link by itself, or a word between colons a picture."""
_BEGIN = re.compile(r"^(\d*)([-+.)](?=\s|$)|[-=]+$)")
"""What begins a list, or underlines the line above, at the beginning of a line."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is written."""
    line = _SIGNS.sub(r"\\\g<0>", one_line(text))
    # Entities and not strokes: a renderer that lets HTML through would take `\<` for a tag all the same.
    line = re.sub("[&<>]", lambda sign: _ENTITIES[sign.group()], line)
    line = _LINKS.sub(r"\\\g<0>", line)
    return _BEGIN.sub(r"\1\\\2", line)


def markdown(walk: WalkView, pictures: Mapping[str, str]) -> str:
    """The document. `pictures` has, by a page's id, the file of its drawn chart, relative to the document."""
    return "\n\n".join(_document(walk, pictures)) + "\n"


def _document(walk: WalkView, pictures: Mapping[str, str]) -> Iterator[str]:
    yield f"# {escaped(walk.title)}"
    whose = [escaped(walk.team)] if walk.team else []
    yield " · ".join([*whose, f"Score: {walk.score} of 1000", under(walk.seed, walk.difficulty)])
    for number, page in enumerate(walk.pages, start=1):
        yield f"## {number}. {escaped(page.heading)}"
        yield from _words(page.words)
        yield from _figure(page, pictures.get(page.id, ""))
        yield from _words(page.after)


def _figure(page: PageView, picture: str) -> Iterator[str]:
    """The drawing, and the same in words; or the table."""
    if page.figure is not None:
        if picture:
            yield f"![{escaped(page.figure.title)}]({picture})"
        yield "\n".join(f"- {escaped(row)}" for row in in_words(page.figure))
    if page.table is not None:
        yield "\n".join(_table(page.table))


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield f"|{'|'.join('---' for _ in table.head)}|"
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(escaped(cell) or ' ' for cell in cells)} |"


def _words(words: tuple[Words, ...]) -> Iterator[str]:
    """Paragraphs; those with a number or a dot are a list."""
    items: list[str] = []
    for each in words:
        # A voice is marked with a name, which is no list.
        listed = each.mark == "·" or each.mark.rstrip(".").isdigit()
        if not listed and items:
            yield "\n".join(items)
            items = []
        if listed:
            bullet = "-" if each.mark == "·" else each.mark
            items.append(f"{bullet} {'<br>'.join(_blocks(each))}")
        else:
            yield from _paragraph(each)
    if items:
        yield "\n".join(items)


def _paragraph(words: Words) -> Iterator[str]:
    if words.kind == "head":
        yield f"### {escaped(words.text)}"
    elif words.kind == "name":
        yield f"**{escaped(words.text)}**"
    else:
        before = f"**{escaped(words.mark)}** " if words.mark else ""
        for n, block in enumerate(_blocks(words)):
            yield f"{before}{block}" if n == 0 else block


def _blocks(words: Words) -> list[str]:
    """A paragraph of ours, or the paragraphs of the story with their emphasis."""
    if words.kind != "story":
        return [escaped(words.text)]
    return ["".join(_span(span, first=n == 0) for n, span in enumerate(block.spans)) for block in prose(words.text)]


def _span(span: Span, *, first: bool) -> str:
    """A stretch of text with its emphasis; space stays outside, where Markdown wants it."""
    core = span.text.strip()
    if not core:
        return " " if span.text else ""
    before, after = (" " if span.text[0].isspace() and not first else ""), (" " if span.text[-1].isspace() else "")
    # Stars beside a space are no emphasis in Markdown, so the space goes outside.
    stars = "*" * (span.emphasis + 2 * span.strong)
    shown = escaped(core)
    return f"{before}{stars}{shown}{stars}{after}"
