"""YAML's stream of events to nodes that know where they stand, within bounds.

A scenario is data from a stranger, so YAML is read as a stream of events with bounds of our own: composing in the C
library overflows its stack on deep nesting, and the usual loaders lose duplicate keys and turn `No` into false.
Aliases, tags, merge keys and second documents are refused, each with its own code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from chasm_game.errors import ChasmError
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Fault, Span
from chasm_game.scenario.nodes import Mapping, Node, Scalar, Sequence
from chasm_game.scenario.parse_error import Scene, Slip, quoted
from chasm_game.scenario.signs import folded, name_fault
from chasm_game.scenario.yaml_slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_DEPTH", "MAX_NODES", "Composer"]

MAX_DEPTH = 24
"""The format needs eight levels; a file that nests deeper is a mistake or an attack."""
MAX_NODES = 50_000
"""A scenario of twelve rounds has about 1,500."""

_LOADER: Any = getattr(yaml, "CSafeLoader", None)
"""PyYAML's own parser in Python takes other files for valid than libyaml does, so there is none beside it."""
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Stop(Exception):
    """Nothing sensible can follow this fault."""


@dataclass
class Composer:
    """One reading of a text. Raises `ChasmError` where this machine's PyYAML cannot read what is valid elsewhere."""

    text: str
    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0
    last: Any = None
    """The last event that could be read."""
    events: Iterator[Any] = field(init=False)
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        if _LOADER is None:
            hint = "install its wheel: pip install --force-reinstall --only-binary :all: pyyaml"
            raise ChasmError(
                f"PyYAML came without libyaml here, and would read scenarios otherwise than elsewhere; {hint}"
            )
        self.lines = self.text.split("\n")
        self.events = self._read()

    def run(self) -> tuple[Node | None, Slip | None]:
        """The document, or the slip that made it end early."""
        try:
            return self.document(), None
        except _Stop:
            return None, None
        except yaml.MarkedYAMLError as error:
            # Nothing but its words tells this error of libyaml from a slip of the author's.
            if "maximum nesting depth" in str(error.problem):  # libyaml's own bound, met while it looks ahead
                self.too_deep(error.problem_mark)
                return None, None
            scene = Scene.of(self.lines, error, self.last)
            decorated = next((f for f in self.faults if f.code in {Code.ALIAS, Code.TAG}), None)
            if decorated is not None and decorated.span.line == scene.row + 1:  # text that was to begin with * & or !
                return None, scene.without_sign(decorated)
            return None, slip(scene)

    def _read(self) -> Iterator[Any]:
        for event in yaml.parse(self.text, Loader=_LOADER):
            self.last = event
            yield event

    def document(self) -> Node | None:
        """The first document; a second one is a fault."""
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(Code.SEVERAL_DOCUMENTS, event, "a second document begins here", "remove the line `---`")
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, 1)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`."""
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.too_deep(event.start_mark)
            raise _Stop
        if self.nodes > MAX_NODES:
            message = f"a file may hold {MAX_NODES:,} values, and here begins one more"
            self.fault(Code.TOO_LARGE, event, message, "make several scenarios of it")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            hint = f"write the value itself; text that begins with `*` needs quotes: '*{event.anchor} …'"
            # A few aliases of aliases are gigabytes when they are written out; and nobody who writes a story misses
            # them.
            self.fault(Code.ALIAS, event, f"`*{event.anchor}` is an alias, and scenarios have none", hint)
            return Scalar(None, _span(event))
        self.refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def refuse_decoration(self, event: Any) -> None:
        """Anchors and tags are read over, but said."""
        if event.anchor is not None:
            hint = f"remove it; text that begins with `&` needs quotes: '&{event.anchor} …'"
            self.fault(Code.ALIAS, event, f"`&{event.anchor}` is an anchor, and scenarios have none", hint)
        if event.tag is not None:
            hint = "remove it; text that begins with `!` needs quotes"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(Code.TAG, event, f"`{tag}` is a tag, and scenarios have none", hint)

    def scalar(self, event: Any) -> Scalar:
        """A value; a name with a sign in it that looks like another is read as it was meant."""
        value, quotes = _resolve(event), int(event.style in ("'", '"'))
        if isinstance(value, str) and not value.isascii():
            mark = event.start_mark
            if found := name_fault(value, mark.line + 1, mark.column + 1 + quotes):
                self.faults.append(found)
                value = folded(value)
        return Scalar(value, _span(event), quotes)

    def sequence(self, start: Any, depth: int) -> Sequence:
        """The list that begins with `start`."""
        items: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return Sequence(items, _span(start, event))
            items.append(self.node(event, depth + 1))
        raise _Stop

    def mapping(self, start: Any, depth: int) -> Mapping:
        """The mapping that begins with `start`; of two equal keys the first stays."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return Mapping(entries, _span(start, event))
            key = self.key(event, depth)
            value = self.node(next(self.events), depth + 1)
            if key is None:
                continue
            name = str(key.value)
            # `{text: Yes, we can}` is valid YAML for a text `Yes` and a key `we can` without a value: nobody means
            # that.
            if start.flow_style and self.cut_by_comma(key, value, entries):
                continue
            if name in entries:
                message = f"`{name}` stands twice here, first in line {entries[name][0].span.line}"
                begins = ", or put `- ` before this one where a new entry of the list begins" if name == "id" else ""
                self.fault(Code.DUPLICATE_KEY, event, message, f"keep one of them{begins}")
                continue
            entries[name] = key, value
        raise _Stop

    def cut_by_comma(self, key: Scalar, value: Node, entries: dict[str, tuple[Scalar, Node]]) -> bool:
        """Whether a key in braces is the rest of a text that a comma ended; the text is then put together again."""
        if not entries or not isinstance(value, Scalar) or value.value is not None:
            return False
        if self.lines[key.span.end_line - 1][key.span.end_column - 1 :].lstrip().startswith(":"):
            return False
        name = next(reversed(entries))
        before, cut = entries[name]
        if not isinstance(cut, Scalar) or not isinstance(cut.value, str) or cut.inset:
            return False
        whole = f"{cut.value}, {key.value}"
        if whole.count(" ") < 2:  # two single words: more likely a key whose value is missing
            return False
        entries[name] = before, Scalar(whole, cut.span)
        at = Span.point(cut.span.end_line, cut.span.end_column)
        self.faults = [f for f in self.faults if f.span != at]  # of a text with two commas, one fault with all of it
        message = "the comma ends the text here: in braces, a text with a comma needs quotes"
        self.faults.append(Fault(Code.SYNTAX, at, message, f"put the text in quotes: {quoted(whole)}"))
        return True

    def key(self, event: Any, depth: int) -> Scalar | None:
        """The key that begins with `event`, as text; None where it is no key."""
        node = self.node(event, depth + 1)
        if not isinstance(node, Scalar) or isinstance(event, yaml.AliasEvent):
            if not isinstance(event, yaml.AliasEvent):
                hint = "text that begins with a bracket needs quotes"
                self.fault(Code.KEY_NOT_TEXT, event, "a list or mapping cannot be a key", hint)
            return None
        if event.implicit[0] and event.value == "<<":
            self.fault(Code.MERGE_KEY, event, "`<<` merges another mapping, and scenarios do not", "write its keys out")
            return None
        meant = folded(event.value) if name_fault(event.value, 1, 1) else event.value  # the fault is noted by now
        return Scalar(meant, node.span)  # a key is its text: `on`, `2024`, `null`

    def too_deep(self, mark: Any) -> None:
        """Note that here it goes deeper than any scenario needs."""
        message = f"this is nested more than {MAX_DEPTH} levels deep"
        hint = "close the brackets, or begin the lines farther left"
        self.faults.append(Fault(Code.TOO_LARGE, Span.point(mark.line + 1, mark.column + 1), message, hint))

    def fault(self, code: Code, event: Any, message: str, hint: str | None = None) -> None:
        """Note a fault at an event; give up when there are too many to be of use."""
        self.faults.append(Fault(code, _span(event), message, hint))
        if len(self.faults) > MAX_FAULTS:
            raise _Stop


def _span(start: Any, end: Any = None) -> Span:
    first, last = start.start_mark, (end or start).end_mark
    if end is not None and last.column == 0 and last.line > first.line:
        # a block ends where the next thing begins; what a person should look at is where it starts
        return Span.point(first.line + 1, first.column + 1)
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)


def _resolve(event: Any) -> str | int | float | bool | None:
    """What a scalar means by YAML 1.2; quoted text, `No`, `on`, `010`, dates and times stay text."""
    value = str(event.value)
    # Quoted, or tagged: the author said that it is text.
    if not event.implicit[0]:
        return value
    if value in _NOTHING:
        return None
    if value in _WORDS:
        return _WORDS[value]
    # Eighteen digits at most: `int` of a million digits would take minutes.
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else value
