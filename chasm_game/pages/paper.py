"""From values to HTML: one set of templates, everything escaped, and no way out of the page.

The page forbids itself every script and every request by its own policy. Text from files and people goes through
`chasm_game.text` and is escaped by the templates; nothing but the few filters of this module makes markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from chasm_game import __version__
from chasm_game.charts.svg import bar, gap, key, svg
from chasm_game.charts.svg_lines import behind, small
from chasm_game.debrief.headings import AGAINST_IT, NO_DECISION
from chasm_game.debrief.predictions import came, expectation_of_a_team, expected, expected_who, who_lost
from chasm_game.debrief.selection import payers
from chasm_game.grammar import capital, ended, joined, listed, number, percent, plural, rounded
from chasm_game.prose import Block, inline, prose
from chasm_game.text import one_line, shown, signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from chasm_game.charts.figures import Distribution, Dots, Lines
    from chasm_game.debrief.page import Words

__all__ = ["POLICY", "environment", "rendered"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""No script, no request, no frame, no form: the page cannot reach anything, whoever wrote the text in it."""

WIDE, NARROW = 860, 360
"""Every figure is drawn for a table and for a telephone; the style shows one of them."""

NAME = 60
"""Signs of a team's name that a page shows; the whole stands once, beside its file."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’]+")
_AFTER_AN_ADDRESS = ".,;:!?)]}"


def rendered(template: str, **values: Any) -> str:
    """The page that a template makes of values."""
    return environment("chasm_game.pages").get_template(template).render(policy=POLICY, version=__version__, **values)


@lru_cache(maxsize=4)
def environment(*packages: str) -> Environment:
    """What makes pages of the templates of these packages; of two of the same name the first one's."""
    # Here, for whoever never writes a page should not wait for a template engine.
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        # A value that a template misspells is an error in the tests, and no empty place on somebody's page.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Else every part of every page asks the disk first whether its template is another by now.
        auto_reload=False,
    )
    made.filters |= {
        "chart": chart, "ended": lambda text: ended(one_line(text)), "inline": _inline, "joined": joined,
        "line": one_line, "linked": linked, "listed": listed, "number": number, "payers": payers,
        "percent": percent, "person": person, "plural": plural, "prose": _prose, "rounded": rounded,
        "signed": signed, "team": team, "words": words, "capital": capital,
    }  # fmt: skip
    made.filters |= {word.__name__: word for word in (came, expectation_of_a_team, expected, expected_who, who_lost)}
    made.globals |= {
        "against_it": AGAINST_IT,
        "no_decision": NO_DECISION,
        "behind": lambda *of: Markup(behind(*of)),  # noqa: S704  (numbers, and a name of ours)
        "small": lambda *of: Markup(small(*of)),  # noqa: S704
        "bar": lambda *of: Markup(bar(*of)),  # noqa: S704  (numbers alone)
        "gap": lambda width: Markup(gap(width)),  # noqa: S704
        "key": lambda kind: Markup(key(kind)),  # noqa: S704
    }
    return made


def chart(figure: Lines | Dots | Distribution) -> Markup:
    """A figure for both widths; `chasm_game.charts.svg` has escaped its texts."""
    wide, narrow = (Markup(svg(figure, width)) for width in (WIDE, NARROW))  # noqa: S704
    return Markup('<div class="wide">{}</div><div class="narrow">{}</div>').format(wide, narrow)


def person(text: str) -> Markup:
    """A name or a sentence that somebody typed: on one line, and its direction is its own affair."""
    return Markup("<bdi>{}</bdi>").format(one_line(text))


def team(name: str) -> Markup:
    """A team's name, the middle left out of a long one: numbers that tell equal names apart stand at its end."""
    line = one_line(name)
    # Sixty signs are room for any name that was not made to break a table.
    return person(line if len(line) <= NAME else f"{line[: NAME - 16]}…{line[-15:]}")


def linked(text: str) -> Markup:
    """Text in which addresses of the web, and nothing else, lead there; no sender is told."""
    made, at = Markup(), 0
    line = shown(text)
    for found in _ADDRESS.finditer(line):
        # A full stop behind an address ends the sentence, and is no part of it.
        address = found.group().rstrip(_AFTER_AN_ADDRESS)
        made += escape(line[at : found.start()])
        made += Markup('<a href="{0}" rel="noreferrer noopener external">{0}</a>').format(address)
        at = found.start() + len(address)
    return made + escape(line[at:])


def words(of: Iterable[Words], first: str = "") -> Markup:
    """Paragraphs of the debrief; numbered and dotted ones are lists. `first` is the class of the first paragraph."""
    made = Markup()
    for kind, group in groupby(of, key=_list_of):
        items = list(group)
        if kind:
            # A list that goes on behind a heading counts on from its own first number.
            start = Markup(' start="{}"').format(items[0].mark.rstrip(".")) if kind == "ol" else Markup()
            entries = Markup().join(Markup("<li>{}</li>").format(_text(each)) for each in items)
            made += Markup('<{0} class="points"{1}>{2}</{0}>').format(kind, start, entries)
        else:
            for each in items:
                made += _paragraph(each, first)
                first = ""
    return made


def _list_of(each: Words) -> str:
    return "ul" if each.mark == "·" else "ol" if each.mark.rstrip(".").isdigit() else ""


def _text(each: Words) -> Markup:
    return _inline(each.text) if each.kind == "story" else Markup("<bdi>{}</bdi>").format(linked(one_line(each.text)))


def _paragraph(each: Words, name: str) -> Markup:
    if each.kind == "story":
        if not each.mark:
            return _prose(each.text)
        who = person(each.mark.removesuffix(":"))
        return Markup("<blockquote><p>{}</p><footer>{}</footer></blockquote>").format(_inline(each.text), who)
    tag, name = {"head": ("h3", ""), "name": ("p", "named"), "note": ("p", "quiet")}.get(each.kind, ("p", name))
    kind = Markup(' class="{}"').format(name) if name else Markup()
    return Markup("<{0}{1}>{2}</{0}>").format(tag, kind, _text(each))


def _inline(text: str) -> Markup:
    return linked(inline(text))


def _prose(text: str) -> Markup:
    """The little Markdown of stories; its headings are strong paragraphs, so that the page's own outline stays."""
    made, in_list = Markup(), False
    for block in prose(text):
        # Markdown knows items only; a list has to be opened before the first and closed behind the last.
        if (block.kind == "item") != in_list:
            in_list = not in_list
            made += Markup("<ul>") if in_list else Markup("</ul>")
        tag = "li" if in_list else "p"
        made += Markup("<{0}>{1}</{0}>").format(tag, _spans(block))
    return made + (Markup("</ul>") if in_list else Markup())


def _spans(block: Block) -> Markup:
    made = Markup()
    for span in block.spans:
        marked = linked(span.text)
        if span.emphasis:
            marked = Markup("<em>{}</em>").format(marked)
        if span.strong or block.kind == "heading":
            marked = Markup("<strong>{}</strong>").format(marked)
        made += marked
    return made
