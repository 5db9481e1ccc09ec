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

__all__ = ["UNNAMED", "repaired"]

_M = TypeVar("_M", bound=BaseModel)
_ROUNDS_OF_REPAIR = 12
_WEIGHTS = frozenset({"belief", "people", "of"})
_NUMBERS = frozenset({"float_type", "finite_number", "greater_than_equal", "less_than_equal"})
UNNAMED = "unnamed-"
"""How the name of a placeholder begins; nothing is reported of it."""


def repaired(data: Any, errors: Sequence[ErrorDetails], shape: type[_M]) -> _M | None:
    """A model of `data` without its faulty parts, or None where nothing sensible is left. `data` is changed."""
    found = list(errors)
    for attempt in range(_ROUNDS_OF_REPAIR):
        for index, error in enumerate(found):
            _mend(data, tuple(error["loc"]), error["type"], f"{UNNAMED}{attempt}-{index}")
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            found = list(error.errors(include_url=False))
    return None


def _placeholder(key: str, name: str) -> Any:
    """What a missing key may hold."""
    response = {"id": name, "title": "…"}
    whole: dict[str, Any] = {
        "id": name,
        "move": name,
        "after": 1,
        "effects": {},
        "round": name,
        "chose": name,
        "when": "…",
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


def _item(of: str, name: str) -> Any:
    """What a list may hold."""
    text = {"text": "…"}
    items: dict[str, Any] = {
        "rounds": {"id": name, "title": "…", "shock": text, "responses": [{"id": name, "title": "…"}]},
        "responses": {"id": name, "title": "…"},
        "later": {"after": 1, "effects": {}},
        "also": {"if": "1 == 1", **text},
        "feed": {"who": "…", **text},
        "ask": {"who": name, **text},
        "endings": {"id": name, "title": "…", **text},
        "parallels": {"case": "…", "source": "…", **text},
        "expect": {},
        "plays": {},
    }
    return items.get(of, name)


def _mend(data: Any, loc: tuple[int | str, ...], kind: str, name: str) -> None:
    """Change `data` in place so that this error goes away; where an earlier repair took the place away, do nothing."""
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    wanted = str(loc[-1]) if kind == "missing" else None
    parent, key, node, of, above = None, None, data, "", ""
    for part in loc[:-1] if kind == "missing" else loc:
        if isinstance(node, dict) and part in node:
            of, above = str(part), of
        elif not (isinstance(node, list) and isinstance(part, int) and part < len(node)):
            if part in {"name", "mapping", "number"}:  # the tag of an alternative, not a part of the data
                continue
            return
        parent, key, node = node, part, node[part]
    if wanted is not None:
        if isinstance(node, dict):
            node[wanted] = _placeholder(wanted, name)
    elif isinstance(parent, dict) and above in _WEIGHTS and kind in _NUMBERS:
        parent[key] = 1  # weights that lost one may add up to nothing, and that is not the author's fault
    elif isinstance(parent, dict):
        del parent[key]
    elif isinstance(parent, list) and isinstance(key, int):
        parent[key] = _item(of, name)
