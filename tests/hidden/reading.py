"""Every number, place, colour, size and order that an output gives to teams: of a page, a text, a table, a screen.

Nothing here knows what a page shows: whatever stands with a team's name is read.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import html5lib
from hidden.measure import TEAMS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from chasm_game.compare.sheets import Sheet

__all__ = [
    "Words",
    "named",
    "of_bodies",
    "of_body",
    "of_csv",
    "of_json",
    "of_page",
    "of_pages",
    "of_screen",
    "of_sheets",
    "of_text",
    "text_of",
]

NAMED = re.compile(rf"\b({'|'.join(TEAMS)})\b")
NUMBER = re.compile(r"(?<![\w.])[+\-−]?\d+(?:[.,]\d+)?(?:e-?\d+)?")
IN_A_PATH = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
LONGEST = 40
"""Numbers of one attribute or text that are read."""
FREE = {"id", "for", "href", "aria-labelledby", "title", "aria-label", "content", "scope", "lang"}
"""Attributes whose text is read as text, or that are seen by nobody."""


class Words:
    """Texts of the story and of players, which are taken out before numbers are looked for."""

    def __init__(self, texts: Sequence[str], answers: Sequence[Sequence[str]]) -> None:
        longest = sorted({t for t in texts if t}, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(t) for t in longest)) if longest else None
        self._answers = {title: (r, n) for r, titles in enumerate(answers) for n, title in enumerate(titles)}

    def without(self, text: str) -> str:
        """The text without names of teams, and without what players wrote and chose."""
        text = " ".join(text.split())
        return NAMED.sub("", self._pattern.sub("", text) if self._pattern else text)

    def numbers(self, text: str) -> list[float]:
        """The numbers of a text, in order."""
        return [_number(found) for found in NUMBER.findall(self.without(text))[:LONGEST]]

    def answer(self, text: str) -> tuple[int, int] | None:
        """Round and place of the answer that is named before any team is."""
        head = NAMED.split(" ".join(text.split()))[0]
        found = [at for title, at in self._answers.items() if title in head]
        return found[0] if len(found) == 1 else None


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def named(text: str) -> list[str]:
    """The teams of a text, as they stand in it."""
    return NAMED.findall(text)


def tag(element: Element) -> str:
    """Without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def text_of(element: Element) -> str:
    """Everything in it that is text."""
    return " ".join(element.itertext())


# ------------------------------------------------------------------- pages


def of_pages(pages: Mapping[str, str], words: Words) -> Columns:
    """One page a team: whatever stands at the same place in each of them."""
    return of_bodies({team: _body(page) for team, page in pages.items()}, words)


def of_bodies(bodies: Mapping[str, Element], words: Words) -> Columns:
    """The same of pages that are read already, or of parts of them."""
    columns = Columns()
    for team, body in bodies.items():
        for path, element in _walked(body, ()):
            if tag(element) not in {"style", "script"}:
                own = " ".join([element.text or "", *(child.tail or "" for child in element)])
                for n, value in enumerate(words.numbers(own)):
                    columns.put((*path, n), team, value)
                _attributes(columns, path, team, element)
    columns.complete()
    return columns


def of_page(page: str, words: Words, *, unfolded: bool = False) -> Columns:
    """A page that names all teams. What is folded away behind a warning is read only where it is `unfolded`."""
    body = _body(page)
    if not unfolded:
        _fold(body)
    return of_body(body, words)


def of_body(body: Element, words: Words) -> Columns:
    """The same of a page that is read already, or of a part of one; nothing is folded away in it."""
    columns = Columns()
    for part in _parts(body):
        where = (part.get("id") or tag(part),)
        inside: set[int] = set()
        for n, table in enumerate(part.iter(_like(body, "table"))):
            _table(columns, (*where, f"table {n}"), table, words)
            inside |= {id(each) for each in table.iter()}
        for n, drawing in enumerate(e for e in part.iter() if tag(e) == "svg" and id(e) not in inside):
            if named(text_of(drawing)):
                _drawing(columns, (*where, f"svg {n}"), drawing, words)
                inside |= {id(each) for each in drawing.iter()}
        _items(columns, where, part, words, inside)
        for team in TEAMS:
            columns.put((*where, "mentions"), team, named(text_of(part)).count(team))
    columns.complete()
    return columns


def _like(body: Element, name: str) -> str:
    return f"{str(body.tag).rsplit('}', 1)[0]}}}{name}"


def _body(page: str) -> Element:
    tree = html5lib.parse(page)
    return next(each for each in tree.iter() if tag(each) == "body")


def _fold(body: Element) -> None:
    for parent in list(body.iter()):
        for child in list(parent):
            if tag(child) == "details" and "closed" in (child.get("class") or "").split():
                parent.remove(child)


def _parts(body: Element) -> Iterator[Element]:
    yield from (each for each in body.iter() if tag(each) in {"section", "header", "nav"})


