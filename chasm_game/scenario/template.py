"""A scenario to start from: the commented one that comes with the program, or a copy of another, with own names.

Only the values that are asked for are written into the text; every other sign of it, comments too, stays as it was.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from chasm_game.scenario.document import compose
from chasm_game.scenario.nodes import Mapping, scalar_at
from chasm_game.scenario.scenario import RESERVED_IDS
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "MAX_NAME",
    "ROUNDS",
    "SCHEMA_FILE",
    "Beginning",
    "free_id",
    "id_from",
    "named_in",
    "starting_text",
    "template",
    "title_from",
]

SCHEMA_FILE = "scenario.schema.json"
"""The name of the schema beside a scenario: editors find it by the first line, without a network."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
ROUNDS = (3, 5)
"""The template has so many rounds at least, and at most."""
MAX_NAME = 120
"""Characters of a title or a name that are asked for."""

_PLAIN = re.compile(r"[^\W\d_][\w'’-]*( [\w'’(&][\w'’.,)&-]*)*", re.ASCII)
_NO_NAME = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
# Letters that lose their sound when their mark is merely dropped, as it is for all others.
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"})
_ROUND = re.compile(r"^  # -{20,}.*$", re.MULTILINE)
_AFTER = re.compile(r"^# ={20,}.*$", re.MULTILINE)
_MODELINE = re.compile(r"^#\s*yaml-language-server\s*:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is written into the text; what is empty stays as the text has it."""

    id: str
    title: str
    company: str = ""
    stakeholders: dict[str, str] = field(default_factory=dict)
    """Names by stakeholder id."""
    rounds: int = 0
    """How many of the template's rounds are kept; 0 is the fewest it has. A copy keeps all of its own."""


def template() -> str:
    """The commented scenario that comes with the program."""
    return files("chasm_game.scenario").joinpath("template.yaml").read_text("utf-8")


def starting_text(beginning: Beginning, copied: str | None = None) -> str:
    """A scenario's text: the template, or `copied`, with the names of `beginning` and a line for editors."""
    if copied is None:
        fewest, most = ROUNDS
        text = _cut(template(), min(max(beginning.rounds, fewest), most))
    else:
        text = _with_modeline(copied)
    values: dict[tuple[str, ...], str] = {("id",): beginning.id, ("title",): beginning.title}
    if beginning.company:
        values["company", "name"] = beginning.company
    for stakeholder, name in beginning.stakeholders.items():
        values["stakeholders", stakeholder, "name"] = name
    return _written(text, values)


def named_in(text: str) -> dict[str, str]:
    """The stakeholders that a scenario's text gives a name to, by id."""
    root, _ = compose(text)
    found = root.entries.get("stakeholders") if isinstance(root, Mapping) else None
    if found is None or not isinstance(found[1], Mapping):
        return {}
    named = {s: scalar_at(found[1], (s, "name")) for s in found[1].entries}
    return {s: str(name.value) for s, name in named.items() if name is not None}


def id_from(stem: str) -> str:
    """An id made of a file's name: `Der Müller.yaml` is `der-mueller`."""
    spelt = unicodedata.normalize("NFC", stem.lower()).translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
    if not made or not made[0].isalpha() or made in RESERVED_IDS or re.fullmatch(r"coast-\d+", made):
        made = f"story-{made}".strip("-")
    return made


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id itself, or with the first number behind it that nothing in the library has."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def title_from(stem: str) -> str:
    """A title made of a file's name: `the-lift.yaml` is `The Lift`."""
    words = one_line(re.sub(r"[-_.\s]+", " ", stem), MAX_NAME).strip()
    return " ".join(word[:1].upper() + word[1:] for word in words.split()) or "A Story"


def _cut(text: str, rounds: int) -> str:
    """The template with its first rounds only."""
    starts = [match.start() for match in _ROUND.finditer(text)]
    after = _AFTER.search(text)
    assert after is not None
    return text[: starts[rounds]] + text[after.start() :] if rounds < len(starts) else text


def _with_modeline(text: str) -> str:
    """The text with a first line that tells an editor where the schema is, in place of one that points elsewhere."""
    rest = _MODELINE.sub("", text, count=1).lstrip("\n") if _MODELINE.search(text) else text
    return f"{MODELINE}\n{rest}"


def _written(text: str, values: dict[tuple[str, ...], str]) -> str:
    """The text with other values at some paths; those below come first, so that the places above still hold."""
    root, _ = compose(text)
    assert root is not None
    lines = text.split("\n")
    places = [(found.span, value) for path, value in values.items() if (found := scalar_at(root, path)) is not None]
    for span, value in sorted(places, key=lambda place: place[0], reverse=True):
        first, last = span.line - 1, span.end_line - 1
        before, behind = lines[first][: span.column - 1], lines[last][span.end_column - 1 :]
        made = f"{before}{_scalar(value)}"
        # the comments of the template stand in one column where there is room
        if behind.lstrip().startswith("#"):
            behind = behind.lstrip().rjust(len(lines[first]) - len(made)) if first == last else f" {behind.lstrip()}"
            behind = behind if behind.startswith(" ") else f" {behind}"
        lines[first : last + 1] = [made + behind]
    return "\n".join(lines)


def _scalar(value: str) -> str:
    """A text as YAML that is text to every reader: plain where nothing else can be meant, else in quotes."""
    words = value.casefold()
    # Words that YAML 1.1 takes for truth and numbers, since editors and other programs may still read it so.
    plain = _PLAIN.fullmatch(value) and words not in _NO_NAME and not re.fullmatch(r"[\d.eE+-]*|[.]?(inf|nan)", words)
    return value if plain else json.dumps(value, ensure_ascii=False)
