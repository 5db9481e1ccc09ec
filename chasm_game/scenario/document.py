"""Text to nodes that know where they stand.

A scenario is data from a stranger, so YAML is read as a stream of events with bounds of our own: composing in the C
library overflows its stack on deep nesting, and the usual loaders lose duplicate keys and turn `No` into false.
Aliases, tags, merge keys and second documents are refused, each with its own code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from chasm_game.scenario.diagnostics import Code, Fault, Span
from chasm_game.scenario.yaml_slips import cure

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "compose", "locate", "plain", "scalar_at"]

MAX_DEPTH = 24
"""The format needs eight levels; a file that nests deeper is a mistake or an attack."""
MAX_NODES = 200_000
MAX_FAULTS = 200

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `value` is what YAML 1.2 makes of it."""

    value: str | int | float | bool | None
    span: Span
    inset: int = 0
    """How many signs stand before the text itself: 1 where it is quoted."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in file order; no key stands twice."""

    entries: list[tuple[Scalar, Node]]
    span: Span


Node = Scalar | Sequence | Mapping


class _Stop(Exception):
    """Nothing sensible can follow this fault."""


def compose(text: str) -> tuple[Node | None, list[Fault]]:
    """The document in `text` and every fault in its YAML; the node is None where nothing could be made of it."""
    faults: list[Fault] = []
    try:
        return _Composer(text, faults).document(), faults
    except _Stop:
        return None, faults
    except yaml.MarkedYAMLError as error:
        faults.append(cure(text, error))
        return None, faults
    except yaml.YAMLError as error:  # a character that YAML does not allow
        faults.append(_unprintable(text, error))
        return None, faults


def _unprintable(text: str, error: yaml.YAMLError) -> Fault:
    at = getattr(error, "position", 0) or 0
    before = text[:at]
    span = Span.point(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)
    return Fault(Code.NOT_TEXT, span, "a control character stands here", "delete it; text is letters, digits and signs")


@dataclass
class _Composer:
    text: str
    faults: list[Fault]
    nodes: int = 0
    events: Iterator[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.events = yaml.parse(self.text, Loader=_LOADER)

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
            self.fault(Code.TOO_LARGE, event, f"nested more than {MAX_DEPTH} levels deep", "close the brackets")
            raise _Stop
        if self.nodes > MAX_NODES:
            self.fault(Code.TOO_LARGE, event, f"more than {MAX_NODES:,} values in one file")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            hint = f"write the value itself; text that begins with `*` needs quotes: '*{event.anchor} …'"
            self.fault(Code.ALIAS, event, f"`*{event.anchor}` is an alias", hint)
            return Scalar(None, _span(event))
        self.refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(_resolve(event), _span(event), int(event.style in ("'", '"')))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def refuse_decoration(self, event: Any) -> None:
        """Anchors and tags are read over, but said."""
        if event.anchor is not None:
            hint = f"remove it; text that begins with `&` needs quotes: '&{event.anchor} …'"
            self.fault(Code.ALIAS, event, f"`&{event.anchor}` is an anchor", hint)
        if event.tag is not None:
            hint = "remove it; text that begins with `!` needs quotes"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(Code.TAG, event, f"`{tag}` is a tag", hint)

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
        entries: list[tuple[Scalar, Node]] = []
        lines: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return Mapping(entries, _span(start, event))
            key = self.key(event, depth)
            value = self.node(next(self.events), depth + 1)
            if key is None:
                continue
            name = str(key.value)
            if name in lines:
                message = f"`{name}` stands twice here, first in line {lines[name]}"
                self.faults.append(Fault(Code.DUPLICATE_KEY, key.span, message, "keep one of them"))
                continue
            lines[name] = key.span.line
            entries.append((key, value))
        raise _Stop

    def key(self, event: Any, depth: int) -> Scalar | None:
        """The key that begins with `event`, as text; None where it is no key."""
        node = self.node(event, depth + 1)
        if not isinstance(node, Scalar) or isinstance(event, yaml.AliasEvent):
            if not isinstance(event, yaml.AliasEvent):
                hint = "text that begins with a bracket needs quotes"
                self.fault(Code.KEY_NOT_TEXT, event, "a list or mapping cannot be a key", hint)
            return None
        if event.implicit[0] and event.value == "<<":
            self.fault(Code.MERGE_KEY, event, "`<<` merges another mapping", "write its keys out")
            return None
        return Scalar(event.value, node.span)  # a key is its text: `on`, `2024`, `null`

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
    if not event.implicit[0]:
        return value
    if value in _NOTHING:
        return None
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else value


def plain(node: Node) -> Any:
    """The node as lists, dicts and plain values."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {str(key.value): plain(value) for key, value in node.entries}


def scalar_at(root: Node, path: tuple[str | int, ...]) -> Scalar | None:
    """The single value at `path`, or None where there is none."""
    node: Node | None = root
    for part in path:
        if isinstance(node, Mapping):
            node = next((v for k, v in node.entries if k.value == part), None)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node if isinstance(node, Scalar) else None


def locate(root: Node, path: tuple[str | int, ...], *, key: bool = False) -> Span:
    """Where the value at `path` stands; with `key`, where its key stands.

    A part of the path that the data does not have is passed over: validators put the names of their own types there.
    """
    node, span = root, root.span
    for part in path:
        if isinstance(node, Mapping):
            entry = next(((k, v) for k, v in node.entries if k.value == part), None)
            if entry is None:
                continue
            node = entry[1]
            span = entry[0].span if key else node.span
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            span = node.span
    return span