def _walked(element: Element, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Element]]:
    here = (*path, element.get("id") or f"{tag(element)}.{element.get('class') or ''}")
    yield here, element
    for child in element:
        if isinstance(child.tag, str):
            yield from _walked(child, here)


def _attributes(columns: Columns, key: tuple[object, ...], team: str, element: Element) -> None:
    for name, value in element.attrib.items():
        if name == "class":
            for each in value.split():
                columns.put((*key, tag(element), "class", each), team, 1.0)
        elif name not in FREE:
            for n, found in enumerate(IN_A_PATH.findall(value)[:LONGEST]):
                columns.put((*key, tag(element), name, n), team, float(found))


def _texts(element: Element) -> Iterator[str]:
    """What is read in an element: its text, and what its attributes say when the pointer rests on them."""
    yield text_of(element)
    yield from (each.get(name) or "" for each in element.iter() for name in ("title", "aria-label"))


def _grid(table: Element) -> list[list[Element]]:
    """Cells by row and column; a cell that spans several stands in all of them."""
    rows: list[list[Element]] = []
    hanging: dict[int, tuple[Element, int]] = {}
    for row in (each for each in table.iter() if tag(each) == "tr"):
        cells = [each for each in row if tag(each) in {"td", "th"}]
        line: list[Element] = []
        while cells or len(line) in hanging:
            if len(line) in hanging:
                cell, left = hanging.pop(len(line))
                if left > 1:
                    hanging[len(line)] = (cell, left - 1)
                line.append(cell)
                continue
            cell = cells.pop(0)
            if (span := int(cell.get("rowspan") or 1)) > 1:
                hanging[len(line)] = (cell, span - 1)
            line += [cell] * int(cell.get("colspan") or 1)
        rows.append(line)
    return rows


def _table(columns: Columns, where: tuple[str, ...], table: Element, words: Words) -> None:
    rows = _grid(table)
    if not rows:
        return
    heads = [" ".join(text_of(cell).split()) if tag(cell) == "th" else "" for cell in rows[0]]
    across = {n: found[0] for n, cell in enumerate(rows[0]) if len(found := named(text_of(cell))) == 1}
    columns.order((*where, "columns"), list(across.values()))
    entries: list[tuple[str, list[str]]] = []
    for row in rows[1:] if not named(" ".join(heads)) or across else rows:
        whole = " ".join(text_of(cell) for cell in row)
        entries.append((whole, named(whole)))
        for n, cell in enumerate(row):
            head = NAMED.sub("", heads[n]) if n < len(heads) else ""
            owners = [across[n]] if n in across else list(dict.fromkeys(named(whole)))
            at = (*where, head, " ".join(text_of(row[0]).split())) if n in across else (*where, f"{n} {head}")
            for team in owners:
                _cell(columns, at, team, cell, words)
        for n, cell in enumerate(row):
            columns.order((*where, f"{n}", "names in a cell"), named(text_of(cell)))
    _sequence(columns, where, entries, words)


def _cell(columns: Columns, key: tuple[object, ...], team: str, element: Element, words: Words) -> None:
    for text in _texts(element):
        for n, value in enumerate(words.numbers(text)):
            columns.put((*key, n), team, value)
    if not named(text_of(element)):
        parts = sum(1 for _ in element.iter()) + words.without(text_of(element)).count(",")
        columns.put((*key, "items"), team, parts)
        columns.put((*key, "nothing"), team, float(not words.without(text_of(element)).strip("–- ")))
    for each in element.iter():
        _attributes(columns, key, team, each)


def _sequence(columns: Columns, where: tuple[str, ...], entries: Sequence[tuple[str, list[str]]], words: Words) -> None:
    """The order in which entries name teams; answers as the story lists them are no order of teams."""
    entries = [(text, teams) for text, teams in entries if teams]
    if len(entries) < 2:
        return
    answers = [words.answer(text) for text, _ in entries]
    known = [each for each in answers if each is not None]
    if len(known) == len(entries) and len({r for r, _ in known}) == 1 and known == sorted(set(known)):
        return
    for n, (_, teams) in enumerate(entries):
        for team in dict.fromkeys(teams):
            columns.put((*where, "order"), team, n)


def _drawing(columns: Columns, where: tuple[str, ...], drawing: Element, words: Words) -> None:
    """What has the colour of a team's name is that team's; a tooltip is of whomever it names."""
    owner: dict[str, str] = {}
    for each in drawing.iter():
        if tag(each) == "text" and len(found := named(text_of(each))) == 1:
            owner |= {name: found[0] for name in (each.get("class") or "").split() if name != "name"}
    kinds: dict[tuple[str, str], list[Element]] = {}
    for each in drawing.iter():
        classes = (each.get("class") or "").split()
        kinds.setdefault((tag(each), " ".join(classes)), []).append(each)
        mine = {owner[name] for name in classes if name in owner}
        if len(mine) == 1:
            team = mine.pop()
            _attributes(columns, where, team, each)
            for n, value in enumerate(words.numbers(text_of(each))):
                columns.put((*where, tag(each), "text", n), team, value)
        titles = [text_of(child) for child in each if tag(child) == "title"]
        for line in (line for title in titles for line in title.split("\n")):
            for team in dict.fromkeys(named(line)):
                _attributes(columns, (*where, "tooltip"), team, each)
                for n, value in enumerate(words.numbers(line)):
                    columns.put((*where, "tooltip", n), team, value)
    columns.order((*where, "names"), [t for e in drawing.iter() if tag(e) == "text" for t in named(text_of(e))])
    for kind, elements in kinds.items():
        # Without a name, but as many as teams: they are told by their order.
        if len(elements) == len(TEAMS):
            for team, each in zip(TEAMS, elements, strict=True):
                _attributes(columns, (*where, "nth", *kind), team, each)


