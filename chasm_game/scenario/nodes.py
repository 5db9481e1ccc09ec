"""A file as nodes that know where they stand, and the places of paths in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Span

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "locate", "plain", "scalar_at"]


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
    """Keys and values in file order, by the text of the key; no key stands twice."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> Any:
    """The node as lists, dicts and plain values."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, (_, value) in node.entries.items()}


def scalar_at(root: Node, path: tuple[str | int, ...]) -> Scalar | None:
    """The single value at `path`, or None where there is none."""
    node: Node | None = root
    for part in path:
        if isinstance(node, Mapping):
            node = node.entries[str(part)][1] if part in node.entries else None
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
            entry = node.entries.get(str(part))
            if entry is None:
                continue
            node = entry[1]
            span = entry[0].span if key else node.span
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            span = node.span
    return span
