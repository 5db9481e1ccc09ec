"""What the devices of a live room are sent, read as pages are: every value, place, colour, order and size by team."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, TreeBuilder
from zlib import crc32

from hidden.measure import TEAMS, Columns
from hidden.reading import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hidden.reading import Words

__all__ = ["main_of", "of_view", "of_views", "size_of", "without"]

XHTML = "{http://www.w3.org/1999/xhtml}"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
BY_CHANCE = {"code", "pin", "pen", "join", "version", "key"}
"""Drawn by lot for every seat and room; what they say of a game is nothing."""
WORD = 24
"""A text of so many characters without a space is a word of programs, as good as a number."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._made = TreeBuilder()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._made.start(XHTML + tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._made.end(XHTML + tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        # What may stay open in HTML (`li`, `p`) ends with what holds it.
        while self._open and tag in self._open:
            last = self._open.pop()
            self._made.end(XHTML + last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open:
            self._made.data(data)

    def tree(self) -> Element:
        return self._made.close()


def main_of(text: str) -> Element:
    """The middle part of a page: nested as it stands, which a browser's own reading of it is tested to agree with."""
    reader = _Reader()
    reader.feed(text.strip())
    reader.close()
    return reader.tree()


def without(body: Element, ids: set[str]) -> Element:
    """The same without these parts, by their id or class."""
    for parent in list(body.iter()):
        for child in list(parent):
            if {child.get("id"), *(child.get("class") or "").split()} & ids:
                parent.remove(child)
    return body


def size_of(value: object, words: Words) -> int:
    """Characters of what is sent, without names of teams, and without texts of the story and of people."""
    return len(words.without(json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value))


# ------------------------------------------------------------------- views


def of_view(view: Any, numbers: Mapping[int, str], words: Words) -> Columns:
    """A view in which teams stand, by name or by number: whatever belongs to one of them, and every order."""
    found = _View(numbers, words)
    found.read(view, (), "")
    found.columns.complete()
    return found.columns


def of_views(views: Mapping[str, Any], words: Words) -> Columns:
    """One view a team: whatever stands at the same place in each of them."""
    found = _View({}, words)
    for team, view in views.items():
        found.read(view, (), team)
    found.columns.complete()
    return found.columns


def _label(value: Any, number: int) -> str:
    """What tells an entry that is no team's from the others of its list in every room: what it is of, or its place."""
    if isinstance(value, dict):
        return str(value.get("letter") or value.get("id") or value.get("name") or number)
    # A text of the story with the teams that read it: which text it is, and not how many stand before it.
    return (
        f"text {crc32(value[0].encode())}" if isinstance(value, list) and value and _is_text(value[0]) else str(number)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) > WORD


class _View:
    def __init__(self, numbers: Mapping[int, str], words: Words) -> None:
        self.columns, self._numbers, self._words = Columns(), numbers, words

    def read(self, value: Any, path: tuple[str, ...], team: str) -> None:
        if isinstance(value, dict):
            self._fields(value, path, team)
        elif isinstance(value, list):
            self._list(value, path, team)
        elif isinstance(value, str):
            self._text(value, path, team)
        elif team:
            self.columns.put((*path, "none") if value is None else path, team, float(value or 0))

    def _fields(self, value: dict[str, Any], path: tuple[str, ...], team: str) -> None:
        own = self._owner(value) or team
        if own and own != team:
            self.columns.put((*path, "size"), own, size_of(value, self._words))
        for key, each in value.items():
            if key not in BY_CHANCE:
                self.read(each, (*path, key), own)

    def _list(self, value: list[Any], path: tuple[str, ...], team: str) -> None:
        if path[-1:] == ("opened",):
            value = [self._numbers.get(each, "") for each in value]
        owners = [self._owner(each) for each in value]
        self.columns.order(path, [each for each in owners if each])
        for n, (own, each) in enumerate(zip(owners, value, strict=True)):
            if own:
                self.columns.put((*path, "named"), own, 1.0)
            self.read(each, path if own else (*path, _label(each, n)), own or team)
        if team:
            self.columns.put((*path, "items"), team, len(value))

    def _text(self, value: str, path: tuple[str, ...], team: str) -> None:
        if not team:
            for each in dict.fromkeys(named(value)):
                self.columns.put((*path, "mentions"), each, 1.0)
            self.columns.order((*path, "mentions"), named(value))
            return
        if len(value) <= WORD and " " not in value and value not in TEAMS:
            self.columns.put((*path, value), team, 1.0)
        for n, number in enumerate(self._words.numbers(value)):
            self.columns.put((*path, "number", n), team, number)
        self.columns.put((*path, "length"), team, size_of(value, self._words))

    def _owner(self, value: Any) -> str:
        """The team that a part of a view is of, if it is of one."""
        if isinstance(value, str):
            return value if value in TEAMS else ""
        if isinstance(value, list):
            first, second = (*value, None, None)[:2]
            if type(first) is int and isinstance(second, str):
                return self._numbers.get(first, "")
            # A list of names is nobody's own.
            return first if first in TEAMS and second is not None and second not in TEAMS else ""
        if isinstance(value, dict):
            own = next((each for each in value.values() if isinstance(each, str) and each in TEAMS), "")
            return own or (self._numbers.get(value["team"], "") if type(value.get("team")) is int else "")
        return ""