def _items(
    columns: Columns, where: tuple[str, ...], part: Element, words: Words, inside: set[int], path: tuple[str, ...] = ()
) -> None:
    """Elements that name one team, and the order in which they stand; tables and drawings are read elsewhere."""
    children = [each for each in part if id(each) not in inside]
    columns.order((*where, *path, "text"), named(" ".join([part.text or "", *(each.tail or "" for each in part)])))
    _sequence(columns, (*where, *path), [(text_of(each), named(text_of(each))) for each in children], words)
    for each in children:
        below = (*path, f"{tag(each)}.{each.get('class') or ''}")
        teams = set(named(text_of(each)))
        if len(teams) == 1:
            team = teams.pop()
            for text in _texts(each):
                for n, value in enumerate(words.numbers(text)):
                    columns.put((*where, *below, n), team, value)
            for inner in each.iter():
                _attributes(columns, (*where, *below), team, inner)
        elif teams:
            _items(columns, where, each, words, inside, below)


# ------------------------------------------------------------------- text, tables, data, screens


def of_text(text: str, words: Words) -> Columns:
    """Lines of a paragraph that name teams, under the paragraph's first line; and the order of the lines."""
    columns = Columns()
    for paragraph in re.split(r"\n\s*\n", text):
        lines = paragraph.split("\n")
        where = (NUMBER.sub("", words.without(lines[0]))[:60],)
        entries = [(line, named(line)) for line in lines]
        _sequence(columns, where, entries, words)
        for line, teams in entries:
            for team in dict.fromkeys(teams):
                for n, value in enumerate(words.numbers(line)):
                    columns.put((*where, n), team, value)
            columns.order((*where, "names in a line"), teams)
    for team in TEAMS:
        columns.put(("mentions",), team, named(text).count(team))
    columns.complete()
    return columns


def of_csv(text: str) -> Columns:
    """Cells by their heading and the number of the row among the team's."""
    columns = Columns()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    order = []
    for row in rows[1:]:
        team = next(each for each in row if each in TEAMS)
        order.append(team)
        for head, cell in zip(rows[0], row, strict=True):
            if NUMBER.fullmatch(cell):
                columns.put((head,), team, _number(cell))
            elif not re.search(r"[ .]", cell):
                # Words of programs are as good as numbers.
                columns.put((head, cell), team, 1.0)
    columns.order(("rows",), order)
    columns.complete()
    return columns


def of_sheets(sheets: Sequence[Sheet]) -> Columns:
    """Every sheet of a workbook, as a table is read."""
    columns = Columns()
    for sheet in sheets:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([f"{sheet.name}: {column.heading}" for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow(["" if cell is None else int(cell) if isinstance(cell, bool) else cell for cell in row])
        for key, found in of_csv(out.getvalue()).found.items():
            columns.found[sheet.name, *key] = found
    return columns


def of_screen(rows: Sequence[Sequence[tuple[str, str]]], words: Words) -> Columns:
    """The rows of a screen, each as texts with the style that they are painted in."""
    columns = of_text("\n".join("".join(text for text, _ in row).rstrip() for row in rows), words)
    for row in rows:
        for team in dict.fromkeys(named("".join(text for text, _ in row))):
            for style in {style for text, style in row if text.strip()}:
                columns.put(("painted", style), team, 1.0)
    columns.complete()
    return columns


def of_json(data: Any, path: tuple[str, ...] = (), team: str = "", columns: Columns | None = None) -> Columns:
    """Numbers of whatever names one team, by where they stand, and the order of lists."""
    first = columns is None
    columns = columns or Columns()
    if isinstance(data, dict):
        own = next((v for v in data.values() if isinstance(v, str) and v in TEAMS), team)
        for key, value in data.items():
            of_json(value, (*path, key), own, columns)
    elif isinstance(data, list):
        names = [next((v for v in each.values() if isinstance(v, str) and v in TEAMS), "") for each in data
                 if isinstance(each, dict)]  # fmt: skip
        columns.order(path, [name for name in names if name])
        for n, value in enumerate(data):
            of_json(value, path if isinstance(value, dict) else (*path, str(n)), team, columns)
    elif isinstance(data, int | float) and team:
        columns.put(path, team, float(data))
    if first:
        columns.complete()
    return columns
