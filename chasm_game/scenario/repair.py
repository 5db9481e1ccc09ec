"""Goes on after a fault of shape, so that one run reports the faulty names too.

Each faulty value is taken out, so that its default stands there, or is replaced by a placeholder where the format wants
one. The result is only ever looked at for further faults; it is never played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

__all__ = ["repaired"]

_M = TypeVar("_M", bound=BaseModel)
_ROUNDS_OF_REPAIR = 12
_TAGS = ("name", "mapping", "[key]")


def repaired(data: Any, errors: Sequence[ErrorDetails], shape: type[_M]) -> _M | None:
    """A model of `data` without its faulty parts, or None where nothing sensible is left."""
    found = list(errors)
    for attempt in range(_ROUNDS_OF_REPAIR):
        for index, error in enumerate(found):
            _mend(data, tuple(error["loc"]), error["type"], f"unnamed-{attempt}-{index}")
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            found = list(error.errors(include_url=False))
    return None


def _placeholder(key: str, name: str) -> Any:
    response = {"id": name, "title": "…"}
    whole: dict[str, Any] = {
        "id": name,
        "after": 1,
        "effects": {},
        "round": name,
        "chose": name,
        "shock": {"text": "…"},
        "responses": [response],
        "rounds": [{"id": name, "title": "…", "shock": {"text": "…"}, "responses": [response]}],
        "sources": ["…"],
        "chasm-rules": 1,
        "value": 1,
        "of": {"employees": 1},
        "certainty": "weak",
        "if": "1 == 1",
    }
    return whole.get(key, "…")


def _mend(data: Any, loc: tuple[int | str, ...], kind: str, name: str) -> None:
    """Change `data` in place so that this error goes away."""
    parent, key = None, None
    node = data
    for part in loc[:-1] if kind == "missing" else loc:
        if part in _TAGS:
            continue
        inside = (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        )
        if not inside:
            break
        parent, key, node = node, part, node[part]
    if kind == "missing":
        if isinstance(node, dict):
            node[loc[-1]] = _placeholder(str(loc[-1]), name)
    elif isinstance(parent, dict):
        parent.pop(key, None)
    elif isinstance(parent, list) and isinstance(key, int):
        parent[key] = {"id": name, "title": "…", "shock": {"text": "…"}, "responses": [{"id": name, "title": "…"}]} if (
            "rounds" in loc and len(loc) <= 2
        ) else None
        if parent[key] is None:
            del parent[key:]  # what stands before keeps its place
