"""Signs that cannot be seen, or look like others: what they are called, and where they spoil what an author wrote.

They come in by copying: a word processor, a web page or a telephone puts a no-break space behind a colon, a long dash
where a list begins, a Cyrillic letter into a name. A parser then blames the line below. So they are told by what
stands there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HIDDEN", "cure", "folded", "name_fault", "named", "strange", "structure_faults"]

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Spaces that are none to YAML."""
HIDDEN = "\u00ad\u180e\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs without a width that no writing needs; those that turn the reading direction round can hide what is said."""
_JOINERS = "\u200c\u200d\u200e\u200f"
"""Without a width too, but needed: by Persian, by emoji, by Arabic beside Latin."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022"
_CYRILLIC = "аеорсухіјѕԁһӏАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdhlABEKMHOPCTYXIJS"
_GREEK = "αικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aiknoptuxABEZHIKMNOPTYX"
_LETTERS = dict(zip(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1], strict=True))
_LETTERS_OF_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
_LOOKS_LIKE: dict[int, str] = (
    {ord(sign): " " for sign in SPACES}
    | {ord(sign): "" for sign in HIDDEN + _JOINERS}
    | {ord(sign): "-" for sign in _DASHES}
    | {ord(sign): like for sign, like in (_LETTERS | _LETTERS_OF_WIDTH).items()}
)
_SCRIPTS = {"CYRILLIC": "Cyrillic", "GREEK": "Greek"}
_COMMON = {
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u3000": "a wide space",
    "\u200b": "a zero-width space",
    "\u00ad": "a soft hyphen",
    "\ufeff": "a byte order mark",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2212": "a minus sign",
    "\u2022": "a bullet",
}

_BLANK = rf"[\s{SPACES}{HIDDEN}{_JOINERS}]"
_KEY = rf"[^\W\d][\w-]*{_BLANK}*"
_HEAD = re.compile(
    rf"(?P<indent>{_BLANK}*)(?P<list>(?:[-{_DASHES}]{_BLANK}+)*)"
    rf"(?P<key>{_KEY}(?::(?:{_BLANK}+|$)|\uff1a{_BLANK}*))?"
)
"""How a line of YAML begins: its indentation, the hyphens of lists, a key with its colon and what stands behind it."""
_BLOCK = re.compile(rf"(?:^|{_BLANK})[|>][-+0-9]*{_BLANK}*(?:#.*)?$")
_STRANGE = re.compile(f"[{re.escape(''.join(map(chr, _LOOKS_LIKE)))}]")
_STRUCTURE = re.compile(f"[{SPACES}{HIDDEN}{_JOINERS}{_DASHES}\uff1a]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def strange(text: str) -> re.Match[str] | None:
    """The first sign of a text that is taken for another, or cannot be seen."""
    return _STRANGE.search(text)


def folded(text: str) -> str:
    """The text with what it looks like in place of such signs."""
    return text.translate(_LOOKS_LIKE)


def named(sign: str) -> str:
    """What a sign is called, with its number: `a no-break space (U+00A0)`."""
    known = unicodedata.name(sign, "sign")
    script = next((script for word, script in _SCRIPTS.items() if known.startswith(word)), None)
    if script is not None:
        called = f"a {script} {sign}"
    elif sign in _LETTERS_OF_WIDTH:
        called = f"a {known.lower().replace('fullwidth', 'full-width')}"
    else:
        called = _COMMON.get(sign) or f"a sign called {known.lower()}"
    return f"{called} (U+{ord(sign):04X})"


def cure(sign: str) -> str:
    """What to do about a sign."""
    like = folded(sign)
    return "delete it: it cannot be seen" if not like else f"type an ordinary {_ORDINARY.get(like, f'`{like}`')}"


_ORDINARY = {" ": "space", "-": "hyphen", ":": "colon"}


def structure_faults(lines: list[str], rows: range) -> Iterator[tuple[Fault, str]]:
    """Faults in how some lines begin, outside texts below `|`; each with the line as it was meant.

    Asked where a parser gave up: in a text of several lines such a sign may be meant, as French sets it before a colon.
    """
    inside: int | None = None  # a text of several lines goes on while lines stand farther right than its key
    for row, line in enumerate(lines[: rows.stop]):
        head = _HEAD.match(line)
        assert head is not None, "every part of it may be empty"
        indent = len(head["indent"])
        if inside is not None and (not line.strip() or indent > inside):
            continue
        inside = indent if _BLOCK.search(line) else None
        found = _STRUCTURE.search(head.group()) if row in rows else None
        if found is None:
            continue
        space = " " if head.group().endswith("\uff1a") else ""  # a full-width colon brings its own
        meant = folded(head.group()) + space + line[head.end() :]
        message = f"{named(found.group())} stands here"
        yield Fault(Code.STRANGE_SIGN, Span.point(row + 1, found.start() + 1), message, cure(found.group())), meant


def name_fault(text: str, line: int, column: int) -> Fault | None:
    """The fault of a single word in Latin letters with a sign of another kind in it; None where there is none.

    `line` and `column` are where the text begins, from 1. A word wholly in another writing is a word of that writing.
    """
    found = strange(text)
    if found is None or not _WORD.fullmatch(folded(text)) or not _WORD.search(text):
        return None
    message = f"`{folded(text)}` has {named(found.group())} in it"
    like = folded(found.group())
    hint = f"type it again: {'it looks like ' + f'`{like}`' if like else 'the sign cannot be seen'}"
    return Fault(Code.STRANGE_SIGN, Span.point(line, column + found.start()), message, hint)
