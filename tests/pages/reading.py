"""A page as a reader of HTML sees it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> Element:
    """The tree of a page. Raises `ParseError` where anything is nested, spelt or closed wrongly."""
    tree = html5lib.HTMLParser(strict=True).parse(text)
    assert isinstance(tree, Element)
    return tree


def words(element: Element) -> str:
    """All text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def section(tree: Element, ident: str) -> Element:
    """The section with this id."""
    return next(e for e in tree.iter(f"{HTML}section") if e.get("id") == ident)


def headings(tree: Element) -> list[tuple[int, str]]:
    """Every heading, with its level, as they follow each other."""
    names = {f"{HTML}h{n}": n for n in range(1, 7)}
    return [(names[e.tag], words(e)) for e in tree.iter() if e.tag in names]
